"""The facts of an organisation against what its cases and plans count: where they differ, the difference is written."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from audits.enums import Measure
from audits.rules.contributions import Contribution
from audits.services.fact_rows import COLUMNS, Place, write_facts

MOST = 30_000  # what one row may hold
# A contribution is kept as [on, month, measure, kind, age, diagnosis, psychiatry, key, days, part, whole]
DIFFERENCE = f"""
SELECT {COLUMNS.replace("part, whole", "")} sum(part), sum(whole) FROM (
    SELECT c.organisation_id, (c.rows -> 'place' ->> 0)::uuid AS hospital_id, (c.rows -> 'place' ->> 1)::uuid AS department_id,
           (c.rows -> 'place' ->> 2)::uuid AS home_id, (r ->> 0)::date AS "on", (r ->> 1)::date AS month, r ->> 2 AS measure, r ->> 3 AS kind,
           r ->> 4 AS age_group, r ->> 5 AS diagnosis_group, (r ->> 6)::boolean AS psychiatry, r ->> 7 AS key, (r ->> 8)::int AS days,
           (r ->> 9)::int AS part, (r ->> 10)::int AS whole
    FROM audits_counted c, jsonb_array_elements(c.rows -> 'rows') r WHERE c.organisation_id = %s
    UNION ALL
    SELECT {COLUMNS.replace("part, whole", "-part, -whole")} FROM audits_fact WHERE organisation_id = %s
) both_of_them GROUP BY {", ".join(map(str, range(1, 14)))} HAVING sum(part) <> 0 OR sum(whole) <> 0"""  # noqa: S608


def repair(organisation: UUID, today: date) -> tuple[int, set[UUID]]:
    """Inside the caller's transaction, holding the lock. How many sums were wrong, and at which hospitals they count too."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCE, [organisation, organisation])
        found = cursor.fetchall()
    wrong = [(Place(*line[:4]), _contribution(*line[4:])) for line in found]
    write_facts([(place, row) for place, one in wrong for row in _in_small(one)], today)
    return len(wrong), {place.hospital for place, _ in wrong if place.hospital}


def _contribution(on: date, month: date, measure: str, *rest: Any) -> Contribution:
    kind, age, diagnosis, psychiatry, key, days, part, whole = rest
    return Contribution(on, month, Measure(measure), kind, age, diagnosis, psychiatry, key, days, int(part), int(whole))


def _in_small(row: Contribution) -> Iterator[Contribution]:
    """One row for each so many."""
    part, whole = row.part, row.whole
    while part or whole:
        some = row._replace(part=max(-MOST, min(MOST, part)), whole=max(-MOST, min(MOST, whole)))
        part, whole = part - some.part, whole - some.whole
        yield some
