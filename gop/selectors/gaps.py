"""What a received plan lacks, read by whoever it was delivered to: the same content as the author's, by another right."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts import clock
from accounts.enums import RelationKind
from accounts.models import OrganisationRelation
from accounts.prepared import Prepared
from accounts.selectors import valid_on
from gop.criteria import PlanContent
from gop.criteria.for_receiver import Gap, gaps
from gop.models import Consent, PlanVersion
from gop.selectors.plans import content_from
from hospitals.models import Department


def received_content(version: PlanVersion, consents: Iterable[Consent]) -> PlanContent:
    """As `content_of` gives it at the hospital. The department is known by its name; one that is no more gives none."""
    day = version.discharge_date or clock.today()
    return content_from(version, consents, _department.first(version.organisation_id, version.department_name, day))


def gaps_in(version: PlanVersion, consents: Iterable[Consent], today: date) -> list[Gap]:
    return gaps(received_content(version, consents), today)


def _named(hospital: UUID, name: str, day: date) -> QuerySet[Department]:
    of = OrganisationRelation.objects.filter(valid_on(day), parent_id=hospital, kind=RelationKind.DEPARTMENT_OF).values("child_id")
    return Department.objects.filter(organisation_id__in=of, organisation__name=name)[:1]


_department = Prepared(_named)
