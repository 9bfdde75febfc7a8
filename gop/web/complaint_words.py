"""Complaints in words: a row, where it belongs, the days to the limit, and the line of history, which never says what was complained of."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts.danish import long_date, short_date
from deadlines.words import in_days
from gop.enums import CaseAction, ComplaintAbout, ComplaintHow, ComplaintOutcome, ComplaintTo
from gop.rules.complaints import ComplaintRow, limit_words
from gop.selectors.complaints import belongs

if TYPE_CHECKING:
    from gop.models import Complaint

Data = Mapping[str, Any]
Said = tuple[str, str]


def belongs_text(row: ComplaintRow | None) -> str:
    """'Hører til hos Styrelsen for Patientklager. 4 uger fra …' with the assumption said."""
    if row is None:
        return "Hvor den hører til, er ikke fastlagt. Vælg, hvem den er til."
    assumed = " (antagelse)" if row.assumption else ""
    return f"Hører til hos: {ComplaintTo(row.receiver).label}. Frist: {_lower(limit_words(row))}{assumed}."


def shown(one: "Complaint", today: date) -> dict[str, Any]:
    """Without the text, which the page asks for apart."""
    row = belongs(one.about, one.received_on)
    elsewhere = row is not None and row.receiver != one.to
    return {
        "id": one.id,
        "url": reverse("gop:complaint", args=[one.id]),
        "name": one.citizen_name,
        "about": ComplaintAbout(one.about).label,
        "to": ComplaintTo(one.to).label,
        "how": ComplaintHow(one.how).label if one.how else "",
        "received": long_date(one.received_on),
        "received_short": short_date(one.received_on),
        "registered": one.by_name,
        "limit": limit_text(one, today),
        "late": one.outcome == "" and one.due_on is not None and one.due_on < today,
        "belongs": f"Efter reglerne hører den til hos: {ComplaintTo(row.receiver).label}." if row and elsewhere else "",
        "rule": belongs_text(row),
        "open": one.outcome == "",
        "outcome": outcome_text(one),
    }


def limit_text(one: "Complaint", today: date) -> str:
    """'torsdag 10. december 2026, om 18 dage'"""
    if one.due_on is None:
        return "Kendes ikke" if one.outcome == "" else ""
    if one.outcome:
        return long_date(one.due_on)
    return f"{long_date(one.due_on)}, {in_days(one.due_on, today) if one.due_on >= today else 'overskredet'}"


def outcome_text(one: "Complaint") -> str:
    if not one.outcome:
        return "Ikke afgjort"
    on = f" {long_date(one.outcome_on)}" if one.outcome_on else ""
    return f"{ComplaintOutcome(one.outcome).label}{on}"


def told(data: Data) -> Said:
    about = ComplaintAbout(data["about"]).label
    if data.get("what") == "udfald":
        return f"En klage er afsluttet: {_lower(ComplaintOutcome(data['outcome']).label)}", f"{about}\n{_day(data['on'])}"
    lines = [about, f"Til: {ComplaintTo(data['to']).label}", f"Kom {_day(data['received_on'])}, {_lower(ComplaintHow(data['how']).label)}"]
    return "En klage er registreret", "\n".join([*lines, *([f"Klagefrist {_day(data['due_on'])}"] if data.get("due_on") else [])])


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


TOLD_COMPLAINTS: Mapping[str, Callable[[Data], Said]] = {CaseAction.COMPLAINT: told}
