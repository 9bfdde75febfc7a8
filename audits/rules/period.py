"""A period of figures: month, quarter, half-year, year. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.danish import MONTHS
from audits.enums import PeriodKind

MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first`: its first day. Raises ValueError for a day on which no such period begins."""

    first: date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.first.day != 1 or (self.first.month - 1) % MONTHS_IN[self.kind]:
            raise ValueError(f"{self.first} begins no {self.kind}")

    @property
    def next(self) -> "Period":
        return Period(_months_on(self.first, MONTHS_IN[self.kind]), self.kind)

    @property
    def before(self) -> "Period":
        return Period(_months_on(self.first, -MONTHS_IN[self.kind]), self.kind)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def months(self) -> tuple[date, ...]:
        return tuple(_months_on(self.first, step) for step in range(MONTHS_IN[self.kind]))

    @property
    def code(self) -> str:
        """For addresses: 2026-11, 2026-K4, 2026-H2, 2026."""
        number = (self.first.month - 1) // MONTHS_IN[self.kind] + 1
        said = {
            PeriodKind.MONTH: f"-{self.first.month:02}",
            PeriodKind.QUARTER: f"-K{number}",
            PeriodKind.HALF_YEAR: f"-H{number}",
            PeriodKind.YEAR: "",
        }
        return f"{self.first.year}{said[self.kind]}"

    @property
    def name(self) -> str:
        """november 2026, 4. kvartal 2026, 2. halvår 2026, 2026"""
        number = (self.first.month - 1) // MONTHS_IN[self.kind] + 1
        said = {
            PeriodKind.MONTH: f"{MONTHS[self.first.month - 1]} ",
            PeriodKind.QUARTER: f"{number}. kvartal ",
            PeriodKind.HALF_YEAR: f"{number}. halvår ",
            PeriodKind.YEAR: "",
        }
        return f"{said[self.kind]}{self.first.year}"


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period the day lies in."""
    step = MONTHS_IN[kind]
    return Period(date(day.year, (day.month - 1) // step * step + 1, 1), kind)


def from_code(code: str) -> Period | None:
    """The period of an address; None for anything else."""
    year, _, rest = code.partition("-")
    try:
        if not rest:
            return Period(date(int(year), 1, 1), PeriodKind.YEAR)
        kind = {"K": PeriodKind.QUARTER, "H": PeriodKind.HALF_YEAR}.get(rest[0], PeriodKind.MONTH)
        number = int(rest.lstrip("KH"))
        return Period(date(int(year), (number - 1) * MONTHS_IN[kind] + 1, 1), kind)
    except (ValueError, IndexError):
        return None


def latest_whole(kind: PeriodKind, on: date) -> Period:
    """The last period that is over on the day."""
    return period_of(on, kind).before


def back(last: Period, number: int) -> tuple[Period, ...]:
    """`number` periods up to and with `last`, oldest first."""
    return tuple(reversed(list(_back(last, number))))


def _back(last: Period, number: int) -> Iterator[Period]:
    for _ in range(number):
        yield last
        last = last.before


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
