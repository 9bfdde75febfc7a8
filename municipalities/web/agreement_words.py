"""Agreements in words."""

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.danish import long_date, short_moment
from municipalities.agreement_selectors import Row, field_name, level_name
from municipalities.agreement_services import OWN, Book


def heading_of(book: Book) -> str:
    return "Egne aftaler med leverandører" if book is OWN else "KL's aftaler med leverandører"


def agreement_row(row: Row, today: date, name: str) -> dict[str, Any]:
    """`name`: of the page of one agreement."""
    provider: Any = row
    return {
        "id": row.id,
        "url": reverse(name, args=[row.id]),
        "provider": provider.provider_name,
        "field": field_name(row.training_field),
        "level": level_name(row.level),
        "period": period(row.valid_from, row.valid_to, today),
        "reference": row.reference,
        "review": f"{long_date(row.review_on)}" if row.review_on else "Aldrig",
        "due": row.review_on is not None and row.review_on <= today and (row.valid_to is None or row.valid_to >= today),
        "said": [*_said("Oprettet", row.made_by_name, row.made_at), *_said("Gennemgået", row.reviewed_by_name, row.reviewed_at),
                 *_said("Sidste dag sat", row.ended_by_name, row.ended_at)],
    }  # fmt: skip


def period(first: date, last: date | None, today: date) -> str:
    if last is not None and last < first:
        return "Taget tilbage, før den begyndte"
    begins = f"Fra {long_date(first)}" if first > today else f"Siden {long_date(first)}"
    return f"{begins}, til og med {long_date(last)}" if last else begins


def _said(what: str, who: str, at: Any) -> list[str]:
    return [f"{what} af {who}, {short_moment(at)} {at.year}"] if at and who else []


def cell_words(cell: tuple[Any, str, str]) -> str:
    """'Hjerte og kredsløb, basalt'."""
    return f"{field_name(cell[1])}, {level_name(cell[2]).lower()}"
