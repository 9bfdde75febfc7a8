"""The history of a case in words: who did what, when, and the dates, codes and reasons of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts.danish import day_date, long_date, long_moment
from gop.criteria import LEVEL_WORDS
from gop.enums import BreachCause, CaseAction, CaseState, DateSource, EndCode, GeneralLevel, GuidanceHow, InformedHow, MilestoneCode
from gop.rules.returning import returned_text
from gop.web.complaint_words import TOLD_COMPLAINTS
from gop.web.meeting_words import TOLD_MEETINGS
from gop.web.moves import TOLD_MOVES, came_from, went_on
from gop.web.question_words import TOLD_QUESTIONS
from gop.web.second_plan_words import TOLD_SECOND_PLAN
from gop.web.timeline_assignments import TOLD_ASSIGNMENTS
from gop.web.timeline_course import TOLD_COURSE
from gop.web.timeline_hospital import TOLD_HOSPITAL
from gop.web.timeline_in_hand import TOLD_IN_HAND
from gop.web.timeline_letters import TOLD_LETTERS

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent

Data = Mapping[str, Any]
Said = tuple[str, str]


def timeline(events: Iterable["CaseEvent"], person: str = "borgeren") -> list[dict[str, Any]]:
    """For components/timeline.html, in the order given."""
    shown = []
    for event in events:
        title, text = said(event.action, event.data, person)
        case, link = _link(event.data)
        url = reverse("gop:case", args=[case]) if case else ""
        shown.append({"when": event.at, "who": event.by_name, "title": title, "text": text, "url": url, "url_text": link})
    return shown


def said(action: str, data: Data, person: str = "borgeren") -> Said:
    """(title, text) of one event. An action from a later version of the system says its own name."""
    tell = TOLD.get(action)
    if tell is None:
        return (CaseAction(action).label if action in CaseAction.values() else action.replace("_", " ").capitalize(), "")
    title, text = tell(data)
    return title.replace("Borgeren", person.capitalize()).replace("borgeren", person), text


def untold(case: "Case", events: Iterable["CaseEvent"]) -> bool:
    """Whether the offer or the level in force has changed since the citizen was last told of them."""
    last: dict[str, datetime] = {}
    for event in events:
        key = "told none" if event.action == CaseAction.INFORM and event.data.get("no_start") else event.action
        last[key] = max(event.at, last.get(key, event.at))
    told = last.get(CaseAction.INFORM) if case.informed_on else None
    if told is None:
        return case.offer_meeting_at is not None
    changes = (
        [CaseAction.CHANGE_LEVEL] if case.state == CaseState.STARTED else [CaseAction.OFFER, CaseAction.INVITE, CaseAction.CHANGE_LEVEL]
    )
    changes = changes if case.offer_meeting_at else []  # without an offer there is nothing to tell yet
    return any(change in last and last[change] > told for change in changes)


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _received(data: Data) -> Said:
    if data.get("why"):
        return came_from(data)
    return "Planen er modtaget", f"Version {data['version']}" if data.get("version", 1) != 1 else ""


def _taken(data: Data) -> Said:
    return "Sagen er taget", f"Tidligere ejer: {data['former']}" if data.get("former") else ""


def _handed_over(data: Data) -> Said:
    to = f"teamet {data['team']}" if data.get("team") else data.get("owner", "")
    left = data.get("former") if data.get("former") != data.get("owner") else ""
    before = f"Tidligere team: {data['former_team']}" if data.get("former_team") else ""
    return f"Sagen er overdraget til {to}", _lines(f"Tidligere ejer: {left}" if left else "", before)


def _routed(data: Data) -> Said:
    to = " og ".join(filter(None, [f"teamet {data['team']}" if data.get("team") else "", data.get("owner", "")]))
    title = f"Sagen er fordelt til {to}" if to else "Sagen kunne ikke fordeles og har ingen ejer"
    return title, _lines(f"Regel: {data.get('rule', '')}", data.get("problem", ""))


def _level(code: str) -> str:
    return GeneralLevel(code).label if code else ""


def _triaged(data: Data) -> Said:
    level = _level(data.get("level", ""))
    return (f"Visiteret til {level.lower()}" if level else "Sagen er visiteret"), _grounds(data)


def _level_changed(data: Data) -> Said:
    if data.get("level") == data.get("former"):
        return "Begrundelsen for niveauet er ændret", _grounds(data)
    return f"Niveauet er ændret fra {_level(data.get('former', '')).lower()} til {_level(data.get('level', '')).lower()}", _grounds(data)


def _grounds(data: Data) -> str:
    return _lines(*(f"• {LEVEL_WORDS.get(key, key)}" for key in data.get("criteria", ())), data.get("reason", ""))


def _guided(data: Data) -> Said:
    return "Borgeren er vejledt om frit valg", _lines(
        GuidanceHow(data["how"]).label, "Grænserne for befordring blev sagt først." if data.get("transport_said") else ""
    )


def _offered(data: Data) -> Said:
    return f"Første møde er tilbudt {long_moment(datetime.fromisoformat(data['meeting_at']))}", data.get("place", "")


def _invited(data: Data) -> Said:
    return f"Patienten er indkaldt til {long_moment(datetime.fromisoformat(data['meeting_at']))}", data.get("place", "")


def _informed(data: Data) -> Said:
    title = "Borgeren har fået at vide, at der ikke kan tilbydes start i tide" if data.get("no_start") else "Borgeren har fået besked"
    text = f"{InformedHow(data['how']).label}, {_day(data['sent'])}"
    if data["on"] != data["sent"]:
        text = _lines(text, f"Regnes for modtaget {_day(data['on'])}")
    return title, text


def _started(data: Data) -> Said:
    return f"Første møde er holdt {day_date(date.fromisoformat(data['on']))}", ""


def _discharge(data: Data) -> Said:
    now = _day(data.get("day_zero", ""))
    title = f"Udskrivning {'forventet ' if data.get('expected') else ''}{now}" if now else "Den forventede udskrivning er aflyst"
    source = data.get("source", "")
    return title, _lines(
        f"Før stod {_day(data['before'])}." if data.get("before") and data["before"] != data.get("day_zero") else "",
        f"Oplyst af {DateSource(source).label.lower()}." if source else "",
        "Det tilbudte møde lå før den nye dato og er faldet bort." if data.get("meeting_fell") else "",
    )


def _amended(data: Data) -> Said:
    return f"Planen er rettet, version {data.get('version', '')}", data.get("reason", "")


def _reassessed(data: Data) -> Said:
    return f"Sagen er vurderet igen på version {data.get('version', '')}", data.get("note", "")


def _link(data: Data) -> tuple[str, str]:
    """(case, text) of an event that leads to another case of the same authority."""
    if data.get("successor"):
        return data["successor"], "Se den nye sag"
    if data.get("other") and not data.get("replaces"):
        return data["other"], "Se den anden sag"
    return (data["replaces"], "Se den sag, planen erstatter") if data.get("replaces") else ("", "")


def _returned(data: Data) -> Said:
    before = data["belongs_to"] if data.get("belongs_to") and not data.get("belongs_to_name") else ""  # told as a name once
    return "Planen er returneret som fejlsendt", _lines(returned_text(data), f"Hører til: {before}" if before else "")


def _cause(data: Data) -> Said:
    former = f"Før: {BreachCause(data['former']).label.lower()}" if data.get("former") else ""
    return f"Årsag til overskridelsen: {BreachCause(data['cause']).label.lower()}", former


def _ended(data: Data) -> Said:
    if data.get("to"):
        return went_on(data)
    return f"Sagen er afsluttet: {EndCode(data['end_code']).label}", data.get("reason", "")


TOLD: Mapping[str, Callable[[Data], Said]] = {
    MilestoneCode.RECEIVED: _received,
    CaseAction.ACKNOWLEDGE: lambda data: ("Der er kvitteret for modtagelsen", ""),
    CaseAction.TAKE: _taken,
    CaseAction.HAND_OVER: _handed_over,
    CaseAction.ROUTE: _routed,
    CaseAction.TRIAGE: _triaged,
    CaseAction.CHANGE_LEVEL: _level_changed,
    CaseAction.GUIDE: _guided,
    CaseAction.OFFER: _offered,
    CaseAction.INVITE: _invited,
    CaseAction.INFORM: _informed,
    CaseAction.START: _started,
    CaseAction.RECORD_DISCHARGE: _discharge,
    CaseAction.AMENDED: _amended,
    CaseAction.REASSESS: _reassessed,
    CaseAction.RETURN: _returned,
    CaseAction.SET_CAUSE: _cause,
    CaseAction.END: _ended,
    CaseAction.EXPERIENCE: lambda data: ("Der er lavet en kode til borgerens to spørgsmål", ""),
    **TOLD_ASSIGNMENTS,
    **TOLD_COURSE,
    **TOLD_HOSPITAL,
    **TOLD_LETTERS,
    **TOLD_IN_HAND,
    **TOLD_MEETINGS,
    **TOLD_MOVES,
    **TOLD_QUESTIONS,
    **TOLD_SECOND_PLAN,
    **TOLD_COMPLAINTS,
}
