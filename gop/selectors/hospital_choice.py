"""Extended hospital choice of a case as it stands: the dated row, the wait, and who judged the illness."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts import clock
from accounts.clock import local
from accounts.enums import OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.prepared import Prepared
from accounts.selectors import parent_of
from gop.enums import CaseAction, CaseKind, PlanType
from gop.letters.known import HospitalWait, hospital_wait
from gop.models import Case, CaseEvent
from gop.rules.hospital_choice import HospitalRight, Wait, WaitRule, extended_hospital_choice
from gop.selectors.letter_facts import offer_in_force
from gop.selectors.plans import performing_departments

_judged = Prepared(
    lambda case_id: (
        CaseEvent.objects.filter(case_id=case_id, action=CaseAction.SERIOUS_ILLNESS).order_by("-at", "-id").values_list("by_name", "at")[:1]
    )
)


@dataclass(frozen=True, slots=True)
class Judged:
    by_name: str
    at: datetime


def is_specialised(case: Case) -> bool:
    """A performing department's own case."""
    return case.plan_type == PlanType.SPECIALISED_TRAINING and case.department_id is not None and case.kind == CaseKind.TREATMENT


def rule_for(case: Case) -> HospitalWait | None:
    """The row of the day the plan was received."""
    return hospital_wait(local(case.received_at).date())


def right_of(case: Case) -> HospitalRight:
    """As it stands now. One query where a meeting is offered."""
    row = rule_for(case)
    offer = offer_in_force(case) if case.offer_meeting_at else None
    wait = Wait(
        received_on=local(case.received_at).date(),
        serious=case.serious_illness,
        meeting_on=local(case.offer_meeting_at).date() if case.offer_meeting_at else None,
        offered_on=local(offer.made_at).date() if offer else None,
        declined=tuple(case.declined_meetings),
        started=case.first_meeting_on is not None,
        ended=case.ended_at is not None,
    )
    rule = WaitRule(row.days, row.serious_days, row.assumption) if row else None
    return extended_hospital_choice(wait, rule, clock.today())


def judged(case: Case) -> Judged | None:
    """Who judged last whether the illness is serious; None where nobody has."""
    if case.serious_illness is None:
        return None
    return next((Judged(*row) for row in _judged.rows(case.id)), None)


def other_departments(case: Case) -> list[tuple[str, Organisation]]:
    """Where the patient may go instead: (hospital, department), all regions'."""
    return [(hospital, one) for hospital, one in performing_departments(clock.today()) if one.id != case.department_id]


def region_of_home(case: Case, day: date) -> Organisation | None:
    home = case.home_municipality_id
    return parent_of(home, RelationKind.MUNICIPALITY_IN, day) if home else None


def region_of_hospital(hospital: UUID, day: date) -> Organisation | None:
    return parent_of(hospital, RelationKind.HOSPITAL_IN, day)


def from_another_region(case: Case) -> bool:
    """The home region is known and is not the performing hospital's."""
    today = clock.today()
    home, here = region_of_home(case, today), region_of_hospital(case.organisation_id, today)
    return home is not None and here is not None and home.id != here.id


def hospital_of(department: UUID, day: date) -> Organisation | None:
    found = parent_of(department, RelationKind.DEPARTMENT_OF, day)
    return found if found is not None and found.kind == OrganisationKind.HOSPITAL else None
