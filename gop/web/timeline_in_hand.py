"""The history in words, part three: goals, contacts, documents and the call to the hospital."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from accounts.danish import day_date, long_date, long_moment
from gop.enums import CaseAction, ContactForm, ContactState, DocumentKind, GoalReached

Data = Mapping[str, Any]
Said = tuple[str, str]


def _goal(data: Data) -> Said:
    match data.get("what"):
        case "aendret":
            return "Et mål er ændret", f"{data.get('text', '')}\nFør: {data.get('former', '')}"
        case "vurderet":
            day = long_date(date.fromisoformat(data["on"]))
            return f"Et mål er vurderet: {GoalReached(data['reached']).label.lower()}", f"{data.get('text', '')}\nVurderet {day}"
        case _:
            return "Et mål er aftalt med borgeren", data.get("text", "")


def _contact(data: Data) -> Said:
    when, how = long_moment(datetime.fromisoformat(data["at"])), ContactForm(data["form"]).label
    state = ContactState(data["state"])
    words = {ContactState.PLANNED: "Kontakt planlagt", ContactState.HELD: "Kontakt holdt"}
    return f"{words.get(state, state.label)} {when}", how


def _document(data: Data) -> Said:
    return f"{DocumentKind(data['kind']).label} er skrevet", ""


def _called(data: Data) -> Said:
    return f"Sygehuset er ringet op {day_date(date.fromisoformat(data['on']))}", data.get("note", "")


TOLD_IN_HAND: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.SET_GOALS: _goal,
    CaseAction.CONTACT: _contact,
    CaseAction.DOCUMENT: _document,
    CaseAction.CALLED_BACK: _called,
}
