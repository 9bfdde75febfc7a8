"""What the citizen must have been told before "informed" counts (model.md section 6, rule 2, and section 7)."""

from dataclasses import dataclass
from datetime import datetime

from gop.enums import GeneralLevel, PlanType


@dataclass(frozen=True, slots=True)
class InformFacts:
    """`meeting_at` is an aware moment. `no_start`: the citizen is told that no start can be offered in time."""

    plan_type: PlanType
    level: GeneralLevel | None = None
    place: str = ""
    meeting_at: datetime | None = None
    guided: bool = False
    no_start: bool = False


def what_is_missing_to_inform(facts: InformFacts) -> list[str]:
    """Danish sentences, one for each thing missing; empty when "informed" may be recorded.

    Place and time are asked for unless no start can be offered; the level for almen only; guidance always.
    """
    missing = []
    if not facts.no_start:
        if not facts.place.strip():
            missing.append("Skriv, hvor det første møde holdes.")
        if facts.meeting_at is None:
            missing.append("Angiv dato og klokkeslæt for det første møde.")
    if facts.plan_type == PlanType.GENERAL_TRAINING and facts.level is None:
        missing.append("Vælg niveau: basalt eller avanceret.")
    if not facts.guided:
        missing.append("Registrér, at borgeren er vejledt om frit valg.")
    return missing
