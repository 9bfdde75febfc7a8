"""What the platform's administrator sees: the registry's size, the last runs, and no citizen."""

from typing import Any

from accounts import clock
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from accounts.selectors import valid_on
from audits.models import Publication
from deadlines.models import Heartbeat, Holiday, Rule
from deadlines.selectors import scan_is_late
from gop.models import Diagnosis, Responsibility


def state_of_the_platform(scan_seconds: int) -> dict[str, Any]:
    today = clock.today()
    in_force = Organisation.objects.filter(valid_on(today))
    return {
        "registry": [(kind.label, in_force.filter(kind=kind).count()) for kind in OrganisationKind if kind != OrganisationKind.PLATFORM],
        "coming": Organisation.objects.filter(valid_from__gt=today).order_by("valid_from", "name"),
        "diagnoses": Diagnosis.objects.count(),
        "last_holiday": Holiday.objects.order_by("-day").first(),
        "rules": Rule.objects.order_by("kind", "valid_from"),
        "responsibilities": Responsibility.objects.order_by("plan_type", "valid_from"),
        "heartbeats": Heartbeat.objects.order_by("name"),
        "scan_is_late": scan_is_late(scan_seconds),
        "publication": Publication.objects.order_by("-data_on").first(),
    }
