"""Home visit, discharge conference, cooperation meeting: called, moved, cancelled and written up by either side (RN 2019, RM 2008).

A meeting is no first meeting with the citizen and changes no clock. Each side has its own copy; every change tells the other the whole
of it, and gop.rules.meetings says which stands when both changed at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Kind, OrganisationKind, Verb
from gop.enums import CaseAction, MeetingKind, MeetingState, NoticeState, PlanState, RecipientState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import CoordinationMeeting, Plan, Recipient
from gop.registry import meeting_roles
from gop.selectors.cases import cases_visible_to
from gop.selectors.notices import received_visible_to
from gop.services.drafts import locked_plan
from gop.services.meeting_rows import CALLED, About, keep, locked_meeting, note, tell, version_of, what_changed
from gop.services.notices import locked_notice
from gop.services.verbs import begin, move

FURTHEST = timedelta(days=366)
MOST_LINES = 20
LONGEST = {"place": 300, "agenda": 2000, "goals": 2000, "reason": 500}
NO_ONE = "Planen er ikke hos nogen kommune eller region, så der er ingen at holde møde med."


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAsked:
    """What a meeting is to be. Participants: (role, name), the role by its code in meeting_roles.csv."""

    kind: MeetingKind | None
    at: datetime | None
    place: str = ""
    agenda: str = ""
    participants: Sequence[Sequence[str]] = ()


def call_from_case(actor: Actor, case_id: UUID, meeting_id: UUID, asked: MeetingAsked, seen: datetime | None = None) -> None:
    """The authority calls. `meeting_id`: brought by the form, so that it makes one. Raises Refused, AlreadyDone (somebody called meanwhile)."""
    case, _ = begin(actor, Verb.CALL_MEETING, case_id, CaseAction.MEETING, seen)
    if _made(actor, meeting_id):
        return
    said = _read(asked)
    move(case, CaseAction.MEETING)
    row = _new(actor, meeting_id, case.plan_id, case.citizen_name, case_id=case.id, other_id=case.sender_id, other_name=case.sender_name)
    case.save(update_fields=["answered_at"])
    _called(actor, row, case, said, case.sender_id)


def call_from_received(actor: Actor, notice_id: UUID, meeting_id: UUID, asked: MeetingAsked) -> CoordinationMeeting:
    """The authority calls before there is a plan, from the notice it received. Raises NotFound, Refused."""
    actor.must(Verb.CALL_MEETING)
    notice = received_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=notice_id).first()
    if notice is None:
        raise NotFound
    if made := _made(actor, meeting_id):
        return made
    if notice.state != NoticeState.NOTIFIED:
        raise Refused("Varslingen er afsluttet. Er planen kommet, så indkald fra sagen.")
    said = _read(asked)
    other = {"notice_id": notice.notice_id, "other_id": notice.sender_id, "other_name": notice.sender_name}
    row = _new(actor, meeting_id, notice.plan_id, notice.citizen_name, **other)
    return _called(actor, row, notice, said, notice.sender_id)


def call_from_plan(actor: Actor, plan_id: UUID, meeting_id: UUID, asked: MeetingAsked) -> CoordinationMeeting:
    """The hospital calls, from a plan that was sent. Raises NotFound, Refused."""
    actor.must(Verb.CALL_MEETING)
    plan = locked_plan(actor, plan_id)
    if made := _made(actor, meeting_id):
        return made
    to = holder_of(plan)
    if plan.state != PlanState.SENT or to is None or to.receiver_id is None:
        raise Refused(NO_ONE if plan.state == PlanState.SENT else "Planen gælder ikke. Indkald fra en plan, der er sendt.")
    said = _read(asked)
    other = {"department_id": plan.department_id, "other_id": to.receiver_id, "other_name": to.name}
    row = _new(actor, meeting_id, plan.id, plan.citizen_name, **other)
    return _called(actor, row, plan, said, to.receiver_id, to.case_id)


def call_from_notice(actor: Actor, notice_id: UUID, meeting_id: UUID, asked: MeetingAsked) -> CoordinationMeeting:
    """The hospital calls before discharge, from its own notice. Raises NotFound, Refused."""
    actor.must(Verb.CALL_MEETING)
    notice = locked_notice(actor, notice_id)
    if made := _made(actor, meeting_id):
        return made
    if notice.state != NoticeState.NOTIFIED:
        raise Refused("Varslingen er afsluttet. Er planen sendt, så indkald fra planen.")
    said = _read(asked)
    home = notice.home_municipality
    other = {"notice_id": notice.id, "department_id": notice.department_id, "other_id": home.id, "other_name": home.name}
    row = _new(actor, meeting_id, notice.plan_id, notice.citizen_name, **other)
    return _called(actor, row, notice, said, home.id)


def change_meeting(actor: Actor, meeting_id: UUID, shown: int, asked: MeetingAsked, reason: str = "") -> None:
    """Another time, place, agenda or participants. `shown`: the change the page was made of. Raises Refused, AlreadyDone."""
    _change(actor, meeting_id, shown, lambda row: _read(asked, row) | {"reason": _text("reason", reason)})


def cancel_meeting(actor: Actor, meeting_id: UUID, shown: int, reason: str) -> None:
    def said(row: CoordinationMeeting) -> dict[str, Any]:
        if row.state == MeetingState.HELD:
            raise Refused("Mødet er holdt og kan ikke aflyses.")
        if not reason.strip():
            raise Refused([("reason", "Skriv, hvorfor mødet aflyses. Den anden part får det at vide.")])
        return {"state": MeetingState.CANCELLED, "reason": _text("reason", reason)}

    _change(actor, meeting_id, shown, said)


def record_outcome(actor: Actor, meeting_id: UUID, shown: int, goals: str, tasks: Sequence[Sequence[str]]) -> None:
    """The meeting was held: common goals, and who does what. May be written again by either side. Raises Refused, AlreadyDone."""

    def said(row: CoordinationMeeting) -> dict[str, Any]:
        if row.state == MeetingState.CANCELLED:
            raise Refused("Mødet er aflyst. Indkald til et nyt.")
        if local(row.at).date() > clock.today():
            raise Refused("Mødet er endnu ikke holdt. Flyt det, hvis det er holdt tidligere.")
        kept, wrong = _lines(tasks, "tasks", "Skriv både hvem og hvad.")
        if not goals.strip() and not kept:
            wrong.append(("goals", "Skriv, hvad I blev enige om, eller hvem der gør hvad."))
        if wrong:
            raise Refused(wrong)
        return {"state": MeetingState.HELD, "goals": _text("goals", goals), "tasks": kept}

    _change(actor, meeting_id, shown, said)


def _change(actor: Actor, meeting_id: UUID, shown: int, read: Any) -> None:
    actor.must(Verb.CALL_MEETING)
    known = CoordinationMeeting.objects.filter(organisation_id=actor.tenant, id=meeting_id).first()
    if known is None:
        raise NotFound
    subject, receiver, case_id = _subject(actor, known)
    row = locked_meeting(actor, meeting_id)
    said, before = read(row), version_of(row)
    now = {name: value.isoformat() if name == "at" else value for name, value in said.items()}
    if all(before[name] == value for name, value in now.items()):
        return
    if row.change != shown:
        raise AlreadyDone(row.changed_by_name, row.changed_at)
    version = keep(actor, row, said)
    note(actor, row, subject, what_changed(before, version))
    tell(row, subject, version, receiver, case_id)


def _subject(actor: Actor, row: CoordinationMeeting) -> tuple[About, UUID, UUID | None]:
    """What the meeting hangs on, held, and who is told of it: the case or the plan, and until there is one, the notice."""
    if actor.kind == Kind.AUTHORITY:
        case = cases_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=row.case_id).first() if row.case_id else None
        if case is not None:
            return case, case.sender_id, None
        rows = received_visible_to(actor).select_for_update(of=("self",), no_key=True)
        received = rows.filter(notice_id=row.notice_id).first() if row.notice_id else None
        if received is None:
            raise NotFound
        return received, received.sender_id, None
    plan = Plan.objects.filter(organisation_id=actor.tenant, id=row.plan_id).exclude(state=PlanState.DRAFT).first()
    if plan is None and row.notice_id:
        return locked_notice(actor, row.notice_id), row.other_id, None
    if plan is None:
        raise NotFound
    plan = locked_plan(actor, plan.id)
    to = holder_of(plan)
    if to is None or to.receiver_id is None:
        raise Refused(NO_ONE)
    return plan, to.receiver_id, to.case_id


def holder_of(plan: Plan) -> Recipient | None:
    """The municipality or region that has the plan: whoever handles it, else whoever was told of it."""
    rows = plan.recipients.filter(state=RecipientState.DELIVERED, case_id__isnull=False, receiver__kind__in=MEETS).order_by("-at", "id")
    found = list(rows)
    return next((row for row in found if row.case_id == plan.case_id), next(iter(found), None))


MEETS = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)


def _made(actor: Actor, meeting_id: UUID) -> CoordinationMeeting | None:
    return CoordinationMeeting.objects.filter(organisation_id=actor.tenant, shared_id=meeting_id).first()


def _new(actor: Actor, shared_id: UUID, plan_id: UUID, citizen: str, **more: Any) -> CoordinationMeeting:
    return CoordinationMeeting(
        id=uuid4(), organisation_id=actor.tenant, shared_id=shared_id, plan_id=plan_id, citizen_name=citizen, called_here=True, **more
    )


def _called(
    actor: Actor, row: CoordinationMeeting, subject: About, said: dict[str, Any], receiver: UUID, case_id: UUID | None = None
) -> CoordinationMeeting:
    version = keep(actor, row, {"state": MeetingState.CALLED, **said})
    note(actor, row, subject, CALLED)
    tell(row, subject, version, receiver, case_id)
    return row


def _read(asked: MeetingAsked, row: CoordinationMeeting | None = None) -> dict[str, Any]:
    """Columns of what was asked. `row`: the meeting as it stands, when it is changed. Raises Refused by field."""
    if row is not None and row.state != MeetingState.CALLED:
        raise Refused(f"Mødet står som »{MeetingState(row.state).label.lower()}«. Indkald til et nyt.")
    wrong: list[tuple[str, str]] = []
    now = clock.now()
    if asked.kind is None:
        wrong.append(("kind", "Vælg, hvad det er for et møde."))
    if asked.at is None:
        wrong.append(("date", "Angiv dag og klokkeslæt."))
    elif asked.at < now and (row is None or asked.at != row.at):
        wrong.append(("date", "Tidspunktet er passeret. Vælg et, der kommer."))
    elif asked.at > now + FURTHEST:
        wrong.append(("date", "Mødet ligger mere end et år ude. Se efter, om årstallet er rigtigt."))
    if not asked.place.strip():
        wrong.append(("place", "Skriv, hvor mødet holdes, eller at det er på skærm."))
    known = {role.code for role in meeting_roles()}
    people = [[role, " ".join(name.split())[:200]] for role, name in asked.participants if role or name.strip()]
    if any(role not in known for role, _ in people):
        wrong.append(("participants", "Vælg en rolle til hver deltager."))
    if len(people) > MOST_LINES:
        wrong.append(("participants", f"Skriv højst {MOST_LINES} deltagere."))
    texts = {name: getattr(asked, name).strip() for name in ("place", "agenda")}
    wrong += [
        (name, f"Teksten er for lang. Kort den af til {LONGEST[name]} tegn.") for name, text in texts.items() if len(text) > LONGEST[name]
    ]
    if wrong:
        raise Refused(wrong)
    return {"kind": asked.kind, "at": asked.at, **texts, "participants": people}


def _lines(given: Sequence[Sequence[str]], field: str, half: str) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Pairs that say something, and what is wrong with them."""
    kept = [[" ".join(who.split())[:200], " ".join(what.split())[:500]] for who, what in given if who.strip() or what.strip()]
    wrong = [(field, half)] if any(not who or not what for who, what in kept) else []
    return kept[:MOST_LINES], wrong


def _text(name: str, text: str) -> str:
    said = text.strip()
    if len(said) > LONGEST[name]:
        raise Refused([(name, f"Teksten er for lang. Kort den af til {LONGEST[name]} tegn.")])
    return said
