"""What stops a plan from being sent, and what only hints."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from gop.criteria import STEPS, PlanContent, consents_asked, hints, missing_to_send
from gop.enums import ConsentAnswer, ConsentKind

TODAY = date(2026, 11, 22)
GIVEN = dict.fromkeys(ConsentKind, ConsentAnswer.GIVEN)

GOOD = PlanContent(
    cpr="2512489996",
    citizen_name="Nancy Ann Test Berggren",
    home_municipality="kommune-0851",
    street="Testvej 1",
    phone="99000001",
    contact_kind="indlaeggelse",
    admitted_on=date(2026, 11, 16),
    diagnosis_code="DS720",
    diagnosis_text="Fraktur af lårbenshals",
    discharge_date=date(2026, 11, 24),
    functioning_before="Gik uden hjælpemidler, klarede trapper og indkøb.",
    functioning_now="Går 20 meter med rollator og støtte. Kan ikke gå på trapper.",
    limitations="Nedsat kraft i højre ben, nedsat balance.",
    training_need="Træning af gang, balance og trapper.",
    potential="Forventes at kunne gå ude med stok.",
    plan_type="almen",
    municipality_contact="Aalborg Kommune, 99 00 00 20",
    region_contact="Region Nordjylland, 99 00 00 21",
    consents=GIVEN,
)


def faults(**changed: Any) -> list[tuple[str, str]]:
    return [(each.field, each.step) for each in missing_to_send(replace(GOOD, **changed), TODAY)]


def test_a_good_plan_lacks_nothing_and_gets_no_hint() -> None:
    assert missing_to_send(GOOD, TODAY) == []
    assert hints(GOOD) == []


def test_an_empty_plan_lacks_what_the_law_requires_and_nothing_else() -> None:
    asked = {each.field for each in missing_to_send(PlanContent(), TODAY)}
    assert asked == {
        "cpr", "citizen_name", "home_municipality", "discharge_date",
        "functioning_now", "limitations", "training_need", "plan_type",
        "consent_plan", "consent_kommune", "consent_egen_laege", "municipality_contact", "region_contact",
    }  # fmt: skip


def test_every_message_is_a_danish_sentence_on_a_field_and_step_that_exist() -> None:
    known = {each.name for each in fields(PlanContent)} | {f"consent_{kind}" for kind in ConsentKind}
    for content in (PlanContent(), PlanContent(plan_type="specialiseret"), PlanContent(plan_type="rehabilitering")):
        said = [*missing_to_send(content, TODAY), *hints(content)]
        assert said
        for each in said:
            assert each.field in known
            assert each.step in STEPS
            assert each.message.endswith(".") or each.message.endswith("?")
            assert "ugyldig" not in each.message.lower()


def test_steps_come_in_order() -> None:
    steps = [STEPS.index(each.step) for each in missing_to_send(PlanContent(), TODAY)]
    assert steps == sorted(steps)


@pytest.mark.parametrize("hint_only", ["potential", "diagnosis_code", "functioning_before", "phone", "street"])
def test_potential_diagnosis_and_functioning_before_are_hints(hint_only: str) -> None:
    changed: dict[str, Any] = {hint_only: ""}
    if hint_only == "diagnosis_code":
        changed["diagnosis_text"] = ""
    assert faults(**changed) == []
    assert len(hints(replace(GOOD, **changed))) == 1


@pytest.mark.parametrize(
    "required",
    ["citizen_name", "home_municipality", "functioning_now", "limitations", "training_need", "plan_type",
     "municipality_contact", "region_contact"],
)  # fmt: skip
def test_each_required_text_is_missed_when_blank(required: str) -> None:
    blank = "" if required in ("home_municipality", "plan_type") else "  \n"
    assert [name for name, _ in faults(**{required: blank})] == [required]


def test_a_wrong_cpr_keeps_its_own_message() -> None:
    (only,) = missing_to_send(replace(GOOD, cpr="251248999"), TODAY)
    assert only.field == "cpr"
    assert "for kort" in only.message


def test_specialised_needs_reason_hospital_and_its_consent() -> None:
    assert faults(plan_type="specialiseret", consents={k: v for k, v in GIVEN.items() if k != "udfoerende_sygehus"}) == [
        ("specialised_reason", "type"),
        ("performing_hospital", "type"),
        ("consent_udfoerende_sygehus", "samtykke"),
    ]
    assert faults(plan_type="specialiseret", specialised_reason="koordination", performing_hospital="x") == []


def test_rehabilitation_needs_the_extended_description() -> None:
    assert faults(plan_type="rehabilitering") == [("extended_description", "funktionsevne")]
    assert faults(plan_type="rehabilitering", extended_description="Samlet beskrivelse") == []


@pytest.mark.parametrize("name", ["earliest_start", "latest_start"])
def test_another_start_needs_kind_and_words_of_reason(name: str) -> None:
    start = {name: date(2026, 12, 10)}
    assert [field for field, _ in faults(**start)] == ["start_reason_kind", "start_reason"]
    assert faults(**start, start_reason_kind="sundhedsfaglig", start_reason="Sårheling") == []


def test_a_reason_without_a_date_asks_for_the_date() -> None:
    assert faults(start_reason="Sårheling") == [("earliest_start", "type")]


REASON = {"start_reason_kind": "sundhedsfaglig", "start_reason": "Sårheling"}


@pytest.mark.parametrize(
    ("changed", "field", "word"),
    [
        ({"discharge_date": date(2062, 11, 24)}, "discharge_date", "årstallet"),
        ({"discharge_date": date(2027, 5, 22)}, "discharge_date", "halvt år"),
        ({"discharge_date": date(2020, 11, 24), "admitted_on": None}, "discharge_date", "årstallet"),
        ({"discharge_date": date(2026, 11, 24), "discharge_expected": False}, "discharge_date", "forventet"),
        ({"admitted_on": date(2026, 11, 23)}, "admitted_on", "efter i dag"),
        ({"discharge_date": date(2026, 11, 10)}, "admitted_on", "efter udskrivningen"),
        ({"earliest_start": date(2026, 11, 20), **REASON}, "earliest_start", "før udskrivningen"),
        ({"latest_start": date(2026, 11, 20), **REASON}, "latest_start", "før udskrivningen"),
        ({"earliest_start": date(2062, 12, 1), **REASON}, "earliest_start", "årstallet"),
        (
            {"earliest_start": date(2026, 12, 20), "latest_start": date(2026, 12, 10), **REASON},
            "latest_start",
            "før tidligste",
        ),
        ({"no_municipality": True}, "home_municipality", "ikke begge"),
    ],
)
def test_values_that_cannot_be_right_are_said_plainly(changed: dict[str, Any], field: str, word: str) -> None:
    (only,) = missing_to_send(replace(GOOD, **changed), TODAY)
    assert only.field == field
    assert word in only.message


@pytest.mark.parametrize("day", [date(2027, 5, 21), date(2026, 11, 22), date(2026, 11, 16)])
def test_a_discharge_within_half_a_year_is_accepted(day: date) -> None:
    assert faults(discharge_date=day) == []


def test_outpatient_messages_speak_of_the_course() -> None:
    (only,) = missing_to_send(replace(GOOD, contact_kind="ambulant", discharge_date=None), TODAY)
    assert "ambulante forløb" in only.message


def test_no_danish_municipality_asks_for_no_municipal_consent_or_contact() -> None:
    nobody = replace(
        GOOD, home_municipality="", no_municipality=True, municipality_contact="", region_contact="",
        consents={ConsentKind.PLAN: ConsentAnswer.GIVEN, ConsentKind.GP: ConsentAnswer.REFUSED},
    )  # fmt: skip
    assert missing_to_send(nobody, TODAY) == []
    assert ConsentKind.MUNICIPALITY not in consents_asked(nobody)


def test_a_refused_plan_is_not_sent_and_a_refused_receiver_stops_nothing() -> None:
    assert faults(consents={**GIVEN, ConsentKind.PLAN: ConsentAnswer.REFUSED}) == [("consent_plan", "samtykke")]
    assert faults(consents={**GIVEN, ConsentKind.MUNICIPALITY: ConsentAnswer.REFUSED}) == []
    assert faults(consents={**GIVEN, ConsentKind.GP: ConsentAnswer.WITHDRAWN}) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"functioning_before": GOOD.functioning_now.upper()}, "ens"),
        ({"functioning_now": "Går dårligt"}, "hverdagen"),
        ({"limitations": GOOD.functioning_now}, "rettes mod"),
        ({"training_need": "Holdtræning 2 gange om ugen"}, "mængde"),
        ({"training_need": "Genoptræning på avanceret niveau"}, "vælger kommunen"),
    ],
)
def test_hints_speak_of_contrast_limitation_amount_and_level(changed: dict[str, Any], word: str) -> None:
    content = replace(GOOD, **changed)
    assert missing_to_send(content, TODAY) == []
    assert any(word in hint.message for hint in hints(content))


def test_protected_address_is_not_asked_for() -> None:
    assert hints(replace(GOOD, street="", protected_address=True)) == []
