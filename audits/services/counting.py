"""Counting: what happened to cases and plans becomes facts, a batch at a time, safe to stop anywhere and to run twice or late (ADR 51).

The job sees which cases and plans have new events. Their texts it never reads: each authority's cases are read in that authority's
role, and the numbers are written as the job. A batch is written whole or not at all; the mark moves when all of them are.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from audits.enums import Measure
from audits.models import CountedMark, Fact
from audits.rules.contributions import Contribution, Law, answer_contributions, case_contributions, plan_contributions
from audits.selectors import changed
from audits.selectors.told import CaseRead, cases_told, law
from audits.selectors.told_plans import PlanRead, plans_told
from audits.services.counted_rows import Wanted, lock, put, the_only_one
from audits.services.fact_rows import Place, clock_moved_back, day_has_come, tally_again, tally_everything
from audits.services.repairing import repair
from deadlines.heartbeat import began, ended

log = logging.getLogger("gop.figures")
JOB = "audits.count"
CASES, PLANS, ANSWERS = "sager", "planer", "oplevelse"
# An event is stamped when it is made and seen when its transaction ends: whoever looks again so far back misses none.
BACK = timedelta(minutes=10)
BATCH = 200
Said = Callable[[str], None]
One = TypeVar("One")
Write = Callable[[UUID, Sequence[UUID]], None]


def count_when_due() -> int:
    """What the worker does every few seconds, unless another worker is at it. How many cases and plans were counted."""
    with the_only_one() as alone:
        if not alone:
            return 0
        began(JOB)
        run = Run()
        done = run.changes()
        ended(JOB, handled=done, failed=run.failed)
    return done


def count_changes(*, inside: bool = False) -> int:
    """Everything recorded since the last time. `inside`: the caller's transaction may read and write all of it (the demo's loading)."""
    return Run(inside=inside).changes()


def recount(organisation: UUID | None = None, *, since: int = 1, said: Said = lambda _: None, inside: bool = False) -> int:
    """Everything from the events again, of one organisation or of all from number `since` on; stopped, it goes on where it was told to.

    Numbers that are right stay where they are, and pages show them meanwhile. How many cases and plans were read.
    """
    return Run(inside=inside).all_again(organisation, since, said)


@dataclass
class Run:
    """One counting. `at_once`: nothing was counted before, so the sums are made in the end. `failed`: cases and plans that could not be read; they are logged and left for the next event or recount."""

    inside: bool = False
    at_once: bool = False
    failed: int = 0
    done: int = 0
    law: Law = field(init=False)
    psychiatric: frozenset[UUID] = field(init=False)
    municipalities: frozenset[UUID] = field(init=False)
    holders: list[tuple[UUID, str]] = field(init=False)

    def _as_job(self) -> AbstractContextManager[object]:
        return nullcontext() if self.inside else acting_as(job_actor(JOB))

    def _as_holder(self, kind: Kind, organisation: UUID) -> AbstractContextManager[object]:
        return nullcontext() if self.inside else acting_as(job_actor(JOB, kind, organisation))

    def changes(self) -> int:
        with self._as_job():
            now, today = clock.now(), clock.today()
            marks = dict(CountedMark.objects.values_list("source", "until"))
            self._registry()
        if marks.keys() >= {CASES, PLANS, ANSWERS} and max(marks.values()) <= now:
            self._new(marks, today)
        else:  # the first time, or the clock was moved back
            self.at_once = self.inside and not Fact.objects.exists()
            self._step(lambda: clock_moved_back(today))
            for key, _ in self.holders:
                self._everything(key, again=False)
            self._answers(today, None)
            if self.at_once:
                tally_everything()
        self._step(lambda: day_has_come(today))
        with self._as_job():
            rows = [CountedMark(source=source, until=now) for source in (CASES, PLANS, ANSWERS)]
            CountedMark.objects.bulk_create(rows, update_conflicts=True, unique_fields=["source"], update_fields=["until"])
        return self.done

    def all_again(self, organisation: UUID | None, since: int, said: Said) -> int:
        with self._as_job():
            self._registry()
        listed = list(enumerate(self.holders, 1))
        for number, (key, name) in listed:
            if number < since or organisation not in (None, key):
                continue
            before = self.done
            self._everything(key, again=True)
            self._answers(clock.today(), None, key)
            mended = self._mend(key)
            said(f"{number}/{len(listed)} {name}: {self.done - before} sager og planer, {mended} tal rettet")
        self._step(lambda: day_has_come(clock.today()))
        return self.done

    def _registry(self) -> None:
        self.law, self.psychiatric, self.holders = law(), changed.psychiatric(), changed.holders()
        self.municipalities = changed.municipalities()

    def _step(self, more: Callable[[], bool]) -> None:
        """One batch a transaction, until there are no more."""
        going = True
        while going:
            with self._as_job():
                lock()
                going = more()

    def _new(self, marks: Mapping[str, datetime], today: date) -> None:
        with self._as_job():
            cases, plans = changed.cases_since(marks[CASES] - BACK), changed.plans_since(marks[PLANS] - BACK)
        for key, ids in cases.items():
            self._in_batches(key, ids, self._cases)
        for key, ids in plans.items():
            self._in_batches(key, ids, self._plans)
        month = clock.local(marks[ANSWERS]).date().replace(day=1)
        if month < today.replace(day=1):
            self._answers(today, (month - timedelta(days=1)).replace(day=1))

    def _everything(self, organisation: UUID, *, again: bool) -> None:
        """`again`: also what is counted already."""
        with self._as_job():
            cases, plans = changed.cases_of(organisation), changed.plans_of(organisation)
        for ids, which, write in ((cases, changed.uncounted_cases, self._cases), (plans, changed.uncounted_plans, self._plans)):
            for some in _batches(ids):
                wanted = some
                if not again:
                    with self._as_job():
                        wanted = which(organisation, some)
                self._in_batches(organisation, wanted, write)

    def _in_batches(self, organisation: UUID, ids: Sequence[UUID], write: Write) -> None:
        """A batch that fails is tried one by one, so that only what is wrong stands over."""
        for some in _batches(ids):
            try:
                write(organisation, some)
            except Exception as error:
                if self.inside:
                    raise
                log.warning("a batch of %d could not be counted: %s", len(some), type(error).__name__)
                for one in some:
                    self._alone(organisation, one, write)

    def _alone(self, organisation: UUID, one: UUID, write: Write) -> None:
        try:
            write(organisation, [one])
        except Exception as error:
            self.failed += 1
            log.error("%s could not be counted: %s", one, type(error).__name__)

    def _cases(self, organisation: UUID, ids: Sequence[UUID]) -> None:
        with self._as_holder(Kind.AUTHORITY, organisation):
            read = cases_told(ids, organisation)
        with self._as_job():
            departments = changed.departments_of(one.plan for one in read)
        self._put([self._of_case(one, departments.get(one.plan)) for one in read])
        self.done += len(read)

    def _of_case(self, one: CaseRead, department: UUID | None) -> Wanted:
        told = replace(one.told, psychiatry=department in self.psychiatric)
        place = Place(one.organisation, one.hospital, department, one.home)
        return Wanted(one.id, place, case_contributions(told, self.law), one.seen)

    def _plans(self, hospital: UUID, ids: Sequence[UUID]) -> None:
        with self._as_job():
            unsent = changed.unsent_of(hospital, ids)
        with self._as_holder(Kind.AUTHOR, hospital):
            read = plans_told(ids, hospital, unsent)
        self._put([wanted for one in read for wanted in self._of_plan(one)])
        self.done += len(read)

    def _of_plan(self, one: PlanRead) -> Iterator[Wanted]:
        """A part for each whose number it is: what is not sent the hospital's, what is sent the receiver's."""
        rows = plan_contributions(replace(one.told, psychiatry=one.department in self.psychiatric))
        place = Place(one.hospital, one.hospital, one.department)
        yield Wanted(one.id, place, _of(rows, Measure.UNSENT_NOW), one.seen)
        sent = _of(rows, Measure.SENT_AT_DISCHARGE, Measure.SENT_NEXT_DAY)
        yield Wanted(uuid5(one.id, "sendt"), replace(place, organisation=one.receiver or one.hospital, home=one.home), sent, one.seen)
        yield Wanted(uuid5(one.id, "klage"), replace(place, home=one.home), _of(rows, Measure.COMPLAINTS), one.seen)

    def _answers(self, today: date, since: date | None, organisation: UUID | None = None) -> None:
        with self._as_job():
            found = changed.answers(today.replace(day=1), since, organisation)
        for some in _batches(list(found.items())):
            self._put([self._of_answers(key, month, rows) for (key, month), rows in some])

    def _of_answers(self, organisation: UUID, month: date, rows: list[tuple[str, str, int]]) -> Wanted:
        as_one, involved = Counter[str](), Counter[str]()
        for one, other, number in rows:
            as_one[one] += number
            involved[other] += number
        place = Place(organisation, home=organisation if organisation in self.municipalities else None)
        subject = uuid5(organisation, f"oplevelse {month}")
        return Wanted(subject, place, answer_contributions(month, as_one, involved), as_one.total())

    def _put(self, wanted: Sequence[Wanted]) -> None:
        if wanted:
            with self._as_job():
                lock()
                put(wanted, clock.today(), into_sums=not self.at_once)

    def _mend(self, organisation: UUID) -> int:
        with self._as_job():
            lock()
            mended, hospitals = repair(organisation, clock.today())
            for owner in hospitals | {organisation}:
                tally_again(owner)
        return mended


def _of(rows: Sequence[Contribution], *measures: Measure) -> list[Contribution]:
    return [row for row in rows if row.measure in measures]


def _batches(rows: Sequence[One]) -> Iterator[Sequence[One]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
