"""What is asked of the calculator of deadlines, read from text: every mistake with its field and the reason. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from accounts.danish import COPENHAGEN, copenhagen_moment
from deadlines.enums import StartReason
from gop.enums import PlanType

REASONS = {
    "clinical": StartReason.CLINICAL,
    "coordination": StartReason.COORDINATION,
    **{reason.value: reason for reason in StartReason},
}
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
# Python reads more of ISO 8601 than people write (20261122, 2026-W47-7); those are slips here.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """Days are Copenhagen days, moments aware. `municipality` is the four digits of the kommunekode."""

    plan_type: PlanType
    discharged: date
    earliest_start: date | None = None
    reason: StartReason = StartReason.CLINICAL
    latest_start: date | None = None
    received: datetime | None = None
    offered: datetime | None = None
    municipality: str = ""
    at: datetime | None = None

    @property
    def day(self) -> date:
        """The day whose law on responsibility is asked for."""
        return self.at.date() if self.at else self.discharged


@dataclass
class BadQuestion(Exception):
    """What cannot be understood: (field, Danish sentence), one for each field."""

    problems: list[tuple[str, str]] = field(default_factory=list)


def day(text: str) -> date:
    """2026-11-22. Raises ValueError in Danish."""
    try:
        found = date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise ValueError("Datoen findes ikke." if DAY.fullmatch(text) else "Skriv datoen som 2026-11-22.") from None
    return _near(found)


def moment(text: str) -> datetime:
    """2026-11-22T14:30, read in Copenhagen unless it says its zone; a date alone is its first minute."""
    try:
        found = datetime.fromisoformat(text if MOMENT.fullmatch(text) else "")
    except ValueError:
        raise ValueError("Tidspunktet findes ikke." if MOMENT.fullmatch(text) else "Skriv tidspunktet som 2026-11-22T14:30.") from None
    _near(found.date())
    if found.tzinfo is not None:
        return found.astimezone(COPENHAGEN)
    return copenhagen_moment(found.date(), found.time()).astimezone(COPENHAGEN)


def _near(found: date) -> date:
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise ValueError(f"Årstallet skal ligge mellem {EARLIEST_YEAR} og {LATEST_YEAR}.")
    return found


def _plan_type(text: str) -> PlanType:
    try:
        return PlanType(text)
    except ValueError:
        raise ValueError(f"Vælg en type: {', '.join(PlanType)}.") from None


def _reason(text: str) -> StartReason:
    if text not in REASONS:
        raise ValueError("Vælg clinical (sundhedsfaglig) eller coordination (koordinering).")
    return REASONS[text]


def _municipality(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) in (3, 4)):
        raise ValueError("Skriv kommunens kode med fire cifre, fx 0851.")
    return text.zfill(4)


READ: dict[str, Callable[[str], object]] = {
    "type": _plan_type,
    "discharged": day,
    "earliest_start": day,
    "reason": _reason,
    "latest_start": day,
    "received": moment,
    "offered": moment,
    "municipality": _municipality,
    "at": moment,
}
NEEDED = {"type": "Vælg planens type.", "discharged": "Angiv udskrivningsdatoen."}


def read(given: Mapping[str, str]) -> Question:
    """The question; an empty text is as if it was not given. Raises BadQuestion with everything that is wrong."""
    problems = [(name, "Feltet findes ikke.") for name in given if name not in READ]
    found: dict[str, object] = {}
    for name, reader in READ.items():
        text = given.get(name, "").strip()
        try:
            if text:
                found[name] = reader(text)
            elif name in NEEDED:
                problems.append((name, NEEDED[name]))
        except ValueError as error:
            problems.append((name, str(error)))
    problems += _against_each_other(found, {name for name, _ in problems})
    if problems:
        raise BadQuestion(problems)
    return Question(plan_type=found.pop("type"), **found)  # type: ignore[arg-type]


def _against_each_other(found: Mapping[str, object], wrong: set[str]) -> list[tuple[str, str]]:
    problems = []
    if "reason" in found and not {"earliest_start"} & (found.keys() | wrong):
        problems.append(("reason", "Begrundelsen hører til en tidligste start. Angiv den dag også."))
    earliest, latest, out = found.get("earliest_start"), found.get("latest_start"), found.get("discharged")
    if isinstance(earliest, date) and isinstance(latest, date) and latest < earliest:
        problems.append(("latest_start", "Seneste start ligger før tidligste start."))
    elif isinstance(out, date) and isinstance(latest, date) and latest < out:
        problems.append(("latest_start", "Seneste start ligger før udskrivningen."))
    offered = found.get("offered")
    if isinstance(out, date) and isinstance(offered, datetime) and offered.date() < out:
        problems.append(("offered", "Det tilbudte møde ligger før udskrivningen."))
    return problems


def first_minute(on: date) -> datetime:
    """00:00 in Copenhagen."""
    return copenhagen_moment(on, time(0)).astimezone(COPENHAGEN)
