"""Rows written with a text that Django's fields give once a process: one statement for all rows of a table.

For verbs that write several tables in one transaction. What Django does beside the statement (signals, parents of a model,
values that the database makes) is not done, and none of these models has it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from accounts.prepared import kept

Row = TypeVar("Row", bound=Model)


def insert(rows: list[Row]) -> list[Row]:
    """All of one model, new; the same rows."""
    if not rows:
        return rows
    model = type(rows[0])
    sql, values = said(rows)
    if any(hasattr(one, "as_sql") for one in values):  # the database's own default, which Django writes
        return model._base_manager.bulk_create(rows)  # noqa: SLF001
    with kept() as cursor:
        cursor.execute(sql, values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001
    return rows


def insert_and_ask(row: Model, also: str) -> Any:
    """One new row, and what an expression of SQL gives beside it, before the row counts."""
    sql, values = said([row])
    with kept() as cursor:
        cursor.execute(f"{sql} RETURNING {also}", values)
        answer = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001
    return answer


def said(rows: Sequence[Model]) -> tuple[str, list[Any]]:
    """The statement that inserts them and its parameters, for whoever runs it together with another."""
    model = type(rows[0])
    head, one = _insert_text(model)
    fields = _fields(model)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields]
    return f"{head} VALUES {', '.join([one] * len(rows))}", values


def update(row: Model, names: Sequence[str]) -> None:
    """The named columns of one row that is there; RuntimeError where it is not, or not to be seen."""
    fields = _fields(type(row), names)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with kept() as cursor:
        cursor.execute(_update_text(type(row), tuple(names)), [*values, row.pk])
        if cursor.rowcount != 1:
            raise RuntimeError(f"{type(row).__name__}: the row is not there.")


@lru_cache(64)
def _insert_text(model: type[Model]) -> tuple[str, str]:
    columns = [_quoted(field.column) for field in _fields(model)]
    return f"INSERT INTO {_table(model)} ({', '.join(columns)})", f"({', '.join(['%s'] * len(columns))})"


@lru_cache(64)
def _update_text(model: type[Model], names: tuple[str, ...]) -> str:
    columns, key = [_quoted(field.column) for field in _fields(model, names)], _quoted(_fields(model, ["pk"])[0].column)
    return f"UPDATE {_table(model)} SET {', '.join(f'{column} = %s' for column in columns)} WHERE {key} = %s"  # noqa: S608


def _fields(model: type[Model], names: Sequence[str] = ()) -> list[Any]:
    """The named fields in that order; all that are columns when none is named."""
    meta = model._meta  # noqa: SLF001
    return [meta.pk if name == "pk" else meta.get_field(name) for name in names] or list(meta.concrete_fields)


def _table(model: type[Model]) -> str:
    return _quoted(model._meta.db_table)  # noqa: SLF001


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
