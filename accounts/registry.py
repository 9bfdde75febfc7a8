"""The registry's data files as typed rows, and what must hold of them. Reads files, touches no database."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).parent / "data"
MUNICIPALITIES_PER_REGION = {
    "region-nordjylland": 11,
    "region-midtjylland": 19,
    "region-syddanmark": 22,
    "region-hovedstaden": 29,
    "region-sjaelland": 17,
}


@dataclass(frozen=True, slots=True)
class Region:
    """`code` and `iso` are empty where none is known; `successor` is a key or empty."""

    key: str
    code: str
    name: str
    iso: str
    seat: str
    valid_from: date
    valid_to: date | None
    successor: str


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """`region` is the key until 31 December 2026, `region_from_2027` the key after."""

    key: str
    code: str
    name: str
    official_name: str
    region: str
    region_from_2027: str
    population: int
    longitude: Decimal
    latitude: Decimal


@dataclass(frozen=True, slots=True)
class HospitalRow:
    """A hospital as an organisation. `region` is where it lies until 31 December 2026; codes may be empty."""

    key: str
    name: str
    region: str
    towns: str
    kind: str
    shak: str
    sor: str
    certainty: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """Invented for the demo."""

    key: str
    hospital: str
    name: str
    specialty: str
    phone: str
    performs_specialised: bool
    function_level: str  # a stored value of hospitals.enums.FunctionLevel; empty: not known
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Invented for the demo. `matter` is a stored value of ContactMatter."""

    organisation: str
    matter: str
    name: str
    phone: str
    email: str


def regions() -> list[Region]:
    """The regions, past and coming, by key."""
    return [
        Region(
            row["key"],
            row["code"],
            row["name"],
            row["iso"],
            row["seat"],
            date.fromisoformat(row["valid_from"]),
            optional_date(row["valid_to"]),
            row["successor"],
        )
        for row in read_rows(DATA / "regions.csv")
    ]


def municipalities() -> list[MunicipalityRow]:
    """The 98 kommuner."""
    return [
        MunicipalityRow(
            row["key"],
            row["code"],
            row["name"],
            row["official_name"],
            row["region"],
            row["region_from_2027"],
            int(row["population"]),
            Decimal(row["longitude"]),
            Decimal(row["latitude"]),
        )
        for row in read_rows(DATA / "municipalities.csv")
    ]


def hospitals() -> list[HospitalRow]:
    """The hospitals in use."""
    return [HospitalRow(**row) for row in read_rows(DATA / "hospitals.csv")]


def demo_departments() -> list[DepartmentRow]:
    """Invented departments."""
    return [
        DepartmentRow(
            row["key"],
            row["hospital"],
            row["name"],
            row["specialty"],
            row["phone"],
            yes(row["performs_specialised"]),
            row["function_level"],
            yes(row["needs_approval"]),
        )
        for row in read_rows(DATA / "demo_departments.csv")
    ]


def demo_contacts() -> list[ContactRow]:
    """Invented contacts."""
    return [ContactRow(**row) for row in read_rows(DATA / "demo_contacts.csv")]


def faults(regions: Iterable[Region], municipalities: Iterable[MunicipalityRow], hospitals: Iterable[HospitalRow]) -> list[str]:
    """What is wrong with the registry, one sentence each; empty when it may be loaded."""
    regions, municipalities, hospitals = list(regions), list(municipalities), list(hospitals)
    found = []
    by_region = Counter(row.region for row in municipalities)
    if len(municipalities) != sum(MUNICIPALITIES_PER_REGION.values()):
        found.append(f"{len(municipalities)} kommuner i stedet for 98.")
    if by_region != MUNICIPALITIES_PER_REGION:
        found.append(f"Kommuner pr. region stemmer ikke: {dict(by_region)}.")
    codes = [row.code for row in municipalities]
    found += [f"Kommunekoden {code} står to gange." for code in _twice(codes)]
    found += [f"Kommunekoden {code} har ikke fire cifre." for code in codes if len(code) != 4 or not code.isdigit()]
    keys = [row.key for row in regions] + [row.key for row in municipalities] + [row.key for row in hospitals]
    found += [f"Nøglen {key} står to gange." for key in _twice(keys)]
    return found + _region_faults(regions, municipalities, hospitals)


def _region_faults(regions: list[Region], municipalities: list[MunicipalityRow], hospitals: list[HospitalRow]) -> list[str]:
    known = {row.key: row for row in regions}
    named = [(row.name, row.region) for row in municipalities] + [(row.name, row.region) for row in hospitals]
    named += [(row.name, row.region_from_2027) for row in municipalities]
    found = [f"{name} peger på en region, der ikke findes: {key}." for name, key in named if key not in known]
    for row in municipalities:
        region = known.get(row.region)
        if region is not None and row.region_from_2027 != (region.successor or region.key):
            found.append(f"{row.name} skifter til en anden region end {region.name} gør.")
    return found


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a data file by header name."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def optional_date(text: str) -> date | None:
    """An ISO date, or None when empty."""
    return date.fromisoformat(text) if text else None


def optional_number(text: str) -> int | None:
    """A whole number, or None when empty."""
    return int(text) if text else None


def yes(text: str) -> bool:
    """'ja' or 'nej'; anything else is a fault in the file."""
    if text not in ("ja", "nej"):
        raise ValueError(f"Der skal stå ja eller nej, ikke {text!r}.")
    return text == "ja"


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
