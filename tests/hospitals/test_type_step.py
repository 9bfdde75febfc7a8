"""The step of type and start: the guide proposes and the therapist decides; children and psychiatry are asked where it concerns them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as, seeding
from config.registry_loader import id_of
from gop.errors import Refused
from gop.models import HomeHospital, PlanVersion
from gop.rules.type_guide import GENERAL
from gop.services.drafts import save_step
from gop.services.sending import send_plan
from hospitals.models import Department, Hospital
from tests import factories
from tests.factories import AALBORG, HERNING, PHYSIO

CHILD_CPR = "0212159995"
PSYCHIATRY = id_of("sygehus-psykiatrien-i-region-nordjylland")
ALMEN = {"guide_behov": "ja", "guide_sygehus": "nej", "guide_tab": "afgraenset"}


def version(plan_id: uuid.UUID) -> PlanVersion:
    with factories.reading():
        return PlanVersion.objects.select_related("address", "plan").get(plan_id=plan_id)


def post(page: Client, plan_id: uuid.UUID, action: str = "fortsaet", /, **values: str) -> Any:
    return page.post(f"/planer/{plan_id}/trin/type/", {"action": action, **values})


def shown(page: Client, plan_id: uuid.UUID) -> str:
    return page.get(f"/planer/{plan_id}/trin/type/").content.decode()


@pytest.fixture
def plan_id(anna: Actor) -> uuid.UUID:
    return factories.draft(anna, plan_type="")


@pytest.fixture
def child(anna: Actor) -> uuid.UUID:
    """Of Aalborg, so of a region with the pathway."""
    return factories.draft(
        anna,
        cpr=CHILD_CPR,
        relatives=[{"name": "En forælder", "phone": "99 00 00 02"}],
        doctor_name="En læge",
        doctor_phone="99 00 00 03",
        doctor_email="laege@sygehus.example",
    )


def test_the_answers_end_in_a_proposal_with_reason_and_basis_that_is_not_chosen_for_the_therapist(page: Client, plan_id: uuid.UUID) -> None:
    answer = post(page, plan_id, "forslag", **ALMEN)
    assert answer.url == f"/planer/{plan_id}/trin/type/#forslag"
    text = shown(page, plan_id)
    assert "Forslag: Almen genoptræning" in text
    assert "BEK 918/2018 § 2" in text
    assert 'value="almen" checked' not in text
    saved = version(plan_id)
    assert (saved.plan_type, saved.type_proposed, saved.type_answers["tab"]) == ("", "almen", "afgraenset")


def test_the_page_goes_to_the_proposal_and_the_answered_questions_are_closed(page: Client, plan_id: uuid.UUID) -> None:
    assert post(page, plan_id, "forslag", **ALMEN).url.endswith("#forslag")
    text = shown(page, plan_id)
    assert '<section class="gop-panel" aria-labelledby="proposal-heading" id="forslag">' in text
    assert '<details class="details" id="hvilken-type">' in text  # closed, and still there
    assert "Se eller ret dine svar" in text
    assert text.count('id="forslag"') == 1


def test_without_all_answers_the_page_goes_to_the_open_questions_and_says_so(page: Client, plan_id: uuid.UUID) -> None:
    assert post(page, plan_id, "forslag", guide_behov="ja").url.endswith("#forslag")
    text = shown(page, plan_id)
    assert '<details class="details" id="forslag" open>' in text
    assert "Der mangler svar, før der kan komme et forslag." in text
    assert text.count('id="forslag"') == 1


def test_the_reason_of_a_followed_proposal_is_stored_and_another_type_asks_for_the_therapists_own(page: Client, plan_id: uuid.UUID) -> None:
    post(page, plan_id, plan_type="almen", **ALMEN)
    assert version(plan_id).type_reason == GENERAL.reason
    post(page, plan_id, "gem", plan_type="rehabilitering", type_reason=GENERAL.reason, **ALMEN)
    assert version(plan_id).type_reason == ""
    assert "der står ikke, hvorfor du vælger en anden type" in shown(page, plan_id)
    post(page, plan_id, "gem", plan_type="rehabilitering", type_reason="Tre faggrupper er nødvendige.", **ALMEN)
    assert version(plan_id).type_reason == "Tre faggrupper er nødvendige."
    assert "der står ikke, hvorfor du vælger en anden type" not in shown(page, plan_id)


def test_a_plain_almen_plan_needs_no_answer_of_the_guide(page: Client, plan_id: uuid.UUID) -> None:
    assert post(page, plan_id, plan_type="almen").status_code == 302
    saved = version(plan_id)
    assert (saved.type_answers, saved.type_proposed, saved.type_reason) == ({}, "", "")


def test_no_need_proposes_no_plan_and_leads_on(page: Client, plan_id: uuid.UUID) -> None:
    post(page, plan_id, "forslag", guide_behov="nej")
    text = shown(page, plan_id)
    assert "Forslag: ingen plan" in text
    assert f"/planer/{plan_id}/uden-plan/" in text
    assert page.get(f"/planer/{plan_id}/uden-plan/").status_code == 200
    assert version(plan_id).type_proposed == "ingen_plan"


def test_the_proposed_hospital_is_said_with_its_reason_and_taken_only_by_its_button(page: Client, plan_id: uuid.UUID) -> None:
    post(page, plan_id, "gem", plan_type="specialiseret")
    text = shown(page, plan_id)
    assert "Forslag: Fysio- og ergoterapien, Aalborg Universitetshospital" in text
    assert "sygehusets egen afdeling" in text
    assert version(plan_id).performing_department_id is None
    answer = post(page, plan_id, "forslag-sygehus", plan_type="specialiseret")
    assert answer.url.endswith("#specialiseret")
    assert (version(plan_id).performing_department_id, version(plan_id).hospital_choice) == (PHYSIO, "hjemhospital")


def test_a_plan_from_outside_the_home_region_proposes_the_nearest_department_of_the_home_region(
    page: Client, anna: Actor, plan_id: uuid.UUID
) -> None:
    with acting_as(anna):
        save_step(anna, plan_id, {"home_municipality_id": HERNING})
    post(page, plan_id, "gem", plan_type="specialiseret")
    text = shown(page, plan_id)
    assert "Forslag: Fysio- og ergoterapien, Regionshospitalet Gødstrup" in text
    assert "nærmest Herning Kommune" in text


@pytest.mark.parametrize("kind", ["privathospital", "specialsygehus"])
def test_private_hospitals_and_those_of_section_79_propose_the_home_regions_hospital(page: Client, plan_id: uuid.UUID, kind: str) -> None:
    with seeding():
        Hospital.objects.filter(organisation_id=factories.AALBORG_HOSPITAL).update(hospital_type=kind)
    post(page, plan_id, "gem", plan_type="specialiseret")
    assert "Forslag: Fysio- og ergoterapien, Regionshospital Nordjylland" in shown(page, plan_id)


def test_a_dated_home_hospital_goes_before_every_other_proposal(page: Client, plan_id: uuid.UUID) -> None:
    with seeding():
        HomeHospital.objects.create(
            municipality_id=AALBORG,
            department_id=id_of("afdeling-regionshospital-nordjylland-fysio-og-ergoterapien"),
            valid_from=clock.today() - timedelta(days=1),
            source="Aftale",
        )
    post(page, plan_id, "gem", plan_type="specialiseret")
    text = shown(page, plan_id)
    assert "Forslag: Fysio- og ergoterapien, Regionshospital Nordjylland" in text
    assert "hjemhospital for Aalborg Kommune (Aftale)" in text


def test_the_guidance_on_hospital_choice_is_recorded_and_asked_for_until_it_is(page: Client, plan_id: uuid.UUID) -> None:
    post(page, plan_id, "gem", plan_type="specialiseret")
    assert "vejledt om frit sygehusvalg. Det skal" in shown(page, plan_id)
    post(page, plan_id, "gem", plan_type="specialiseret", choice_guided_on=clock.today().isoformat(), hospital_choice="andet")
    saved = version(plan_id)
    assert (saved.choice_guided_on, saved.hospital_choice) == (clock.today(), "andet")
    assert "vejledt om frit sygehusvalg. Det skal" not in shown(page, plan_id)


def test_a_department_below_the_agreed_level_cannot_send_rehabilitation_and_is_told_at_the_field(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna, plan_type="rehabilitering", extended_description="Samlet.")
    with seeding():
        Department.objects.filter(organisation_id=version(plan_id).plan.department_id).update(function_level="hovedfunktion")
    answer = post(page, plan_id, plan_type="rehabilitering")
    assert answer.status_code == 400
    assert "Aftalen i Region Nordjylland kræver mindst regionsfunktion" in answer.content.decode()
    with acting_as(anna), pytest.raises(Refused, match="mindst regionsfunktion"):
        send_plan(anna, plan_id)


def test_in_a_region_without_the_row_the_level_only_warns(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna, plan_type="rehabilitering", extended_description="Samlet.", home_municipality_id=HERNING)
    with seeding():
        Department.objects.filter(organisation_id=version(plan_id).plan.department_id).update(function_level="hovedfunktion")
    assert post(page, plan_id, plan_type="rehabilitering").status_code == 302
    assert "bør komme fra en afdeling med mindst regionsfunktion" in shown(page, plan_id)
    with acting_as(anna):
        assert send_plan(anna, plan_id).sent_at


def test_children_are_asked_of_in_a_region_with_the_pathway_and_nowhere_else(page: Client, anna: Actor, child: uuid.UUID) -> None:
    assert "Hvorfor skal barnet have en plan?" in shown(page, child)
    elsewhere = factories.draft(anna, cpr=CHILD_CPR, home_municipality_id=HERNING)
    assert "Hvorfor skal barnet have en plan?" not in shown(page, elsewhere)
    grown = factories.draft(anna)
    assert "Hvorfor skal barnet have en plan?" not in shown(page, grown)


def test_a_child_with_a_permanent_impairment_is_led_to_the_letter_and_cannot_be_sent_a_plan(
    page: Client, anna: Actor, child: uuid.UUID
) -> None:
    answer = post(page, child, plan_type="almen", child_group="varig")
    assert answer.status_code == 400
    assert f"/planer/brev/nyt/?plan={child}" in answer.content.decode()
    assert page.get(f"/planer/brev/nyt/?plan={child}").status_code == 200
    with acting_as(anna), pytest.raises(Refused, match="Skriv et brev"):
        send_plan(anna, child)


@pytest.mark.parametrize("group", ["under_udredning", "akut_behov", "funktionstab"])
def test_a_child_under_investigation_or_with_an_acute_need_gets_a_plan(page: Client, anna: Actor, child: uuid.UUID, group: str) -> None:
    assert post(page, child, plan_type="almen", child_group=group, school_contact="Skolen, 99 00 00 04").status_code == 302
    assert version(child).school_contact == "Skolen, 99 00 00 04"
    with acting_as(anna):
        assert send_plan(anna, child).sent_at


def test_the_agreements_phrase_for_a_slow_start_is_offered_and_written_only_by_its_button(page: Client, child: uuid.UUID) -> None:
    text = shown(page, child)
    assert "Flere indsatser omkring barnet skal koordineres" in text
    assert version(child).start_reason == ""
    later = (clock.today() + timedelta(days=20)).isoformat()
    answer = post(
        page, child, "aftalens-saetning", plan_type="almen", child_group="funktionstab", earliest_start=later,
        start_reason_kind="koordinering", start_reason="Barnet er i et andet forløb.",
    )  # fmt: skip
    assert answer.url.endswith("#start")
    saved = version(child)
    assert saved.start_reason.startswith("Barnet er i et andet forløb.\nFlere indsatser omkring barnet")
    assert saved.start_reason_kind == "koordinering"


def test_the_kind_of_reason_for_a_slow_start_is_never_chosen_by_itself(page: Client, child: uuid.UUID) -> None:
    later = (clock.today() + timedelta(days=20)).isoformat()
    answers = {"plan_type": "almen", "child_group": "funktionstab", "earliest_start": later}
    assert post(page, child, "aftalens-saetning", **answers).url.endswith("#start")
    assert (version(child).start_reason != "", version(child).start_reason_kind) == (True, "")
    answer = post(page, child, "fortsaet", start_reason=version(child).start_reason, **answers)
    assert answer.status_code == 400
    assert "Vælg, om den ændrede start er sundhedsfaglig" in answer.content.decode()
    assert version(child).start_reason_kind == ""


def test_psychiatry_is_asked_of_a_psychiatric_department_and_of_no_other(page: Client, plan_id: uuid.UUID) -> None:
    assert "Er der en udskrivningsaftale?" not in shown(page, plan_id)
    from tests.hospitals.signed_in import client_of

    pia = factories.author("pia", PSYCHIATRY)
    own, hers = client_of("pia"), factories.draft(pia, plan_type="almen")
    assert "Er der en udskrivningsaftale?" in shown(own, hers)
    post(
        own, hers, "gem", plan_type="almen", discharge_agreement="ja", coordination_plan="ved_ikke",
        municipal_contact_person="En støtteperson, 99 00 00 05", social_boundary="social", social_note="Bostøtte er søgt.",
    )  # fmt: skip
    saved = version(hers)
    assert (saved.discharge_agreement, saved.coordination_plan, saved.social_boundary) == ("ja", "ved_ikke", "social")
    assert "træder ikke i stedet for støtte efter serviceloven" in shown(own, hers)
    with acting_as(pia):
        assert send_plan(pia, hers).sent_at  # a hint, never a stop


def test_two_pages_that_answer_the_guide_apart_say_so_and_lose_nothing(page: Client, plan_id: uuid.UUID) -> None:
    import re

    def hidden(text: str) -> dict[str, str]:
        return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("revision", "base", "page")}  # type: ignore[index]

    one, other = hidden(shown(page, plan_id)), hidden(shown(page, plan_id))
    assert post(page, plan_id, "gem", **ALMEN, **one).status_code == 302
    answer = post(page, plan_id, "gem", guide_behov="nej", **other)
    assert answer.status_code == 409
    assert version(plan_id).type_answers["behov"] == "ja"


def test_the_answers_of_one_page_follow_to_another_that_did_not_touch_them(page: Client, plan_id: uuid.UUID) -> None:
    import re

    text = shown(page, plan_id)
    seen = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("revision", "base", "page")}  # type: ignore[index]
    post(page, plan_id, "gem", **ALMEN)
    assert post(page, plan_id, "gem", plan_type="almen", **seen).status_code == 302
    saved = version(plan_id)
    assert (saved.plan_type, saved.type_answers["sygehus"]) == ("almen", "nej")
