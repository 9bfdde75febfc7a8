"""Who gets a plan when it is sent: one answer for the page that shows it and the service that does it (model.md 2, 3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.enums import OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.selectors import parent_of
from gop.enums import CaseKind, ConsentAnswer, ConsentKind, PlanType, RecipientKind, RecipientState
from gop.models import PlanVersion
from gop.rules import cases_to_open
from gop.selectors.law import responsibility


@dataclass(frozen=True)
class Receiver:
    """One receiver and what becomes of its copy. Only a delivered copy has an organisation and a kind of case."""

    kind: RecipientKind
    name: str
    state: RecipientState
    organisation: Organisation | None = None
    case_kind: CaseKind | None = None
    department: Organisation | None = None


def receivers(version: PlanVersion, answers: Mapping[str, str], today: date) -> list[Receiver]:
    """In the order municipality, region, hospital, GP. A draft that lacks something simply has fewer."""
    return [*_municipality(version, answers, today), *_hospital(version, answers, today), _gp(answers)]


def _municipality(version: PlanVersion, answers: Mapping[str, str], today: date) -> Iterator[Receiver]:
    """The authority's case, and the municipality's information case where somebody else handles it."""
    kind, home = RecipientKind.MUNICIPALITY, version.home_municipality
    if version.no_municipality:
        yield Receiver(kind, "Ingen dansk kommune", RecipientState.MANUAL)
        return
    if home is None or not version.plan_type:
        return
    if answers.get(ConsentKind.MUNICIPALITY) != ConsentAnswer.GIVEN:
        yield Receiver(kind, home.name, RecipientState.DESELECTED)
        return
    plan_type = PlanType(version.plan_type)
    responsible = responsibility(plan_type, None, home, today)
    if responsible is None:
        yield Receiver(kind, home.name, RecipientState.MANUAL)
        return
    for case in cases_to_open(plan_type, responsible.by):
        if case.holder == OrganisationKind.MUNICIPALITY:
            yield Receiver(kind, home.name, RecipientState.DELIVERED, home, case.kind)
        elif case.holder == OrganisationKind.REGION:
            yield Receiver(RecipientKind.REGION, responsible.authority.name, RecipientState.DELIVERED, responsible.authority, case.kind)


def _hospital(version: PlanVersion, answers: Mapping[str, str], today: date) -> Iterator[Receiver]:
    """The performing department's case, which handles specialised training."""
    department = version.performing_department
    if version.plan_type != PlanType.SPECIALISED_TRAINING or department is None:
        return
    if answers.get(ConsentKind.PERFORMING_HOSPITAL) != ConsentAnswer.GIVEN:
        yield Receiver(RecipientKind.HOSPITAL, department.name, RecipientState.DESELECTED)
        return
    hospital = parent_of(department.id, RelationKind.DEPARTMENT_OF, today)
    name = f"{hospital.name}, {department.name}" if hospital else department.name
    yield Receiver(RecipientKind.HOSPITAL, name, RecipientState.DELIVERED, hospital, CaseKind.TREATMENT, department)


def _gp(answers: Mapping[str, str]) -> Receiver:
    """Waiting until a message channel exists, never sent."""
    given = answers.get(ConsentKind.GP) == ConsentAnswer.GIVEN
    return Receiver(RecipientKind.GP, "Egen læge", RecipientState.WAITING if given else RecipientState.DESELECTED)
