"""The whole open desk with what a telephone and a pencil need, for the day the system is gone."""

from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from gop.models import Case, PlanVersion
from gop.selectors.cases import LISTED, cases_visible_to
from gop.selectors.plans import cpr_of
from gop.selectors.views import born_after, filters

MORE = ("plan_id", "offer_place")
READ = ("plan_id", "number", "cpr_encrypted", "address__phone", "address__protected")


@dataclass(frozen=True, slots=True)
class Line:
    """`phone` is empty for a protected address."""

    case: Case
    cpr: str
    phone: str


def whole_desk(actor: Actor, day: date) -> list[Line]:
    """Every open case by last working day, with CPR and phone of the version in hand. Two queries, whatever the number."""
    rows = cases_visible_to(actor).filter(filters(actor, day, born_after(day))["alle"]).order_by("last_working_day", "id")
    cases = list(rows.only(*LISTED, *MORE))
    versions = PlanVersion.objects.filter(plan_id__in=[case.plan_id for case in cases]).select_related("address").only(*READ)
    known = {(version.plan_id, version.number): version for version in versions}
    return [_line(case, known.get((case.plan_id, case.plan_version))) for case in cases]


def _line(case: Case, version: PlanVersion | None) -> Line:
    if version is None:
        return Line(case, "", "")
    address = getattr(version, "address", None)
    return Line(case, cpr_of(version), "" if address is None or address.protected else address.phone)
