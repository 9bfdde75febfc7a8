"""Deadline rows by the rules themselves, and the alerts that the scan has given by now."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from accounts.danish import copenhagen_date
from config.demo.batch import Batch, new_id
from config.demo.handling import Handling
from config.demo.world import World
from deadlines.enums import AlertKind, DeadlineKind, DeadlineState
from deadlines.models import Alert, Deadline, Unowned
from deadlines.rules import clocks
from deadlines.rules.alerting import moments, next_moment
from deadlines.rules.ladder import Ladder
from deadlines.services import new_row
from gop.enums import CaseKind
from gop.models import Case
from gop.services.clocks import facts_of, show

MAILED_AFTER = timedelta(seconds=4)
SEEN_AFTER = timedelta(hours=3)
UNSEEN = timedelta(days=7)


def add_clocks(case: Case, done: Handling, reader: UUID | None, world: World, rng: Random, now: datetime, batch: Batch) -> None:
    """Rows, alerts, and what lists show of them on the case. `reader` has read the older alerts."""
    rows = []
    for wanted in clocks(facts_of(case), world.rules, world.calendar):
        row = new_row(case.organisation_id, case.id, case.owner_id, wanted)
        row.id, row.created_at = new_id(rng), case.received_at
        row.changed_at = _resolved(row, done) or done.taken_at or case.received_at
        alerts = list(_alerts(row, case, done, reader, rng, now))
        if row.state == DeadlineState.OPEN and alerts:
            row.next_alert_at = next_moment(moments(row.warn_at, row.breach_at, row.urgent_at), now)
        batch.add(row, *alerts)
        rows.append(row)
    show(case, rows)
    if case.owner_id is None and case.ended_at is None and case.kind == CaseKind.TREATMENT:
        batch.add(*_spell(case, world, rng, now))


def _spell(case: Case, world: World, rng: Random, now: datetime) -> Iterator[Unowned | Alert]:
    """Nobody has the case since it came, and the leads have been told when that was due."""
    due = Ladder().unowned_due_at(case.received_at, world.calendar)
    spell = Unowned(
        id=new_id(rng),
        organisation_id=case.organisation_id,
        subject_id=case.id,
        team_id=case.team_id,
        began_at=case.received_at,
        due_at=due,
    )
    spell.next_alert_at = due if due > now else None
    yield spell
    if due <= now:
        at, day = due + timedelta(seconds=rng.randint(1, 59)), copenhagen_date(due)
        yield Alert(
            id=new_id(rng),
            organisation_id=case.organisation_id,
            unowned_id=spell.id,
            subject_id=case.id,
            kind=AlertKind.UNOWNED,
            due_on=day,
            last_working_day=day,
            was_due_at=due,
            created_at=at,
            mailed_at=at + MAILED_AFTER,
            attempts=1,
        )


def _resolved(row: Deadline, done: Handling) -> datetime | None:
    """When the row stopped being open."""
    if row.state == DeadlineState.LAPSED:
        return done.ended_at
    if row.state == DeadlineState.MET:
        if row.kind == DeadlineKind.INFORM_BY:
            return done.told_none_at or done.told_at
        former = done.former
        declined = former is not None and former.how and row.met_on == copenhagen_date(former.meeting_at)
        return former.offered_at if former and declined else done.offered_at
    return None


def _alerts(row: Deadline, case: Case, done: Handling, reader: UUID | None, rng: Random, now: datetime) -> Iterator[Alert]:
    """Those due while the row was open; a breach outranks a warning of the same moment."""
    until = min(_resolved(row, done) or now, now)
    for at, kind in moments(row.warn_at, row.breach_at, row.urgent_at):
        if at <= until:
            yield _alert(row, kind, at, case, done, reader, rng, now)


def _alert(
    row: Deadline, kind: AlertKind, due: datetime, case: Case, done: Handling, reader: UUID | None, rng: Random, now: datetime
) -> Alert:
    at = due + timedelta(seconds=rng.randint(1, 59))
    taken = done.owner is not None and done.taken_at is not None and done.taken_at <= at
    seen = row.state != DeadlineState.OPEN or case.ended_at is not None or due < now - UNSEEN
    return Alert(
        id=new_id(rng),
        organisation_id=row.organisation_id,
        deadline_id=row.id,
        subject_id=row.subject_id,
        kind=kind,
        deadline_kind=row.kind,
        due_on=row.due_on,
        last_working_day=row.last_working_day,
        recipient_id=done.owner[0] if done.owner and taken else None,
        was_due_at=due,
        created_at=at,
        mailed_at=at + MAILED_AFTER,
        attempts=1,
        seen_at=at + SEEN_AFTER if seen else None,
        seen_by=reader if seen else None,
    )
