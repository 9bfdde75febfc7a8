"""A code that had ended when the patient was discharged. Pure."""

from collections.abc import Iterator

from accounts.danish import MONTHS
from gop.criteria.content import CONTACT, FUNCTIONING, Missing, PlanContent

STEP = {"categories": FUNCTIONING}


def ended(content: PlanContent) -> Iterator[Missing]:
    """The draft keeps the code; a plan is not sent with it."""
    for one in content.ended:
        last = f"{one.last_day.day}. {MONTHS[one.last_day.month - 1]} {one.last_day.year}"
        text = f"{one.code} gjaldt til og med {last} og kan ikke bruges ved en senere udskrivning. Søg, og vælg en anden."
        yield Missing(one.field, STEP.get(one.field, CONTACT), text)
