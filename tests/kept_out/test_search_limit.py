"""A person searches so often a minute and no oftener; the page says so in Danish and it is logged."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.actor import Actor
from accounts.models import AccessLog, User
from tests import factories as make

pytestmark = pytest.mark.django_db


def signed_in(actor: Actor) -> Client:
    client = Client()
    with make.reading():
        user = User.objects.get(id=actor.user)
    client.force_login(user)
    return client


def test_the_thirty_first_search_in_a_minute_is_refused_and_logged_and_the_next_minute_is_open(settings: pytest.FixtureRequest) -> None:
    settings.GOP_SEARCHES_A_MINUTE = 3  # type: ignore[attr-defined]
    make.registry()
    birgit, bent = make.triage_officer(), make.triage_officer("bent")
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False) as travel:
        client = signed_in(birgit)
        assert [client.post("/soeg/", {"q": "Berggren"}).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.post("/soeg/", {"q": "Berggren"})
        assert "Du har søgt for mange gange" in refused.content.decode()
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert refused.headers["Cache-Control"] == "no-store"
        assert signed_in(bent).post("/soeg/", {"q": "Berggren"}).status_code == 200
        with make.reading():
            assert AccessLog.objects.filter(user_id=birgit.user, page="search", status=429, action="afvist").count() == 2
        travel.shift(timedelta(seconds=61))
        assert client.post("/soeg/", {"q": "Berggren"}).status_code == 200
