"""What the case page says of a case that came from another holder, or has gone on to one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.clock import local
from accounts.danish import day_date, long_date
from deadlines.enums import DeadlineKind, DeadlineState
from gop.enums import BreachCause, CaseAction, CaseKind, CaseState, EndCode, Handover, MilestoneCode

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent

Data = Mapping[str, Any]
Said = tuple[str, str]


def notes(case: "Case", events: Sequence["CaseEvent"]) -> Iterator[str]:
    """What must be read before anything is done."""
    came = _came(events)
    if case.ended_at is not None and case.continued_at_id:
        yield f"Sagen er fortsat hos {_where(events)}. Her står den, som den var."
    elif came and case.ended_at is None:
        yield _why(case, came.get("from_name", ""))
    if case.ended_at is None and case.proposed_cause and not case.breach_cause:
        proposed = BreachCause(case.proposed_cause).label
        yield f"En frist var overskredet, da sagen kom. Foreslået årsag: {proposed[:1].lower()}{proposed[1:]}."


def _why(case: "Case", former: str) -> str:
    match case.handover:
        case Handover.AUTHORITY if case.kind == CaseKind.INFORMATION:
            return "Myndigheden er skiftet. I har jeres egen sag, som den var, og følger forløbet her."
        case Handover.AUTHORITY:
            return f"Sagen er overtaget fra {former}, fordi myndigheden er skiftet. Dag 0, frister og aftaler er de samme."
        case Handover.TYPE:
            return f"Det specialiserede forløb hos {former} er slut. Planen i sagen er den, det begyndte med; dag 0 er forløbets sidste dag (antagelse)."
        case Handover.HOSPITAL:
            return f"Patienten har valgt jer. Sagen kommer fra {former}. Dag 0 er den samme, og ventetiden regnes fra den dag, planen først blev modtaget."
        case _ if case.started_elsewhere:
            return f"Borgeren er flyttet, efter at forløbet var startet hos {former}. De 4 og 7 dage løber ikke igen her."
        case _:
            return f"Borgeren er flyttet, og sagen kommer fra {former}. Dag 0 og fristerne er de samme."


def former_rows(case: "Case", events: Sequence["CaseEvent"]) -> dict[str, Any]:
    """The former holder's clocks, to read; empty unless the case was moved after the start."""
    came = _came(events)
    if not came or not case.started_elsewhere:
        return {}
    moved_on = local(case.received_at).date()
    rows = [
        {
            "clock": DeadlineKind(row["kind"]).label,
            "due": day_date(date.fromisoformat(row["due_on"])),
            "state": _state(row, moved_on),
        }
        for row in came.get("rows", ())
    ]
    return {"name": came.get("from_name", ""), "rows": rows}


def _state(row: Data, moved_on: date) -> str:
    if row["met_on"]:
        met, due = date.fromisoformat(row["met_on"]), date.fromisoformat(row["due_on"])
        return f"{'Overholdt' if met <= due else 'Sket for sent'} {day_date(met)}"
    if row["state"] != DeadlineState.OPEN:
        return DeadlineState(row["state"]).label
    passed = date.fromisoformat(row["due_on"]) < moved_on
    return "Overskredet, da borgeren flyttede" if passed else "Ikke nået, da borgeren flyttede"


def _came(events: Sequence["CaseEvent"]) -> Data:
    return next((event.data for event in events if event.action == MilestoneCode.RECEIVED and event.data.get("why")), {})


def _where(events: Sequence["CaseEvent"]) -> str:
    ended: Data = next((event.data for event in events if event.to_state == CaseState.ENDED and event.data.get("to")), {})
    return _names(ended) or "jer selv"


def _names(data: Data) -> str:
    return next((one["name"] for one in data.get("to", ()) if one["name"]), "")


def came_from(data: Data) -> Said:
    """The receipt of a case that another had."""
    text = {
        Handover.MOVED: "Borgeren er flyttet.",
        Handover.AUTHORITY: "Myndigheden er skiftet.",
        Handover.TYPE: "Specialiseret genoptræning er blevet almen.",
        Handover.HOSPITAL: "Patienten har valgt et andet sygehus.",
    }
    return f"Sagen er modtaget fra {data['from_name']}", text[Handover(data["why"])]


def went_on(data: Data) -> Said:
    """The end of a case that another has now."""
    where = _names(data)
    title = f"Sagen er sendt videre til {where}" if where else f"Sagen er afsluttet: {EndCode(data['end_code']).label}"
    return title, data.get("reason", "")


def _reclassified(data: Data) -> Said:
    title, text = went_on(data)
    ended = f"Det specialiserede forløb sluttede {long_date(date.fromisoformat(data['on']))}."
    refused = "" if data.get("consent") else "Patienten har ikke sagt ja til, at kommunen får planen. Intet er sendt."
    return title, "\n".join(part for part in (ended, text, refused) if part)


TOLD_MOVES: Mapping[str, Callable[[Data], Said]] = {CaseAction.FORWARD: went_on, CaseAction.RECLASSIFIED: _reclassified}


def text_of(name: str, case: "Case") -> str:
    """Above the forms of the two verbs; empty for any other."""
    if name == "videresend":
        started = case.first_meeting_on is not None or case.started_elsewhere
        clocks = "Forløbet er startet, så de 4 og 7 dage løber ikke igen der." if started else "Dag 0 og fristerne er de samme der."
        return f"Når borgeren er flyttet, får den nye kommune sagen, og den slutter her. {clocks} Jeres tilbud om møde falder bort."
    if name == "bliver-almen":
        return "Jeres forløb slutter, og bopælskommunen tager over med egne frister og får slutstatus med. Skal planens type rettes, gør det sygehus, der skrev den, det."
    return ""
