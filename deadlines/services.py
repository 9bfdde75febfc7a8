"""Writes of clocks and alerts. What stands above this room calls `keep_rows` whenever a fact has changed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from deadlines.enums import DeadlineState
from deadlines.models import Alert, Deadline
from deadlines.rules import Clock
from deadlines.rules.alerting import moments
from deadlines.selectors import alerts_visible_to, current_deadlines

COMPARED = ("state", "met_on", "preliminary", "last_working_day", "warn_at", "breach_at", "urgent_at", "basis", "owner_id")
MOMENTS = ("warn_at", "breach_at", "urgent_at")


def new_row(organisation: UUID, subject: UUID, owner: UUID | None, wanted: Clock, generation: int = 1) -> Deadline:
    """An unsaved row for a clock; the scan must look first when it has first something to say."""
    at = clock.now()
    return Deadline(
        organisation_id=organisation,
        subject_id=subject,
        kind=wanted.kind,
        generation=generation,
        due_on=wanted.due_on,
        next_alert_at=_first_moment(wanted) if wanted.state == DeadlineState.OPEN else None,
        created_at=at,
        changed_at=at,
        **_values(wanted, owner),
    )


def _first_moment(wanted: Clock | Deadline) -> datetime:
    return moments(wanted.warn_at, wanted.breach_at, wanted.urgent_at)[0][0]


def _values(wanted: Clock, owner: UUID | None) -> dict[str, object]:
    return {
        "state": wanted.state,
        "met_on": wanted.met_on,
        "preliminary": wanted.preliminary,
        "last_working_day": wanted.last_working_day,
        "warn_at": wanted.warn_at,
        "breach_at": wanted.breach_at,
        "urgent_at": wanted.urgent_at,
        "basis": list(wanted.basis),
        "owner_id": owner,
    }


def keep_rows(actor: Actor, subject: UUID, owner: UUID | None, wanted: Iterable[Clock]) -> list[Deadline]:
    """Bring the rows of one case in step with its clocks, inside the caller's transaction.

    A changed due date is a new generation and the old row is superseded; a clock that is no longer
    wanted is superseded without successor. Running it twice changes nothing.
    """
    present = {row.kind: row for row in current_deadlines(actor, subject)}
    kept: list[Deadline] = []
    clocks = list(wanted)
    for clock_wanted in clocks:
        row = present.pop(clock_wanted.kind.value, None)
        if row is None or row.due_on != clock_wanted.due_on:
            generation = _last_generation(actor, subject, clock_wanted.kind.value) + 1
            if row is not None:
                _supersede(row)
            row = new_row(actor.tenant, subject, owner, clock_wanted, generation)
            row.save(force_insert=True)
        else:
            _update(row, clock_wanted, owner)
        kept.append(row)
    for row in present.values():
        _supersede(row)
    _stop_climbs(actor, [row.id for row, one in zip(kept, clocks, strict=True) if one.stopped_on is not None])
    return kept


def _stop_climbs(actor: Actor, deadlines: list[UUID]) -> None:
    """Of clocks that are history: a broken one stays open after the first meeting or the end, and asks for nothing more."""
    if deadlines:
        Alert.objects.filter(organisation_id=actor.tenant, deadline_id__in=deadlines, climb_at__isnull=False).update(climb_at=None)


def _last_generation(actor: Actor, subject: UUID, kind: str) -> int:
    generations = Deadline.objects.filter(organisation_id=actor.tenant, subject_id=subject, kind=kind)
    return generations.order_by("-generation").values_list("generation", flat=True).first() or 0


def _update(row: Deadline, wanted: Clock, owner: UUID | None) -> None:
    before = {name: getattr(row, name) for name in COMPARED}
    values = _values(wanted, owner)
    if before == values:
        return
    for name, value in values.items():
        setattr(row, name, value)
    if row.state != DeadlineState.OPEN:
        row.next_alert_at = None
    elif before["state"] != DeadlineState.OPEN or any(before[name] != values[name] for name in MOMENTS):
        row.next_alert_at = _first_moment(wanted)  # the scan skips an alert that has been given
    row.changed_at = clock.now()
    row.save(update_fields=[*values, "next_alert_at", "changed_at"])


def _supersede(row: Deadline) -> None:
    row.state, row.next_alert_at, row.changed_at = DeadlineState.SUPERSEDED, None, clock.now()
    row.save(update_fields=["state", "next_alert_at", "changed_at"])


def stop_alerts(rows: Iterable[Deadline]) -> None:
    """No alert is given any more for these rows: the case has ended. What was broken stays broken."""
    for row in rows:
        if row.next_alert_at is not None:
            row.next_alert_at = None
            row.save(update_fields=["next_alert_at"])


def wake_alerts(rows: Iterable[Deadline]) -> None:
    """The scan looks at the open rows again; it skips an alert that has been given."""
    for row in rows:
        if row.state == DeadlineState.OPEN and row.next_alert_at is None:
            row.next_alert_at = _first_moment(row)
            row.save(update_fields=["next_alert_at"])


def mark_seen(actor: Actor, alert_id: UUID) -> None:
    """The alert has been read. Repeating it keeps the first reader."""
    actor.must(Verb.READ_ALERTS)
    alerts_visible_to(actor).filter(id=alert_id, seen_at__isnull=True).update(seen_at=clock.now(), seen_by=actor.user)
