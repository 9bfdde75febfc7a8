"""Many cases at once: each in a savepoint of its own, so that what a colleague did meanwhile stops that case alone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseEvent
from gop.rules import TransitionNotAllowed
from gop.selectors.cases import cases_visible_to
from gop.services.cases import hand_over, take
from gop.services.teams import hand_to_team

MOST = 200  # in one transaction, which holds their locks
WHOSE = (CaseAction.TAKE, CaseAction.HAND_OVER)


@dataclass
class Outcome:
    """`left`: those that stayed as they were, and what stopped each."""

    done: list[Case] = field(default_factory=list)
    left: list[tuple[Case, AlreadyDone | TransitionNotAllowed]] = field(default_factory=list)


def take_all(actor: Actor, ids: Collection[UUID], seen: datetime | None = None) -> Outcome:
    """They become the actor's own. Raises Refused when none or too many are chosen."""
    return _each(actor, Verb.TAKE, ids, seen, lambda case: take(actor, case.id, seen))


def hand_over_all(actor: Actor, ids: Collection[UUID], to_user: UUID, seen: datetime | None = None) -> Outcome:
    """To a colleague. Raises Refused when the person is none, or none or too many are chosen."""
    return _each(actor, Verb.HAND_OVER, ids, seen, lambda case: hand_over(actor, case.id, to_user, seen))


def hand_all_to_team(actor: Actor, ids: Collection[UUID], team_id: UUID, seen: datetime | None = None) -> Outcome:
    """To a team's desk. Raises Refused when it takes no cases, or none or too many are chosen."""
    return _each(actor, Verb.HAND_OVER, ids, seen, lambda case: hand_to_team(actor, case.id, team_id, seen))


def _each(actor: Actor, verb: Verb, ids: Collection[UUID], seen: datetime | None, do: Callable[[Case], None]) -> Outcome:
    actor.must(verb)
    if not ids:
        raise Refused([("cases", "Sæt kryds ved mindst én sag.")])
    if len(ids) > MOST:
        raise Refused([("cases", f"Vælg højst {MOST} sager ad gangen.")])
    # Locked in one order, so that two people's choices never wait for each other in a ring
    found = list(cases_visible_to(actor).filter(id__in=ids).select_for_update(of=("self",), no_key=True).order_by("id"))
    moved, outcome = _moved_by_others(actor, found, seen), Outcome()
    for case in found:
        try:
            if case.id in moved:
                raise moved[case.id]
            with transaction.atomic():
                do(case)
        except (AlreadyDone, TransitionNotAllowed) as error:
            outcome.left.append((case, error))
        else:
            outcome.done.append(case)
    return outcome


def _moved_by_others(actor: Actor, found: list[Case], seen: datetime | None) -> dict[UUID, AlreadyDone]:
    """Those that a colleague was the last to take or hand over since the page was made."""
    events = CaseEvent.objects.filter(case__in=found, action__in=WHOSE).order_by("at", "id")
    last = {event.case_id: event for event in (events.filter(at__gt=seen) if seen else events)}
    return {case_id: AlreadyDone(event.by_name, event.at) for case_id, event in last.items() if event.by != actor.user}
