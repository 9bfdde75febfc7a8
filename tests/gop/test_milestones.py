"""What the author hears of a plan: a sentence for each milestone, in the list and on the plan's page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import EndCode, GeneralLevel, GuidanceHow, InformedHow, MilestoneCode, ReturnReason
from gop.models import Plan
from gop.services import cases, offer_ends, offers, reopening, returning
from gop.services.receiving_author import LONGEST, milestone_sentence
from tests import factories as make
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db
AALBORG = "Aalborg Kommune"
AT = "2026-12-01T09:00:00+00:00"
TOLD: dict[MilestoneCode, list[tuple[dict[str, Any], str]]] = {
    MilestoneCode.RECEIVED: [({}, "har modtaget planen.")],
    MilestoneCode.ACKNOWLEDGED: [({}, "har kvitteret for planen.")],
    MilestoneCode.TRIAGED: [({"level": "avanceret"}, "har visiteret til avanceret niveau."), ({"level": ""}, "har visiteret.")],
    MilestoneCode.OFFERED: [
        ({"meeting_at": AT, "place": "Center Vest"}, "har tilbudt første møde tirsdag 1. december 2026 kl. 10.00, Center Vest."),
        ({"meeting_at": AT, "place": ""}, "har tilbudt første møde tirsdag 1. december 2026 kl. 10.00."),
    ],
    MilestoneCode.OFFER_CANCELLED: [({"meeting_at": AT}, "har aflyst mødet tirsdag 1. december 2026 kl. 10.00.")],
    MilestoneCode.INFORMED: [
        ({"on": "2026-11-27"}, "har givet patienten besked fredag 27. november."),
        ({"on": "2026-11-27", "no_start": True}, "har sagt til patienten fredag 27. november, at der ikke kan tilbydes start i tide."),
    ],
    MilestoneCode.STARTED: [({"on": "2026-12-01"}, "har holdt første møde tirsdag 1. december.")],
    MilestoneCode.ENDED: [
        ({"end_code": "gennemfoert"}, "har afsluttet forløbet: gennemført."),
        ({"end_code": "fravalg"}, "har afsluttet forløbet: patienten har fravalgt genoptræning."),
    ],
    MilestoneCode.RETURNED: [
        ({"belongs_to_name": "Herning Kommune"}, "har sendt planen retur: den hører til Herning Kommune."),
        ({}, "har sendt planen retur."),
    ],
    MilestoneCode.REOPENED: [({}, "har genåbnet forløbet.")],
    MilestoneCode.DISCHARGE_TOLD: [
        ({"day_zero": "2026-11-27", "expected": True}, "har registreret forventet udskrivning fredag 27. november.")
    ],
    MilestoneCode.ASKED: [({}, "spørger om planen.")],
    MilestoneCode.CALLED_BACK: [({"on": "2026-12-03"}, "har ringet, som I bad om, torsdag 3. december.")],
    MilestoneCode.TRANSFERRED: [({"to": [{"name": "Herning Kommune"}]}, "har sendt sagen videre til Herning Kommune.")],
}


@pytest.mark.parametrize("code", TOLD)
def test_each_milestone_is_a_sentence_the_hospital_understands(code: MilestoneCode) -> None:
    for data, said in TOLD[code]:
        assert milestone_sentence(code, AALBORG, data) == f"{AALBORG} {said}"


def test_no_milestone_lacks_its_sentence() -> None:
    assert set(TOLD) == set(MilestoneCode)


@pytest.mark.parametrize("code", EndCode)
def test_the_hospital_reads_patient_where_the_municipality_reads_borger(code: EndCode) -> None:
    assert "orger" not in milestone_sentence(MilestoneCode.ENDED, AALBORG, {"end_code": code})


def test_every_step_of_a_course_stands_in_the_list_and_on_the_plans_page(anna: Actor, birgit: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    page, said = client_of("anna"), []
    meeting = clock.now() + timedelta(days=3)

    def step(verb: Any, **typed: Any) -> None:
        with acting_as(birgit):
            verb(birgit, case_id, **typed)
        make.deliver_all()
        with make.reading():
            said.append(Plan.objects.get(id=plan_id).last_milestone_text)

    step(cases.acknowledge)
    step(cases.triage, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel funktionsnedsættelse.")
    step(cases.record_guidance, how=GuidanceHow.PHONE)
    step(offers.offer, meeting_at=meeting, place="Center Vest")
    step(offers.inform, on=clock.today(), how=InformedHow.PHONE)
    step(offer_ends.cancel_offer, reason="Terapeuten er syg.")
    step(offers.end_case, code=EndCode.DECLINED)
    step(reopening.reopen, reason="Ved en fejl.")
    assert said[-1] == "Aalborg Kommune har genåbnet forløbet."
    assert said[-1] in _text(page, "/planer/")
    step(returning.return_case, reason=ReturnReason.SENT_TWICE)
    assert said[-1] in _text(page, "/planer/")
    shown = _text(page, f"/planer/{plan_id}/")
    assert [one for one in dict.fromkeys(said[:-1]) if one not in shown] == []
    assert "Planen kom retur" in shown
    assert "Terapeuten er syg" not in shown  # a reason is the municipality's own


def _text(page: Client, address: str) -> str:
    answer = page.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_long_name_and_place_are_cut_in_the_list_and_stop_no_delivery(anna: Actor, birgit: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(days=3), place="V" * 200)
    from accounts.models import Organisation

    with make.reading():
        Organisation.objects.filter(id=make.AALBORG).update(name="K" * 200)
    make.deliver_all()
    with make.reading():
        assert len(Plan.objects.get(id=plan_id).last_milestone_text) == LONGEST
