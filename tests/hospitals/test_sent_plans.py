"""Sending, and what the author does after."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from accounts.tenancy import acting_as
from gop.enums import ReturnReason
from gop.models import Delivery, Plan
from gop.services.returning import return_case
from gop.services.sent import set_discharge
from tests import factories
from tests.factories import AALBORG, HERNING, HOLBAEK
from tests.hospitals.signed_in import client_of


def plan_row(plan_id: uuid.UUID) -> Plan:
    with factories.reading():
        return Plan.objects.get(id=plan_id)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_sending_twice_delivers_once_and_says_who_has_it(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    review = text_of(page.get(f"/planer/{plan_id}/trin/send/"))
    assert "Aalborg Kommune</strong>: får planen straks" in review
    assert "afventer afsendelse" in review
    for _ in range(2):
        assert page.post(f"/planer/{plan_id}/send/").url == f"/planer/{plan_id}/"
    with factories.reading():
        assert Delivery.objects.filter(plan_id=plan_id).count() == 1
    shown = text_of(page.get(f"/planer/{plan_id}/"))
    assert "Egen læge" in shown
    assert "Afventer afsendelse" in shown
    assert page.get(f"/planer/{plan_id}/trin/patient/").url == f"/planer/{plan_id}/"


def test_a_colleague_who_sends_too_is_told(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    factories.author("bo")
    page.post(f"/planer/{plan_id}/send/")
    answer = client_of("bo").post(f"/planer/{plan_id}/send/", follow=True)
    assert "Anna har allerede gjort det" in text_of(answer)


def test_confirm_correct_and_call_off(page: Client, anna: Actor) -> None:
    today = clock.today()
    plan_id = factories.sent(anna, discharge_expected=True)
    shown = text_of(page.get(f"/planer/{plan_id}/"))
    assert "Ikke bekræftet" in shown
    seen = clock.now().isoformat()
    missing = page.post(f"/planer/{plan_id}/udskrivning/", {"seen": seen, "answer": "ret"})
    assert missing.status_code == 400
    assert "Skriv den nye udskrivningsdato" in text_of(missing)
    page.post(f"/planer/{plan_id}/udskrivning/", {"seen": seen, "answer": "aflys"})
    assert plan_row(plan_id).discharge_date is None
    later = today + factories.days(3)
    page.post(f"/planer/{plan_id}/udskrivning/", {"seen": clock.now().isoformat(), "answer": "ret", "discharge_date": later.isoformat()})
    assert (plan_row(plan_id).discharge_date, plan_row(plan_id).discharge_expected) == (later, True)
    page.post(f"/planer/{plan_id}/udskrivning/", {"seen": clock.now().isoformat(), "answer": "ret", "discharge_date": today.isoformat()})
    assert (plan_row(plan_id).discharge_date, plan_row(plan_id).discharge_expected) == (today, False)


def test_a_colleagues_correction_meanwhile_is_told(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna, discharge_expected=True)
    seen = clock.now().isoformat()
    colleague = factories.author("bo")
    with acting_as(colleague):
        set_discharge(colleague, plan_id, clock.today() + factories.days(1), expected=True)
    typed = (clock.today() + factories.days(5)).isoformat()
    answer = page.post(f"/planer/{plan_id}/udskrivning/", {"seen": seen, "answer": "ret", "discharge_date": typed})
    assert answer.status_code == 409
    assert "Bo har allerede gjort det" in text_of(answer)
    assert typed in text_of(answer)
    assert plan_row(plan_id).discharge_date == clock.today() + factories.days(1)


def test_handed_out_and_withdrawn(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna)
    assert "Ikke udleveret til patienten" in text_of(page.get("/planer/"))
    page.post(f"/planer/{plan_id}/udleveret/", {"handed_out_on": clock.today().isoformat(), "handed_out_how": "papir"})
    assert plan_row(plan_id).handed_out_how == "papir"
    assert "Kræver noget af dig" not in text_of(page.get("/planer/"))
    empty = page.post(f"/planer/{plan_id}/traek-tilbage/", {"reason": ""})
    assert empty.status_code == 400
    assert 'href="#tilbagetrukket_reason"' in text_of(empty)
    page.post(f"/planer/{plan_id}/traek-tilbage/", {"reason": "Skrevet på en forkert patient", "seen": clock.now().isoformat()})
    assert plan_row(plan_id).state == "tilbagetrukket"
    late = page.post(f"/planer/{plan_id}/udskrivning/", {"answer": "ret", "discharge_date": clock.today().isoformat()})
    assert late.status_code == 409
    assert "for planen er trukket tilbage" in text_of(late)


def test_a_returned_plan_asks_first_and_is_sent_on(page: Client, anna: Actor) -> None:
    plan_id, case_id = factories.delivered(anna)
    officer = factories.triage_officer()
    with acting_as(officer):
        return_case(officer, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=factories.HERNING)
    factories.deliver_all()
    assert "Returneret: Bopæl i en anden kommune: Herning Kommune" in text_of(page.get("/planer/"))
    shown = text_of(page.get(f"/planer/{plan_id}/"))
    assert f'value="{HERNING}"' in shown
    assert f'value="{AALBORG}"' not in shown
    refused = page.post(f"/planer/{plan_id}/send-videre/", {"municipality": AALBORG, "seen": clock.now().isoformat()})
    assert "har allerede haft planen" in text_of(refused)
    page.post(f"/planer/{plan_id}/send-videre/", {"municipality": HERNING, "seen": clock.now().isoformat()})
    factories.deliver_all()
    assert "Herning Kommune har modtaget planen" in text_of(page.get(f"/planer/{plan_id}/"))


def test_a_returned_plan_stands_above_all_that_is_not_handed_out(page: Client, anna: Actor) -> None:
    plan_id, case_id = factories.delivered(anna)
    others = [factories.sent(anna) for _ in range(3)]
    officer = factories.triage_officer()
    with acting_as(officer):
        return_case(officer, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=factories.HERNING)
    factories.deliver_all()
    asking = text_of(page.get("/planer/")).partition("Kræver noget af dig")[2].partition("</section>")[0]
    places = [asking.index(str(one)) for one in (plan_id, *others)]
    assert min(places) == places[0]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": factories.PHYSIO},
        {"consents": factories.consents},
    ],
)
def test_the_patients_copy(page: Client, anna: Actor, changed: dict[str, Any]) -> None:
    from gop.enums import ConsentKind

    if "consents" in changed:
        changed = {"consents": factories.consents() | {ConsentKind.MUNICIPALITY: {"answer": "afslaaet"}}}
    plan_id = factories.sent(anna, **changed)
    copy = text_of(page.get(f"/planer/{plan_id}/udskriv/"))
    due = "giver Aalborg Kommune dig besked om, hvor og hvornår" in copy
    assert due == (not changed)
    assert ("indkalder dig" in copy) == ("plan_type" in changed)
    assert ("ikke sendt til nogen kommune" in copy) == ("consents" in changed)
    assert copy.index("Hvem du kan ringe til") < copy.index("Dine rettigheder")
    with factories.reading():
        assert AccessLog.objects.filter(subject_id=plan_id, action="udskrevet").count() == 1


def test_another_hospitals_plan_is_not_there_and_the_look_is_logged(page: Client, anna: Actor) -> None:
    factories.author("vera", factories.GOEDSTRUP)
    plan_id = factories.sent(anna)
    stranger = client_of("vera")
    for place in ("", "trin/patient/", "udskriv/"):
        assert stranger.get(f"/planer/{plan_id}/{place}").status_code == 404
    for place in ("trin/patient/", "send/", "udskrivning/", "udleveret/", "traek-tilbage/", "send-videre/"):
        assert stranger.post(f"/planer/{plan_id}/{place}").status_code == 404
    with factories.reading():
        assert AccessLog.objects.filter(subject_id=plan_id, action="afvist", status=404).count() == 9


def test_a_visitator_may_not(page: Client, anna: Actor) -> None:
    factories.triage_officer()
    plan_id = factories.sent(anna)
    visitator = client_of("birgit")
    assert visitator.get("/planer/").status_code == 403
    assert visitator.get(f"/planer/{plan_id}/").status_code == 403
    assert visitator.get("/koder/diagnose/").status_code == 403


def test_mine_planer_takes_as_many_queries_with_1_20_and_200_plans(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna, home_municipality_id=HOLBAEK)
    factories.draft(anna)
    counts = []
    for wanted in (1, 20, 200):
        with factories.reading():
            plan = Plan.objects.get(id=plan_id)
            for _ in range(wanted - Plan.objects.exclude(sent_at=None).count()):
                plan.id, plan._state.adding = uuid.uuid4(), True
                plan.save(force_insert=True)
        with CaptureQueriesContext(connection) as queries:
            assert page.get("/planer/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def test_more_sent_plans_come_by_key(page: Client, anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from gop.selectors import plans

    monkeypatch.setattr(plans, "PAGE", 2)
    for number in range(3):
        factories.sent(anna, citizen_name=f"Person Nummer{number}")
    first = page.get("/planer/")
    assert "Vis flere" in text_of(first)
    second = text_of(page.get("/planer/", {"foer": first.context["after"]}))
    assert "Nummer0" in second
    assert "Nummer2" not in second
    assert page.get("/planer/", {"foer": "sludder"}).status_code == 200


def test_a_returned_plan_goes_on_to_whom_the_return_named_with_one_button(page: Client, anna: Actor) -> None:
    plan_id, case_id = factories.delivered(anna)
    officer = factories.triage_officer()
    with acting_as(officer):
        return_case(officer, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=HERNING)
    factories.deliver_all()
    shown = text_of(page.get(f"/planer/{plan_id}/"))
    assert "Send videre til Herning Kommune" in shown
    assert f'<input type="hidden" name="municipality" value="{HERNING}">' in shown
    page.post(f"/planer/{plan_id}/send-videre/", {"municipality": HERNING, "seen": clock.now().isoformat()})
    factories.deliver_all()
    assert "Herning Kommune har modtaget planen" in text_of(page.get(f"/planer/{plan_id}/"))


def test_returned_twice_the_author_is_told_whose_it_is_and_the_coordinator_is_asked_for_the_registers_answer(
    page: Client, anna: Actor
) -> None:
    plan_id, case_id = factories.delivered(anna)
    for who, home, to in (("birgit", AALBORG, HERNING), ("helle", HERNING, HOLBAEK)):
        officer = factories.triage_officer(who, home)
        with factories.reading():
            case_id = Plan.objects.get(id=plan_id).case_id or case_id
        with acting_as(officer):
            return_case(officer, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=to)
        factories.deliver_all()
        if home == AALBORG:
            page.post(f"/planer/{plan_id}/send-videre/", {"municipality": HERNING, "seen": clock.now().isoformat()})
            factories.deliver_all()
    shown = text_of(page.get(f"/planer/{plan_id}/"))
    assert "Koordinatoren spørger folkeregistret" in shown
    assert "send-videre" not in shown
    factories.person("karen", factories.Role.COORDINATOR, factories.AALBORG_HOSPITAL)
    karen = client_of("karen")
    address, typed = f"/planer/{plan_id}/send-videre/", {"municipality": HOLBAEK, "seen": clock.now().isoformat()}
    assert "Folkeregistrets svar" in text_of(karen.get(f"/planer/{plan_id}/"))
    assert "Skriv, hvad folkeregistret svarer" in text_of(karen.post(address, typed))
    karen.post(address, typed | {"register_answer": "Tilmeldt i Holbæk."})
    assert "Folkeregistrets svar: Tilmeldt i Holbæk." in text_of(karen.get(f"/planer/{plan_id}/"))
