"""A query that Django builds once a process, and that then runs with other values.

Building the query of a list takes Django longer than PostgreSQL takes to answer it. What is kept is its text, by the shape of
what was asked. Every value goes in anew at each asking, and the transaction's role and policies hold as for any statement.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

from accounts.actor import Actor

# Stand for the values while a query is built. No row has such ids or hashes, or dates of the years 2 and 3.
_ID, _HASH, _EARLY = "dead0000-0000-0000-0000-{:012}", b"no hash of anybody: ", 9


class Typed(str):
    """A text that is a value of its own, as a code; any other text belongs to what is asked."""

    __slots__ = ()


_TEXT = "no text of anybody: "
_VALUE = UUID | date | bytes | Typed
MOST_KEPT = 500  # plans a connection


class _Standins:
    def __init__(self) -> None:
        self.place: dict[object, int] = {}

    def of(self, value: object) -> Any:
        """Ids, dates and hashes are values; what else is asked (the name of a filter, nothing at all) belongs to the text."""
        number = len(self.place)
        if isinstance(value, Actor):
            # in the order of _values
            organisation, user = self.of(value.organisation), self.of(value.user)
            return replace(value, organisation=organisation, user=user, departments=frozenset(map(self.of, sorted(value.departments))))
        standin: object
        if isinstance(value, UUID):
            standin = UUID(_ID.format(number))
        elif isinstance(value, datetime):
            standin = datetime(2, 1, 1, 0, 0, number, tzinfo=UTC)
        elif isinstance(value, date):
            standin = date(3, 1, 1 + number)
        elif isinstance(value, bytes):
            standin = _HASH + bytes([number])
        elif isinstance(value, Typed):
            standin = Typed(f"{_TEXT}{number}")
        else:
            return value
        self.place[standin] = number
        return standin

    def of_param(self, param: Any) -> int | None:
        """Which value goes there; None: a constant of the query's own. ValueError where one was changed on its way."""
        held = getattr(param, "obj", param)  # the driver's wrapping of bytes
        if isinstance(held, _VALUE) and held in self.place:
            return self.place[held]
        if (isinstance(held, date) and held.year < _EARLY) or any(one in str(held) for one in (_ID[:9], _HASH.decode(), _TEXT)):
            raise ValueError("A prepared query must take its ids, dates and hashes as they are given.")
        return None


def _values(given: tuple[object, ...]) -> Iterator[object]:
    for one in given:
        if isinstance(one, Actor):
            yield from (value for value in (one.organisation, one.user, *sorted(one.departments)) if value is not None)
        elif isinstance(one, _VALUE):
            yield one


def _shape(one: object) -> object:
    if isinstance(one, Actor):
        return one.kind, one.role, one.organisation is None, one.user is None, len(one.departments)
    return type(one) if isinstance(one, _VALUE) else one


@dataclass(frozen=True, slots=True)
class _Text:
    sql: str
    places: list[int]  # which value goes where; constants stand in the text
    convert: Callable[[list[Any]], list[Any]]
    model: Any
    columns: list[str]  # of the model itself, which come first
    related: list[Any]  # what fills in each row's select_related


