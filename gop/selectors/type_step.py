"""What the registry knows that the step of type and start asks by: children's pathway, psychiatry, the proposed hospital."""

from dataclasses import dataclass
from typing import Any

from accounts import clock
from gop.criteria.agreed import pathway_for
from gop.criteria.type_criteria import is_psychiatric
from gop.enums import PlanType
from gop.models import Plan, PlanVersion
from gop.rules.agreements import Agreement
from gop.rules.home_hospital import HospitalProposal
from gop.selectors.home_hospital import proposed_hospital
from gop.selectors.plans import known_of


@dataclass(frozen=True)
class TypeFacts:
    """`pathway`: the row about children that holds; `hospital` only for a specialised plan. Both None where nothing is asked."""

    pathway: Agreement | None
    psychiatric: bool
    hospital: HospitalProposal | None


def type_facts(plan: Plan, version: PlanVersion, plan_type: Any) -> TypeFacts:
    """`plan_type` as the page has it, saved or not."""
    known = known_of(plan, version)
    specialised = plan_type == PlanType.SPECIALISED_TRAINING
    return TypeFacts(
        pathway_for(known),
        is_psychiatric(known.specialty),
        proposed_hospital(plan, version, clock.today()) if specialised else None,
    )
