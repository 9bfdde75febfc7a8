"""The course of the free choice in Danish sentences: offered when, told when, answered what, which rule, since when."""

from collections.abc import Iterator
from datetime import datetime

from accounts.danish import copenhagen_date, day_date, long_date
from gop.enums import OfferEnd
from gop.rules.course.choice import LAW, Choices
from gop.rules.course.course import Course


def explain(course: Course, choices: Choices) -> tuple[str, ...]:
    """One sentence each, in the order a reader asks: the rule, the date, what happened, the answer, since when."""
    return tuple(_sentences(course, choices))


def _sentences(course: Course, choices: Choices) -> Iterator[str]:
    yield f"Reglen er {LAW}: kan start ikke tilbydes inden tilbudsfristen, kan borgeren vælge en leverandør, som KL har aftale med."
    if choices.offer_by:
        yield f"Tilbudsfristen {'var' if choices.decision.allowed else 'er'} {long_date(choices.offer_by)}."
    yield from _offered(course)
    yield from _told(course)
    for at, answer in course.answers:
        yield f"Borgerens svar {_on(at)}: {answer.label}."
    if not course.answers and choices.decision.allowed:
        yield "Borgeren har ikke svaret. Et manglende svar er ikke et nej (antagelse)."
    yield conclusion(choices)
    if choices.assumption:
        yield "Antagelse: ingen kilde afgør dette for planen. Se listen over antagelser."


def _offered(course: Course) -> Iterator[str]:
    if not course.offers:
        yield "Der er ikke tilbudt noget første møde."
    for offer in course.offers:
        made = f"{_on(offer.made_at).capitalize()} blev første møde tilbudt {day_date(offer.meeting_on)}."
        if offer.until and offer.ended_by == OfferEnd.CITIZEN_NO:
            made += f" {offer.ended_by.label.capitalize()} {_on(offer.until)}."
        elif offer.until and offer.ended_by:
            made += f" Tilbuddet er {offer.ended_by.label} {_on(offer.until)}."
        yield made
    for recorded in dict.fromkeys(_on(moment) for moment in course.no_starts):
        yield f"{recorded.capitalize()} er det registreret, at start ikke kan tilbydes i tide."


def _told(course: Course) -> Iterator[str]:
    if course.informed_on:
        yield f"Borgeren fik besked om første møde {day_date(course.informed_on)}."
    if course.told_none_on:
        yield f"Borgeren fik {day_date(course.told_none_on)} besked om, at start ikke kan tilbydes i tide."


def conclusion(choices: Choices) -> str:
    """Whether extended choice is open, since when, and why, in one sentence."""
    reason, decision = choices.reason.label, choices.decision
    since = f" fra {long_date(decision.from_date)}" if decision.from_date else ""
    return f"Udvidet frit valg gælder{since if decision.allowed else ' ikke'}: {reason[0].lower()}{reason[1:]} ({decision.legal_basis})."


def _on(moment: datetime | None) -> str:
    return day_date(copenhagen_date(moment)) if moment else ""
