"""The history in words: hospital choice of specialised training, and what the performer's course told the home municipality."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from accounts.danish import day_date, long_date
from gop.enums import CaseAction, ChosenHospital, EndCode, GuidanceHow, MilestoneCode, ReturnReason

Data = Mapping[str, Any]
Said = tuple[str, str]


def _chose(data: Data) -> Said:
    where = data.get("department") or data.get("place", "")
    choice = ChosenHospital(data["choice"]).label
    how = f"{GuidanceHow(data['how']).label}, {long_date(date.fromisoformat(data['on']))}"
    return f"Patientens valg af sygehus: {choice[:1].lower()}{choice[1:]}{f' ({where})' if where else ''}", how


def _judged(data: Data) -> Said:
    return ("Sygdommen er vurderet som alvorlig" if data["serious"] else "Sygdommen er vurderet som ikke alvorlig"), ""


def _on(data: Data) -> str:
    return f" {day_date(date.fromisoformat(data['on']))}" if data.get("on") else ""


def _returned(data: Data) -> Said:
    reason = data.get("reason", "")
    return "Udføreren har sendt planen tilbage til sygehuset", ReturnReason(reason).label if reason in ReturnReason.values() else ""


def _ended(data: Data) -> Said:
    return "Forløbet hos udføreren er slut", EndCode(data["end_code"]).label if data.get("end_code") in EndCode.values() else ""


TOLD_HOSPITAL: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.HOSPITAL_CHOICE: _chose,
    CaseAction.SERIOUS_ILLNESS: _judged,
    MilestoneCode.OFFERED: lambda data: (f"Udføreren har indkaldt til første møde{_on(data)}", ""),
    MilestoneCode.OFFER_CANCELLED: lambda data: ("Udføreren har aflyst mødet", ""),
    MilestoneCode.STARTED: lambda data: (f"Udføreren har holdt første møde{_on(data)}", ""),
    MilestoneCode.ENDED: _ended,
    MilestoneCode.RETURNED: _returned,
    MilestoneCode.REOPENED: lambda data: ("Udføreren har genåbnet forløbet", ""),
    MilestoneCode.TRANSFERRED: lambda data: (f"Forløbet er gået videre til {data.get('to', 'et andet sygehus')}", ""),
}
