"""Made rows into the database by COPY, as a role that no policy binds; the columns that are not given get their model's default."""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

import psycopg
from django.apps import apps
from django.db.models import Field, JSONField, Model
from psycopg import sql

from tests.figures_proof.made import Rows

# Without indexes of foreign keys to wait for: nothing is checked that the making makes true
SETTINGS = "SET session_replication_role = replica; SET synchronous_commit = off"
TABLES = (
    "gop_plan", "gop_planversion", "gop_planevent", "gop_recipient", "gop_case", "gop_caseevent", "gop_offer", "gop_complaint", "gop_experience",
    "gop_assignment", "gop_assignmentevent", "deadlines_unsent",
)  # fmt: skip
Connection = psycopg.Connection[Any]


def write(connection: Connection, rows: Rows) -> None:
    """In place of what is there."""
    connection.execute(SETTINGS)
    for table in reversed(TABLES):
        connection.execute(f"DELETE FROM {table}".encode())
    more(connection, rows)


def more(connection: Connection, rows: Rows) -> None:
    """Beside what is there."""
    connection.execute(SETTINGS)
    for table in TABLES:
        copy(connection, table, rows.of[table])
    connection.execute("ANALYZE " + ", ".join(TABLES))


def copy(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    model = _model(table)
    fields = [field for field in model._meta.concrete_fields if not field.has_db_default() or any(field.attname in row for row in rows)]
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    defaults = {field.attname: _default(field) for field in fields}
    plain = {field.attname for field in fields if isinstance(field, JSONField)}
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)) as to:
        for row in rows:
            full = defaults | row
            to.write_row([json.dumps(full[field.attname]) if field.attname in plain else full[field.attname] for field in fields])


def _model(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _default(field: "Field[Any, Any]") -> Any:
    if field.has_db_default() and not field.has_default():
        return False if field.get_internal_type() == "BooleanField" else "" if not field.null else None
    return field.get_default()


# When a row came; what is not here is taken as it is
_CAME = {
    "gop_planversion": "frozen_at", "gop_planevent": "at", "gop_recipient": "at", "gop_caseevent": "at", "gop_offer": "made_at",
    "gop_complaint": "made_at", "gop_assignment": "sent_at", "gop_assignmentevent": "made_at", "deadlines_unsent": "created_at",
}  # fmt: skip


def until(rows: Rows, moment: datetime) -> Rows:
    """The rows as they stood at the moment: a plan and a case with the columns that had been set by then."""
    found = Rows()
    for table, name in _CAME.items():
        found.of[table] = [row for row in rows.of[table] if row[name] is None or row[name] <= moment]
    found.of["deadlines_unsent"] = [row | {"ended_at": _past(row["ended_at"], moment)} for row in found.of["deadlines_unsent"]]
    found.of["gop_offer"] = [row | ({} if _past(row.get("withdrawn_at"), moment) else _STANDS) for row in found.of["gop_offer"]]
    found.of["gop_experience"] = [row for row in rows.of["gop_experience"] if row["month"] <= moment.date()]
    columns: dict[Any, dict[str, Any]] = defaultdict(dict)
    for change in rows.of["change"]:
        if change["at"] <= moment:
            columns[change["of"]].update(change["columns"])
    for table in ("gop_plan", "gop_case"):
        found.of[table] = [columns[row["id"]] for row in rows.of[table] if row["id"] in columns]
    return found


def _past(at: datetime | None, moment: datetime) -> datetime | None:
    return at if at is not None and at <= moment else None


_STANDS = {"withdrawn_at": None, "ended_by": ""}
