"""The independent numbers beside those of the application, as of a day: how many groups differ, by measure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from audits.enums import Measure
from tests.figures_proof import lines, measures, state

Connection = psycopg.Connection[Any]
_APART = """SELECT (SELECT count(*) FROM own), (SELECT coalesce(sum(whole), 0) FROM own), (SELECT coalesce(sum(part), 0) FROM own),
  (SELECT count(*) FROM ((SELECT * FROM own EXCEPT SELECT * FROM theirs) UNION ALL (SELECT * FROM theirs EXCEPT SELECT * FROM own)) d)"""
_SUMS = "sum(part) part, sum(whole) whole FROM {rows} GROUP BY {by} HAVING sum(part) <> 0 OR sum(whole) <> 0"
_OF = {"rows": "proof_number WHERE measure = %(measure)s", "by": measures.COLUMNS}
_FACTS = {"rows": 'audits_fact WHERE measure = %(measure)s AND "on" <= %(on)s', "by": measures.COLUMNS}
FACTS = f"""WITH own AS MATERIALIZED (SELECT {measures.COLUMNS}, {_SUMS.format(**_OF)}),
theirs AS MATERIALIZED (SELECT {measures.COLUMNS}, {_SUMS.format(**_FACTS)}) {_APART}"""
# The sums that pages read: of each owner, by each split, as the authority and as the hospital that sent the plan
_SPLIT = """SELECT 'i_alt' AS split, '' AS value UNION ALL SELECT 'type', kind UNION ALL SELECT 'alder', age_group
  UNION ALL SELECT 'diagnose', diagnosis_group UNION ALL SELECT 'modpart', coalesce({other}::text, '')
  UNION ALL SELECT 'aarsag', key WHERE measure IN ('ikke_tilbudt', 'valg_svar', 'afsluttet', 'kontakter', 'klager')
  UNION ALL SELECT 'modpart', coalesce({other}::text, '') || ':' || kind WHERE measure = 'planer'
  UNION ALL SELECT 'modpart', coalesce({other}::text, '') || ':' || key WHERE measure = 'valg_svar'"""
_BY = "owner_id, as_hospital, department_id, month, split, value, days"
_SPREAD = f"""(
  SELECT organisation_id owner_id, false as_hospital, NULL::uuid department_id, month, split, value, days, part, whole
  FROM proof_number, LATERAL ({_SPLIT.format(other="hospital_id")}) s WHERE measure = %(measure)s
  UNION ALL SELECT hospital_id, true, d.of, month, split, value, days, part, whole
  FROM proof_number, LATERAL (SELECT NULL::uuid AS of UNION SELECT department_id) d, LATERAL ({_SPLIT.format(other="organisation_id")}) s
  WHERE measure = %(measure)s AND hospital_id IS NOT NULL) spread"""
TALLY = f"""WITH own AS MATERIALIZED (SELECT {_BY}, {_SUMS.format(rows=_SPREAD, by=_BY)}),
theirs AS MATERIALIZED (SELECT {_BY}, {_SUMS.format(rows="audits_tally WHERE measure = %(measure)s", by=_BY)}) {_APART}"""


@dataclass(frozen=True, slots=True)
class Compared:
    """`what`: facts or sums. `groups`: how many sets of dimensions the independent numbers have; `apart`: how many rows stand on one side alone."""

    what: str
    measure: Measure
    on: date
    groups: int
    whole: int
    part: int
    apart: int

    def line(self) -> str:
        said = "equal" if not self.apart else f"differs ({self.apart})"
        return f"{self.on} {self.what} {self.measure.value:22} {said}, {self.groups} groups, {self.part} of {self.whole}"


def prepare(connection: Connection) -> None:
    """Takes the events apart; once, for every day."""
    connection.prepare_threshold = None  # the tables are made anew each day
    for statement in lines.PREPARE:
        connection.execute(statement)


def at_day(connection: Connection, on: date) -> None:
    """proof_number: every independent number at the end of the day, by every dimension."""
    for statement in ("DROP TABLE IF EXISTS proof_plan, proof_number", *state.AT, measures.PLANS, "ANALYZE proof_plan, proof_right"):
        _run(connection, statement, on)
    connection.execute(f"CREATE UNLOGGED TABLE proof_number ({NUMBER})".encode())
    for measure, statement in measures.ROWS.items():
        _run(connection, f"INSERT INTO proof_number SELECT '{measure.value}', {measures.COLUMNS}, part, whole FROM ({statement}) r", on)
    for side in ("organisation_id", "hospital_id", "home_id"):
        connection.execute(f"CREATE INDEX ON proof_number ({side}, measure, month)".encode())
    connection.execute("ANALYZE proof_number")


NUMBER = """measure text, organisation_id uuid, hospital_id uuid, department_id uuid, home_id uuid, month date, kind text, age_group text,
diagnosis_group text, psychiatry boolean, key text, days int, part int, whole int"""


def _run(connection: Connection, statement: str, on: date) -> None:
    """The day is set in where it is asked for; a statement without it has its per cent signs as they are."""
    asked = "%(on)s" in statement
    connection.execute((statement if asked else statement.replace("%%", "%")).encode(), {"on": on} if asked else None)


def facts(connection: Connection, on: date) -> list[Compared]:
    """Of every measure, by every dimension at once. `at_day` of the same day comes first."""
    return [_compared(connection, "facts", FACTS, measure, on) for measure in Measure]


def sums(connection: Connection, today: date) -> list[Compared]:
    """The sums that stand ready, which are of today alone."""
    return [_compared(connection, "sums", TALLY, measure, today) for measure in Measure]


def _compared(connection: Connection, what: str, statement: str, measure: Measure, on: date) -> Compared:
    row = connection.execute(statement.encode(), {"measure": measure.value, "on": on}).fetchone()
    if row is None:
        raise LookupError(measure)
    groups, whole, part, apart = map(int, row)
    return Compared(what, measure, on, groups, whole, part, apart)
