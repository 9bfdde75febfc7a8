"""The independent numbers beside those of the application, as of a day: how many groups differ, by measure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from audits.enums import Measure
from tests.figures_proof import lines, measures, state

Connection = psycopg.Connection[Any]
OWN = f"SELECT {measures.COLUMNS}, sum(part) part, sum(whole) whole FROM proof_row GROUP BY {measures.COLUMNS} HAVING sum(part) <> 0 OR sum(whole) <> 0"
THEIRS = f"""SELECT {measures.COLUMNS}, sum(part) part, sum(whole) whole FROM audits_fact WHERE measure = %(measure)s AND "on" <= %(on)s
GROUP BY {measures.COLUMNS} HAVING sum(part) <> 0 OR sum(whole) <> 0"""
APART = "SELECT (SELECT count(*) FROM own), (SELECT coalesce(sum(whole), 0) FROM own), (SELECT coalesce(sum(part), 0) FROM own), (SELECT count(*) FROM ((SELECT * FROM own EXCEPT SELECT * FROM theirs) UNION ALL (SELECT * FROM theirs EXCEPT SELECT * FROM own)) d)"
MEASURED = f"WITH own AS MATERIALIZED ({OWN}), theirs AS MATERIALIZED ({THEIRS}) {APART}"


@dataclass(frozen=True, slots=True)
class Compared:
    """`groups`: how many sets of dimensions the independent numbers have; `apart`: how many rows stand on one side alone."""

    measure: Measure
    on: date
    groups: int
    whole: int
    part: int
    apart: int

    def line(self) -> str:
        said = "equal" if not self.apart else f"differs ({self.apart})"
        return f"{self.on} {self.measure.value:24} {said:16} {self.groups} groups, {self.part} of {self.whole}"


def prepare(connection: Connection) -> None:
    """Takes the events apart; once, for every day."""
    connection.prepare_threshold = None  # the tables are made anew each day
    for statement in lines.PREPARE:
        connection.execute(statement)


def at_day(connection: Connection, on: date) -> None:
    """The independent state at the end of the day."""
    for statement in ("DROP TABLE IF EXISTS proof_plan", *state.AT, measures.PLANS, "ANALYZE proof_plan, proof_right"):
        connection.execute(statement.encode(), {"on": on} if "%(on)s" in statement else None)


def compare(connection: Connection, on: date) -> list[Compared]:
    """Of every measure, by every dimension at once. `at_day` of the same day comes first."""
    found = []
    for measure in Measure:
        own_rows(connection, measure, on)
        row = connection.execute(MEASURED.encode(), {"measure": measure.value, "on": on}).fetchone()
        assert row is not None
        groups, whole, part, apart = map(int, row)
        found.append(Compared(measure, on, groups, whole, part, apart))
    return found


def own_rows(connection: Connection, measure: Measure, on: date) -> None:
    """proof_row: what the measure comes to."""
    connection.execute("DROP TABLE IF EXISTS proof_row")
    statement = measures.ROWS[measure]
    statement = statement if "%(on)s" in statement else statement.replace("%%", "%")
    connection.execute(f"CREATE UNLOGGED TABLE proof_row AS {statement}".encode(), {"on": on} if "%(on)s" in statement else None)
