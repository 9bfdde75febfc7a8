"""Reports with two real connections, and a worker that dies in the middle: one of each report, released once, never half made."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from audits.enums import ReportState
from audits.models import Report
from audits.services import releasing
from audits.services import reports as service
from audits.services.committees import add_meeting
from audits.services.reports import make_reports
from gop.errors import AlreadyDone
from tests import factories as make
from tests.audits.report_rows import a_quarter, the
from tests.broken.test_races import as_, one_told, race

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def a_published_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()
    a_quarter()


@pytest.fixture
def analysts() -> tuple[Actor, Actor]:
    return tuple(make.person(name, Role.ANALYST, make.NORDJYLLAND) for name in ("rune", "mia"))  # type: ignore[return-value]


def states() -> list[str]:
    with make.reading():
        return list(Report.objects.values_list("state", flat=True))


def test_two_workers_make_each_report_once() -> None:
    assert race(make_reports, make_reports) == [None, None]
    with make.reading():
        rows = list(Report.objects.values_list("subject_id", "kind", "attempts", "state"))
    assert len({row[:2] for row in rows}) == len(rows)
    assert {row[2:] for row in rows} == {(1, ReportState.READY.value)}


def test_two_analysts_release_at_once_and_one_is_told(analysts: tuple[Actor, Actor]) -> None:
    make_reports()
    report = the(make.AALBORG).id
    answers = race(*(as_(one, releasing.release, report, None) for one in analysts))
    one_told(answers, "Rune", "Mia")
    assert the(make.AALBORG).released_by_name == ("Rune", "Mia")[answers.index(None)]


def test_a_comment_and_a_release_at_once_leave_no_comment_unread(analysts: tuple[Actor, Actor]) -> None:
    make_reports()
    report = the(make.AALBORG).id
    rune, mia = analysts
    answers = race(as_(rune, releasing.comment, report, "Ferie i juli.", None), as_(mia, releasing.release, report, None))
    left = the(make.AALBORG)
    if answers[0] is None:  # the comment was first: the release was refused, for its author had not seen it
        assert (left.comment, left.state) == ("Ferie i juli.", ReportState.READY)
    else:
        assert isinstance(answers[0], AlreadyDone)
        assert (left.comment, left.state) == ("", ReportState.RELEASED)


def test_the_same_meeting_added_twice_at_once_is_one(analysts: tuple[Actor, Actor]) -> None:
    day = NOW.date() + timedelta(days=20)
    assert race(*(as_(one, add_meeting, "Forum", day, make.NORDJYLLAND) for one in analysts)) == [None, None]


# Between any two of a worker's steps: while planning, with a row taken, while it is made, while it is put back, while comparing, at the end
STEPS = (
    (service, "plan_reports"),
    (service.Run, "_make"),
    (service, "_publication"),
    (service, "_content"),
    (service.Run, "_put_back"),
    (service, "check_reports"),
    (service, "ended"),
)


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_worker_killed_at_any_step_leaves_no_half_report_and_the_next_one_makes_it(
    owner: Any, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(owner, step, die)
        if step == "_put_back":
            dying.setattr(service, "_content", lambda *_: 1 / 0)
        with pytest.raises(Killed):
            make_reports()
    with make.reading():
        assert not Report.objects.filter(state=ReportState.READY, content={}).exists()
        taken = Report.objects.filter(state=ReportState.MAKING).count()
    assert taken == (step in {"_make", "_publication", "_content", "_put_back"})
    monkeypatch.setattr(clock, "now", lambda: NOW + service.RETRY)
    make_reports()
    assert set(states()) == {ReportState.READY}
    with make.reading():
        assert Report.objects.values("subject_id", "kind", "population").distinct().count() == len(states())


def test_one_that_was_interrupted_says_so_until_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(service, "_content", die)
        for minutes in (0, 6):
            dying.setattr(clock, "now", lambda minutes=minutes: NOW + timedelta(minutes=minutes))
            with make.reading():  # one row alone, so that the second run takes it again
                Report.objects.exclude(state=ReportState.MAKING).update(retry_at=NOW + timedelta(days=1))
            with pytest.raises(Killed):
                make_reports()
    with make.reading():
        assert Report.objects.get(state=ReportState.MAKING, attempts=2).problem == service.INTERRUPTED


class Killed(BaseException):
    """What no handler of ours catches."""


def die(*_: Any, **__: Any) -> None:
    raise Killed
