"""Rows as they are being made, by table, and how a moment of a made case is chosen."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from accounts.danish import COPENHAGEN
from config.registry_loader import id_of

ROOT = id_of("maalte-sager")
# Odd moments on purpose: a day begins and ends at midnight in Copenhagen, not in UTC.
TIMES = ((8, 0), (9, 30), (11, 15), (14, 45), (16, 5), (22, 30), (23, 59), (0, 1), (0, 45))


@dataclass
class Rows:
    """By table; under `change` the columns that each event set, so that a case's row can be had as of any moment."""

    of: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **row: Any) -> None:
        self.of[table].append(row)


@dataclass
class Clock:
    """Moments that only go forward, an hour and some days at a time."""

    random: Random
    at: datetime

    def later(self, least: int, most: int) -> datetime:
        """So many days on, rather few than many, at some time of the day; never before what was."""
        days = min(self.random.randint(least, most), self.random.randint(least, most))
        day = self.at.astimezone(COPENHAGEN).date() + timedelta(days=days)
        self.at = max(at_of(self.random, day), self.at + timedelta(minutes=self.random.randint(1, 50)))
        return self.at

    @property
    def day(self) -> date:
        return self.at.astimezone(COPENHAGEN).date()


def at_of(random: Random, day: date) -> datetime:
    hour, minute = random.choice(TIMES)
    return datetime(day.year, day.month, day.day, hour, minute, random.randint(0, 59), tzinfo=COPENHAGEN)


def key(*parts: object) -> UUID:
    """The same parts, the same id."""
    return uuid5(ROOT, "/".join(map(str, parts)))
