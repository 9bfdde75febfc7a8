"""The history in words, part two: what became of offers, free choice, a pause, and reopening."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from accounts.danish import long_date, long_moment
from gop.enums import CaseAction, ChoiceAnswer, DeclinedHow, EndCode, GuidanceHow, HoldReason

Data = Mapping[str, Any]
Said = tuple[str, str]


def _cancelled(data: Data) -> Said:
    return f"Tilbuddet om møde {_meeting(data)} er aflyst", data.get("reason", "")


def _declined(data: Data) -> Said:
    return DeclinedHow(data["how"]).label, f"Mødet var tilbudt {_meeting(data)}."


def _meeting(data: Data) -> str:
    return long_moment(datetime.fromisoformat(data["meeting_at"]))


def _no_start(data: Data) -> Said:
    return "Det er registreret, at start ikke kan tilbydes i tide", ""


def _answered(data: Data) -> Said:
    answer, name = ChoiceAnswer(data["answer"]), data.get("municipality_name") or data.get("provider_name", "")
    how = f"{GuidanceHow(data['how']).label}, {long_date(date.fromisoformat(data['on']))}"
    return f"Borgerens svar om frit valg: {answer.label.lower()}{f' ({name})' if name else ''}", how


def _held(data: Data) -> Said:
    return "Sagen er sat på pause", HoldReason(data["reason"]).label


def _resumed(data: Data) -> Said:
    return "Sagen er genoptaget efter pause", ""


def _reopened(data: Data) -> Said:
    was = f"Sagen var afsluttet som »{EndCode(data['end_code']).label}«." if data.get("end_code") else ""
    return "Sagen er genåbnet", "\n".join(part for part in (data.get("reason", ""), was) if part)


TOLD_COURSE: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.CANCEL_OFFER: _cancelled,
    CaseAction.CITIZEN_DECLINED: _declined,
    CaseAction.NO_START: _no_start,
    CaseAction.ANSWER_CHOICE: _answered,
    CaseAction.OTHER_ACCEPTED: lambda data: ("Den valgte kommune har sagt ja", "Åbne frister er bortfaldet."),
    CaseAction.OTHER_DECLINED: lambda data: ("Den valgte kommune har sagt nej", ""),
    CaseAction.HOLD: _held,
    CaseAction.RESUME: _resumed,
    CaseAction.REOPEN: _reopened,
}
