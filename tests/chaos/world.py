"""Three municipalities with a team lead each, one hospital that sends; and the count of what came of it."""

import random
import re
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta
from datetime import time as time_of_day

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.db.models import Q

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind, DeadlineState
from deadlines.measures import DELAYS, LEFT, MADE, histogram
from deadlines.models import Alert, AlertPreference, Deadline, Heartbeat, Measure, Unowned
from gop.errors import Refused
from gop.models import AuthorDigest, Case, Delivery, Milestone, Plan
from gop.rules.digest import AFTER, counted_until, digest_due
from gop.services import author_digest, cases
from gop.services.drafts import create_draft, save_step
from gop.services.sending import send_plan
from municipalities.models import Team
from tests import factories as make
from tests.chaos import letters

HOMES = (make.AALBORG, make.HERNING, make.HOLBAEK)
OFFICERS: dict[uuid.UUID, Actor] = {}


def people() -> Actor:
    """Each municipality has an officer, who owns half of its cases and has a lead; one officer's warnings come in a digest."""
    for number, home in enumerate(HOMES):
        lead = make.team_lead(f"leder{number}", home)
        officer = make.triage_officer(f"visitator{number}", home)
        OFFICERS[home] = officer
        with make.reading():
            Team.objects.create(organisation_id=home, name="Team", members=[officer.user], lead_id=lead.user)
            if number == 0:
                AlertPreference.objects.create(organisation_id=home, user_id=officer.user, digest_at=time_of_day(12))
    return make.author("afsender", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


def send(actor: Actor, chance: random.Random, now: datetime) -> None:
    """Write and send one plan; when the database is away, again, as a person would: the same form, the same id."""
    plan_id, home = uuid.uuid4(), chance.choice(HOMES)
    discharge = now.date() + timedelta(days=chance.randint(-2, 2))
    expected = discharge > now.date()
    for _ in range(60):
        try:
            close_old_connections()
            with acting_as(actor):
                create_draft(actor, plan_id, make.ORTHOPAEDIC)
                save_step(actor, plan_id, make.content(home_municipality_id=home, discharge_date=discharge, discharge_expected=expected))
                make.answer_beside(actor, plan_id)
                send_plan(actor, plan_id)
            return
        except (DatabaseError, Refused):  # refused: another plan of the same patient was sent in between
            time.sleep(0.5)
    raise AssertionError("The database did not come back.")


def settle(seconds: int) -> bool:
    """Wait until nothing waits: deliveries applied, alerts given, mail sent."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with make.reading():
            unmailed = Alert.objects.filter(mailed_at=None)
            waiting = Delivery.objects.filter(applied_at=None).exists() or unmailed.exists()
            climbing = Alert.objects.filter(climb_at__lte=clock.now(), seen_at=None).exists()
            untold = Unowned.objects.filter(next_alert_at__lte=clock.now()).exists()
            untold = untold or _undigested()
            waiting = letters.waiting() or waiting
            if not (waiting or climbing or untold) and not Deadline.objects.filter(next_alert_at__lte=clock.now()).exists():
                return True
            # What waits for a digest waits no longer.
            AlertPreference.objects.update(digest_at=None)
            unmailed.update(held_until=None)
            Delivery.objects.filter(applied_at=None).update(retry_at=None)
            Alert.objects.filter(mailed_at=None).update(retry_at=None)
        time.sleep(1)
    return False


def _undigested() -> bool:
    """Whether the day's digests are due and have not been looked for, or have not all left."""
    day = digest_due(clock.now(), settings.GOP_DIGEST_HOUR)
    if day is None:
        return False
    waiting = AuthorDigest.objects.filter(day=day, mailed_at=None)
    waiting.update(retry_at=None)
    looked = Heartbeat.objects.filter(name=author_digest.JOB, ended_at__gt=counted_until(day, settings.GOP_DIGEST_HOUR) + AFTER)
    return waiting.exists() or not looked.exists()


def figures(mail: list[str], sent: int) -> dict[str, tuple[int, int | None]]:
    """Name → (value, limit); no limit: only told."""
    now = clock.now()
    sent_ids = Counter(found for message in mail for found in re.findall(r"Message-ID: <([0-9a-f-]+)@gop>", message))
    receivers = sum(sent_ids.values())
    with make.reading():
        alerts = list(Alert.objects.values_list("deadline_id", "unowned_id", "kind", "rung", "mail_id"))
        rows = Counter((deadline or unowned, kind, rung) for deadline, unowned, kind, rung, _ in alerts)
        given = {(deadline, kind) for deadline, _, kind, _, _ in alerts}
        climbed = set(Alert.objects.filter(rung__gt=0).values_list("deadline_id", "kind", "rung"))
        forgotten = Alert.objects.filter(climb_at__lte=now, seen_at=None).count()
        untold = Unowned.objects.filter(next_alert_at__lte=now).count()
        running = Deadline.objects.filter(state=DeadlineState.OPEN)
        broken = set(running.filter(breach_at__lte=now).values_list("id", flat=True))
        warned = set(running.filter(Q(warn_at__lte=now) & Q(breach_at__gt=now)).values_list("id", flat=True))
        plans, cases = Plan.objects.count(), Case.objects.count()
        digests = list(AuthorDigest.objects.exclude(mailed_at=None).order_by("until").values_list("id", "until", "told"))
        until = digests[-1][1] if digests else now
        noted = Milestone.objects.filter(noted_at__lte=until).count() if digests else 0
        waiting = Delivery.objects.filter(applied_at=None).count()
        written = letters.figures()
    lost = sum((one, AlertKind.BREACH) not in given for one in broken) + sum((one, AlertKind.WARNING) not in given for one in warned)
    return {
        "plans_sent": (sent, None),
        "plans_lost": (sent - plans, 0),
        "cases_missing": (plans - cases, 0),
        "deliveries_waiting": (waiting, 0),
        "alert_rows": (len(alerts), None),
        "alert_climbs": (len(climbed), None),
        "alerts_unowned": (sum(kind == AlertKind.UNOWNED for _, _, kind, _, _ in alerts), None),
        "alerts_twice": (sum(count - 1 for count in rows.values()), 0),
        "alerts_lost": (lost, 0),
        "climbs_lost": (forgotten, 0),
        "unowned_lost": (untold, 0),
        "mails": (receivers, None),
        "mails_missing": (sum(str(mail_id) not in sent_ids for *_, mail_id in alerts), 0),
        "digests": (len(digests), None),
        "digests_missing": (sum(str(row) not in sent_ids for row, _, _ in digests), 0),
        "news_untold": (max(0, noted - sum(told for *_, told in digests)), 0),
        "news_told_twice": (max(0, sum(told for *_, told in digests) - noted), 0),
        "mails_sent_again": (sum(count - 1 for count in sent_ids.values()), None),
        **written,
    }


def take_some(chance: random.Random) -> None:
    """Half of the cases that have come get an owner, and some of those a letter, where the database is there to be asked."""
    try:
        close_old_connections()
        for home, officer in OFFICERS.items():
            with make.reading():
                found = list(Case.objects.filter(organisation_id=home, owner_id=None).values_list("id", flat=True))
            for case_id in found:
                if chance.random() < 0.5:
                    with acting_as(officer):
                        cases.take(officer, case_id)
                    if chance.random() < 0.8:
                        letters.write(officer, case_id, chance)
    except DatabaseError:
        return


def lateness() -> str:
    """The histogram of how late alerts were made and left. The clock jumps by hours, so most are as late as a jump."""
    with make.reading():
        values = dict(Measure.objects.values_list("name", "value"))
    ends = [*(f"{end} s" for end in DELAYS), "more"]
    lines = [
        f"lateness {what}: " + ", ".join(f"{end} {count}" for end, count in zip(ends, histogram(values, name), strict=True))
        for what, name in (("made", MADE), ("left", LEFT))
    ]
    return "\n".join(lines)
