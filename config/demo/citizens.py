"""Patients of the demo: MedCom's test persons first, then invented people whose numbers nobody can have.

A generated CPR number fails modulus 11 and is never of 1 January, because real numbers without the
check have been given since 2007, mostly to people born on that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from accounts.registry import read_rows
from config.demo import names
from gop import cpr

HERE = Path(__file__).parent
AGES = ((0.04, 3, 17), (0.22, 18, 49), (0.34, 50, 69), (0.33, 70, 84), (0.07, 85, 97))
SHARE_ECPR = 0.008
SHARE_PROTECTED = 0.02
CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ"


@dataclass(frozen=True, slots=True)
class Citizen:
    """`number` is ten characters; the town follows from the home municipality."""

    number: str
    kind: str
    birth_date: date | None
    name: str
    street: str
    phone: str
    protected: bool


def test_persons() -> list[tuple[str, str]]:
    """(number, name) of the persons that MedCom made for test systems."""
    return [(row["cpr"], f"{row['given']} {row['family']}") for row in read_rows(HERE / "test_persons.csv")]


def citizens(rng: Random, today: date) -> Iterator[Citizen]:
    """Without end; no number twice."""
    used: set[str] = set()
    known = test_persons()
    rng.shuffle(known)
    for number, name in known:
        used.add(number)
        yield _citizen(rng, number, name, protected=False)
    first = True
    while True:
        replacement, protected = rng.random() < SHARE_ECPR or first, rng.random() < SHARE_PROTECTED or first
        first = False
        woman = rng.random() < 0.56
        number = _number(rng, today, woman=woman, replacement=replacement)
        if number not in used:
            used.add(number)
            yield _citizen(rng, number, _name(rng, woman=woman), protected=protected)


def _citizen(rng: Random, number: str, name: str, *, protected: bool) -> Citizen:
    facts = cpr.parse(number)
    street = f"{rng.choice(names.STREETS)} {rng.randint(1, 98)}"
    phone = f"99 00 {rng.randint(10, 99)} {rng.randint(10, 99)}" if rng.random() < 0.93 else ""
    return Citizen(facts.number, facts.kind, facts.birth_date, name, street, phone, protected)


def _name(rng: Random, *, woman: bool) -> str:
    given = rng.choice(names.WOMEN if woman else names.MEN)
    middle = f" {rng.choice(names.FAMILIES)}" if rng.random() < 0.35 else ""
    return f"{given}{middle} {rng.choice(names.FAMILIES)}"


def _birth(rng: Random, today: date) -> date:
    draw, low, high = rng.random(), 70, 84
    for share, youngest, oldest in AGES:
        if draw < share:
            low, high = youngest, oldest
            break
        draw -= share
    born = today - timedelta(days=rng.randint(low * 365 + low // 4 + 1, high * 365 + high // 4 + 300))
    return born.replace(day=2) if (born.month, born.day) == (1, 1) else born


def _number(rng: Random, today: date, *, woman: bool, replacement: bool) -> str:
    born = _birth(rng, today)
    start = f"{born:%d%m%y}"
    if replacement:
        letters = rng.choice(CONSONANTS) + rng.choice(CONSONANTS)
        return f"{start}{'1' if born.year < 2000 else '7'}{letters}{2 * rng.randint(0, 4) + (not woman)}"
    while True:
        number = f"{start}{_century_digit(rng, born)}{rng.randint(0, 99):02}{2 * rng.randint(0, 4) + (not woman)}"
        if not cpr.modulus11_ok(number) and cpr.parse(number).birth_date == born:
            return number


def _century_digit(rng: Random, born: date) -> int:
    if born.year < 2000:
        return rng.choice((0, 1, 2, 3, 4, 9) if born.year >= 1937 else (0, 1, 2, 3))
    return rng.choice((4, 5, 6, 7, 8, 9) if born.year <= 2036 else (5, 6, 7, 8))
