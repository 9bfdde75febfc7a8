"""After an amendment: what was decided is looked at again and stands (model.md 3). Changing the level is a verb of its own."""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.errors import Refused
from gop.models import Case
from gop.selectors.amendments import must_reassess
from gop.services.events import case_event
from gop.services.verbs import begin, move


def reassess(actor: Actor, case_id: UUID, *, version: int, note: str = "", seen: datetime | None = None) -> None:
    """Level, offer and informed stand on the version in force. `version` is the one the page showed.

    Raises NotAllowed, NotFound, AlreadyDone, TransitionNotAllowed, Refused (the plan has been amended again).
    """
    case, _ = begin(actor, Verb.TRIAGE, case_id, CaseAction.REASSESS, seen)
    if must_reassess(case) and version != case.plan_version:
        raise Refused(f"Planen er rettet igen og er nu version {case.plan_version}. Se, hvad der er ændret, og vurdér igen.")
    still_stands(actor, case, note)


def still_stands(actor: Actor, case: Case, note: str = "") -> None:
    """The case, locked, is marked by the version in force; nothing when it is already."""
    if not must_reassess(case):
        return
    before, former = move(case, CaseAction.REASSESS), case.decided_on_version
    case.decided_on_version = case.plan_version
    case_event(actor, case, CaseAction.REASSESS, before, version=case.plan_version, former=former, note=note.strip())
    case.save(update_fields=["state", "decided_on_version", "answered_at"])


def not_amended_since(case: Case, seen: datetime | None) -> None:
    """A level is not decided on a text that has changed under the page. Raises Refused."""
    newer = case.events.filter(action=CaseAction.AMENDED, at__gt=seen).order_by("-at").first() if seen else None
    if newer is not None:
        raise Refused(f"{newer.by_name} har rettet planen {short_moment(newer.at)}. Se, hvad der er ændret, og beslut niveauet igen.")
