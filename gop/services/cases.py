"""The verbs of a case, part one: whose it is, what level, guidance on free choice."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role, Verb
from accounts.selectors import colleagues
from gop.criteria import LEVEL_CRITERIA, discharge_date_problem
from gop.enums import CaseAction, CaseState, DateSource, GeneralLevel, GuidanceHow, MilestoneCode, PlanType, TrainingField
from gop.errors import Refused
from gop.models import Case
from gop.services.clocks import reclock
from gop.services.events import already_mine, case_event
from gop.services.milestones import milestone
from gop.services.reassessing import not_amended_since, still_stands
from gop.services.receiving_authority import apply_day_zero
from gop.services.second_plan import answered_first
from gop.services.verbs import begin, move

MAY_OWN = (Role.TRIAGE_OFFICER, Role.TEAM_LEAD, Role.REGIONAL_TRIAGE_OFFICER, Role.HOSPITAL_THERAPIST)


def acknowledge(actor: Actor, case_id: UUID, seen: datetime | None = None) -> None:
    """The plan has been seen by a person. Once is enough."""
    case, mine = begin(actor, Verb.ACKNOWLEDGE, case_id, CaseAction.ACKNOWLEDGE, None)
    if mine:
        return
    move(case, CaseAction.ACKNOWLEDGE)
    case.acknowledged_at = clock.now()
    case_event(actor, case, CaseAction.ACKNOWLEDGE)
    case.save()
    milestone(case, MilestoneCode.ACKNOWLEDGED)


def take(actor: Actor, case_id: UUID, seen: datetime | None = None) -> None:
    """The case becomes the actor's own; its alerts follow."""
    case, _ = begin(actor, Verb.TAKE, case_id, CaseAction.TAKE, seen)
    if case.owner_id == actor.user:
        return
    _own(actor, case, CaseAction.TAKE, actor.user, actor.name)


def hand_over(actor: Actor, case_id: UUID, to_user: UUID | None, seen: datetime | None = None) -> None:
    """Give the case to a colleague. Raises Refused when the person is no colleague in force."""
    case, _ = begin(actor, Verb.HAND_OVER, case_id, CaseAction.HAND_OVER, seen)
    if to_user is not None and case.owner_id == to_user:
        return
    names = {user: name for user, name, _ in colleagues(actor, MAY_OWN)}
    if to_user not in names:
        raise Refused([("colleague", "Vælg en kollega fra listen.")])
    _own(actor, case, CaseAction.HAND_OVER, to_user, names[to_user])


def _own(actor: Actor, case: Case, action: CaseAction, user: UUID | None, name: str) -> None:
    move(case, action)
    former = case.owner_name
    case.owner_id, case.owner_name = user, name
    case_event(actor, case, action, former=former, owner=name)
    reclock(actor, case)


def triage(
    actor: Actor,
    case_id: UUID,
    *,
    level: GeneralLevel | None = None,
    criteria: Sequence[str] = (),
    reason: str = "",
    field: TrainingField | None = None,
    seen: datetime | None = None,
) -> None:
    """Received → triaged; for almen with level, criteria and reason (BEK 918: the municipality decides the level).

    `field`: None leaves it as it stands.

    On a triaged case it changes the level, which is told anew. Raises Refused by field.
    """
    case, _ = begin(actor, Verb.TRIAGE, case_id, CaseAction.TRIAGE, seen)
    already_mine(actor, case, CaseAction.CHANGE_LEVEL, seen)
    field = field or (TrainingField(case.training_field) if case.training_field else None)
    decided = (case.level, case.level_reason, case.level_criteria, case.training_field)
    if case.triaged_at and decided == (level or "", reason.strip(), list(criteria), field or ""):
        still_stands(actor, case)
        return
    answered_first(case)
    not_amended_since(case, seen)
    action = CaseAction.TRIAGE if case.state == CaseState.RECEIVED else CaseAction.CHANGE_LEVEL
    wrong = what_is_wrong_with_level(case, level, criteria, reason)
    if wrong:
        raise Refused(wrong)
    before, former = move(case, action), case.level
    case.level, case.level_criteria, case.level_reason = level or "", list(criteria), reason.strip()
    case.training_field = field or ""
    case.triaged_at, case.decided_on_version = clock.now(), case.plan_version
    said = {"criteria": list(criteria), "reason": case.level_reason, "field": case.training_field}
    case_event(actor, case, action, before, level=case.level, former=former, **said)
    reclock(actor, case)
    milestone(case, MilestoneCode.TRIAGED, level=case.level)


def what_is_wrong_with_level(case: Case, level: GeneralLevel | None, criteria: Sequence[str], reason: str) -> list[tuple[str, str]]:
    """By field. A level is for almen alone, and rests on ticks and a reason."""
    if case.plan_type != PlanType.GENERAL_TRAINING:
        return [("level", "Niveau vælges kun for almen genoptræning.")] if level else []
    wrong = []
    if level is None:
        wrong.append(("level", "Vælg niveau: basalt eller avanceret."))
    elif not criteria:
        wrong.append(("criteria", "Sæt mindst ét kryds ved det, niveauet hviler på."))
    elif not set(criteria) <= LEVEL_CRITERIA[level].keys():
        wrong.append(("criteria", "Kryds kun ved de kriterier, der hører til det valgte niveau."))
    if not reason.strip():
        wrong.append(("reason", "Skriv en kort begrundelse for niveauet."))
    return wrong


def record_guidance(actor: Actor, case_id: UUID, how: GuidanceHow, seen: datetime | None = None) -> None:
    """The citizen has been guided on free choice (§ 140 stk. 3–4). Always before informed or invited.

    Forms and letters begin with the limits on transport, and the event keeps that they were said.
    """
    case, mine = begin(actor, Verb.RECORD_GUIDANCE, case_id, CaseAction.GUIDE, seen)
    if mine and case.guidance_how == how:
        return
    move(case, CaseAction.GUIDE)
    case.guidance_at, case.guidance_how = clock.now(), how
    case_event(actor, case, CaseAction.GUIDE, how=how, transport_said=True)
    case.save()


def record_told_discharge(
    actor: Actor, case_id: UUID, day: date, *, expected: bool, source: DateSource, seen: datetime | None = None
) -> None:
    """A discharge date told by hospital or citizen by phone, with its source; the hospital's own statement later wins."""
    case, _ = begin(actor, Verb.RECORD_TOLD_DISCHARGE, case_id, CaseAction.RECORD_DISCHARGE, seen)
    if (case.day_zero, case.day_zero_expected) == (day, expected):
        return
    problem = discharge_date_problem(day, clock.today())
    if problem:
        raise Refused([("discharge_date", problem)])
    move(case, CaseAction.RECORD_DISCHARGE)
    apply_day_zero(actor, case, day, expected=expected, source=source, by_name=actor.name)
    milestone(case, MilestoneCode.DISCHARGE_TOLD, day_zero=day.isoformat(), expected=expected)
