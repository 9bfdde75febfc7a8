"""An organisation's own goals for one case, and those its agreements set. Never among the clocks of the law."""

from collections.abc import Sequence

from accounts.clock import local
from accounts.danish import copenhagen_date
from accounts.enums import OrganisationKind
from deadlines.enums import GoalFrom
from deadlines.rules import Goal, GoalFacts, GoalRule, goals
from deadlines.selectors import calendar_of, goal_rules_of
from gop.enums import CaseKind, OfferEnd
from gop.models import Case, Offer


def goals_of(case: Case, offers: Sequence[Offer]) -> tuple[Goal, ...]:
    """Soonest first; none for an information case. Two queries, and two more where there is a goal."""
    if case.kind != CaseKind.TREATMENT:
        return ()
    rules = [rule for rule in goal_rules_of(case.organisation_id, _kind(case)) if case.plan_type in rule.holds_for and _has_day(case, rule)]
    if not rules:
        return ()
    received = copenhagen_date(case.received_at)
    days = [day for day in (case.day_zero, case.control_on, received) if day]
    return goals(_facts(case, offers), rules, calendar_of(case.organisation_id, min(days), max(days)))


def _kind(case: Case) -> OrganisationKind:
    if case.department_id:
        return OrganisationKind.HOSPITAL
    return OrganisationKind.MUNICIPALITY if case.organisation_id == case.home_municipality_id else OrganisationKind.REGION


def _has_day(case: Case, rule: GoalRule) -> bool:
    """So that a case without a control reads no calendar for the goal before one."""
    return rule.counted_from != GoalFrom.CONTROL or case.control_on is not None


def _counts(offer: Offer) -> bool:
    """In force, or declined by the citizen: what the authority took back or moved offers nothing."""
    return offer.withdrawn_at is None or offer.ended_by == OfferEnd.CITIZEN_NO


def _facts(case: Case, offers: Sequence[Offer]) -> GoalFacts:
    # A department's offer is the letter that invites; a municipality's is told on a day of its own
    invited = [copenhagen_date(one.made_at) for one in offers] if case.department_id else []
    guided = [copenhagen_date(case.guidance_at)] if case.guidance_at else []
    return GoalFacts(
        plan_type=case.plan_type,
        received_on=copenhagen_date(case.received_at),
        day_zero=case.day_zero,
        contact_on=min([*invited, *guided], default=None),
        told_on=min((day for day in (case.informed_on, case.told_no_offer_on) if day), default=None),
        meetings=tuple(copenhagen_date(one.meeting_at) for one in offers if _counts(one)),
        held_on=case.first_meeting_on,
        ended_on=local(case.ended_at).date() if case.ended_at else None,
        control_on=case.control_on,
        status_on=case.status_sent_on,
    )
