"""Letters and trainer in the history, and what must be read of them before anything is done."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from accounts.danish import long_date, long_moment
from gop.enums import CaseAction, LetterChannel, LetterKind, LetterState

if TYPE_CHECKING:
    from gop.models import CaseEvent

Data = Mapping[str, Any]
Said = tuple[str, str]
OUT = (LetterState.DELIVERED, LetterState.POSTED)
TELLS = (LetterKind.INFORMING, LetterKind.NO_START, LetterKind.APPOINTMENT)


def _made(data: Data) -> Said:
    about = f"Første møde {long_moment(datetime.fromisoformat(data['meeting_at']))}" if data.get("meeting_at") else ""
    trainer = f"Træner: {data['trainer']}" if data.get("trainer") else ""
    how = LetterChannel(data["channel"]).label
    return f"Brev til borgeren er lavet: {LetterKind(data['kind']).label.lower()}", "\n".join(one for one in (how, about, trainer) if one)


def _out(data: Data) -> Said:
    why = data.get("why", "")
    day = long_date(date.fromisoformat(data["on"])) if data.get("on") else ""
    match data.get("state"):
        case LetterState.DELIVERED:
            return "Brevet er leveret i Digital Post", _not_told(day, why)
        case LetterState.POSTED:
            return "Brevet er sendt med posten", _not_told(day, why)
        case LetterState.REFUSED:
            return "Digital Post tog ikke brevet", f"{why} Det skal i stedet sendes på papir."
    return "Brevet er stoppet og ikke sendt", why


def _not_told(day: str, why: str) -> str:
    return f"{day}\nTæller ikke som besked: {why}" if why else day


def _trainer(data: Data) -> Said:
    return f"Træner er angivet: {data['name']}", "\n".join(one for one in (data.get("phone", ""), data.get("address", "")) if one)


TOLD_LETTERS: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.LETTER: _made,
    CaseAction.LETTER_OUT: _out,
    CaseAction.TRAINER: _trainer,
}


def under_way(events: Iterable["CaseEvent"]) -> bool:
    """Whether a letter that tells what now holds is made and not out yet: nobody need tell it again."""
    changed = (CaseAction.OFFER, CaseAction.INVITE, CaseAction.CHANGE_LEVEL, CaseAction.CANCEL_OFFER, CaseAction.CITIZEN_DECLINED)
    waits: set[str] = set()
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        if event.action in changed:
            waits.clear()
        elif event.action == CaseAction.LETTER and event.data["kind"] in TELLS:
            waits = {event.data["letter"]}
        elif event.action == CaseAction.LETTER_OUT:
            waits.discard(event.data["letter"])
            if event.data.get("paper"):
                waits.add(event.data["paper"])
    return bool(waits)


def letter_notes(events: Iterable["CaseEvent"]) -> list[str]:
    """The last letter's fate, while it asks for something."""
    last = None
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        if event.action in (CaseAction.LETTER, CaseAction.INFORM, CaseAction.END):
            last = None
        elif event.action == CaseAction.LETTER_OUT and event.data.get("kind") in (*TELLS, LetterKind.TRAINER, LetterKind.EXTENDED_CHOICE):
            last = event
    if last is None or not last.data.get("why"):
        return []
    why, state = last.data["why"], last.data.get("state")
    if state == LetterState.REFUSED:
        return [f"Digital Post tog ikke brevet til borgeren. {why} Det ligger under Breve og skal sendes på papir."]
    if state in OUT:
        return [
            f"Brevet til borgeren er ude, men fortæller ikke det, der nu gælder. {why} Send et nyt brev, eller giv besked på anden måde."
        ]
    return [f"Brevet til borgeren blev stoppet og er ikke sendt. {why}"]
