"""Mail for alerts: one a receiver and scan, with a count and links, and nothing of a citizen. At least once.

What is to be said is read first and grouped by receiver; then each receiver's mail leaves and is marked in a transaction
of its own that holds the rows. A crash between the two means the same mail again, under the same Message-ID.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from deadlines.alert_selectors import staff_of
from deadlines.enums import AlertKind
from deadlines.mail_text import Told, message, message_id
from deadlines.measures import LEFT, count_delays
from deadlines.models import Alert, AlertPreference
from deadlines.rules.mailing import AT_ONCE, leaves_at, receivers

log = logging.getLogger("gop.post")
JOB = "deadlines.send_mail"
RETRY = timedelta(minutes=5)
NOBODY = timedelta(hours=1)
MOST = 100_000
TELL = """UPDATE deadlines_alert SET told = array_append(told, %s), mail_id = %s, attempts = attempts + 1,
 mailed_at = CASE WHEN id = ANY(%s) THEN %s END, retry_at = CASE WHEN id = ANY(%s) THEN NULL ELSE retry_at END
 WHERE id = ANY(%s)"""


@dataclass
class Letters:
    """What one round has to send: receiver → alerts, and for each alert everybody it goes to."""

    by_receiver: dict[UUID, list[Told]]
    everybody: dict[UUID, frozenset[UUID]]
    addresses: dict[UUID, str]
    digests: set[tuple[UUID, UUID]]


def send_mail() -> int:
    """How many mails left. A receiver whose mail fails is tried again later, the others are not kept waiting."""
    with acting_as(job_actor(JOB)):
        letters = _letters(clock.now())
    return sum(_send(who, letters) for who in sorted(letters.by_receiver))


def unmailed() -> list[Told]:
    """Alerts whose mail may be due, oldest first; those that failed wait for their retry, those held for their hour."""
    now = clock.now()
    due = (Q(retry_at__isnull=True) | Q(retry_at__lte=now)) & (Q(held_until__isnull=True) | Q(held_until__lte=now))
    rows = Alert.objects.filter(due, mailed_at__isnull=True).order_by("created_at", "id")
    return [Told(*row) for row in rows.values_list(*Told._fields)[:MOST]]


def _letters(now: datetime) -> Letters:
    """Who is to be told what now. Marks what must wait: held, without anybody to tell, or told to all already."""
    alerts, day = unmailed(), clock.today()
    staff, addresses = staff_of({alert.organisation_id for alert in alerts}, day)
    letters = Letters(defaultdict(list), {}, addresses, set())
    held: dict[datetime, list[UUID]] = defaultdict(list)
    nobody: list[UUID] = []
    done: list[UUID] = []
    for alert in alerts:
        kind, here = AlertKind(alert.kind), staff[alert.organisation_id]
        everybody = receivers(alert.recipient_id, kind, here, day)
        left = everybody - set(alert.told)
        if not left:
            (done if alert.told else nobody).append(alert.id)
            continue
        letters.everybody[alert.id] = everybody
        waits = {who: leaves_at(kind, alert.created_at, here.people[who], now) for who in left}
        for who in (who for who, at in waits.items() if at <= now):
            letters.by_receiver[who].append(alert)
            if kind not in AT_ONCE and here.people[who].digest_at:
                letters.digests.add((alert.organisation_id, who))
        if min(waits.values()) > now:
            held[min(waits.values())].append(alert.id)
    _wait(held, nobody, done, now)
    return letters


def _wait(held: dict[datetime, list[UUID]], nobody: list[UUID], done: list[UUID], now: datetime) -> None:
    for until, ids in held.items():
        Alert.objects.filter(id__in=ids).update(held_until=until)
    if nobody:  # it stands in the application; the mail waits until somebody has an address
        Alert.objects.filter(id__in=nobody).update(retry_at=now + NOBODY)
        log.warning("%d alerts have nobody with an address", len(nobody))
    if done:  # whoever was still to be told has gone
        Alert.objects.filter(id__in=done).update(mailed_at=now)


def _send(who: UUID, letters: Letters) -> bool:
    """One receiver's mail, holding its rows. Another worker's rows are left to it."""
    with acting_as(job_actor(JOB)):
        wanted = {alert.id: alert for alert in letters.by_receiver[who]}
        waiting = Alert.objects.filter(id__in=list(wanted), mailed_at__isnull=True).exclude(told__contains=[who])
        rows = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("id").values_list("id", "told", "held_until"))
        if not rows:
            return False
        mine = [wanted[alert_id] for alert_id, _, _ in rows]
        mail_id = message_id(who, mine)
        try:
            message(mine, letters.addresses[who], mail_id).send()
        except Exception as error:  # the post may be gone in any of its own ways; later rather than never
            Alert.objects.filter(id__in=[alert.id for alert in mine]).update(retry_at=clock.now() + RETRY)
            log.error("mail about %d alerts failed: %s", len(mine), type(error).__name__)
            return False
        last = [alert_id for alert_id, told, _ in rows if letters.everybody[alert_id] <= {*told, who}]
        _tell(who, mail_id, [alert.id for alert in mine], last)
        _mark_digests(who, letters)
        since = {alert_id: held_until for alert_id, _, held_until in rows}
        count_delays(LEFT, (_late(since[one] or wanted[one].was_due_at) for one in last))
        return True


def _late(since: datetime) -> float:
    """A mail that waited as its receiver wished is late from the end of that wait."""
    return (clock.now() - since).total_seconds()


def _tell(who: UUID, mail_id: UUID, ids: list[UUID], last: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TELL, [who, mail_id, last, clock.now(), last, ids])


def _mark_digests(who: UUID, letters: Letters) -> None:
    of = [organisation for organisation, receiver in letters.digests if receiver == who]
    if of:
        AlertPreference.objects.filter(organisation_id__in=of, user_id=who).update(digested_on=clock.today())
