"""The independent SQL against cases whose numbers are known by heart: each rule of model.md 6, 7 and 10 that a number hangs on."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts.danish import COPENHAGEN
from audits.enums import Measure
from tests import conftest
from tests import factories as make
from tests.figures_proof import comparing, writing
from tests.figures_proof.made import Rows, key

pytestmark = pytest.mark.django_db(transaction=True)
ZERO, LOOKED = date(2026, 3, 2), 20
Line = tuple[int, str, dict[str, Any]]
Number = tuple[Measure, str, int | None, int, int]


def day(after: int) -> str:
    return (ZERO + timedelta(days=after)).isoformat()


def at(after: int, hour: int = 10) -> datetime:
    return datetime.combine(ZERO + timedelta(days=after), datetime.min.time(), COPENHAGEN) + timedelta(hours=hour)


def offer(after: int, meeting: int) -> Line:
    return after, "tilbyd", {"meeting_at": at(meeting, 13).isoformat(), "place": "Målt"}


def told(after: int, *, none: bool = False) -> Line:
    return after, "giv_besked", {"on": day(after), "no_start": none}


def held(after: int) -> Line:
    return after, "start", {"on": day(after)}


def zero(after: int, moved: int) -> Line:
    return after, "udskrivning", {"day_zero": day(moved), "expected": False, "before": day(0)}


def end(after: int, code: str = "gennemfoert", action: str = "afslut", **more: Any) -> Line:
    return after, action, {"end_code": code, **more}


def starts(after: int, earliest: int, reason: str) -> Line:
    return after, "plan_rettet", {"earliest": day(earliest), "latest": "", "start_reason": reason}


def answer(after: int, said: str) -> Line:
    return after, "svar_frit_valg", {"answer": said, "on": day(after)}


LATE = {(Measure.OFFERED, "", None, 0, 1), (Measure.MISSED, "", None, 0, 1)}
RIGHT = {(Measure.CHOICE_ARISEN, "", None, 0, 1)}
OVERDUE = {(Measure.OVERDUE_NOW, "", None, 0, 1)}
OPEN, PLAN, DUE = {(Measure.OPEN_NOW, "", None, 0, 1)}, {(Measure.PLANS, "", None, 0, 1)}, {(Measure.DUE_NOW, "", None, 0, 1)}
NOT_TOLD, TOLD, IN_TIME = {(Measure.INFORMED, "", None, 0, 1)}, {(Measure.INFORMED, "", None, 1, 1)}, {(Measure.OFFERED, "", None, 1, 1)}


def ended(code: str = "gennemfoert") -> set[Number]:
    return {(Measure.ENDED, code, None, 0, 1)}


def waits(offered: int | None = None, held_after: int | None = None, whole: int | None = None) -> set[Number]:
    lengths = {Measure.WAIT_OFFERED: offered, Measure.WAIT_HELD: held_after, Measure.WAIT_WHOLE: held_after if whole is None else whole}
    return {(measure, "", days, 0, 1) for measure, days in lengths.items() if days is not None}


# What was done, seen from how many days after day 0, and all that counts then
KNOWN: dict[str, tuple[list[Line], int, set[Number]]] = {
    "before its deadlines": ([], 4, OPEN | PLAN | DUE),
    "the day after the fourth": ([], 5, OPEN | PLAN | DUE | NOT_TOLD),
    "nothing offered": ([], 8, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT),
    "everything in time": ([offer(1, 7), told(4), held(7)], 8, OPEN | PLAN | TOLD | IN_TIME | waits(7, 7)),
    "offered late": ([offer(2, 8)], 3, OPEN | PLAN | DUE | RIGHT | waits(8)),
    "told late": ([offer(1, 5), told(5)], 8, OPEN | PLAN | NOT_TOLD | IN_TIME | waits(5)),
    "told that no start can be offered": (
        [told(3, none=True)], 8, OPEN | PLAN | TOLD | LATE | OVERDUE | RIGHT | {(Measure.CHOICE_TOLD, "", None, 0, 1)},
    ),
    "declined in time": ([offer(1, 6), (2, "borger_aflyste", {})], 9, OPEN | PLAN | NOT_TOLD | IN_TIME),
    "cancelled by the authority": ([offer(1, 6), (9, "aflys", {})], 9, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT),
    "cancelled later than the day of data": ([offer(1, 6), (10, "aflys", {})], 9, OPEN | PLAN | NOT_TOLD | IN_TIME | waits(6)),
    "ended before the deadlines": ([end(3, "fravalg")], 9, PLAN | ended("fravalg")),
    "ended after the fourth day": ([end(5, "doed")], 9, PLAN | NOT_TOLD | ended("doed")),
    "reopened": ([end(3, "fravalg"), (6, "genaabn", {"end_code": "fravalg"})], 9, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT),
    "day 0 moved past the meeting": ([offer(1, 3), told(1), zero(2, 5)], 13, OPEN | {*PLAN} | NOT_TOLD | LATE | OVERDUE | RIGHT),
    "day 0 moved back, so that the offer is late": ([offer(0, 6), zero(1, -2)], 6, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT | waits(8)),
    "day 0 not come": ([zero(0, 5)], 3, OPEN | DUE),
    "day 0 called off": ([zero(1, 0), (2, "udskrivning", {"day_zero": "", "expected": True})], 9, OPEN),
    "a clinical later start": ([starts(0, 10, "sundhedsfaglig"), offer(1, 17)], 18, OPEN | PLAN | NOT_TOLD | IN_TIME | waits(7)),
    "a later start by coordination": (
        [starts(0, 10, "koordinering"), offer(1, 17)], 18, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT | waits(17),
    ),
    "another municipality said yes in time": (
        [offer(1, 9), answer(2, "anden_kommune"), (3, "anden_kommune_ja", {})], 9, OPEN | PLAN,
    ),
    "answered": (
        [offer(1, 9), answer(2, "venter")], 9,
        OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT | waits(9) | {(Measure.CHOICE_TOLD, "", None, 0, 1), (Measure.CHOICE_ANSWERED, "venter", None, 0, 1)},
    ),
    "a cause set": ([(9, "aarsag", {"cause": "kapacitet"})], 9, OPEN | PLAN | NOT_TOLD | OVERDUE | RIGHT | {(Measure.OFFERED, "", None, 0, 1), (Measure.MISSED, "kapacitet", None, 0, 1)}),
    "a cause set later": ([(10, "aarsag", {"cause": "kapacitet"})], 9, OPEN | PLAN | NOT_TOLD | OVERDUE | RIGHT | LATE),
    "returned": ([end(9, "returneret", "returner")], 9, {(Measure.RETURNED, "", None, 0, 1)}),
    "returned later than the day of data": ([end(9, "returneret", "returner")], 8, OPEN | PLAN | NOT_TOLD | LATE | OVERDUE | RIGHT),
    "replaced": ([end(3, "erstattet")], 9, PLAN | ended("erstattet") | {(Measure.REPLACED, "", None, 0, 1)}),
    "carried through": (
        [offer(1, 5), told(1), held(5), (6, "kontakt", {"contact": "a", "state": "planlagt"}), (7, "kontakt", {"contact": "a", "state": "holdt"}),
         (8, "kontakt", {"contact": "b", "state": "udeblevet"}), end(9, goal_reached="ja")], 9,
        PLAN | TOLD | IN_TIME | waits(5, 5) | ended() | {(Measure.GOALS, "", None, 1, 1), (Measure.CONTACTS, "kommune", None, 2, 1)},
    ),
    "complained of": ([(3, "klage", {"what": "klage", "about": "faglig", "received_on": day(1)})], 4, OPEN | PLAN | DUE | {(Measure.COMPLAINTS, "faglig", None, 0, 1)}),
}  # fmt: skip


def _add(rows: Rows, name: str, done: list[Line], after: int) -> UUID:
    """All cases are looked at on one day, so each begins so long before it. The case's id stands as its hospital, which numbers keep."""
    case, moved = key("by hand", name), timedelta(days=LOOKED - after)
    rows.add(
        "gop_case", id=case, organisation_id=make.AALBORG, plan_id=key("plan", name), plan_version=1, sender_id=case,
        home_municipality_id=make.AALBORG, birth_date=date(1948, 12, 25), cpr_hash=case.bytes, plan_type="almen", received_at=at(-1) + moved,
        day_zero=ZERO + moved, diagnosis_group="Hofte",
    )  # fmt: skip
    received = (-1, "modtaget", {"day_zero": ZERO.isoformat(), "earliest": "", "latest": "", "start_reason": "", "expected": False})
    for number, (on, action, data) in enumerate([received, *done]):
        moment = at(on) + moved + timedelta(minutes=number)
        rows.add(
            "gop_caseevent", id=key(case, number), organisation_id=make.AALBORG, case_id=case, action=action, at=moment, by_name="Målt",
            data={name: _moved(value, moved) for name, value in data.items()},
        )  # fmt: skip
    return case


def _moved(value: Any, by: timedelta) -> Any:
    """Days and moments of an event; everything else as it stands."""
    if not isinstance(value, str) or not value.startswith("2026-"):
        return value
    return ((date if len(value) == len("2026-03-02") else datetime).fromisoformat(value) + by).isoformat()


def test_each_rule_counts_what_is_known_by_hand() -> None:
    make.registry()
    rows, found = Rows(), dict[UUID, set[Number]]()
    cases = {name: _add(rows, name, done, after) for name, (done, after, _) in KNOWN.items()}
    with conftest.SERVERS.postgres.connect(database=conftest.DATABASE) as connection:
        writing.write(connection, rows)
        comparing.prepare(connection)
        comparing.at_day(connection, ZERO + timedelta(days=LOOKED))
        for case, measure, *number in connection.execute(
            "SELECT hospital_id, measure, key, days, part, whole FROM proof_number"
        ).fetchall():
            found.setdefault(case, set()).add((Measure(measure), *number))
    wrong = {name: (found[case] ^ KNOWN[name][2]) for name, case in cases.items() if found[case] != KNOWN[name][2]}
    assert wrong == {}
