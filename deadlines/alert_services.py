"""Writes of what decides alerts: spells without an owner, the authority's settings, a person's own."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from deadlines.alert_selectors import ladders
from deadlines.models import AlertPreference, AlertSetting, Unowned
from deadlines.rules.ladder import Ladder
from deadlines.rules.mailing import Habits
from deadlines.selectors import calendar_of


def keep_unowned(actor: Actor, subject: UUID, received_at: datetime | None, team: UUID | None = None) -> None:
    """Bring the spells without an owner in step, inside the caller's transaction. Running it twice changes nothing.

    `received_at`: when the case came, while nobody has it; None: somebody has it, or it has ended. The first spell begins
    at receipt, a later one now, when the owner has left. `team`: on whose desk it lies; one that is told of and comes to
    another team begins anew, so that the other lead hears of it.
    """
    last = Unowned.objects.filter(organisation_id=actor.tenant, subject_id=subject).order_by("-began_at").first()
    open_spell = last if last is not None and last.ended_at is None else None
    if received_at is None:
        if open_spell is not None:
            open_spell.ended_at, open_spell.next_alert_at = clock.now(), None
            open_spell.save(update_fields=["ended_at", "next_alert_at"])
        return
    if open_spell is not None and open_spell.team_id != team and open_spell.next_alert_at is None:
        open_spell.ended_at = clock.now()
        open_spell.save(update_fields=["ended_at"])
        open_spell = None
    if open_spell is None:
        began_at = clock.now() if last else received_at
        due_at = _due_at(actor.tenant, began_at)
        Unowned.objects.create(
            organisation_id=actor.tenant, subject_id=subject, team_id=team, began_at=began_at, due_at=due_at, next_alert_at=due_at
        )
    elif open_spell.team_id != team:
        open_spell.team_id = team
        open_spell.save(update_fields=["team_id"])


def _due_at(organisation: UUID, began_at: datetime) -> datetime:
    day = clock.local(began_at).date()
    return ladders([organisation], clock.today())[organisation].unowned_due_at(began_at, calendar_of(organisation, day))


def set_ladder(actor: Actor, ladder: Ladder, seen: datetime | None = None) -> None:
    """The authority's settings from today on; those of the days before stay on record. Repeating them changes nothing."""
    actor.must(Verb.SET_ALERT_RULES)
    AlertSetting.objects.update_or_create(
        organisation_id=actor.tenant,
        valid_from=clock.today(),
        defaults={**asdict(ladder), "changed_by_name": actor.name, "changed_at": clock.now()},
    )


def set_habits(actor: Actor, habits: Habits) -> None:
    """The person's own settings. An absence that is over is forgotten with the next change."""
    actor.must(Verb.READ_ALERTS)
    AlertPreference.objects.update_or_create(
        organisation_id=actor.tenant,
        user_id=actor.person,
        defaults={
            "digest_at": habits.digest_at,
            "quiet_from": habits.quiet_from,
            "quiet_to": habits.quiet_to,
            "absent_from": habits.absent_from,
            "absent_to": habits.absent_to,
            "cover_id": habits.cover,
        },
    )
