"""What the tests of alerts share: one case from Friday, a moment to move to, and what was said to whom."""

import uuid
from datetime import datetime

from django.core import mail

from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.tenancy import acting_as, seeding
from deadlines import post
from deadlines.enums import AlertKind
from deadlines.models import Alert, AlertPreference
from deadlines.scan import scan
from deadlines.selectors import unseen_count
from gop.services import cases
from municipalities.models import Team
from tests import factories as make


def at(text: str) -> datetime:
    """A moment of November 2026 as a clock on a Danish wall shows it: '23T08:00'."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=COPENHAGEN)


def owned_by(actor: Actor) -> uuid.UUID:
    _, case_id = make.delivered(make.author())
    with acting_as(actor):
        cases.take(actor, case_id)
    return case_id


def team(lead: Actor | None, *members: Actor) -> None:
    with seeding():
        Team.objects.create(
            organisation_id=make.AALBORG, name="Team Vest", members=[one.user for one in members], lead_id=lead and lead.user
        )


def habits(actor: Actor, **given: object) -> None:
    with seeding():
        AlertPreference.objects.update_or_create(organisation_id=actor.tenant, user_id=actor.user, defaults=given)


def scanned() -> int:
    """Scan and send as the worker's task does. How many alerts were made."""
    made, failed = scan()
    assert not failed
    post.send_mail()
    return made


def said() -> list[tuple[str, int]]:
    """(kind, rung) of each alert, in the order of their making."""
    with make.reading():
        return list(Alert.objects.order_by("created_at", "rung").values_list("kind", "rung"))


def mailed() -> list[str]:
    """To whom since the last call."""
    found = sorted(to for message in mail.outbox for to in message.to)
    mail.outbox.clear()
    return [address.removesuffix("@test.example") for address in found]


def unseen(actor: Actor) -> int:
    with acting_as(actor):
        return unseen_count(actor)


WARNING, BREACH, URGENT, UNOWNED = AlertKind.WARNING, AlertKind.BREACH, AlertKind.URGENT, AlertKind.UNOWNED
