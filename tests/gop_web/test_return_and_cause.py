"""On the case page: a plan back to the hospital in two clicks, and why a deadline was broken."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from gop.enums import BreachCause, CaseAction, DateSource, EndCode
from gop.errors import AlreadyDone, Refused
from gop.models import CaseEvent, Plan
from gop.services import cases, causes
from tests import factories as make
from tests.gop_web.pages import case_row, client_of, done, press, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(anna: Actor) -> Actor:
    return make.team_lead("lena")


def form_of(shown: str, case_id: uuid.UUID, verb: str) -> str:
    return re.findall(rf'<form method="post" action="/sager/{case_id}/{verb}/".*?</form>', shown, re.S)[0]


def chosen(form: str) -> dict[str, str]:
    """What the browser sends when the button is pressed and nothing else was touched."""
    sent = dict(re.findall(r'type="radio" id="[^"]*" name="(\w+)" value="([^"]*)" checked', form))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.S):
        sent[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    return sent | {"note": ""}


def late(anna: Actor) -> uuid.UUID:
    _, case_id = make.delivered(anna, discharge_date=clock.today() - timedelta(days=6))
    return case_id


def test_where_the_address_points_elsewhere_opening_and_pressing_is_enough(page: Client, anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna, city="Herning", postcode="7400")
    form = form_of(text_of(page, f"/sager/{case_id}/"), case_id, "returner")
    sent = chosen(form)
    assert sent == {"reason": "anden_kommune", "municipality": str(make.HERNING), "note": ""}
    done(page, case_id, "returner", **sent)
    assert case_row(case_id).end_code == EndCode.RETURNED
    make.deliver_all()
    with make.reading():
        assert Plan.objects.get(id=plan_id).returned_reason == "Bopæl i en anden kommune: Herning Kommune"
    assert "Bopæl i en anden kommune: Herning Kommune" in text_of(page, f"/sager/{case_id}/")


def test_where_nothing_points_elsewhere_nothing_is_chosen_beforehand(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    assert chosen(form_of(text_of(page, f"/sager/{case_id}/"), case_id, "returner")) == {"municipality": "", "note": ""}
    answer = press(page, case_id, "returner", reason="anden_kommune", municipality="", note="Se adressen.")
    assert answer.status_code == 400
    assert "Vælg den kommune, planen hører til" in answer.content.decode()
    assert "Se adressen." in answer.content.decode()


def test_only_a_team_lead_sets_the_cause_and_only_of_a_broken_deadline(page: Client, anna: Actor, birgit: Actor, lead: Actor) -> None:
    _, in_time = make.delivered(anna)
    case_id = late(anna)
    assert "Angiv årsag" not in text_of(page, f"/sager/{case_id}/")
    leader = client_of("lena")
    assert "Angiv årsag" not in text_of(leader, f"/sager/{in_time}/")
    shown = text_of(leader, f"/sager/{case_id}/")
    form = form_of(shown, case_id, "aarsag")
    assert " checked" not in form
    assert "Foreslået: sagen kom" in form
    assert "Foreslået årsag: modtaget efter fristen" in shown
    done(leader, case_id, "aarsag", cause="modtaget_efter_fristen")
    assert case_row(case_id).breach_cause == BreachCause.RECEIVED_LATE
    for address in (f"/sager/{case_id}/", f"/sager/{case_id}/hvorfor/"):
        assert "Årsag til overskridelsen" in text_of(leader, address)
    with acting_as(birgit), pytest.raises(NotAllowed):
        causes.set_cause(birgit, case_id, cause=BreachCause.OTHER)
    with acting_as(lead), pytest.raises(Refused):
        causes.set_cause(lead, in_time, cause=BreachCause.OTHER)


def test_setting_it_again_changes_nothing_and_another_leads_is_named(anna: Actor, lead: Actor) -> None:
    case_id, other, seen = late(anna), make.team_lead("lars"), clock.now()
    for _ in range(2):
        with acting_as(lead):
            causes.set_cause(lead, case_id, cause=BreachCause.CAPACITY, seen=seen)
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action=CaseAction.SET_CAUSE).count() == 1
    with acting_as(other), pytest.raises(AlreadyDone) as told:
        causes.set_cause(other, case_id, cause=BreachCause.CITIZEN, seen=seen)
    assert told.value.by_name == "Lena"


def test_the_cause_moves_no_date_and_may_be_set_after_the_end(anna: Actor, lead: Actor) -> None:
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() - timedelta(days=6))
    from gop.services import sent

    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Genindlagt.")
    make.deliver_all()
    before = case_row(case_id)
    with acting_as(lead):
        causes.set_cause(lead, case_id, cause=BreachCause.RECEIVED_LATE)
    after = case_row(case_id)
    assert after.breach_cause == BreachCause.RECEIVED_LATE
    same: tuple[Any, ...] = ("state", "inform_by", "inform_state", "offer_by", "offer_state", "last_working_day")
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]


def test_a_day_zero_corrected_to_an_earlier_day_is_proposed(anna: Actor, birgit: Actor, lead: Actor) -> None:
    _, case_id = make.delivered(anna)
    with acting_as(birgit):
        day = clock.today() - timedelta(days=6)
        cases.record_told_discharge(birgit, case_id, day, expected=False, source=DateSource.HOSPITAL)
    form = form_of(text_of(client_of("lena"), f"/sager/{case_id}/"), case_id, "aarsag")
    assert "Foreslået: dag 0 blev rettet fra" in form
