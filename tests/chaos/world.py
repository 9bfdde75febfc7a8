"""Three municipalities with a team lead each, one hospital that sends; and the count of what came of it."""

import random
import re
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections
from django.db.models import Q

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind, DeadlineState
from deadlines.models import Alert, Deadline
from gop.models import Case, Delivery, Plan
from gop.services.drafts import create_draft, save_step
from gop.services.sending import send_plan
from tests import factories as make

HOMES = (make.AALBORG, make.HERNING, make.HOLBAEK)


def people() -> Actor:
    for number, home in enumerate(HOMES):
        make.team_lead(f"leder{number}", home)
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
                send_plan(actor, plan_id)
            return
        except DatabaseError:
            time.sleep(0.5)
    raise AssertionError("The database did not come back.")


def settle(seconds: int) -> bool:
    """Wait until nothing waits: deliveries applied, alerts given, mail sent."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with make.reading():
            waiting = Delivery.objects.filter(applied_at=None).exists() or Alert.objects.filter(mailed_at=None).exists()
            if not waiting and not Deadline.objects.filter(next_alert_at__lte=clock.now()).exists():
                return True
            Delivery.objects.filter(applied_at=None).update(retry_at=None)
            Alert.objects.filter(mailed_at=None).update(retry_at=None)
        time.sleep(1)
    return False


def figures(mail: list[str], sent: int) -> dict[str, tuple[int, int | None]]:
    """Name → (value, limit); no limit: only told."""
    now = clock.now()
    sent_ids = Counter(found for message in mail for found in re.findall(r"Message-ID: <([0-9a-f-]+)@gop>", message))
    with make.reading():
        alerts = list(Alert.objects.values_list("id", "deadline_id", "kind"))
        given = Counter((deadline, kind) for _, deadline, kind in alerts)
        running = Deadline.objects.filter(state=DeadlineState.OPEN)
        broken = set(running.filter(breach_at__lte=now).values_list("id", flat=True))
        warned = set(running.filter(Q(warn_at__lte=now) & Q(breach_at__gt=now)).values_list("id", flat=True))
        plans, cases = Plan.objects.count(), Case.objects.count()
        waiting = Delivery.objects.filter(applied_at=None).count()
    lost = sum((one, AlertKind.BREACH) not in given for one in broken) + sum((one, AlertKind.WARNING) not in given for one in warned)
    return {
        "plans_sent": (sent, None),
        "plans_lost": (sent - plans, 0),
        "cases_missing": (plans - cases, 0),
        "deliveries_waiting": (waiting, 0),
        "alert_rows": (len(alerts), None),
        "alerts_twice": (sum(count - 1 for count in given.values()), 0),
        "alerts_lost": (lost, 0),
        "mails_missing": (sum(str(one) not in sent_ids for one, _, _ in alerts), 0),
        "mails_sent_again": (sum(count - 1 for count in sent_ids.values()), None),
    }
