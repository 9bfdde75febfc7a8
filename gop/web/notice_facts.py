"""What an advance notice says, as rows: at the hospital and at a receiver; and where a case tells of it."""

from typing import Any

from django.urls import reverse

from accounts.danish import copenhagen_date, day_date, long_date
from accounts.words import cpr_text
from gop.enums import NoticeKind, Told
from gop.selectors.notices import cpr_in, notice_before

FOLLOWS_TEXT = {Told.YES: "Plan følger", Told.NO: "Ingen plan", Told.UNKNOWN: "Vides ikke endnu"}


def notice_facts(notice: Any) -> list[dict[str, str]]:
    """The rows of the notice's own page, at the hospital and at a receiver."""
    informed = {Told.YES: "Ja", Told.NO: "Nej"}.get(Told(notice.informed), "")
    if notice.informed_on:
        informed = f"Ja, {day_date(notice.informed_on)}"
    operation = ", ".join(filter(None, [notice.operation_text, long_date(notice.operation_on) if notice.operation_on else ""]))
    return [
        {"label": "CPR-nummer", "value": cpr_text(cpr_in(notice))},
        {"label": "Indlæggelsen", "value": NoticeKind(notice.kind).label},
        {"label": "Diagnose", "value": f"{notice.diagnosis_code} {notice.diagnosis_text}".strip()},
        {"label": "Operation eller behandling", "value": operation},
        {"label": "Forventet udskrivning", "value": long_date(notice.discharge_date) if notice.discharge_date else "Kendes ikke"},
        {"label": "Følger der en genoptræningsplan?", "value": FOLLOWS_TEXT[Told(notice.follows)]},
        {"label": "Patienten ved, at kommunen varsles", "value": informed},
    ]


def noticed(case: Any) -> list[dict[str, str]]:
    """On the case: that it was told of before discharge."""
    before = notice_before(case)
    if before is None:
        return []
    text = f"Borgeren blev varslet {day_date(copenhagen_date(before.received_at))}, før planen kom."
    return [{"text": text, "url": reverse("gop:notice", args=[before.id]), "url_text": "Se varslingen"}]
