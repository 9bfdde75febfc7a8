"""Reads about hospitals."""

from uuid import UUID

from hospitals.models import Hospital

PRIVATE = "privathospital"


def is_private(organisation: UUID) -> bool:
    """Whether the public may not have paid: then the plan asks who did (RN 2019 section 2.2)."""
    return Hospital.objects.filter(organisation_id=organisation, hospital_type=PRIVATE).exists()
