"""The guided choice proposes by the law's criteria and never decides."""

from itertools import product

import pytest

from gop.enums import PlanType, SpecialisedReason
from gop.rules.type_guide import KNOWN, NO_NEED, QUESTIONS, SENTENCES, clean, propose, reason_at_hospital, reason_kept, unanswered

ALMEN = {"behov": "ja", "sygehus": "nej", "tab": "afgraenset"}
WHOLE = {"behov": "ja", "sygehus": "nej", "tab": "kompliceret", "omraader": "ja", "samlet": "ja"}


def kind(**changed: str) -> PlanType | None:
    found = propose({**WHOLE, **changed})
    assert found is not None
    return found.plan_type


def test_no_need_is_no_plan_whatever_else_is_answered() -> None:
    assert kind(behov="nej") is None
    assert propose({"behov": "nej"}) == NO_NEED


@pytest.mark.parametrize("reason", list(SpecialisedReason))
def test_a_reason_for_the_hospital_is_specialised_and_names_that_reason(reason: SpecialisedReason) -> None:
    found = propose({"behov": "ja", "sygehus": reason})
    assert found is not None
    assert (found.plan_type, found.specialised_reason, found.assumption) == (PlanType.SPECIALISED_TRAINING, reason, False)


def test_rehabilitation_needs_all_three_of_its_criteria() -> None:
    assert kind() == PlanType.SPECIALIST_REHABILITATION
    assert kind(tab="afgraenset") == kind(omraader="nej") == kind(samlet="nej") == PlanType.GENERAL_TRAINING


def test_both_specialised_and_rehabilitation_is_an_assumption_and_says_so() -> None:
    found = propose({**WHOLE, "sygehus": "koordination"})
    assert found is not None
    assert (found.plan_type, found.assumption) == (PlanType.SPECIALISED_TRAINING, True)
    assert "ingen kilde" in found.reason


def test_there_is_no_proposal_while_a_deciding_answer_is_missing() -> None:
    assert propose({}) is None
    assert propose({"behov": "ja", "sygehus": "nej", "tab": "kompliceret"}) is None
    assert [one.key for one in unanswered({"behov": "ja", "sygehus": "nej", "tab": "kompliceret"})] == ["omraader", "samlet"]
    assert unanswered(ALMEN) == []


def test_every_whole_set_of_answers_has_a_proposal_with_reason_and_basis() -> None:
    for answers in product(*(sorted(KNOWN[one.key]) for one in QUESTIONS)):
        found = propose(dict(zip(KNOWN, answers, strict=True)))
        assert found is not None
        assert found.reason in SENTENCES
        assert found.legal_basis


def test_more_answers_never_change_a_proposal_that_is_there() -> None:
    """An answer that comes later may only add the word about both, never another type."""
    for answers in product(*([*sorted(KNOWN[one.key]), ""] for one in QUESTIONS)):
        said = {key: value for key, value in zip(KNOWN, answers, strict=True) if value}
        now = propose(said)
        if now is None:
            continue
        for key, values in KNOWN.items():
            for value in values if key not in said else ():
                later = propose({**said, key: value})
                assert later is not None
                assert later.plan_type == now.plan_type


def test_the_level_of_almen_is_never_asked_nor_proposed() -> None:
    texts = " ".join(one.text + " ".join(label for _, label in one.answers) for one in QUESTIONS) + " ".join(SENTENCES)
    assert "basal" not in texts.lower()
    assert "avanceret" not in texts.lower()


def test_answers_to_other_questions_are_left_out() -> None:
    assert clean({"behov": "ja", "tab": "x", "niveau": "basal"}) == {"behov": "ja"}


def test_the_followed_proposals_reason_is_stored_and_leaves_when_another_type_is_chosen() -> None:
    kept = reason_kept(ALMEN, "almen", "")
    assert kept in SENTENCES
    assert reason_kept(ALMEN, "specialiseret", kept) == ""
    assert reason_kept(ALMEN, "specialiseret", "Kirurgen vil følge såret.") == "Kirurgen vil følge såret."
    assert reason_kept({}, "almen", "") == ""


def test_the_guides_answer_is_the_reason_for_the_hospital_until_another_is_chosen() -> None:
    answers = {"behov": "ja", "sygehus": "koordination"}
    assert reason_at_hospital(answers, "specialiseret", "") == SpecialisedReason.COORDINATION
    assert reason_at_hospital(answers, "specialiseret", "patientsikkerhed") == "patientsikkerhed"
    assert reason_at_hospital(answers, "almen", "") == reason_at_hospital({}, "specialiseret", "") == ""
