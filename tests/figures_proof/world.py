"""Where the made cases are: three regions with some municipalities, hospitals and departments, one hospital of each psychiatric."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from config.registry_loader import id_of
from tests.figures_proof.made import key

REGIONS = ("region-nordjylland", "region-midtjylland", "region-syddanmark")
TOWNS, HOSPITALS, WARDS = 6, 3, 2
_HOSPITALS = """
SELECT r.parent_id, o.id, o.name, o.key, h.hospital_type = 'psykiatri' FROM hospitals_hospital h JOIN accounts_organisation o ON o.id = h.organisation_id
JOIN accounts_organisationrelation r ON r.child_id = o.id AND r.kind = 'sygehus_i' AND r.valid_to IS NULL
WHERE r.parent_id = ANY(%s) AND h.hospital_type IN ('psykiatri', 'regionshospital', 'universitetshospital')
ORDER BY h.hospital_type <> 'psykiatri', o.key
"""
_TOWNS = """
SELECT r.parent_id, o.id, o.name FROM accounts_organisation o JOIN accounts_organisationrelation r ON r.child_id = o.id
WHERE r.kind = 'kommune_i' AND r.parent_id = ANY(%s) AND r.valid_from <= '2026-01-01' AND r.valid_to IS NULL ORDER BY o.key
"""
# Departments of our own, for the registry knows few
_WARD = """
INSERT INTO accounts_organisation (id, kind, key, name, code, sor_code, gln, valid_from, invented)
VALUES (%(id)s, 'afdeling', %(key)s, %(name)s, '', '', '', '2020-01-01', true) ON CONFLICT DO NOTHING
"""
_BELONGS = """
INSERT INTO accounts_organisationrelation (id, child_id, parent_id, kind, valid_from)
VALUES (%(id)s, %(id)s, %(hospital)s, 'afdeling_af', '2020-01-01') ON CONFLICT DO NOTHING
"""

# Its specialty says whether it is psychiatric
_SPECIALTY = """
INSERT INTO hospitals_department (organisation_id, specialty, phone, performs_specialised, function_level, needs_approval)
VALUES (%(id)s, %(specialty)s, '', true, '', false) ON CONFLICT DO NOTHING
"""
_PERFORMER = """
INSERT INTO accounts_organisation (id, kind, key, name, code, sor_code, gln, valid_from, invented)
VALUES (%(id)s, 'leverandoer', 'leverandoer-maalt', 'Målt', '', '', '', '2020-01-01', true) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Ward:
    hospital: UUID
    hospital_name: str
    department: UUID
    department_name: str


@dataclass(frozen=True, slots=True)
class Region:
    id: UUID
    towns: tuple[tuple[UUID, str], ...]
    wards: tuple[Ward, ...]


@dataclass(frozen=True, slots=True)
class World:
    """`now`: aware, the last moment at which anything has happened."""

    regions: tuple[Region, ...]
    now: datetime


def world(connection: "psycopg.Connection[Any]", now: datetime) -> World:
    """Makes departments under hospitals of the registry. Raises LookupError for a registry without them."""
    regions = [id_of(key) for key in REGIONS]
    hospitals, towns = connection.execute(_HOSPITALS, [regions]).fetchall(), connection.execute(_TOWNS, [regions]).fetchall()
    connection.execute(_PERFORMER, {"id": key("performer")})
    found = []
    for region in regions:
        wards = [_ward(connection, row, number) for row in hospitals if row[0] == region for number in range(WARDS)]
        own = tuple((row[1], row[2]) for row in towns if row[0] == region)[:TOWNS]
        if not wards or not own:
            raise LookupError("A region has no hospital or no municipality.")
        found.append(Region(region, own, tuple(wards[: HOSPITALS * WARDS])))
    return World(tuple(found), now)


def _ward(connection: "psycopg.Connection[Any]", row: tuple[Any, ...], number: int) -> Ward:
    _, hospital, name, of, psychiatric = row
    own = f"afdeling-maalt-{of}-{number}"
    ward = Ward(hospital, name, id_of(own), f"Målt afsnit {number + 1}")
    given: dict[str, Any] = {"id": ward.department, "key": own, "name": ward.department_name, "hospital": hospital}
    given["specialty"] = "Psykiatri" if psychiatric else "Ortopædkirurgi"
    for statement in (_WARD, _BELONGS, _SPECIALTY):
        connection.execute(statement, given)
    return ward
