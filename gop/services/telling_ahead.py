"""A notice ahead is sent, read and taken back. No citizen in it; it goes to organisations, and who they are is fixed when it is sent."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.civil import REFUSED, holds_number
from accounts.danish import short_moment
from accounts.enums import Verb
from gop.enums import CapacityNoticeKind, PlanType, TrainingField
from gop.errors import NotFound, Refused
from gop.models import CapacityNotice, CapacityNoticeSeen, NoticePeriod
from gop.rules.notice_period import first_day_allowed, is_late
from gop.selectors.told_ahead import Receivers, notice_ahead, periods_of, receivers_of, region_of

NO_PERIOD = "GOP kender ingen varslingsfrist i jeres region for den slags. Fortæl det så tidligt, I kan."
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 200, 4000, 500
FURTHEST_BACK, FURTHEST_AHEAD = timedelta(days=366), timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class AheadAsked:
    """As typed. `kind` and `effective_on` None: not said."""

    kind: CapacityNoticeKind | None
    title: str
    text: str
    effective_on: date | None
    plan_type: PlanType | None = None
    training_field: TrainingField | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be sent today: to whom, the period in words, the first day it allows (None: no number of months), and whether it is late."""

    kind: CapacityNoticeKind
    effective_on: date
    receivers: Receivers
    period: NoticePeriod | None
    period_text: str
    earliest_on: date | None
    late: bool


def propose(actor: Actor, asked: AheadAsked) -> Proposed:
    """What the page says before it is sent. Raises Refused by field."""
    actor.must(Verb.TELL_AHEAD)
    wrong = _wrong(asked)
    if wrong or asked.kind is None or asked.effective_on is None:
        raise Refused(wrong)
    today = clock.today()
    receivers = receivers_of(actor, today)
    if not receivers.everybody():
        raise Refused("Jeres organisation har ingen region i registret, så GOP ved ikke, hvem der skal have det at vide.")
    period = periods_of(region_of(actor, today), today).get(asked.kind)
    earliest = first_day_allowed(today, period.months) if period else None
    said = period.text if period else NO_PERIOD
    return Proposed(asked.kind, asked.effective_on, receivers, period, said, earliest, is_late(asked.effective_on, earliest))


def tell(actor: Actor, notice_id: UUID, asked: AheadAsked) -> CapacityNotice:
    """Sent, also when it is late. The same id again is the same notice. Raises Refused by field."""
    proposed = propose(actor, asked)
    if already := CapacityNotice.objects.filter(organisation_id=actor.tenant, id=notice_id).first():
        return already
    row = CapacityNotice(
        id=notice_id,
        organisation_id=actor.tenant,
        sender_name=actor.organisation_name,
        kind=proposed.kind,
        title=" ".join(asked.title.split()),
        text=asked.text.strip().replace("\r\n", "\n"),
        plan_type=asked.plan_type or "",
        training_field=asked.training_field or "",
        effective_on=proposed.effective_on,
        period_text=proposed.period_text,
        earliest_on=proposed.earliest_on,
        addressees=sorted({actor.tenant, *(one.id for one in proposed.receivers.everybody())}),
        sent_at=clock.now(),
        by_name=actor.name,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # pressed twice at once, or an id that is somebody else's
        found = CapacityNotice.objects.filter(organisation_id=actor.tenant, id=notice_id).first()
        if found is None:
            raise NotFound from None
        return found
    return row


def withdraw_ahead(actor: Actor, notice_id: UUID, reason: str) -> None:
    """Taken back with a reason; it stays to be seen as such. Repeating it changes nothing. Raises Refused, NotFound."""
    actor.must(Verb.TELL_AHEAD)
    row = CapacityNotice.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant, id=notice_id).first()
    if row is None:
        raise NotFound
    if row.withdrawn_at is not None:
        if row.withdrawn_by_name == actor.name:
            return
        raise Refused(f"{row.withdrawn_by_name} har trukket varslingen tilbage {short_moment(row.withdrawn_at)}.")
    said = " ".join(reason.split())
    if not said:
        raise Refused([("reason", "Skriv, hvorfor varslingen trækkes tilbage.")])
    if problem := _too_long(said, LONGEST_REASON) or (REFUSED if holds_number(said) else ""):
        raise Refused([("reason", problem)])
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by_name = clock.now(), said, actor.name
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by_name"])


def mark_read(actor: Actor, notice_id: UUID) -> CapacityNoticeSeen | None:
    """Read by the actor's organisation: the first mark stands, whoever made it. None: the sender's own. Raises NotFound."""
    notice = notice_ahead(actor, notice_id)
    if notice.organisation_id == actor.tenant:
        return None
    mark = CapacityNoticeSeen(
        organisation_id=actor.tenant, sender_id=notice.organisation_id, notice_id=notice.id, at=clock.now(), by_name=actor.name
    )
    CapacityNoticeSeen.objects.bulk_create([mark], ignore_conflicts=True)
    return CapacityNoticeSeen.objects.get(organisation_id=actor.tenant, notice_id=notice.id)


def _wrong(asked: AheadAsked) -> list[tuple[str, str]]:
    today = clock.today()
    wrong: list[tuple[str, str]] = []
    if asked.kind is None:
        wrong.append(("kind", "Vælg, hvad det handler om."))
    for name, text, most, missing in (
        ("title", asked.title.strip(), LONGEST_TITLE, "Skriv en overskrift."),
        ("text", asked.text.strip(), LONGEST_TEXT, "Skriv, hvad der ændrer sig, og hvad modtagerne skal regne med."),
    ):
        problem = missing if not text else _too_long(text, most) or (REFUSED if holds_number(text) else "")
        if problem:
            wrong.append((name, problem))
    if asked.effective_on is None:
        wrong.append(("effective_on", "Angiv den dag, ændringen gælder fra."))
    elif not today - FURTHEST_BACK <= asked.effective_on <= today + FURTHEST_AHEAD:
        wrong.append(("effective_on", "Dagen ligger mere end et år tilbage eller fem år frem. Se efter, om årstallet er rigtigt."))
    return wrong


def _too_long(text: str, most: int) -> str:
    return f"Skriv højst {most:,} tegn.".replace(",", ".") if len(text) > most else ""
