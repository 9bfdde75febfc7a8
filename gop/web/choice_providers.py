"""Providers as rows: those in time, those that have told nothing, and apart those that cannot begin in time with the reason."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import day_date, short_date
from accounts.enums import Verb
from accounts.words import counted
from gop.enums import CaseState
from gop.selectors.choice import OWN, choosable_for, missing_to_choose, stands

if TYPE_CHECKING:
    from gop.models import Case
    from municipalities.directory import Choosable

KINDS = {"kl": "KL-aftale", OWN: "Egen aftale"}
NEAREST = 20


def providers_of(actor: Actor, case: "Case", *, extended: bool, most: int | None = NEAREST) -> dict[str, Any]:
    """`extended`: KL's agreements too. `most`: how many of each are shown, the nearest; None: all. One query."""
    if missing := missing_to_choose(case):
        return {"missing": missing}
    found = [one for one in choosable_for(case) if extended or one.kind == OWN]
    fit, late = [one for one in found if not one.excluded], [one for one in found if one.excluded]
    address = assign_address(actor, case)
    return {
        "missing": "",
        "extended": extended,
        "fit": [_row(one, address) for one in fit[:most]],
        "late": [_row(one, "") for one in late[:most]],
        "late_text": f"{counted(len(late), 'udfører', 'udførere')} kan ikke begynde i tide{_nearest(len(late), most)}",
        "more": max(0, len(fit) - most) if most else 0,
        "more_late": max(0, len(late) - most) if most else 0,
        "all_url": f"{reverse('gop:choosable', args=[case.id])}{'' if most == NEAREST else '?vis=alle'}",
    }


def _nearest(number: int, most: int | None) -> str:
    return f", de {most} nærmeste:" if most and number > most else ""


def assign_address(actor: Actor, case: "Case") -> str:
    """Where a task is sent from, for those who may."""
    may = actor.may(Verb.ASSIGN) and case.state in (CaseState.TRIAGED, CaseState.OFFERED, CaseState.STARTED)
    return reverse("gop:assign", args=[case.id]) if may else ""


def _row(one: "Choosable", address: str) -> dict[str, Any]:
    seats = f", {counted(one.seats, 'plads', 'pladser')}" if one.seats else ""
    return {
        "name": one.name,
        "where": ", ".join(part for part in (one.place, one.address) if part),
        "kind": KINDS[one.kind],
        "phone": one.phone,
        "km": f"{one.km:.0f} km" if one.km is not None and one.km >= 1 else "under 1 km" if one.km is not None else "Kendes ikke",
        "earliest": f"{day_date(one.earliest_on)}{seats}" if one.earliest_on else one.why_not,
        "stated": f"oplyst {short_date(local(one.stated_at).date())}" if one.stated_at else "",
        "why": one.why_not,
        "assign_url": f"{address}?{urlencode({'udfoerer': str(one.provider_id)})}" if address else "",
    }


def providers_known(actor: Actor, case: "Case") -> list[tuple[str, str]]:
    """For the form of the answer: (id, name) of those that may be chosen, each once; KL's only while the right stands. One query."""
    if missing_to_choose(case) or case.department_id:
        return []
    extended = stands(case, clock.today()) or case.choice_answer != ""
    found = [one for one in choosable_for(case) if not one.excluded and (extended or one.kind == OWN)]
    return list({str(one.provider_id): one.name for one in found}.items())
