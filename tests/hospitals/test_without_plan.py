"""An assessment that ends without a plan: recorded with what the patient was told, and with a text for the discharge letter."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from accounts.secret import cpr_hash
from accounts.tenancy import acting_as
from gop.enums import ConsentKind, NoticeState
from gop.errors import Refused
from gop.models import AdvanceNotice, Plan, PlanEvent, WithoutPlan
from gop.services.drafts import save_step
from gop.services.sending import send_plan
from tests import factories
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db
NEW = "/planer/uden-plan/ny/"


def body(answer: Any) -> str:
    return str(answer.content.decode())


def said(outcome: str, *told: str, **more: Any) -> dict[str, Any]:
    today = clock.today().isoformat()
    return {
        "record_id": str(uuid.uuid4()),
        "udfald": outcome,
        "cpr": "251248-9996",
        "citizen_name": "Nancy Ann Test Berggren",
        "department_id": str(factories.ORTHOPAEDIC),
        "assessed_on": today,
        "assessed_by": "Anna, fysioterapeut",
        "told_on": today,
        "told": list(told),
        **more,
    }


def records() -> list[WithoutPlan]:
    with factories.reading():
        return list(WithoutPlan.objects.order_by("created_at"))


def refusing(anna: Actor, *kinds: ConsentKind, sent: bool = True) -> uuid.UUID:
    """A plan whose patient says no to these receivers."""
    answers = factories.consents()
    for kind in kinds:
        answers[kind]["answer"] = "afslaaet"
    plan_id = factories.draft(anna, consents=answers)
    if sent:
        with acting_as(anna):
            send_plan(anna, plan_id)
    return plan_id


def test_no_need_is_recorded_with_the_text_for_the_discharge_letter(page: Client) -> None:
    answer = page.post(NEW, said("intet_behov", "vurderet", "epikrise", told_note="Patienten klarer sig som før."))
    (found,) = records()
    assert answer.headers["Location"] == f"/planer/uden-plan/{found.id}/"
    shown = body(page.get(answer.headers["Location"]))
    for sentence in (
        "Der er ikke behov for genoptræning",
        "af Anna, fysioterapeut",
        "at behovet er vurderet",
        "Patienten klarer sig som før.",
    ):
        assert sentence in shown
    assert re.search(r'<textarea[^>]*id="summary"[^>]*readonly', shown)
    assert bytes(found.cpr_hash) == cpr_hash(factories.NANCY)
    assert b"251248" not in bytes(found.cpr_encrypted)
    with factories.reading():
        assert AccessLog.objects.filter(page="hospitals:without_record", subject_id=found.id).exists()


def test_who_declines_a_plan_must_be_told_that_the_municipality_then_cannot_begin(page: Client) -> None:
    answer = page.post(NEW, said("oensker_ikke_plan", "vurderet"))
    assert answer.status_code == 400
    assert "Patienten skal have at vide, at kommunen ikke kan begynde genoptræning uden en plan" in body(answer)
    assert records() == []
    assert page.post(NEW, said("oensker_ikke_plan", "ingen_traening")).status_code == 302
    assert "ønsker ikke, at der laves en genoptræningsplan" in body(page.get(f"/planer/uden-plan/{records()[0].id}/"))


def test_why_somebody_was_not_told_may_stand_in_the_note_instead(page: Client) -> None:
    assert page.post(NEW, said("oensker_ikke_plan", told_note="Patienten gik, før samtalen var slut.")).status_code == 302


def test_nothing_is_ticked_beforehand(page: Client) -> None:
    shown = body(page.get(f"{NEW}?udfald=oensker_ikke_plan"))
    assert 'name="told"' in shown
    assert not re.search(r'name="told"[^>]*checked', shown)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"cpr": "123"}, "CPR"),
        ({"cpr": ""}, "Skriv patientens CPR-nummer."),
        ({"citizen_name": ""}, "Skriv patientens navn."),
        ({"assessed_on": (clock.today() + timedelta(days=2)).isoformat()}, "fremtiden"),
        ({"assessed_by": ""}, "hvem der har vurderet"),
        ({"told": []}, "Sæt kryds"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stands(page: Client, wrong: dict[str, Any], sentence: str) -> None:
    answer = page.post(NEW, said("intet_behov", "vurderet", told_note="", **{"assessed_by": "Anna", **wrong}))
    assert answer.status_code == 400
    assert sentence in body(answer)
    assert records() == []


def test_the_same_form_sent_twice_is_one_record(page: Client) -> None:
    form = said("intet_behov", "vurderet")
    page.post(NEW, form)
    page.post(NEW, form)
    assert len(records()) == 1


def test_a_draft_that_ends_without_a_plan_is_put_away_and_not_deleted(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    url = f"/planer/{plan_id}/uden-plan/"
    assert 'name="cpr"' not in body(page.get(f"{url}?udfald=intet_behov"))  # the draft says who it is
    page.post(url, {name: value for name, value in said("intet_behov", "vurderet").items() if name not in ("cpr", "citizen_name")})
    (found,) = records()
    assert found.plan_id == plan_id
    assert bytes(found.cpr_hash) == cpr_hash(factories.NANCY)
    assert f"/planer/{plan_id}/" not in body(page.get("/planer/"))
    assert page.get(f"/planer/{plan_id}/trin/patient/", follow=True).redirect_chain[-1][0] == f"/planer/uden-plan/{found.id}/"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).put_away_at is not None
        assert PlanEvent.objects.filter(plan_id=plan_id, action="uden_plan").count() == 1
    for act in (lambda: save_step(anna, plan_id, {"potential": "x"}), lambda: send_plan(anna, plan_id)):
        with pytest.raises(Refused), acting_as(anna):
            act()


def test_a_draft_put_away_is_taken_up_again_as_it_was_and_the_record_says_who(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    page.post(f"/planer/{plan_id}/uden-plan/", said("oensker_ikke_plan", "ingen_traening"))
    (found,) = records()
    page.post(f"/planer/uden-plan/{found.id}/genoptag/")
    assert f"/planer/{plan_id}/" in body(page.get("/planer/"))
    assert "taget op igen" in body(page.get(f"/planer/uden-plan/{found.id}/"))
    with acting_as(anna):
        send_plan(anna, plan_id)
    again = page.post(f"/planer/uden-plan/{found.id}/genoptag/", follow=True)
    assert "allerede taget op igen" in body(again)


def test_a_refused_plan_in_the_consent_step_leads_to_the_declined_form(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    answers = {
        "consent_plan": "afslaaet",
        "consent_plan_on": clock.today().isoformat(),
        "consent_plan_how": "mundtligt",
        "consent_plan_by": "patient",
    }
    answer = page.post(f"/planer/{plan_id}/trin/samtykke/", {**answers, "action": "fortsaet"})
    assert answer.headers["Location"] == f"/planer/{plan_id}/uden-plan/"
    assert "Patienten ønsker ingen genoptræningsplan" in body(page.get(answer.headers["Location"]))


def test_a_refused_sending_asks_for_what_was_told_by_who_was_refused_and_keeps_the_plan(page: Client, anna: Actor) -> None:
    plan_id = refusing(anna, ConsentKind.MUNICIPALITY)
    assert f"/planer/{plan_id}/uden-plan/" in body(page.get(f"/planer/{plan_id}/"))
    url = f"/planer/{plan_id}/uden-plan/"
    shown = body(page.get(f"{url}?udfald=afviser_afsendelse"))
    assert "ikke har grundlag for et tilbud" in shown
    assert "egen læge uden planen" not in shown
    assert page.post(url, said("afviser_afsendelse", "kan_ombestemme")).status_code == 400
    page.post(url, said("afviser_afsendelse", "intet_grundlag"))
    text = body(page.get(f"/planer/uden-plan/{records()[0].id}/"))
    assert "ikke givet samtykke til, at planen sendes til bopælskommunen." in text
    with factories.reading():
        assert Plan.objects.get(id=plan_id).state == "sendt"
        assert Plan.objects.get(id=plan_id).put_away_at is None


def test_a_plan_that_everybody_may_have_cannot_be_recorded_as_not_sent(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    answer = page.post(f"/planer/{plan_id}/uden-plan/", said("afviser_afsendelse", "intet_grundlag"))
    assert "Træk den tilbage" in body(answer)
    assert records() == []


def test_an_open_advance_notice_of_the_patient_is_closed_by_it(page: Client, anna: Actor) -> None:
    from tests.gop.notice_steps import notified

    notice_id = notified(anna)
    with factories.reading():
        number = AdvanceNotice.objects.get(id=notice_id).cpr_hash
    assert bytes(number) == cpr_hash(factories.NANCY)
    page.post(NEW, said("intet_behov", "vurderet"))
    with factories.reading():
        assert AdvanceNotice.objects.get(id=notice_id).state == NoticeState.WITHOUT_PLAN


def test_the_coordinator_sees_them_all_by_outcome_and_a_department_its_own(page: Client, anna: Actor) -> None:
    page.post(NEW, said("intet_behov", "vurderet"))
    page.post(NEW, said("oensker_ikke_plan", "ingen_traening", citizen_name="Ole Test Vind"))
    everything = body(page.get("/planer/uden-plan/"))
    assert "Nancy Ann Test Berggren" in everything
    assert "Ole Test Vind" in everything
    some = body(page.get("/planer/uden-plan/?udfald=intet_behov"))
    assert "Ole Test Vind" not in some
    factories.author("olga", factories.AALBORG_HOSPITAL, factories.PHYSIO)
    assert "Nancy" not in body(client_of("olga").get("/planer/uden-plan/"))
    factories.author("vibeke", factories.GOEDSTRUP)
    west = client_of("vibeke")
    assert "Nancy" not in body(west.get("/planer/uden-plan/"))
    assert west.get(f"/planer/uden-plan/{records()[0].id}/").status_code == 404


def test_new_keys_reach_these_numbers_too(page: Client, settings: Any) -> None:
    from django.core.management import call_command

    from accounts.secret import decrypt_cpr
    from tests.kept_out.test_rotation import new_key

    page.post(NEW, said("intet_behov", "vurderet"))
    settings.GOP_CPR_KEYS = f"2:{new_key(1)},{settings.GOP_CPR_KEYS}"
    settings.GOP_CPR_HASH_KEY_OLD, settings.GOP_CPR_HASH_KEY = settings.GOP_CPR_HASH_KEY, new_key(100)
    call_command("rotate_cpr_key")
    settings.GOP_CPR_KEYS = settings.GOP_CPR_KEYS.split(",")[0]
    (found,) = records()
    assert decrypt_cpr(found.cpr_encrypted) == factories.NANCY
    assert bytes(found.cpr_hash) == cpr_hash(factories.NANCY)
