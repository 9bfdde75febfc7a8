"""The hints: each criterion speaks where it should and is silent where it should not."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from gop.criteria import CRITERIA, STEPS, PlanContent, hints, missing_to_send, parted
from gop.criteria.catalogue import PATHWAY_CRITERIA
from gop.enums import ConsentAnswer, ConsentKind, PlanType
from tests.rules.test_criteria import GOOD, TODAY

CHILD = "1310169996"  # one of the published test persons, born in 2016
BRAIN = {"diagnosis_code": "DI639", "diagnosis_text": "Hjerneinfarkt UNS"}
REHABILITATION = {"plan_type": "rehabilitering", "extended_description": "Kort beskrivelse."}
LATE = {"earliest_start": date(2027, 1, 5), "start_reason_kind": "sundhedsfaglig"}

SPEAKS: list[tuple[str, dict[str, Any]]] = [
    ("telefon_mangler", {"phone": " "}),
    ("adresse_mangler", {"street": ""}),
    ("barn_telefon_mangler", {"cpr": CHILD, "relatives": [{"name": "Mor", "phone": ""}]}),
    ("barn_laege_mangler", {"cpr": CHILD, "doctor_phone": "99000001"}),
    ("diagnose_mangler", {"diagnosis_code": "", "diagnosis_text": ""}),
    ("sendes_sent", {"discharge_date": date(2026, 11, 21)}),
    ("foer_mangler", {"functioning_before": ""}),
    ("nu_mangler", {"functioning_now": ""}),
    ("foer_og_nu_ens", {"functioning_before": f" {GOOD.functioning_now.upper()}"}),
    ("nu_kort", {"functioning_now": "Går med rollator."}),
    ("krop_foer_mangler", {"body_now": "Nedsat kraft."}),
    ("krop_nu_mangler", {"body_before": "Fuld kraft."}),
    ("krop_ens", {"body_before": "Fuld kraft", "body_now": "Fuld kraft."}),
    ("omgivelser_foer_mangler", {"surroundings_now": "Bor på 3. sal."}),
    ("omgivelser_nu_mangler", {"surroundings_before": "Bor på 3. sal."}),
    ("omgivelser_ens", {"surroundings_before": "Bor på 3. sal", "surroundings_now": "Bor på 3. sal"}),
    ("begraensning_er_alt", {"limitations": GOOD.functioning_now}),
    ("begraensning_mangler", {"limitations": "Brud på lårbenshals"}),
    ("begraensning_mangler", {"limitations": "Se ovenfor."}),
    ("behov_mangler", {"training_need": "Genoptræning"}),
    ("behov_mangler", {"training_need": "Opereret for fraktur af lårbenshals"}),
    ("behov_mangler", {"training_need": ""}),
    ("potentiale_mangler", {"potential": "-"}),
    ("maal_i_behov", {"training_need": "Træning af gang 2 gange om ugen i 8 uger."}),
    ("maal_i_behov", {"training_need": "Målet er at gå til købmanden."}),
    ("maal_i_potentiale", {"potential": "Mål: 500 meter."}),
    ("niveau_i_behov", {"training_need": "Genoptræning af gang på basalt niveau."}),
    ("niveau_i_potentiale", {"potential": "Avanceret niveau, så trapper kan klares."}),
    ("undersoegelse_mangler", BRAIN),
    ("undersoegelse_mangler", {"diagnoses": [{"code": "DF067", "text": ""}]}),
    ("start_kun_i_behov", {"training_need": "Træning af gang. Må først belastes om 6 uger."}),
    ("start_kun_i_praktisk", {"practical": "Opstart efter kontrol i ambulatoriet."}),
    ("almen_ligner_specialiseret", {"training_need": "Gangtræning med ilt under træning."}),
    ("almen_ligner_rehabilitering", {"limitations": "Sammensatte funktionsnedsættelser efter lang tids sygdom."}),
    ("specialiseret_ligner_almen", {"plan_type": "specialiseret", "training_need": "Gang og kraft. Kan trænes i kommunen."}),
    ("rehabilitering_tynd", REHABILITATION),
    ("start_begrundelse_tynd", {**LATE, "start_reason": "Venter."}),
    ("start_begrundelse_tynd", {**LATE, "start_reason": ""}),
    ("meget_sen_start", {**LATE, "earliest_start": date(2027, 6, 1), "start_reason": "Bruddet skal hele først."}),
    (
        "udfoerende_uden_samtykke",
        {"plan_type": "specialiseret", "consents": {ConsentKind.PERFORMING_HOSPITAL: ConsentAnswer.REFUSED}},
    ),
    *(
        (key, {field: f"{getattr(GOOD, field) or 'Stiv'} ROM 0-90, ADL med hjælp."})
        for key, field in (
            ("ord_i_functioning_before", "functioning_before"),
            ("ord_i_functioning_now", "functioning_now"),
            ("ord_i_limitations", "limitations"),
            ("ord_i_training_need", "training_need"),
            ("ord_i_potential", "potential"),
            ("ord_i_extended_description", "extended_description"),
            ("ord_i_information_given", "information_given"),
            ("ord_i_start_reason", "start_reason"),
            ("ord_i_body_before", "body_before"),
            ("ord_i_body_now", "body_now"),
            ("ord_i_surroundings_before", "surroundings_before"),
            ("ord_i_surroundings_now", "surroundings_now"),
        )
    ),
]


def keys(**changed: Any) -> set[str]:
    return {one.key for one in hints(replace(GOOD, **changed), TODAY)}


@pytest.mark.parametrize(("key", "changed"), SPEAKS, ids=[f"{key}-{place}" for place, (key, _) in enumerate(SPEAKS)])
def test_each_criterion_speaks_of_its_fault(key: str, changed: dict[str, Any]) -> None:
    assert key in keys(**changed)


def test_no_criterion_speaks_of_a_good_plan() -> None:
    assert keys() == set()


def test_every_criterion_is_tried_and_has_a_key_and_a_source_of_its_own() -> None:
    elsewhere = {one.key for one in PATHWAY_CRITERIA}  # tests/rules/test_agreed.py
    assert {one.key for one in CRITERIA} - elsewhere == {key for key, _ in SPEAKS}
    assert len({one.key for one in CRITERIA}) == len(CRITERIA)
    known = {one.name for one in fields(PlanContent)}
    for one in CRITERIA:
        assert re.fullmatch(r"[a-z_]+", one.key)
        assert one.field in known
        assert one.step in STEPS
        assert one.source
        assert one.sentence[-1] in ".?"


def test_a_before_without_a_now_is_said_in_the_words_of_the_reader() -> None:
    (only,) = [one for one in hints(replace(GOOD, functioning_now="")) if one.key == "nu_mangler"]
    assert only.message.startswith("Der står, hvad patienten kunne før, men ikke nu")
    assert only.field == "functioning_now"


def test_a_hint_never_stops_a_plan() -> None:
    for key, changed in SPEAKS:
        kept = {name: value for name, value in changed.items() if value not in ("", " ", "-")}
        stops = missing_to_send(replace(GOOD, **kept), TODAY)
        assert all(key != one.message for one in stops)
    assert missing_to_send(replace(GOOD, potential="", functioning_before="", phone="", street=""), TODAY) == []


@pytest.mark.parametrize("plan_type", [PlanType.SPECIALISED_TRAINING, PlanType.SPECIALIST_REHABILITATION, ""])
def test_the_level_is_spoken_of_only_where_the_municipality_decides_one(plan_type: str) -> None:
    assert "niveau_i_behov" not in keys(plan_type=plan_type, training_need="Avanceret niveau, gang og trapper.")


def test_an_explained_abbreviation_a_code_and_the_patients_own_words_are_silent() -> None:
    assert keys(training_need="Træning af ADL (daglige gøremål) og gang.") == set()
    assert keys(training_need="Træning af daglige gøremål (ADL) og gang.") == set()
    assert keys(limitations="Nedsat kraft efter DS720, se CPR.") == set()


def test_an_examination_silences_the_hint_for_a_brain_injury() -> None:
    assert "undersoegelse_mangler" not in keys(**BRAIN, examinations=[{"kind": "neuropsykologi", "result": "Let nedsat tempo"}])


def test_the_day_of_discharge_is_not_late_and_without_a_today_nothing_is() -> None:
    assert "sendes_sent" not in keys(discharge_date=TODAY)
    assert hints(replace(GOOD, discharge_date=date(2026, 11, 1))) == []


def test_a_grown_patient_has_no_need_of_a_relatives_phone() -> None:
    assert "barn_telefon_mangler" not in keys()
    assert keys(cpr=CHILD, relatives=[{"name": "Far", "phone": "99000002"}], doctor_phone="1", doctor_email="a@b") == set()


def test_a_dismissed_hint_is_parted_from_the_others_by_its_key() -> None:
    found = hints(replace(GOOD, phone="", potential=""))
    shown, away = parted(found, ["telefon_mangler", "unknown"])
    assert [one.key for one in shown] == ["potentiale_mangler"]
    assert [one.key for one in away] == ["telefon_mangler"]
