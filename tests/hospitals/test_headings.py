"""Every heading of a plan: written on its step, asked only where it applies, and said at its field when it cannot be kept."""

import uuid
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.tenancy import acting_as
from accounts.words import cpr_text
from gop.criteria import PlanContent
from gop.models import PlanVersion
from gop.models.content import PARTS, names_of
from gop.rules.lists import LISTS
from gop.selectors.draft_texts import ADDRESS, CONTENT
from gop.services.drafts import save_step
from hospitals.web.fields import WordsField
from hospitals.web.forms import StepForm
from hospitals.web.steps import FORMS
from tests import factories
from tests.factories import AALBORG
from tests.hospitals.test_steps import new_plan, post, version
from tests.hospitals.whole_plan import LINES, WHOLE, WORDS

CHILD = "1310169996"  # one of the published test persons, born in 2016
BY_SERVICE = {"type_proposed", "home_municipality_id", "no_municipality", "performing_department_id", "discharge_expected"}
ASIDE = {"coauthor_phone", "coauthor_title"}  # of the co-author, not of the content


def posted(form: StepForm) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    said = {name: form[name].value() for name in form.fields}
    return {
        name: "on" if value is True else value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in said.items()
        if value not in (None, False, "")
    }


def form_of(plan_id: uuid.UUID, step: str) -> StepForm:
    saved = version(plan_id)
    with factories.reading():
        return FORMS[step](lists={}, plan=saved.plan, version=saved)


def answers(plan_id: uuid.UUID) -> dict[str, Any]:
    saved = version(plan_id)
    return {name: getattr(saved.address if name in ADDRESS else saved, name) for name in WHOLE}


def test_every_answer_of_a_version_is_asked_on_a_step() -> None:
    asked = {name for form in FORMS.values() for name in (*form.base_fields, *form.line_lists)}
    assert (CONTENT | ADDRESS | names_of(*PARTS)) - asked - BY_SERVICE <= {"type_answers"}
    assert {one.name for one in fields(PlanContent)} >= set(LISTS)


@pytest.mark.parametrize("step", ["patient", "kontakt", "funktionsevne", "samtykke"])
def test_a_step_saved_as_it_stands_changes_nothing(page: Client, anna: Actor, step: str) -> None:
    plan_id = factories.draft(anna, **WHOLE)
    before = answers(plan_id)
    assert post(page, plan_id, step, **posted(form_of(plan_id, step))).status_code == 302
    assert answers(plan_id) == before
    assert before == WHOLE


def test_what_the_law_requires_stands_first_and_a_filled_part_stands_open(page: Client, anna: Actor) -> None:
    bare, whole = factories.draft(anna), factories.draft(anna, **WHOLE)
    for step, parts in (("patient", 4), ("kontakt", 4), ("funktionsevne", 4), ("samtykke", 4)):
        text = page.get(f"/planer/{bare}/trin/{step}/").content.decode()
        assert '<details class="details" open' not in text, step
        assert text.index("Når det er aktuelt") > text.index("skal udfyldes for at sende"), step
        text = page.get(f"/planer/{whole}/trin/{step}/").content.decode()
        assert text.count('<details class="details" open') == parts, step


def test_a_long_course_is_asked_of_children_and_patient_safety_is_not(page: Client, anna: Actor) -> None:
    adult, child = factories.draft(anna), factories.draft(anna, cpr=CHILD)
    for plan_id, is_child in ((adult, False), (child, True)):
        functioning = page.get(f"/planer/{plan_id}/trin/funktionsevne/").content.decode()
        contact = page.get(f"/planer/{plan_id}/trin/kontakt/").content.decode()
        assert ('name="long_course_expected"' in functioning) is is_child
        assert ('name="extended_description"' in functioning) is not is_child
        assert ('name="safety"' in contact) is not is_child


def test_what_is_not_asked_of_a_child_is_neither_lost_nor_hidden_when_it_is_filled(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna, cpr=CHILD, safety="Må ikke løbe.")
    assert "Må ikke løbe." in page.get(f"/planer/{plan_id}/trin/kontakt/").content.decode()
    post(page, plan_id, "patient", cpr=cpr_text(CHILD), citizen_name="Bo Test", home_municipality_id=str(AALBORG))
    assert version(plan_id).safety == "Må ikke løbe."


