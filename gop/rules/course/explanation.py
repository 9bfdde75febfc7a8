"""The course of the free choice in Danish sentences: offered when, told when, answered what, which rule, since when."""

from collections.abc import Iterator
from datetime import datetime

from accounts.danish import copenhagen_date, day_date, long_date
from gop.enums import ChoiceReason
from gop.rules.course.choice import LAW, Choices
from gop.rules.course.course import Course
from gop.rules.course.happened import BY_ANOTHER, BY_AUTHORITY, BY_CITIZEN, BY_DAY_ZERO

_ENDED = {
    BY_AUTHORITY: "aflyst af myndigheden",
    BY_CITIZEN: "borgeren sagde nej, aflyste eller udeblev",
    BY_ANOTHER: "afløst af et nyt tilbud",
    BY_DAY_ZERO: "bortfaldet, fordi mødet lå før den nye udskrivningsdato",
}


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
    yield _conclusion(choices)
    if choices.assumption:
        yield "Antagelse: ingen kilde afgør dette for planen. Se listen over antagelser."


def _offered(course: Course) -> Iterator[str]:
    if not course.offers:
        yield "Der er ikke tilbudt noget første møde."
    for offer in course.offers:
        made = f"{_on(offer.made_at).capitalize()} blev første møde tilbudt {day_date(offer.meeting_on)}."
        if offer.until and offer.ended_by == BY_CITIZEN:
            made += f" {_ENDED[BY_CITIZEN].capitalize()} {_on(offer.until)}."
        elif offer.until:
            made += f" Tilbuddet er {_ENDED[offer.ended_by]} {_on(offer.until)}."
        yield made
    for recorded in dict.fromkeys(_on(moment) for moment in course.no_starts):
        yield f"{recorded.capitalize()} er det registreret, at start ikke kan tilbydes i tide."


def _told(course: Course) -> Iterator[str]:
    if course.informed_on:
        yield f"Borgeren fik besked om første møde {day_date(course.informed_on)}."
    if course.told_none_on:
        yield f"Borgeren fik {day_date(course.told_none_on)} besked om, at start ikke kan tilbydes i tide."


def _conclusion(choices: Choices) -> str:
    said = f"{choices.reason.label}."
    if choices.decision.allowed and choices.decision.from_date:
        return f"Udvidet frit valg gælder fra {long_date(choices.decision.from_date)}: {said[0].lower()}{said[1:]}"
    if choices.reason == ChoiceReason.IN_TIME and choices.offer_by:
        return f"Udvidet frit valg gælder ikke. {said}"
    return f"Udvidet frit valg gælder ikke: {said[0].lower()}{said[1:]}"


def _on(moment: datetime | None) -> str:
    return day_date(copenhagen_date(moment)) if moment else ""
