"""Words about type, children and psychiatry: each is said where it concerns the plan, and none of them stops it."""

from dataclasses import replace
from typing import Any

import pytest

from gop.criteria import CRITERIA, hints, missing_to_send
from gop.criteria.type_criteria import TYPE_CRITERIA, is_psychiatric
from gop.enums import AgreementForce
from tests.rules.test_agreed import CHILD, LEVEL, REHABILITATION
from tests.rules.test_criteria import GOOD, TODAY

KEYS = {one.key for one in TYPE_CRITERIA}
SPECIALISED = replace(GOOD, plan_type="specialiseret", specialised_reason="koordination", performing_hospital="x")
PSYCHIATRIC = replace(GOOD, specialty="psykiatri", social_boundary="kun_traening")


def said(content: Any) -> set[str]:
    return {one.key for one in hints(content, TODAY)} & KEYS


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (replace(GOOD, type_answers={"behov": "ja", "sygehus": "patientsikkerhed"}), "anden_type_uden_grund"),
        (replace(GOOD, type_answers={"behov": "nej"}, type_reason="Kirurgen ønsker det."), "intet_behov"),
        (REHABILITATION, "funktionsniveau_ukendt"),
        (replace(REHABILITATION, agreements=(), department_level="hovedfunktion"), "funktionsniveau_lavt"),
        (replace(REHABILITATION, agreements=(replace(LEVEL, follows=AgreementForce.WARNED),), department_level="hovedfunktion"), "funktionsniveau_lavt"),
        (SPECIALISED, "frit_valg_ikke_vejledt"),
        (replace(SPECIALISED, choice_guided_on=TODAY), "sygehusvalg_mangler"),
        (replace(PSYCHIATRIC, social_boundary="social"), "social_indsats"),
        (replace(PSYCHIATRIC, social_boundary=""), "social_graense_mangler"),
        (CHILD, "barn_tilbagemelding_mangler"),
    ],
)  # fmt: skip
def test_each_is_said_where_it_concerns_the_plan_and_stops_nobody(content: Any, key: str) -> None:
    assert said(content) == {key}
    assert missing_to_send(content, TODAY) == []


def test_a_level_that_the_agreement_requires_is_said_once_as_missing() -> None:
    content = replace(REHABILITATION, department_level="hovedfunktion")
    assert said(content) == set()
    assert [one.field for one in missing_to_send(content, TODAY)] == ["plan_type"]


@pytest.mark.parametrize("level", ["regionsfunktion", "hoejt_specialiseret"])
def test_a_department_at_the_level_hears_nothing_of_it(level: str) -> None:
    assert said(replace(REHABILITATION, department_level=level)) == set()
    assert said(replace(REHABILITATION, department_level=level, agreements=())) == set()


def test_an_own_reason_silences_the_word_about_another_type() -> None:
    assert said(replace(GOOD, type_answers={"behov": "ja", "sygehus": "patientsikkerhed"}, type_reason="Kun træning.")) == set()


def test_somatic_departments_hear_nothing_of_social_services() -> None:
    assert said(replace(GOOD, specialty="ortopædkirurgi", social_boundary="social")) == set()
    assert is_psychiatric("Børne- og ungdomspsykiatri")


def test_the_quality_audits_score_by_these_keys_too() -> None:
    assert {one.key for one in CRITERIA} >= KEYS
    assert all(one.source for one in TYPE_CRITERIA)
