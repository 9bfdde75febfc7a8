"""What sending reads of registry, law and the patient's other plans, to be asked in one message (accounts.prepared.ahead)."""

from collections.abc import Iterator
from datetime import date

from accounts.actor import Actor
from accounts.prepared import Asked
from gop.enums import PlanType
from gop.models import Plan, PlanVersion
from gop.selectors import agreements, codes, earlier, law, phrases, plans, whom_to_call


def asked(actor: Actor, plan: Plan, version: PlanVersion, today: date) -> Iterator[Asked]:
    """Each as the selector itself will ask it; what this version has no question for is left out."""
    home, day = version.home_municipality_id, version.discharge_date
    yield plans.ask_consents(plan)
    yield phrases.ask_details(actor)
    if home is not None:
        yield whom_to_call.ask_contacts(version, home, today)
        yield agreements.ask_agreements(home, day or today)
    if day is not None and (named := codes.ask_named(version)):
        yield named
    if plan.cpr_hash is not None and plan.replaces_id is None:
        yield earlier.ask_earlier(actor, plan, bytes(plan.cpr_hash))
    if version.plan_type in PlanType.values():
        yield law.ask_rows(PlanType(version.plan_type))
