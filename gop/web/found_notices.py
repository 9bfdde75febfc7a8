"""Advance notices as rows of a search."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.danish import short_date
from accounts.web.addresses import address_by_id
from gop.enums import NoticeState
from gop.web.presenters import age


def notice_rows(notices: Iterable[Any], address: str, today: date) -> list[dict[str, Any]]:
    """`address`: the name of the notice's own page, at the hospital or at a receiver."""
    return [
        {
            "id": one.id,
            "url": address_by_id(address, one.id),
            "name": one.citizen_name,
            "age": age(one.birth_date, today),
            "type": "Varsling",
            "diagnosis": one.operation_text or one.diagnosis_text,
            "day_zero": short_date(one.discharge_date) if one.discharge_date else "",
            "expected": True,
            "state": _state(NoticeState(one.state)),
            "owner": getattr(one, "author_name", "–"),
        }
        for one in notices
    ]


def _state(state: NoticeState) -> str:
    """'Varslet', or 'Varslet, trukket tilbage'"""
    return "Varslet" if state == NoticeState.NOTIFIED else f"Varslet, {state.label.lower()}"
