"""Where a plan that came to a wrong receiver belongs, and how often it has come back."""

from uuid import UUID

from accounts.enums import OrganisationKind
from accounts.prepared import Prepared
from accounts.selectors import names_of
from gop.enums import DeliveryKind
from gop.models import Case, Plan, PlanAddress

_lives = Prepared(
    lambda plan_id, number: PlanAddress.objects.filter(version__plan_id=plan_id, version__number=number).values_list(
        "version__home_municipality_id", "city", "protected"
    )[:1]
)


def proposed_receiver(case: Case) -> UUID | None:
    """The municipality to propose in a return: the plan's home municipality, else the one whose name the address's town bears.

    None when that is the case's own, or nothing is known; a protected address proposes nothing. One query, two with a town.
    """
    for home, city, protected in _lives.rows(case.plan_id, case.plan_version):
        if home is not None and home != case.organisation_id:
            return home  # type: ignore[no-any-return]
        return None if protected or not city.strip() else _of_town(city, case.organisation_id)
    return None


def _of_town(city: str, own: UUID) -> UUID | None:
    """Herning Kommune bears the name of Herning, Københavns Kommune that of København."""
    town = city.strip().casefold()
    named = (f"{town} kommune", f"{town}s kommune")
    found = next((key for key, name in names_of(OrganisationKind.MUNICIPALITY) if name.casefold() in named), None)
    return found if found != own else None


def returns_of(plan: Plan) -> int:
    """How often the plan has come back to the hospital."""
    return plan.events.filter(action=DeliveryKind.RETURN).count()


def named_receiver(plan: Plan) -> tuple[UUID, str] | None:
    """Whom the last return named, unless that one has had the plan already: (id, name)."""
    last = plan.events.filter(action=DeliveryKind.RETURN).order_by("-at", "-id").first()
    name = last.data.get("belongs_to_name", "") if last else ""
    if last is None or not name:
        return None
    named = UUID(last.data["belongs_to"])
    return None if plan.recipients.filter(receiver_id=named).exists() else (named, name)
