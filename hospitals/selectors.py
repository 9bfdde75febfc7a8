"""Reads about hospitals."""

from uuid import UUID

from accounts.models import Organisation
from accounts.prepared import Prepared
from hospitals.models import Hospital

PRIVATE = "privathospital"


def is_private(organisation: UUID) -> bool:
    """Whether the public may not have paid: then the plan asks who did (RN 2019 section 2.2)."""
    return bool(_private.rows(organisation))


def known_private(organisation: Organisation) -> bool:
    """As `is_private`, of an organisation that was read with its hospital."""
    hospital = getattr(organisation, "hospital", None)
    return hospital is not None and hospital.hospital_type == PRIVATE


_private = Prepared(lambda organisation: Hospital.objects.filter(organisation_id=organisation, hospital_type=PRIVATE).values_list("pk"))
