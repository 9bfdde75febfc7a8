"""What a case copies of the version it has in hand, for its lists, its routing and its tasks."""

from datetime import date, datetime
from typing import Any

from gop.models import PlanAddress, PlanVersion
from gop.registry import brain_injury_codes
from gop.rules.brain_injury import has_brain_injury

POSTCODE_DIGITS = 4


def facts_from(version: PlanVersion, today: date) -> dict[str, Any]:
    """Columns of a case. `control_on` is the first control that has not passed."""
    return {
        "brain_injury": has_brain_injury(
            brain_injury_codes(), version.diagnosis_code, (line.get("code", "") for line in version.diagnoses if line)
        ),
        "control_on": min((day for day in map(_day, version.controls) if day and day >= today), default=None),
    }


def contact_wanted(version: PlanVersion, since: datetime | None, now: datetime) -> datetime | None:
    """Since when the hospital wants the treating therapist to call; a later version may take it back."""
    return (since or now) if version.contact_wanted else None


def postcode_of(version: PlanVersion) -> str:
    """Where the patient lives; empty for a protected address, one that is not known, and one abroad. One query."""
    address = PlanAddress.objects.filter(version_id=version.id).values_list("postcode", "protected").first()
    return plain_postcode(*address) if address else ""


def plain_postcode(typed: str, protected: bool) -> str:
    """Four digits of "9000" or "DK-9000"."""
    digits = typed.strip().upper().removeprefix("DK").lstrip("- ")
    return digits if not protected and digits.isdecimal() and digits.isascii() and len(digits) == POSTCODE_DIGITS else ""


def _day(line: dict[str, str]) -> date | None:
    """A line may say "in three months" instead of a date."""
    try:
        return date.fromisoformat(line.get("on", ""))
    except ValueError:
        return None
