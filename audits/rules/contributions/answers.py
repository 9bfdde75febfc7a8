"""The citizens' answers of one organisation and month: counted once the month is over."""

from collections.abc import Mapping
from datetime import date

from audits.enums import Measure
from audits.rules.contributions.contribution import Contribution
from gop.enums import ExperienceAnswer

WELL = frozenset({ExperienceAnswer.YES, ExperienceAnswer.MOSTLY})


def answer_contributions(month: date, as_one: Mapping[str, int], involved: Mapping[str, int]) -> list[Contribution]:
    """`as_one`, `involved`: how many gave each answer. "Ved ikke" is no part of the whole."""
    on = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    found = []
    for measure, answers in ((Measure.AS_ONE, as_one), (Measure.INVOLVED, involved)):
        whole = sum(number for answer, number in answers.items() if answer != ExperienceAnswer.UNKNOWN)
        part = sum(number for answer, number in answers.items() if answer in WELL)
        if whole:
            found.append(Contribution(on, month, measure, "", "", "", False, "", None, part, whole))
    return found
