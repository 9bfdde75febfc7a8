"""Facts and the sums of them, written in one statement: what counts by today stands in the sums at once, the rest when its day comes.

As the job, inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from audits.enums import Measure, Split
from audits.rules.contributions import Contribution
from audits.selectors.tallied import BY_KEY, BY_KIND

# What is split by a key
KEYED = (Measure.MISSED, Measure.CHOICE_ANSWERED, Measure.ENDED, Measure.CONTACTS, Measure.COMPLAINTS)
COLUMNS = 'organisation_id, hospital_id, department_id, home_id, "on", month, measure, kind, age_group, diagnosis_group, psychiatry, key, days, part, whole'
NAMES = [name.strip(' "') for name in COLUMNS.split(",")]
TYPES = [*["uuid"] * 4, *["date"] * 2, *["text"] * 4, "boolean", "text", *["smallint"] * 3]
# One text is sent quicker than fifteen lists
GIVEN = "jsonb_to_recordset(%s::jsonb) AS given (" + ", ".join(f'"{one}" {kind}' for one, kind in zip(NAMES, TYPES, strict=True)) + ")"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose numbers: of a case the authority and where its plan came from."""

    organisation: UUID
    hospital: UUID | None = None
    department: UUID | None = None
    home: UUID | None = None


def _texts(measures: Iterable[Measure]) -> str:
    return ", ".join(f"'{measure.value}'" for measure in measures)


def _splits(other: str) -> str:
    """The values of one fact: (split, value). `other`: the column of the other side."""
    subject = f"coalesce({other}::text, '')"
    return f"""SELECT '{Split.TOTAL}' AS split, '' AS value
UNION ALL SELECT '{Split.KIND}', kind UNION ALL SELECT '{Split.AGE}', age_group UNION ALL SELECT '{Split.DIAGNOSIS}', diagnosis_group
UNION ALL SELECT '{Split.SUBJECT}', {subject}
UNION ALL SELECT '{Split.KEY}', key WHERE measure IN ({_texts(KEYED)})
UNION ALL SELECT '{Split.SUBJECT}', {subject} || ':' || kind WHERE measure IN ({_texts(BY_KIND)})
UNION ALL SELECT '{Split.SUBJECT}', {subject} || ':' || key WHERE measure IN ({_texts(BY_KEY)})"""


# Facts are added up before they are spread over the splits: there are far fewer sums than facts.
TALLY = f"""
, bare AS (
    SELECT organisation_id, hospital_id, department_id, month, measure, kind, age_group, diagnosis_group, key, days,
           sum(part * sign) AS part, sum(whole * sign) AS whole
    FROM changed GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
), spread AS (
    SELECT organisation_id AS owner_id, false AS as_hospital, NULL::uuid AS department_id, measure, month, split, value, days, part, whole
    FROM bare, LATERAL ({_splits("hospital_id")}) s
    UNION ALL
    SELECT hospital_id, true, d.department_id, measure, month, split, value, days, part, whole
    FROM bare, LATERAL (SELECT NULL::uuid AS department_id UNION SELECT bare.department_id) d, LATERAL ({_splits("organisation_id")}) s
    WHERE hospital_id IS NOT NULL
)
INSERT INTO audits_tally AS t (owner_id, as_hospital, department_id, measure, month, split, value, days, part, whole)
SELECT owner_id, as_hospital, department_id, measure, month, split, value, days, sum(part), sum(whole) FROM spread WHERE {{which}}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ON CONFLICT (owner_id, as_hospital, department_id, measure, month, split, value, days)
DO UPDATE SET part = t.part + excluded.part, whole = t.whole + excluded.whole"""  # noqa: S608
BARE = f"""
INSERT INTO audits_fact ({COLUMNS}, tallied)
SELECT {COLUMNS}, "on" <= %s FROM {GIVEN}"""  # noqa: S608
NEW = f"""
WITH changed AS ({BARE}
    RETURNING *, 1 AS sign
), here AS (SELECT * FROM changed WHERE tallied)
{TALLY.replace("FROM changed", "FROM here").format(which="true")}"""  # noqa: S608
# A day has come; or the clock was moved back, and it has not come after all.
COME = f"""
WITH changed AS (
    UPDATE audits_fact SET tallied = NOT tallied
    WHERE id IN (SELECT id FROM audits_fact WHERE {{due}} ORDER BY "on", id LIMIT %s)
    RETURNING *, CASE WHEN tallied THEN 1 ELSE -1 END AS sign
) {TALLY.format(which="true")}"""  # noqa: S608
DUE, UNDUE = 'NOT tallied AND "on" <= %s', 'tallied AND "on" > %s'
AGAIN = f"""
WITH changed AS (SELECT *, 1 AS sign FROM audits_fact WHERE tallied AND (organisation_id = %s OR hospital_id = %s))
{TALLY.format(which="owner_id = %s AND (part <> 0 OR whole <> 0)")}"""  # noqa: S608
EVERYTHING = f"""
WITH changed AS (SELECT *, 1 AS sign FROM audits_fact WHERE tallied)
{TALLY.format(which="part <> 0 OR whole <> 0")}"""  # noqa: S608
BATCH = 20_000


def write_facts(rows: Sequence[tuple[Place, Contribution]], today: date, *, into_sums: bool = True) -> int:
    """How many were written. `into_sums` False: the caller adds all of them up in the end, with `tally_everything`."""
    if rows:
        told = json.dumps([dict(zip(NAMES, _values(place, row), strict=True)) for place, row in rows], default=str)
        with connection.cursor() as cursor:
            cursor.execute(NEW if into_sums else BARE, [today, told])
    return len(rows)


def _values(place: Place, row: Contribution) -> tuple[Any, ...]:
    where = (place.organisation, place.hospital, place.department, place.home)
    what = (row.measure.value, str(row.kind), str(row.age_group), row.diagnosis_group, row.psychiatry, str(row.key))
    return *where, row.on, row.month, *what, row.days, row.part, row.whole


def day_has_come(today: date) -> bool:
    """Add to the sums what begins to count by today. True when there may be more."""
    return _turned(DUE, today)


def clock_moved_back(today: date) -> bool:
    """Take out of the sums what no longer counts. True when there may be more."""
    return _turned(UNDUE, today)


def _turned(due: str, today: date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT exists(SELECT FROM audits_fact WHERE {due})", [today])  # noqa: S608
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(COME.format(due=due), [today, BATCH])
    return True


def tally_again(owner: UUID) -> None:
    """The sums of one owner from its facts, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audits_tally WHERE owner_id = %s", [owner])
        cursor.execute(AGAIN, [owner, owner, owner])


def tally_everything() -> None:
    """The sums of all facts there are, where none stand yet."""
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)
