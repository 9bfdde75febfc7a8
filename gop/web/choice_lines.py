"""Every event of a course as a line of the proof: what it says, when it was recorded, by whom, and whether it rests on an assumption."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from accounts.clock import local
from accounts.danish import long_date, long_moment
from gop.enums import AssignmentAction, CaseAction, GeneralLevel, Happening, InformedHow, MilestoneCode, OfferEnd, TrainingField
from gop.rules.course import Happened, from_plain
from gop.web.timeline import said

if TYPE_CHECKING:
    from gop.models import AssignmentEvent, CaseEvent, Offer

DATES, LEVEL, GUIDED, OFFERED, TOLD = (
    "Udskrivning og frister",
    "Fagområde og niveau",
    "Vejledning",
    "Tilbud om første møde",
    "Besked til borgeren",
)
RIGHT, LETTERS, ANSWERS, GIVEN, END = "Retten", "Breve", "Borgerens svar", "Opgaven hos udføreren", "Start, pause og afslutning"
OF_SECTION: Mapping[str, tuple[str, ...]] = {
    DATES: (MilestoneCode.RECEIVED, CaseAction.RECORD_DISCHARGE, CaseAction.AMENDED),
    LEVEL: (CaseAction.TRIAGE, CaseAction.CHANGE_LEVEL),
    GUIDED: (CaseAction.GUIDE,),
    OFFERED: (
        CaseAction.OFFER,
        CaseAction.INVITE,
        CaseAction.CANCEL_OFFER,
        CaseAction.CITIZEN_DECLINED,
        CaseAction.NO_START,
        CaseAction.VOID_MEETING,
    ),
    TOLD: (CaseAction.INFORM,),
    LETTERS: (CaseAction.LETTER, CaseAction.LETTER_OUT),
    ANSWERS: (CaseAction.ANSWER_CHOICE, CaseAction.OTHER_ACCEPTED, CaseAction.OTHER_DECLINED, CaseAction.HOSPITAL_CHOICE),
    GIVEN: (
        *(CaseAction.ASSIGN, CaseAction.ASSIGNMENT_TOLD, CaseAction.WITHDRAW_ASSIGNMENT),
        *(CaseAction.ASK_DOCUMENTATION, CaseAction.REOPEN_ASSIGNMENT),
    ),
    END: (
        *(CaseAction.START, CaseAction.HOLD, CaseAction.RESUME, CaseAction.END, CaseAction.RETURN, CaseAction.FORWARD),
        *(CaseAction.RECLASSIFIED, CaseAction.REOPEN),
    ),
}
ORDER = (DATES, LEVEL, GUIDED, OFFERED, TOLD, RIGHT, LETTERS, ANSWERS, GIVEN, END)
SECTION_OF = {action: section for section, actions in OF_SECTION.items() for action in actions}
ASSUMED_NONE = "Antagelse: beskeden overholder informationsfristen uden sted og tid."
ASSUMED_POST = "Antagelse: så mange dage er et brev undervejs."
NOT_SAID = "Det er ikke registreret, om grænserne for befordring blev sagt først."


@dataclass(frozen=True, slots=True)
class Line:
    """`at`: when it was recorded; `source`: the event's or offer's id; empty for what the rule gives by itself."""

    at: datetime
    what: str
    detail: str
    who: str
    source: str = ""
    assumed: bool = False

    @property
    def recorded(self) -> str:
        """With its year: the page is read years later."""
        return f"{long_moment(self.at)}, {self.who}"


def lines_of(events: Iterable["CaseEvent"], person: str) -> Iterator[tuple[str, Line]]:
    """(section, line) for each event that the course consists of, oldest first."""
    for event in events:
        section = SECTION_OF.get(event.action)
        if section is None:
            continue
        if event.action == MilestoneCode.RECEIVED:
            yield from _former(event)
        title, text = said(event.action, event.data, person)
        more, assumed = _more(event.action, event.data)
        detail = "\n".join(part for part in (text, *more) if part)
        yield section, Line(event.at, title, detail, event.by_name, str(event.id), assumed)


def _more(action: str, data: Mapping[str, Any]) -> tuple[list[str], bool]:
    """What the history leaves to its page, and whether the line rests on an assumption."""
    match action:
        case MilestoneCode.RECEIVED:
            day = f"Dag 0: {long_date(date.fromisoformat(data['day_zero']))}" if data.get("day_zero") else "Dag 0 er ikke kendt"
            expected = " (forventet)" if data.get("expected") else " (udskrevet)"
            starts = [f"{word} {long_date(date.fromisoformat(data[key]))}" for word, key in STARTS if data.get(key)]
            return [f"{day}{expected if data.get('day_zero') else ''}, oplyst af afsenderen.", ", ".join(starts)], False
        case CaseAction.AMENDED:
            starts = [f"{word} {long_date(date.fromisoformat(data[key]))}" for word, key in STARTS if data.get(key)]
            return [", ".join(starts) or "Planen beder ikke om en bestemt start."], False
        case CaseAction.TRIAGE | CaseAction.CHANGE_LEVEL:
            level, field = data.get("level"), data.get("field")
            parts = (TrainingField(field).label if field else "", GeneralLevel(level).label if level else "")
            return [" · ".join(part for part in parts if part)], False
        case CaseAction.GUIDE:
            return ["" if data.get("transport_said") else NOT_SAID], False
        case CaseAction.INFORM if data.get("no_start"):
            return [ASSUMED_NONE], True
        case CaseAction.INFORM if data.get("how") == InformedHow.LETTER and data["on"] != data["sent"]:
            return [ASSUMED_POST], True
    return [], False


STARTS = (("Planen: tidligst", "earliest"), ("Planen: senest", "latest"))


def _former(event: "CaseEvent") -> Iterator[tuple[str, Line]]:
    """What happened where the case was before, as it was handed on."""
    who = event.data.get("from_name", "tidligere myndighed")
    for number, plain in enumerate(event.data.get("lines", ())):
        one = from_plain(plain)
        yield SECTION_OF_HAPPENING.get(one.what, END), Line(one.at, one.what.label, _facts(one), who, f"{event.id}/{number}")


def _facts(one: Happened) -> str:
    days = (("Dag", one.day), ("Første møde", one.meeting_on), ("Tidligst", one.earliest), ("Senest", one.latest))
    parts = [f"{word} {long_date(day)}" for word, day in days if day]
    return ", ".join([*parts, one.answer.label if one.answer else ""]).strip(", ")


SECTION_OF_HAPPENING: Mapping[Happening, str] = {
    **dict.fromkeys((Happening.RECEIVED, Happening.DAY_ZERO, Happening.STARTS), DATES),
    **dict.fromkeys((Happening.OFFERED, Happening.CANCELLED, Happening.CITIZEN_NO, Happening.NO_START), OFFERED),
    **dict.fromkeys((Happening.TOLD, Happening.TOLD_NONE), TOLD),
    **dict.fromkeys((Happening.ANSWERED, Happening.OTHER_ACCEPTED, Happening.OTHER_DECLINED), ANSWERS),
}


def offer_line(offer: "Offer", due: date | None) -> Line:
    """An offer from when it was made to how it ended, judged by the deadline as it is now."""
    meeting = local(offer.meeting_at).date()
    in_time = "" if due is None else "inden tilbudsfristen" if meeting <= due else f"efter tilbudsfristen {long_date(due)}"
    ended = ""
    if offer.withdrawn_at:
        how = OfferEnd(offer.ended_by).label if offer.ended_by else offer.withdrawn_reason
        ended = f"Endte {long_moment(offer.withdrawn_at)}: {how}"
    detail = "\n".join(part for part in (offer.place, in_time.capitalize(), ended or "Gælder") if part)
    return Line(offer.made_at, f"Første møde {long_moment(offer.meeting_at)}", detail, offer.by_name, str(offer.id))


def performed_line(event: "AssignmentEvent") -> Line:
    """What the performer recorded on the assignment itself."""
    label = AssignmentAction(event.action).label if event.action in AssignmentAction.values() else event.action
    who = ", ".join(part for part in (event.by_name, event.by_organisation) if part)
    return Line(event.made_at, label, "", who, str(event.id))
