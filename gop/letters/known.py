"""What a letter says of transport, of waiting for a hospital and of the patients' advisers: dated rows of the data files, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from accounts.registry import DATA as ACCOUNTS_DATA
from accounts.registry import optional_date, read_rows, yes

DATA = Path(__file__).resolve().parent.parent / "data"
REASON, AMOUNT = "grund", "beloeb"
PENSIONER, OTHERS = "pensionist", "andre"
CERTAIN = "høj"
RECEIPT = "modtagelse"


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


Row = TypeVar("Row", bound=_Dated)


@dataclass(frozen=True, slots=True)
class TransportRow:
    """A reason to have transport paid, or the least expense (whole kroner) that is paid. `number` may be empty."""

    kind: str
    code: str
    number: int | None
    valid_from: date
    valid_to: date | None
    paragraph: str
    text: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class HospitalWait:
    """Days of waiting after which more hospitals may be chosen. `source`: where the row stands."""

    days: int
    serious_days: int
    valid_from: date
    valid_to: date | None
    assumption: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class PatientOffice:
    """Where a region's advisers of patients are. `phone` only where it is certain: a wrong number in a letter is worse than none."""

    region: str
    name: str
    phone: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Transport:
    """What is known on one day. An amount of None: the letter asks the reader to ask."""

    reasons: tuple[str, ...]
    pensioner: int | None
    others: int | None
    assumption: bool


def transport(day: date) -> Transport:
    rows = in_force(_transport_rows(), day)
    amounts = {row.code: row.number for row in rows if row.kind == AMOUNT and not row.assumption}
    reasons = [row for row in rows if row.kind == REASON]
    return Transport(
        reasons=tuple(row.text.format(number=row.number) for row in reasons),
        pensioner=amounts.get(PENSIONER),
        others=amounts.get(OTHERS),
        assumption=any(row.assumption for row in reasons),
    )


def hospital_wait(day: date) -> HospitalWait | None:
    return next(iter(in_force(_waits(), day)), None)


def patient_office(region: str, day: date) -> PatientOffice | None:
    """`region` is the registry's key, e.g. region-nordjylland."""
    return next((row for row in in_force(_offices(), day) if row.region == region), None)


def in_force(rows: Iterable[Row], day: date) -> list[Row]:
    """Those that hold on the Copenhagen day."""
    return [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]


@lru_cache(1)
def _transport_rows() -> list[TransportRow]:
    return [
        TransportRow(
            kind=row["kind"],
            code=row["code"],
            number=int(row["number"]) if row["number"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            paragraph=row["paragraph"],
            text=row["text"],
            assumption=yes(row["assumption"]),
        )
        for row in read_rows(DATA / "transport.csv")
    ]


@lru_cache(1)
def _waits() -> list[HospitalWait]:
    return [
        HospitalWait(
            int(row["days"]),
            int(row["serious_days"]),
            date.fromisoformat(row["valid_from"]),
            optional_date(row["valid_to"]),
            yes(row["assumption"]),
            row["paragraph"],
        )
        for row in read_rows(DATA / "hospital_choice.csv")
        if row["counted_from"] == RECEIPT  # the one day that gop/rules/hospital_choice.py can count from
    ]


@lru_cache(1)
def _offices() -> list[PatientOffice]:
    return [
        PatientOffice(
            row["region"],
            row["name"],
            row["phone"] if row["certainty"] == CERTAIN else "",
            date.fromisoformat(row["valid_from"]),
            optional_date(row["valid_to"]),
        )
        for row in read_rows(ACCOUNTS_DATA / "patient_offices.csv")
    ]
