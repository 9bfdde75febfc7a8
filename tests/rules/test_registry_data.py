"""The data files hold what they must: 98 kommuner in their regions, dated law, and nothing real in the demo's inventions."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts import registry
from accounts.enums import ContactMatter, OrganisationKind
from deadlines.enums import DeadlineKind
from deadlines.registry import rules
from deadlines.rules.ruleset import rule_for
from gop.enums import GeneralLevel, PlanType
from gop.registry import diagnoses, responsibility_rows
from gop.rules import responsibility

REGIONS, KOMMUNER, HOSPITALS = registry.regions(), registry.municipalities(), registry.hospitals()
EVE, REFORM = date(2026, 12, 31), date(2027, 1, 1)
INFORM, OFFER = DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY


def test_the_registry_is_without_faults() -> None:
    assert registry.faults(REGIONS, KOMMUNER, HOSPITALS) == []


def test_98_municipalities_stand_in_their_regions_and_46_move_to_ostdanmark() -> None:
    assert Counter(row.region for row in KOMMUNER) == {
        "region-nordjylland": 11,
        "region-midtjylland": 19,
        "region-syddanmark": 22,
        "region-hovedstaden": 29,
        "region-sjaelland": 17,
    }
    assert Counter(row.region_from_2027 for row in KOMMUNER)["region-ostdanmark"] == 46


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        ("0851", "Aalborg", "region-nordjylland"),
        ("0657", "Herning", "region-midtjylland"),
        ("0316", "Holbæk", "region-sjaelland"),
        ("0461", "Odense", "region-syddanmark"),
        ("0101", "København", "region-hovedstaden"),
    ],
)
def test_known_municipalities(code: str, name: str, region: str) -> None:
    (row,) = [row for row in KOMMUNER if row.code == code]
    assert (row.name, row.region, row.key) == (name, region, f"kommune-{code}")


def test_every_municipality_lies_in_denmark_and_has_people() -> None:
    for row in KOMMUNER:
        assert Decimal(8) < row.longitude < Decimal("15.3"), row.name
        assert Decimal("54.5") < row.latitude < Decimal("57.8"), row.name
        assert 1_000 < row.population < 1_000_000, row.name


def test_hovedstaden_and_sjaelland_end_with_2026_and_ostdanmark_follows() -> None:
    ended = {row.key: row.successor for row in REGIONS if row.valid_to == EVE}
    assert ended == {"region-hovedstaden": "region-ostdanmark", "region-sjaelland": "region-ostdanmark"}
    (new,) = [row for row in REGIONS if row.key == "region-ostdanmark"]
    assert (new.valid_from, new.valid_to, new.code) == (REFORM, None, "")


def test_the_hospitals_of_the_demo_are_there() -> None:
    region_of = {row.name: row.region for row in HOSPITALS}
    assert region_of["Aalborg Universitetshospital"] == "region-nordjylland"
    assert region_of["Regionshospitalet Gødstrup"] == "region-midtjylland"
    assert region_of["Holbæk Sygehus"] == "region-sjaelland"
    assert {row.certainty for row in HOSPITALS} <= {"høj", "mellem", "lav"}
    assert all(re.fullmatch(r"(\d{4})?", row.shak) for row in HOSPITALS)


def test_faults_are_found() -> None:
    lost = registry.faults(REGIONS, KOMMUNER[1:], HOSPITALS)
    assert any("97 kommuner" in fault for fault in lost)
    twice = registry.faults(REGIONS, [replace(KOMMUNER[0], code="0147"), *KOMMUNER[1:]], HOSPITALS)
    assert any("0147 står to gange" in fault for fault in twice)
    short = registry.faults(REGIONS, [replace(KOMMUNER[0], code="101"), *KOMMUNER[1:]], HOSPITALS)
    assert any("fire cifre" in fault for fault in short)
    nowhere = registry.faults(REGIONS, KOMMUNER, [replace(HOSPITALS[0], region="region-x"), *HOSPITALS[1:]])
    assert any("region-x" in fault for fault in nowhere)
    strayed = registry.faults(REGIONS, [replace(KOMMUNER[0], region_from_2027="region-nordjylland"), *KOMMUNER[1:]], HOSPITALS)
    assert any("anden region" in fault for fault in strayed)
    same_key = registry.faults(REGIONS, KOMMUNER, [*HOSPITALS, HOSPITALS[0]])
    assert any("Nøglen" in fault for fault in same_key)


def test_invented_departments_and_contacts_belong_somewhere_and_reach_nobody() -> None:
    hospitals = {row.key for row in HOSPITALS}
    organisations = {row.key for row in REGIONS} | {row.key for row in KOMMUNER}
    departments, contacts = registry.demo_departments(), registry.demo_contacts()
    assert {row.hospital for row in departments} <= hospitals
    assert {row.organisation for row in contacts} == organisations | {row.hospital for row in departments}
    assert {row.matter for row in contacts} <= set(ContactMatter.values())
    assert max(Counter(row.key for row in departments).values()) == 1
    phones = [row.phone for row in departments] + [row.phone for row in contacts]
    assert all(re.fullmatch(r"99 00 \d\d \d\d", phone) for phone in phones)
    assert len(set(phones)) == len(phones)
    assert all(row.email.endswith(".example") for row in contacts)
    for name in ("aalborg-universitetshospital", "regionshospitalet-goedstrup", "holbaek-sygehus"):
        of = [row for row in departments if row.hospital == f"sygehus-{name}"]
        assert any(row.performs_specialised for row in of)
        assert any(not row.performs_specialised for row in of)


def test_diagnoses_are_sks_codes_once_each_with_text_and_group() -> None:
    rows = diagnoses()
    assert len(rows) == len({row.code for row in rows}) == 122
    for row in rows:
        assert re.fullmatch(r"D[A-Z]\d{2,3}\d?[A-Z]?\d?", row.code), row.code
        assert row.text
        assert row.group
    assert any(row.code == "DS720" for row in rows)


@pytest.mark.parametrize(
    ("plan_type", "day", "days", "assumption"),
    [
        ("almen", date(2018, 7, 1), (4, 7), False),
        ("almen", REFORM, (4, 7), False),
        ("rehabilitering", EVE, (4, 7), False),
        ("rehabilitering", REFORM, (4, 7), True),
        ("almen", date(2018, 6, 30), (None, None), None),
        ("specialiseret", EVE, (None, None), None),
    ],
)
def test_clock_rules_by_type_and_discharge_date(
    plan_type: str, day: date, days: tuple[int | None, int | None], assumption: bool | None
) -> None:
    found = [rule_for(rules(), kind, plan_type, day) for kind in (INFORM, OFFER)]
    assert tuple(rule and rule.days for rule in found) == days
    assert {rule.assumption if rule else None for rule in found} == {assumption}


def test_no_paragraph_is_guessed_for_the_four_days() -> None:
    assert {rule.paragraph for rule in rules() if rule.kind == INFORM} == {"BEK 918/2018 (paragraf ikke verificeret)"}
    assert {rule.paragraph for rule in rules() if rule.kind == OFFER} == {"Sundhedsloven § 140 stk. 4"}


@pytest.mark.parametrize("plan_type", PlanType)
@pytest.mark.parametrize("level", [None, *GeneralLevel])
@pytest.mark.parametrize("day", [date(2018, 7, 1), date(2026, 11, 22), EVE, REFORM, date(2030, 1, 1)])
def test_somebody_is_responsible_for_every_type_level_and_day(plan_type: PlanType, level: GeneralLevel | None, day: date) -> None:
    answer = responsibility(responsibility_rows(), plan_type, level, day)
    assert answer is not None
    region = plan_type == PlanType.SPECIALIST_REHABILITATION and day >= REFORM
    expected = OrganisationKind.REGION if region else OrganisationKind.MUNICIPALITY
    assert (answer.authority, answer.payer) == (expected, expected)
    if plan_type == PlanType.SPECIALISED_TRAINING:
        assert answer.performer == OrganisationKind.HOSPITAL
    assert answer.paragraph


def test_yes_and_no_are_written_out() -> None:
    assert registry.yes("ja")
    assert not registry.yes("nej")
    with pytest.raises(ValueError, match="ja eller nej"):
        registry.yes("")
