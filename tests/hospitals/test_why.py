"""Hvorfor disse datoer? The receiver's deadlines of a sent plan, now and as they stood before a correction."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN, long_date
from accounts.tenancy import acting_as
from gop.services import sent
from tests import factories as make
from tests.gop_web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Actor:
    make.registry()
    return make.author()


@pytest.fixture
def ward(anna: Actor) -> Client:
    return client_of("anna")


def test_before_the_correction_the_deadline_was_another(ward: Client, anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    before, today = clock.now(), clock.today()
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, today - timedelta(days=2), expected=False)
    now = text_of(ward, f"/planer/{plan_id}/hvorfor/")
    assert f"senest {long_date(today + timedelta(days=2))}" in now
    then = before.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert f"senest {long_date(today + timedelta(days=4))}" in text_of(ward, f"/planer/{plan_id}/hvorfor/?tid={then}")


def test_a_called_off_discharge_has_no_deadline_and_before_it_was_expected(ward: Client, anna: Actor) -> None:
    plan_id, _ = make.delivered(anna, discharge_date=clock.today() + timedelta(days=3), discharge_expected=True)
    before = clock.now()
    with acting_as(anna):
        sent.call_off_discharge(anna, plan_id)
    assert "Afventer udskrivning" in text_of(ward, f"/planer/{plan_id}/hvorfor/")
    then = before.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert "(forventet)" in text_of(ward, f"/planer/{plan_id}/hvorfor/?tid={then}")


def test_before_sending_it_says_so(ward: Client, anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    assert "Planen var ikke sendt endnu." in text_of(ward, f"/planer/{plan_id}/hvorfor/?tid=2020-01-01T10:00")
    assert ward.get(f"/planer/{plan_id}/hvorfor/?tid=2026-03-29T02:30").status_code == 400


def test_a_draft_has_none_yet(ward: Client, anna: Actor) -> None:
    assert "Planen var ikke sendt endnu." in text_of(ward, f"/planer/{make.draft(anna)}/hvorfor/")
