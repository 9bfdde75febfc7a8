"""The dimensions of a number: kind of plan, age group, month."""

from datetime import date

from audits.enums import AgeGroup, PlanKind
from gop.cpr import age_on
from gop.enums import GeneralLevel, PlanType

_UP_TO = ((17, AgeGroup.CHILD), (39, AgeGroup.YOUNG), (64, AgeGroup.MIDDLE), (79, AgeGroup.OLDER))
_LEVELS = {GeneralLevel.BASIC.value: PlanKind.GENERAL_BASIC, GeneralLevel.ADVANCED.value: PlanKind.GENERAL_ADVANCED}


def kind_of(plan_type: str, level: str) -> str:
    """Empty for a plan whose type is not chosen."""
    if plan_type == PlanType.GENERAL_TRAINING:
        return _LEVELS.get(level, PlanKind.GENERAL_UNDECIDED)
    if plan_type == PlanType.SPECIALISED_TRAINING:
        return PlanKind.SPECIALISED
    return PlanKind.REHABILITATION if plan_type else ""


def age_group(birth_date: date | None, on: date) -> AgeGroup:
    """By whole years on the day."""
    if birth_date is None:
        return AgeGroup.UNKNOWN
    age = age_on(birth_date, on)
    return next((group for last, group in _UP_TO if age <= last), AgeGroup.OLDEST)


def month_of(day: date) -> date:
    return day.replace(day=1)
