"""Letters to the citizen as the authority sees them: of one case, unsent of all cases, and whether one still says what holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from accounts import clock
from accounts.actor import Actor
from accounts.prepared import Asked, Prepared
from accounts.secret import decrypt_file
from gop.enums import CaseAction, CaseState, GeneralLevel, LetterKind, LetterState, PlanType
from gop.models import Case, CaseEvent, CaseLetter, Offer
from gop.rules import InformFacts, what_is_missing_to_inform
from gop.selectors.choice import missing_to_choose, stands
from gop.selectors.letter_facts import offer_in_force

GONE = (LetterState.STOPPED, LetterState.REFUSED)
LATE = timedelta(hours=1)
PAGE = 200
CONTENT = "content"
TRAINERS = 6


def letters_visible_to(actor: Actor) -> QuerySet[CaseLetter]:
    rows = CaseLetter.objects.filter(organisation_id=actor.tenant)
    return rows.filter(case__department_id__in=actor.departments) if actor.departments else rows


def letters_of(case: Case) -> list[CaseLetter]:
    """Newest first, without the files."""
    found: list[CaseLetter] = _of_case.objects(case.id)
    return found


_of_case = Prepared(lambda case_id: CaseLetter.objects.filter(case_id=case_id).defer(CONTENT).order_by("-made_at", "-id"))


def ask_letters_of(case: Case) -> Asked:
    return _of_case, (case.id,)


def letter_of(actor: Actor, case_id: UUID, letter_id: UUID) -> CaseLetter | None:
    return letters_visible_to(actor).filter(id=letter_id, case_id=case_id).first()


def pdf_of(letter: CaseLetter) -> bytes:
    """Raises what accounts.secret.decrypt_file raises."""
    return decrypt_file(letter.content, letter.id)


@dataclass(frozen=True)
class Unsent:
    """`stale`: why the letter says something that does not hold any more; empty: it holds."""

    letter: CaseLetter
    stale: str


@dataclass(frozen=True)
class Board:
    """What is to be printed and posted, what the worker should have sent by now, and what Digital Post turned down. Oldest first."""

    printing: list[Unsent]
    late: list[CaseLetter]
    more: bool


def board(actor: Actor) -> Board:
    """Three queries, whatever the number of letters."""
    rows = letters_visible_to(actor).select_related("case").defer(CONTENT).order_by("made_at", "id")
    late = Q(state=LetterState.WAITING, made_at__lte=clock.now() - LATE)
    found = list(rows.filter(Q(state=LetterState.PRINTING) | late)[: PAGE + 1])
    shown = [one for one in found[:PAGE] if one.state == LetterState.PRINTING]
    ids = {one.case_id for one in shown}
    offers = dict(Offer.objects.filter(case_id__in=ids, withdrawn_at__isnull=True).values_list("case_id", "id"))
    newest = _newest(ids)
    return Board(
        [Unsent(one, stale(one.case, one, offers.get(one.case_id), newest[one.case_id, one.kind])) for one in shown],
        [one for one in found[:PAGE] if one.state == LetterState.WAITING],
        len(found) > PAGE,
    )


def _newest(cases: Iterable[UUID]) -> dict[tuple[UUID, str], UUID]:
    """The last letter of each kind on each case, of those that were not stopped or turned down."""
    rows = (
        CaseLetter.objects.filter(case_id__in=list(cases))
        .exclude(state__in=GONE)
        .order_by("made_at", "id")
        .values_list("case_id", "kind", "id")
    )
    return {(case, kind): letter for case, kind, letter in rows}


def waits(actor: Actor) -> int:
    """How many letters ask for a person: to be printed, or not sent an hour after they were made. One query."""
    found = _waiting.rows(actor, _late_since())
    return int(found[0][0]) if found else 0


def ask_waits(actor: Actor) -> Asked:
    return _waiting, (actor, _late_since())


def _late_since() -> datetime:
    """Whole minutes: a page that asks twice asks the same."""
    return clock.now().replace(second=0, microsecond=0) - LATE


def _waiting_since(actor: Actor, moment: datetime) -> QuerySet[CaseLetter, Any]:
    rows = letters_visible_to(actor).filter(Q(state=LetterState.PRINTING) | Q(state=LetterState.WAITING, made_at__lte=moment))
    return rows.values(one=Value(1)).annotate(number=Count("id")).values_list("number")


_waiting = Prepared(_waiting_since)


def why_stale(case: Case, letter: CaseLetter) -> str:
    """Of one letter, on a locked case."""
    offer = offer_in_force(case)
    newest = _newest([case.id])
    return stale(case, letter, offer.id if offer else None, newest.get((case.id, letter.kind)))


def stale(case: Case, letter: CaseLetter, offer: UUID | None, newest: UUID | None) -> str:
    """Why the letter does not say what holds now; empty when it does. `offer`: in force; `newest`: the last letter of its kind."""
    if case.ended_at is not None:
        return "Sagen er afsluttet."
    if newest not in (None, letter.id):
        return "Der er lavet et nyere brev."
    if letter.kind == LetterKind.TRAINER:
        return "" if case.trainer_name == letter.trainer_name else "En anden træner er angivet."
    if letter.kind == LetterKind.EXTENDED_CHOICE and not stands(case, clock.today()):
        return "Borgeren har svaret, eller retten er faldet bort."
    if letter.offer_id != offer:
        return "Tilbuddet er ændret, siden brevet blev lavet."
    return "" if letter.level == case.level else "Niveauet er ændret, siden brevet blev lavet."


def told_since(case: Case) -> bool:
    """Whether the citizen has been told since the offer was made or the level changed."""
    last: dict[str, datetime] = {}
    actions = [CaseAction.INFORM, CaseAction.OFFER, CaseAction.INVITE, CaseAction.CHANGE_LEVEL]
    for action, at, data in CaseEvent.objects.filter(case=case, action__in=actions).values_list("action", "at", "data"):
        if not data.get("no_start"):
            last[action] = max(at, last.get(action, at))
    told = last.pop(CaseAction.INFORM, None)
    return told is not None and case.informed_on is not None and all(at <= told for at in last.values())


def kinds_for(case: Case) -> list[LetterKind]:
    """Which letters have something to say as the case stands; the first is what comes next. No query."""
    if case.ended_at is not None:
        return []
    if case.department_id is not None:
        return [LetterKind.APPOINTMENT] if case.offer_meeting_at is not None and case.state == CaseState.OFFERED else []
    found = []
    if case.offer_meeting_at is not None and case.state in (CaseState.OFFERED, CaseState.STARTED):
        found.append(LetterKind.INFORMING)
    elif case.state in (CaseState.TRIAGED, CaseState.OFFERED) and case.offer_by is not None:
        found.append(LetterKind.NO_START)
    if case.state in (CaseState.TRIAGED, CaseState.OFFERED) and stands(case, clock.today()):
        found.append(LetterKind.EXTENDED_CHOICE)
    if case.trainer_name and case.state in (CaseState.TRIAGED, CaseState.OFFERED, CaseState.STARTED):
        first = case.trainer_told_on is None and case.informed_on is not None
        found = [LetterKind.TRAINER, *found] if first else [*found, LetterKind.TRAINER]
    return found


def missing_for(case: Case, kind: LetterKind) -> list[str]:
    """What must be decided before the letter can be written. Guidance is not among it: the letter guides."""
    if kind == LetterKind.TRAINER:
        return [] if case.trainer_name else ["Angiv først, hvem der træner."]
    if kind == LetterKind.EXTENDED_CHOICE and case.plan_type == PlanType.GENERAL_TRAINING:
        return [missing] if (missing := missing_to_choose(case)) else []
    level = GeneralLevel(case.level) if case.level else None
    none = kind in (LetterKind.NO_START, LetterKind.EXTENDED_CHOICE)
    facts = InformFacts(PlanType(case.plan_type), level, case.offer_place, case.offer_meeting_at, True, none)
    return what_is_missing_to_inform(facts)


def trainers_named(actor: Actor) -> list[dict[str, Any]]:
    """Whom the actor has named lately, the last first: name, phone, address. One query of a partial index."""
    found: dict[str, dict[str, Any]] = {}
    for (data,) in _named.rows(actor):
        found.setdefault(data["name"], {key: data.get(key, "") for key in ("name", "phone", "address")})
    return list(found.values())[:TRAINERS]


def _named_by(actor: Actor) -> QuerySet[CaseEvent, tuple[Any]]:
    rows = CaseEvent.objects.filter(organisation_id=actor.tenant, by=actor.user, action=CaseAction.TRAINER)
    return rows.order_by("-at").values_list("data")[:50]


_named = Prepared(_named_by)