class Prepared:
    """`ask` takes actors, ids, dates, hashes, typed texts and words, and gives a queryset of one model or of `values_list`."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        self._ask = ask
        self._texts: dict[object, _Text] = {}

    def rows(self, *given: object) -> list[tuple[Any, ...]]:
        return self._read(self._text(given), given)

    def said(self, *given: object) -> tuple[str, list[Any]]:
        """The statement and its parameters, for whoever runs it together with another; its rows come as the driver gives them."""
        text = self._text(given)
        return text.sql, _params(text, given)

    def objects(self, *given: object) -> list[Any]:
        """As instances of the model. A column that `only` left out is read when somebody asks for it, as ever."""
        text = self._text(given)
        own, found = len(text.columns), []
        for row in self._read(text, given):
            one = _filled(text.model, text.columns, row[:own])
            for fill in text.related:
                fill.populate(row, one)
            found.append(one)
        return found

    def first(self, *given: object) -> Any:
        """Of `objects`, or None."""
        return next(iter(self.objects(*given)), None)

    def _text(self, given: tuple[object, ...]) -> _Text:
        shape = tuple(_shape(one) for one in given)
        found = self._texts.get(shape)
        if found is None:
            found = self._texts[shape] = self._build(given)
        return found

    def _build(self, given: tuple[object, ...]) -> _Text:
        standins = _Standins()
        asked = self._ask(*(standins.of(one) for one in given))
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([one[0] for one in compiler.select])
        known = compiler.klass_info  # None for values_list
        places = [standins.of_param(one) for one in params]
        own = known["select_fields"] if known else []
        return _Text(
            sql=_with_constants(sql, list(zip(places, params, strict=True))),
            places=[one for one in places if one is not None],
            convert=(lambda rows: list(compiler.apply_converters(rows, converters))) if converters else list,
            model=asked.model,
            columns=[compiler.select[one][0].target.attname for one in own],
            related=get_related_populators(known, compiler.select, connection.alias) if known else [],  # type: ignore[call-arg]  # the stubs know a later Django
        )

    def _read(self, text: _Text, given: tuple[object, ...]) -> list[tuple[Any, ...]]:
        come, again = _come.get() or ({}, False)
        rows = come.pop((self, given), None)
        if rows is None:
            rows = self.run(given).fetchall()
        if again:
            come[self, given] = rows
        return text.convert(rows)

    def run(self, given: tuple[object, ...]) -> Any:
        """The cursor that has asked, its rows not fetched yet."""
        text, cursor = self._text(given), kept()
        cursor.execute(text.sql, _params(text, given))
        return cursor


Asked = tuple[Prepared, tuple[object, ...]]
_come: ContextVar[tuple[dict[Asked, list[Any]], bool] | None] = ContextVar("come", default=None)  # rows, and whether they are given again


@contextmanager
def ahead(*asked: Asked, again: bool = False, telling: Callable[[], None] | None = None) -> Iterator[dict[Asked, list[Any]]]:
    """Several questions in one message. Within, whoever asks one of them first gets the rows that have come; asked again, it is asked anew.

    For a transaction that writes nothing of what they read before they are taken. Gives what nobody has taken yet.
    `again`: whatever is asked twice gets the same rows, for a page that writes nothing of what it reads.
    `telling`: writes by kept statements what goes along in the message; what fails there fails the whole.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        cursors = [(one, one[0].run(one[1])) for one in asked]
        if telling is not None:
            telling()
        come = {one: cursor.fetchall() for one, cursor in cursors}
    token = _come.set((come, again))
    try:
        yield come
    finally:
        _come.reset(token)


def _filled(model: Any, columns: list[str], row: tuple[Any, ...]) -> Any:
    """As the model's `from_db`, which asks every field of the model for every row, also those that `only` left out."""
    one = model.__new__(model)
    one._state = state = ModelState()  # noqa: SLF001
    state.db, state.adding = connection.alias, False
    one.__dict__.update(zip(columns, row, strict=True))
    return one


def _params(text: _Text, given: tuple[object, ...]) -> list[Any]:
    values = list(_values(given))
    return [values[place] for place in text.places]


def _with_constants(sql: str, params: list[tuple[int | None, object]]) -> str:
    """The text with everything in it but the values."""
    driver = psycopg.ClientCursor(connection.connection)
    pieces = sql.split("%s")
    said = ["%s" if place is not None else driver.mogrify("%s", [one]).replace("%", "%%") for place, one in params]
    return "".join(piece + one for piece, one in zip(pieces, [*said, ""], strict=True))


@dataclass(frozen=True, slots=True)
class _Said:
    query: bytes


class Kept(psycopg.Cursor[Any]):
    """Lets the server keep the plan too, for as long as the connection lives."""

    logged = False

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        answer = super().execute(query, params, prepare=True, **how)
        if self.logged:  # Django reads from here what a test counts
            self._query: Any = _Said(psycopg.ClientCursor(self.connection).mogrify(query, params).encode())
        return answer


def kept() -> Any:
    """A cursor whose statements the server keeps."""
    here = connections[DEFAULT_DB_ALIAS]  # looked up once: a page has twenty of these
    here.ensure_connection()
    here.connection.prepared_max = MOST_KEPT
    raw: Any = Kept(here.connection)
    raw.logged = here.queries_logged
    return here.make_debug_cursor(raw) if raw.logged else here.make_cursor(raw)
