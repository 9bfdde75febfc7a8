"""Log lines: one object each, and no citizen in them."""

import json
import logging
import sys
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.trace import tracing
from config.seen.log import JsonLines, PlainLines, redacted

NANCY, NAME = "2512489996", "Nancy Ann Berggren"
FORMS = [JsonLines(), PlainLines()]


def record(message: str, *args: object, logger: str = "gop.test", error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord(logger, logging.INFO, __file__, 1, message, args, (type(error), error, None) if error else None)
    if len(args) == 1 and isinstance(args[0], dict):
        made.args = args[0]
    made.__dict__.update(extra)
    return made


def facts(*args: object, **kwargs: object) -> dict[str, object]:
    line = JsonLines().format(record(*args, **kwargs))  # type: ignore[arg-type]
    assert "\n" not in line
    return json.loads(line)


def test_a_line_is_one_object_with_the_ids() -> None:
    with tracing("0f8fad5bd9cb469fa16570867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"):
        told = facts("alert %s\nhas nobody", uuid.UUID(int=1), status=200, milliseconds=1.5)
    assert told["request_id"] == "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert told["job"] == "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    assert told["message"] == f"alert {uuid.UUID(int=1)}\nhas nobody"
    assert (told["level"], told["logger"], told["status"], told["milliseconds"]) == ("INFO", "gop.test", 200, 1.5)
    assert str(told["at"]).endswith("+00:00")


@pytest.mark.parametrize("form", FORMS)
def test_what_others_interpolate_is_left_out(form: logging.Formatter) -> None:
    for line in [
        record("Internal Server Error: %s", f"/soeg/?q={NAME}", logger="django.request", request=object()),
        record("Error handling request %s", f"/soeg/?q={NAME}", logger="gunicorn.error"),
        record("Task %(name)s raised: %(exc)s", {"name": "gop.x", "exc": NAME, "args": [NAME]}, logger="celery.app.trace"),
        record("Task handler raised error: %r", ValueError(NAME), logger="celery.worker.request"),
        record("failed: %s", {"name": NAME}.values()),
        record("saved", citizen=NAME, status={"name": NAME}),
        record("failed", error=ValueError(f"Key (name)=({NAME}) exists")),
    ]:
        assert "Nancy" not in form.format(line)


def test_a_tasks_outcome_names_task_and_job() -> None:
    job = str(uuid.uuid4())
    args = {"name": "deadlines.scan", "id": job, "runtime": 0.5, "return_value": NAME}
    told = facts("Task %(name)s[%(id)s] succeeded in %(runtime)ss: %(return_value)s", args, logger="celery.app.trace")
    assert told["message"] == f"Task deadlines.scan[{job}] succeeded in 0.5s: …"
    assert told["job"] == job


def test_an_exception_is_its_type_and_its_place() -> None:
    try:
        int(NAME)
    except ValueError:
        made = record("failed")
        made.exc_info = sys.exc_info()
    told = json.loads(JsonLines().format(made))
    assert told["error"] == "builtins.ValueError"
    assert told["where"][-1].endswith("test_an_exception_is_its_type_and_its_place")
    assert NAME not in json.dumps(told)


def test_a_message_that_does_not_fit_its_arguments_is_still_a_line() -> None:
    assert facts("%d of %d", "x", logger="django")["message"] == "%d of %d"


@given(
    before=st.text(max_size=20),
    day=st.from_regex(r"\d{6}", fullmatch=True),
    between=st.sampled_from(["", "-", " ", " - ", "\u00a0", "–"]),
    after=st.text(max_size=20),
)
def test_whatever_looks_like_a_cpr_is_blotted_out(before: str, day: str, between: str, after: str) -> None:
    number = f"{day}{between}9996"
    for line in (facts(f"{before}|{number}|{after}"), facts("x", path=number), facts("%s", number)):
        assert number not in json.dumps(line, ensure_ascii=False)
    assert number not in PlainLines().format(record(f"{before}|{number}|{after}"))


@given(st.uuids())
def test_an_id_is_never_taken_for_a_cpr(one: uuid.UUID) -> None:
    assert redacted(f"case {one}.") == f"case {one}."