def test_a_provider_number_of_another_form_is_said_at_the_field(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "patient", gp_number="12345", gp_name="Lægehuset Test")
    assert answer.status_code == 400
    assert 'id="id_gp_number-error"' in answer.content.decode()
    assert "seks cifre" in answer.content.decode()
    assert (version(plan_id).gp_number, version(plan_id).gp_name) == ("", "Lægehuset Test")
    post(page, plan_id, "patient", gp_number="012 345")
    assert version(plan_id).gp_number == "012345"


def test_what_a_contact_is_about_is_only_kept_when_contact_is_wanted(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "samtykke", contact_wanted_about="Restriktioner")
    assert answer.status_code == 400
    assert "Sæt kryds, hvis du ønsker kontakt, eller ryd teksten." in answer.content.decode()
    assert 'value="Restriktioner"' in answer.content.decode()
    assert post(page, plan_id, "samtykke", contact_wanted="on", contact_wanted_about="Restriktioner").status_code == 302
    saved = version(plan_id)
    assert (saved.contact_wanted, saved.contact_wanted_about) == (True, "Restriktioner")


@pytest.mark.parametrize("step", ["patient", "kontakt", "funktionsevne", "samtykke"])
def test_what_is_typed_under_every_heading_of_a_step_is_saved(page: Client, anna: Actor, step: str) -> None:
    plan_id = factories.draft(anna)
    form = form_of(plan_id, step)
    plain = {name for name in WORDS if name in form.fields} - {"gp_number", "email", "doctor_email", "contact_wanted_about"}
    typed = {name: f"Prøve af {name}"[:20] for name in plain if type(form.fields[name]) is WordsField}
    assert typed
    post(page, plan_id, step, **posted(form) | typed)
    saved = answers(plan_id)
    assert {name: saved[name] for name in typed} == typed


@pytest.mark.parametrize("heading", ["body_now", "functioning_now", "surroundings_now"])
def test_functioning_now_under_any_of_the_three_headings_is_enough_to_send(page: Client, anna: Actor, heading: str) -> None:
    now = dict.fromkeys(("body_now", "functioning_now", "surroundings_now"), "") | {heading: "Går med støtte."}
    plan_id = factories.draft(anna, **now)
    assert "Intet. Planen kan sendes." in page.get(f"/planer/{plan_id}/trin/send/").content.decode()
    with acting_as(anna):
        save_step(anna, plan_id, {heading: " "})
    text = page.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert "/trin/funktionsevne/#id_functioning_now" in text


def test_200_kb_of_text_is_refused_at_its_field_and_stays_on_the_page_and_the_rest_is_saved(page: Client) -> None:
    plan_id = new_plan(page)
    long = "Går med støtte æøå. " * 10_000
    answer = post(page, plan_id, "funktionsevne", body_now=long, potential="Godt.", **{"tests-0-name": "TUG", "tests-0-score": long})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Teksten er for lang: 199.999 tegn, og der er plads til 20.000. Kort den af." in text
    assert text.count(long.strip()) == 2  # as typed, at both fields
    saved: PlanVersion = version(plan_id)
    assert (saved.body_now, saved.potential, saved.tests) == ("", "Godt.", [])
    assert (
        "maxlength" not in page.get(f"/planer/{plan_id}/trin/funktionsevne/").content.decode().partition("<form")[2].partition("</form>")[0]
    )


def test_more_than_a_request_may_hold_is_refused_with_a_page_that_says_so(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "funktionsevne", body_now="æ" * 2_000_000)
    assert answer.status_code == 400
    assert "Er der sat meget lang tekst eller et billede ind, så kort det af først." in answer.content.decode()
    assert version(plan_id).body_now == ""


def test_pasted_text_is_stored_without_what_nobody_sees(page: Client) -> None:
    plan_id = new_plan(page)
    post(
        page,
        plan_id,
        "funktionsevne",
        body_now="Hun siger „godt“\x00 – 🦵\r\nmen gen\u00adoptræning\u200b\u202e",
        **{"aids-0-name": "Rolla\u00adtor\x07"},
    )
    saved = version(plan_id)
    assert saved.body_now == "Hun siger „godt“ – 🦵\nmen genoptræning"
    assert saved.aids[0]["name"] == "Rollator"


def test_the_whole_plan_names_every_list_and_text() -> None:
    assert set(LINES) == set(LISTS)
    assert not set(LINES) & set(WORDS)
