"""Log lines that name no citizen: one JSON object a line, or a line for people.

Only what is listed gets out. What other people's code interpolates into a message (an address with search
words, an exception with a value) is left out, an exception is its type and its place in the code, and
at the very end whatever looks like a CPR number is blotted out.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any
from uuid import UUID

from accounts import trace

UUID_SHAPE = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
# Six digits and four, whatever dash or space between; a UUID may hold such a run and is none.
CPR_SHAPE = re.compile(rf"(?<![0-9a-fA-F])({UUID_SHAPE})(?![0-9a-fA-F])|(?<!\d)\d{{6}}[\s\-–—.]{{0,3}}\d{{4}}(?!\d)")
# Ours say nothing but types and ids; the queue's arguments are ids (accounts/wake.py).
TRUSTED = ("gop", "celery", "kombu")
NUMBERS = int | float | UUID | None
WORDS = NUMBERS | str | date
# Of what a record carries besides its message.
EXTRAS = ("method", "path", "status", "milliseconds", "task", "error")
# A task's outcome is told by a mapping that holds its result and its exception too.
OF_A_TASK = ("id", "name", "runtime", "description")
DEEPEST = 8


def redacted(text: str) -> str:
    return CPR_SHAPE.sub(lambda found: found[1] or "[cpr]", text)


def _harmless(value: object, plain: type | UnionType) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if isinstance(value, plain) else "…"


def message_of(record: logging.LogRecord) -> str:
    """The message, with the arguments that cannot hold a citizen."""
    args: Any = record.args
    if isinstance(args, Mapping):
        args = {name: value if name in OF_A_TASK else "…" for name, value in args.items()}
    elif args:
        plain = WORDS if record.name.split(".")[0] in TRUSTED else NUMBERS
        args = tuple(_harmless(value, plain) for value in args)
    try:
        return str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def failure_of(error: BaseException) -> dict[str, Any]:
    """Type and place. The words of an exception may quote a row."""
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    told: dict[str, Any] = {
        "error": f"{kind.__module__}.{kind.__qualname__}",
        "where": [f"{f.filename}:{f.lineno} {f.name}" for f in frames],
    }
    cause = error.__cause__ or error
    if getattr(cause, "sqlstate", None):
        told["sqlstate"] = cause.sqlstate  # type: ignore[attr-defined]
    return told


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": message_of(record),
    }
    job = record.args.get("id") if isinstance(record.args, Mapping) else None
    named = {"request_id": trace.request_id(), "job": trace.job_id() or trace.sane(job)}
    facts |= {name: value for name, value in named.items() if value}
    facts |= {
        name: getattr(record, name) for name in EXTRAS if getattr(record, name, None) is not None and _is_plain(getattr(record, name))
    }
    if record.exc_info and record.exc_info[1] is not None:
        facts |= failure_of(record.exc_info[1])
    return {name: _clean(value) for name, value in facts.items()}


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [redacted(one) for one in value]
    return redacted(value) if isinstance(value, str) else value


class JsonLines(logging.Formatter):
    """For machines: GOP_LOG=json."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False)


class PlainLines(logging.Formatter):
    """For people: GOP_LOG=line. The same facts."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        where = facts.pop("where", [])
        first = " ".join(str(facts.pop(name)) for name in ("at", "level", "logger", "message"))
        facts = {name: value for name, value in facts.items() if name not in {"method", "path", "status"}}
        rest = " ".join(f"{name}={value}" for name, value in facts.items())
        return "\n    ".join([re.sub(r"\s*\n\s*", " ", f"{first} {rest}".strip()), *where])
