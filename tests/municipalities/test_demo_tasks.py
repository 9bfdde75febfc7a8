"""The demo's tasks open for both sides: what a newcomer looks at first."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tenancy import seeding
from config.demo.load import load
from config.demo.people import AALBORG
from config.demo.providers import PROVIDERS
from config.registry_loader import id_of
from gop.models import Assignment
from tests import factories as make


def signed_in(username: str) -> Client:
    with seeding():
        user = User.objects.get(username=username)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_every_task_of_the_demo_opens_for_who_performs_it_and_for_who_sent_it() -> None:
    make.registry()
    load(300, 1)
    with seeding():
        sent = Assignment.objects.filter(authority_id=id_of(AALBORG))
        ours = sent.filter(provider_id=id_of(PROVIDERS[0].key), access_open=True)
        performed, asked = [list(rows.values_list("id", flat=True)) for rows in (ours, sent)]
    assert len(performed) >= 3
    therapist, officer = signed_in("leverandoer"), signed_in("visitator")
    assert {one: therapist.get(f"/opgaver/{one}/").status_code for one in performed} == dict.fromkeys(performed, 200)
    assert {one: officer.get(f"/sager/opgaver/{one}/").status_code for one in asked} == dict.fromkeys(asked, 200)
