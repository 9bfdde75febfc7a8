"""What the platform's administrator sees: the registry's size, the last runs, and no citizen."""

from typing import Any

from accounts import clock
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from accounts.selectors import valid_on
from audits.models import Publication
from deadlines.measures import LEFT, MADE, histogram
from deadlines.models import Heartbeat, Holiday, Measure, Rule
from deadlines.selectors import last_scan, scan_is_late
from gop.enums import CodeList
from gop.models import Code, Responsibility

ENDS = ("Højst 1 sekund", "Højst 10 sekunder", "Højst 1 minut", "Højst 10 minutter", "Mere")
BACKLOG = {
    "deadlines.due": "Frister, der ventede, da den seneste gennemgang sluttede",
    "alerts.unmailed": "Varsler, hvis mail ikke er sendt",
    "alerts.held": "Varsler, hvis mail venter efter modtagerens ønske",
    "alerts.climbing": "Varsler, der går videre, hvis ingen ser dem",
}


def lateness() -> dict[str, Any]:
    """How late alerts were made and left, since counting began; what waits, and how long ago the scan ended."""
    values = dict(Measure.objects.values_list("name", "value"))
    scanned = last_scan()
    return {
        "lateness": list(zip(ENDS, histogram(values, MADE), histogram(values, LEFT), strict=True)),
        "backlog": [(label, int(values[name])) for name, label in BACKLOG.items() if name in values],
        "scan_age": max(0, int((clock.now() - scanned.ended_at).total_seconds())) if scanned and scanned.ended_at else None,
    }


def state_of_the_platform(scan_seconds: int) -> dict[str, Any]:
    today = clock.today()
    in_force = Organisation.objects.filter(valid_on(today))
    return {
        "registry": [(kind.label, in_force.filter(kind=kind).count()) for kind in OrganisationKind if kind != OrganisationKind.PLATFORM],
        "coming": Organisation.objects.filter(valid_from__gt=today).order_by("valid_from", "name"),
        "diagnoses": Code.objects.filter(code_list=CodeList.DIAGNOSES).count(),
        "last_holiday": Holiday.objects.order_by("-day").first(),
        "rules": Rule.objects.order_by("kind", "valid_from"),
        "responsibilities": Responsibility.objects.order_by("plan_type", "valid_from"),
        "heartbeats": Heartbeat.objects.order_by("name"),
        "scan_is_late": scan_is_late(scan_seconds),
        **lateness(),
        "publication": Publication.objects.order_by("-data_on").first(),
    }
