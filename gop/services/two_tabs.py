"""Two pages on one draft: what only one of them changed is merged, what both changed is said and not overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from gop.models import Plan
from gop.selectors.draft_texts import CONSENT, by_unit, texts_in, unit_of, untouched


@dataclass(frozen=True)
class Seen:
    """What a page knew when it was made. `page` is its own random name, so that it never collides with itself."""

    revision: int
    digests: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


@dataclass(frozen=True)
class Change:
    """A change of one answer on another page. `by` is the person, empty where it was not kept."""

    by_name: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class Saved:
    """`theirs` were changed elsewhere and not on this page; `collided` on both, and this page's text is not saved."""

    plan: Plan
    theirs: Mapping[str, Change] = field(default_factory=dict)
    collided: Mapping[str, Change] = field(default_factory=dict)


def without_older(
    plan: Plan, stored: Mapping[str, str], values: Mapping[str, Any], seen: Seen | None
) -> tuple[dict[str, Any], dict[str, Change], dict[str, Change]]:
    """(what may be saved, theirs, collided). A page that says nothing of what it knew is taken at its word."""
    newer = _newer(plan, seen)
    if seen is None or not newer:
        return dict(values), {}, {}
    said = texts_in(values)
    now, mine = by_unit(stored), by_unit({**stored, **said})
    touched = {unit_of(name) for name in said}
    theirs: dict[str, Change] = {}
    collided: dict[str, Change] = {}
    for unit in touched & newer.keys():
        if mine[unit] == now[unit]:
            continue
        (theirs if untouched(plan, unit, mine[unit], seen.digests) else collided)[unit] = newer[unit]
    left = theirs.keys() | collided.keys()
    kept = {name: value for name, value in values.items() if unit_of(name) not in left}
    if "consents" in kept:
        kept["consents"] = {kind: one for kind, one in kept["consents"].items() if f"{CONSENT}{kind}" not in left}
    return kept, theirs, collided


def _newer(plan: Plan, seen: Seen | None) -> dict[str, Change]:
    """The answers that another page has changed since this one was made."""
    if seen is None or seen.revision >= plan.revision:
        return {}
    return {
        unit: Change(by_name, datetime.fromisoformat(at), *by)
        for unit, (revision, by_name, at, page, *by) in (plan.marks or {}).items()
        if revision > seen.revision and not (page and page == seen.page)
    }


def marked(plan: Plan, actor: Actor, before: Mapping[str, str], after: Mapping[str, str], seen: Seen | None) -> None:
    """A new revision when an answer is another than before, and who made it so. `plan.changed_at` is set already."""
    # The person is kept beside the name, so that somebody with two windows is not told of a stranger with that name.
    changed = [unit for unit, text in after.items() if text != before[unit]]
    if changed:
        plan.revision += 1
        mark = [plan.revision, actor.name, plan.changed_at.isoformat(), seen.page if seen else "", str(actor.person)]
        plan.marks = {**(plan.marks or {}), **dict.fromkeys(changed, mark)}
