"""Sessions that have ended are cleared by a job that can read nothing of them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.actor import job_actor
from accounts.tasks import clear_sessions
from accounts.tenancy import acting_as
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_ended_sessions_go_and_the_others_stay() -> None:
    with make.reading():
        connection.cursor().execute("RESET ROLE")
        for key, hours in (("a" * 32, -1), ("b" * 32, 1)):
            Session.objects.create(session_key=key, session_data="x", expire_date=timezone.now() + timedelta(hours=hours))
    clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["b" * 32]


def test_the_job_cannot_read_a_key() -> None:
    with acting_as(job_actor("accounts.clear_sessions")), pytest.raises(ProgrammingError), transaction.atomic():
        list(Session.objects.values_list("session_key", flat=True))
