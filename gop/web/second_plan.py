"""Two plans of one citizen on the case's page: side by side while somebody must say how they stand, and what was said."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import long_date, long_moment, short_moment
from gop.enums import CaseState, GeneralLevel, PlanType, SecondPlan, TrainingField
from gop.rules.second_plan import PlanFacts, proposed
from gop.rules.training_field import proposed_field
from gop.selectors.cases import case_of, version_for
from gop.selectors.in_hand import goals_on
from gop.selectors.second_plan import age_of, answers_about, beside, other_of, unsaid, waiting
from gop.web.presenters import state_text
from gop.web.second_plan_steps import label_of
from gop.web.second_plan_words import OWN_ONLY, SHORT

if TYPE_CHECKING:
    from gop.models import Case, PlanVersion, SecondPlanAnswer

LONGEST = 220


def first(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Above the plan: the question with both plans side by side, the way to the newer case, or what came along from the older one."""
    asks = waiting(case) if case.second_plan_open else []
    newer = [one for one in unsaid(case) if age_of(one) > age_of(case) and one.second_plan_open]
    came = _came_from(actor, case)
    if not asks and not newer and came is None:
        return None
    return {
        "asks": [_side_by_side(case, version, other) for other in asks],
        "newer": [{"url": _url(one.id), "label": label_of(one)} for one in newer],
        "own_only": OWN_ONLY,
        "came": came,
    }


def said_of(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Below it: every answer about the case, the newest first, also once it has ended."""
    rows = answers_about(case)
    if not rows:
        return None
    own = {one.id for one in beside(case)}
    return {"rows": [_answer(case, row, own) for row in rows], "own_only": OWN_ONLY}


def _answer(case: "Case", row: "SecondPlanAnswer", open_ones: set[UUID]) -> dict[str, Any]:
    other = other_of(row, case)
    return {
        "label": SHORT[SecondPlan(row.answer)],
        "reason": row.reason,
        "when": f"{row.by_name}, {short_moment(row.at)}",
        "elsewhere": f"Borgeren er spurgt om planer andre steder: {row.elsewhere}"
        if row.asked_elsewhere
        else "Borgeren er ikke spurgt om planer andre steder.",
        "url": _url(other),
        "url_text": "Se den anden sag" if other in open_ones else "Se den anden sag, hvis den er jeres",
    }


def _side_by_side(case: "Case", version: "PlanVersion | None", other: "Case") -> dict[str, Any]:
    theirs = version_for(other)
    mine, old = _column(case, version), _column(other, theirs)
    found = proposed(_facts(case, version), _facts(other, theirs))
    return {
        "label": label_of(other),
        "url": _url(other.id),
        "rows": [{"label": label, "new": mine[label], "old": old[label]} for label in mine],
        "proposal": f"Forslag: {SHORT[found][:1].lower()}{SHORT[found][1:]}. Type, diagnosegruppe og fagområde er de samme."
        if found
        else "",
    }


def _column(case: "Case", version: "PlanVersion | None") -> dict[str, str]:
    level = f", {GeneralLevel(case.level).label.lower()}" if case.level else ""
    expected = " (forventet)" if case.day_zero_expected else ""
    return {
        "Type": f"{PlanType(case.plan_type).label}{level}",
        "Diagnose": (version.diagnosis_text if version and version.diagnosis_text else case.diagnosis_group) or "Ikke angivet",
        "Dag 0": f"{long_date(case.day_zero)}{expected}" if case.day_zero else "Afventer udskrivning",
        "Behov": _short(version.training_need if version else ""),
        "Tilstand": f"{state_text(case)}, {case.owner_name or 'ingen ejer'}",
        "Tilbud": f"{long_moment(case.offer_meeting_at)}, {case.offer_place}" if case.offer_meeting_at else "Intet tilbud",
        "Fra": f"{case.sender_name}, {short_moment(case.received_at)}",
    }


def _short(text: str) -> str:
    said = " ".join(text.split())
    return (f"{said[:LONGEST].rstrip()} …" if len(said) > LONGEST else said) or "Ikke angivet"


def _facts(case: "Case", version: "PlanVersion | None") -> PlanFacts:
    field = case.training_field
    if not field and version is not None:
        found = proposed_field(
            code=version.diagnosis_code,
            group=version.diagnosis_group,
            interventions=version.interventions,
            birth=version.birth_date,
            on=case.day_zero,
        )
        field = found.field if found else ""
    return PlanFacts(case.plan_type, case.diagnosis_group, field)


def _came_from(actor: Actor, case: "Case") -> dict[str, Any] | None:
    """Until the level is decided: what the older case had, as a proposal; nothing of it is set."""
    said = next((one for one in answers_about(case) if one.case_id == case.id), None)
    if said is None or said.answer != SecondPlan.CONTINUES or case.state != CaseState.RECEIVED:
        return None
    old = case_of(actor, said.other_case_id)
    if old is None:
        return None
    rows = [
        ("Niveau", f"{GeneralLevel(old.level).label}: {old.level_reason}" if old.level else ""),
        ("Fagområde", TrainingField(old.training_field).label if old.training_field else ""),
        ("Første møde", f"Holdt {long_date(old.first_meeting_on)}" if old.first_meeting_on else ""),
        ("Tilbudt", long_date(local(old.offer_meeting_at).date()) if old.offer_meeting_at and not old.first_meeting_on else ""),
        ("Mål, der fulgte med", "\n".join(one.text for one in goals_on(case))),
        ("Træner, der fulgte med", case.trainer_name),
    ]
    return {"url": _url(old.id), "rows": [{"label": label, "value": value} for label, value in rows if value]}


def _url(case_id: UUID) -> str:
    return reverse("gop:case", args=[case_id])
