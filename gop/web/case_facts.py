"""What stands at the top of the case page: the facts above the plan, and what must be read before anything is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accounts.clock import local
from accounts.danish import long_date, short_moment
from accounts.words import cpr_text
from gop.enums import BreachCause, CaseAction, CaseKind, GeneralLevel, Handover, HoldReason, PlanType, TrainingField
from gop.selectors.amendments import must_reassess
from gop.selectors.plans import cpr_of

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent, PlanVersion


def facts_of(case: "Case", version: "PlanVersion | None", events: Sequence["CaseEvent"]) -> list[dict[str, str]]:
    acknowledged = next((event for event in events if event.action == CaseAction.ACKNOWLEDGE), None)
    level = f", {GeneralLevel(case.level).label.lower()}" if case.level else ""
    number = cpr_of(version) if version else ""
    rows = (
        ("CPR", cpr_text(number) if number else ""),
        ("Type", f"{PlanType(case.plan_type).label}{level}"),
        ("Diagnosegruppe og fagområde" if case.training_field else "Diagnosegruppe", _group_and_field(case)),
        ("Dag 0", _day_zero(case)),
        ("Fra", case.sender_name),
        ("Modtaget", short_moment(case.received_at)),
        ("Kvitteret", f"{acknowledged.by_name}, {short_moment(acknowledged.at)}" if acknowledged else "Endnu ikke"),
        ("Ejer og team" if case.team_name else "Ejer", ", ".join(filter(None, [case.owner_name or "Ingen endnu", case.team_name]))),
        ("Årsag til overskridelsen", BreachCause(case.breach_cause).label if case.breach_cause else ""),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def _group_and_field(case: "Case") -> str:
    field = TrainingField(case.training_field).label if case.training_field else ""
    return " · ".join(filter(None, [case.diagnosis_group, field]))


def _day_zero(case: "Case") -> str:
    if case.day_zero is None:
        return "Afventer udskrivning"
    if case.handover == Handover.TYPE:
        return f"{long_date(case.day_zero)} (det specialiserede forløb sluttede)"
    return f"{long_date(case.day_zero)} {'(forventet udskrivning, foreløbig)' if case.day_zero_expected else '(udskrivning)'}"


def notes_of(case: "Case") -> list[str]:
    """What must be read before anything is done."""
    notes = []
    if case.day_zero is None and case.ended_at is None and case.kind == CaseKind.TREATMENT:
        notes.append("Sagen afventer udskrivning: den forventede udskrivning er aflyst, og fristerne løber ikke, før der er en ny dato.")
    notes += _waiting(case)
    if must_reassess(case):
        notes.append(
            f"Planen er rettet og er nu version {case.plan_version}. Sagen er besluttet på version {case.decided_on_version}. Vurdér igen."
        )
    return notes


def _waiting(case: "Case") -> list[str]:
    """On hold, or in another municipality's hands."""
    if case.ended_at is not None:
        return []
    notes = []
    if case.held_at:
        since = long_date(local(case.held_at).date())
        notes.append(f"På pause siden {since}: {HoldReason(case.held_reason).label}. Fristerne løber videre.")
    if case.other_accepted_on:
        notes.append(f"Den kommune, borgeren har valgt, sagde ja {long_date(case.other_accepted_on)}.")
    return notes
