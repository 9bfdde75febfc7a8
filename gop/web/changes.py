"""What differs between two versions of a plan, as its reader sees them: question, before, now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from gop.rules.lists import PlanList
from gop.selectors.amendments import compared, must_reassess
from gop.web.attachments import attachment_difference
from gop.web.plan_lines import line_changes
from gop.web.plan_view import plan_sections

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent

REPLACED = "Planen er erstattet af en ny. Forløbet fortsætter i en anden sag hos jer."
REPLACES = "Planen erstatter en, I har haft før. Se efter, om borgeren er lovet et møde i den sag."
PROTECTION = "Adressebeskyttelse"
# Whoever wrote it and the discharge date have lines of their own in the history.
LEFT_OUT = ("Skrevet af", "Godkendt af", "Udskrivning", "Afslutning af ambulant forløb")


def differences(before: Any, now: Any) -> list[dict[str, Any]]:
    """One row for each question that has another answer; an empty answer is said as such. Of a list: `lines`, what happened to each."""
    was, is_now = _answers(before), _answers(now)
    labels = [*is_now, *(label for label in was if label not in is_now)]
    rows = (_difference(label, was.get(label), is_now.get(label)) for label in labels)
    return [row for row in rows if row]


@dataclass(frozen=True)
class Listed:
    """The answer to a list."""

    of: PlanList
    lines: list[Mapping[str, str]]


Answer = str | Listed


def _answers(version: Any) -> dict[str, Answer]:
    """By the question, in the order of the plan."""
    found: dict[str, Answer] = {}
    for block in (block for one in plan_sections(version, getattr(version, "address", None), ()) for block in one.blocks):
        found |= {row["label"]: row["value"] for row in [*block.rows, *block.pairs] if not row["label"].startswith(LEFT_OUT)}
        if block.of:
            found[block.of.title] = Listed(block.of, block.lines)
    return found


def _difference(label: str, was: Answer | None, is_now: Answer | None) -> dict[str, Any] | None:
    of = next((one.of for one in (was, is_now) if isinstance(one, Listed)), None)
    if of:
        lines = line_changes(of, was.lines if isinstance(was, Listed) else [], is_now.lines if isinstance(is_now, Listed) else [])
        return {"label": label, "lines": lines} if lines else None
    return {"label": label, "before": was or "", "now": is_now or ""} if (was or "") != (is_now or "") else None


def changes_of(case: "Case", events: Iterable["CaseEvent"]) -> dict[str, Any] | None:
    """For the case page; open while somebody must look again. None when the plan was never amended."""
    between = compared(case, events)
    if between is None:
        return None
    before, now, amended = between
    rows = differences(before, now) + attachment_difference(case.plan_id, before.number, now.number)
    address = getattr(now, "address", None)
    if address and address.protected and any("protected" in one.data.get("changed", ()) for one in amended):
        # The earlier address was closed too, so the two versions no longer differ in it
        rows = [row for row in rows if row["label"] != PROTECTION]
        rows.append({"label": PROTECTION, "before": "", "now": _answers(now)[PROTECTION]})
    return {
        "title": f"Hvad er ændret fra version {before.number} til version {now.number}",
        "rows": rows,
        "why": [one.data["reason"] for one in amended],
        "open": must_reassess(case),
    }


def beside(events: Iterable["CaseEvent"]) -> list[dict[str, str]]:
    """The cases before and after this one at the same authority, as sentences that lead there."""
    found = []
    for event in events:
        for key, text, link in (("successor", REPLACED, "Se den nye sag"), ("replaces", REPLACES, "Se den tidligere sag")):
            if event.data.get(key):
                found.append({"text": text, "url": reverse("gop:case", args=[event.data[key]]), "url_text": link})
    return found
