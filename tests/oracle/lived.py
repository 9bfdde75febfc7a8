"""A made plan lived through the services and the database: what they let happen, and what stands in the rows afterwards."""

import contextlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from accounts.actor import Actor, NotAllowed
from accounts.clock import local
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.models import Deadline
from deadlines.selectors import rules_in_force
from gop.enums import (
    CaseKind,
    ChoiceAnswer,
    DeclinedHow,
    EndCode,
    GeneralLevel,
    GuidanceHow,
    HoldReason,
    InformedHow,
    PlanType,
    ReturnReason,
    SpecialisedReason,
)
from gop.errors import AlreadyDone, Refused
from gop.models import Case, Plan
from gop.rules import TransitionNotAllowed
from gop.selectors.course import choices_for, course
from gop.services import answers, cases, holding, no_start, offer_ends, offers, reopening, returning, sent
from gop.services.amending import amend
from tests import factories as make
from tests.oracle.columns import Clock, Follows, Given, Step
from tests.oracle.plans_days import HOLIDAYS

REFUSALS = (Refused, TransitionNotAllowed, AlreadyDone, NotAllowed)
MADE_BY_OTHERS = ("tilbagetrukket", "erstattet", "overgang", "samtykke_trukket")
PHONE = {"how": InformedHow.PHONE}


class Lived:
    """One plan of the oracle, sent, received and handled. `now` is where the clock stands."""

    def __init__(self, given: Given, people: dict[uuid.UUID, Actor], author: Actor) -> None:
        self.given, self.people, self.author = given, people, author
        self.now = given.received
        self.done: list[Step] = []

    def __call__(self) -> datetime:
        """The clock of everything that is done, a microsecond further each time it is read."""
        self.now += timedelta(microseconds=1)
        return self.now

    def receive(self) -> bool:
        """Sent and received at once, triaged and guided, which no clock sees. False: nobody in the registry was responsible that day."""
        given = self.given
        more: dict[str, Any] = {}
        if given.plan_type == PlanType.SPECIALIST_REHABILITATION:
            more["extended_description"] = "Samlet behov."
        if given.plan_type == PlanType.SPECIALISED_TRAINING:
            more |= {"specialised_reason": SpecialisedReason.COORDINATION, "performing_department_id": make.PHYSIO}
        self.plan_id = make.sent(
            self.author, plan_type=PlanType(given.plan_type), discharge_date=given.day_zero, discharge_expected=self._expected(),
            cpr=make.somebody(), **_starts(given), **more,
        )  # fmt: skip
        make.deliver_all()
        with make.reading():
            case = Case.objects.filter(plan_id=self.plan_id, kind=CaseKind.TREATMENT).first()
        if case is None:
            return False
        self.case_id, self.actor = case.id, self.people[case.organisation_id]
        self._ready(case)
        return True

    def _expected(self) -> bool:
        """Only a day that has come can be confirmed."""
        return self.given.expected or (self.given.day_zero is not None and self.given.day_zero > local(self.now).date())

    def _ready(self, case: Case) -> None:
        almen = case.plan_type == PlanType.GENERAL_TRAINING
        level = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel."} if almen else {}
        self._as(self.actor, cases.triage, **level)
        self._as(self.actor, cases.record_guidance, how=GuidanceHow.PHONE)

    def _as(self, actor: Actor, verb: Callable[..., Any], **typed: Any) -> None:
        with acting_as(actor):
            verb(actor, self.case_id, **typed)

    def case(self) -> Case:
        with make.reading():
            return Case.objects.get(id=self.case_id)

    def live(self) -> None:
        """Every step up to `given.seen` that the services let happen; one they refuse did not happen."""
        for step in self.given.steps:
            if step.at > self.given.seen:
                break
            self.now = max(self.now, step.at)
            at, before = self.now, self._events()
            with contextlib.suppress(*REFUSALS):
                STEPS[step.what](self, step)
            if self._events() > before:
                self.done.append(replace(step, at=at))

    def _events(self) -> int:
        with make.reading():
            return Case.objects.get(id=self.case_id).events.count()

    def as_given(self) -> Given:
        """What happened in fact, for the oracle. The instance has one calendar."""
        with make.reading():
            case = Case.objects.get(id=self.case_id)
            first = case.events.order_by("at", "id").first()
        return replace(
            self.given, received=case.received_at, expected=bool(first and first.data["expected"]), steps=tuple(self.done),
            seen=max(self.given.seen, self.now), open_weekdays=frozenset(range(5)), closed=HOLIDAYS,
        )  # fmt: skip

    def stands(self) -> Follows:
        """The rows in force, as the pages read them, and the decision on the choice."""
        seen = max(self.given.seen, self.now)
        with make.reading():
            case = Case.objects.get(id=self.case_id)
            rows = {row.kind: row for row in Deadline.objects.filter(subject_id=case.id).exclude(state=DeadlineState.SUPERSEDED)}
            found = course(case, seen)
            assert found is not None
            choice = choices_for(found, seen, rules_in_force()).decision
        shown: Iterator[Clock | None] = (_clock(rows.get(kind), seen) for kind in DeadlineKind if kind in LAW)
        return Follows(*shown, choice_allowed=choice.allowed, choice_from=choice.from_date)


LAW = (DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY, DeadlineKind.PLAN_START_BY)


def _clock(row: Deadline | None, seen: datetime) -> Clock | None:
    if row is None:
        return None
    late = row.met_on > row.due_on if row.met_on else local(seen).date() > row.due_on
    return Clock(
        due=row.due_on,
        state=row.state,
        met_on=row.met_on,
        breached=late and row.state != DeadlineState.LAPSED,
        last_working_day=row.last_working_day,
        warn_at=min(row.urgent_at, row.breach_at) if row.urgent_at else row.warn_at,
        breach_at=row.breach_at,
        preliminary=row.preliminary,
    )


def _starts(one: Given | Step) -> dict[str, Any]:
    if one.earliest is None and one.latest is None:
        return {"earliest_start": None, "latest_start": None, "start_reason_kind": "", "start_reason": ""}
    return {"earliest_start": one.earliest, "latest_start": one.latest, "start_reason_kind": one.reason, "start_reason": "Ro til heling."}


def _day_zero(lived: Lived, step: Step) -> None:
    """As the hospital says it."""
    with acting_as(lived.author):
        if step.day is None:
            sent.call_off_discharge(lived.author, lived.plan_id)
        else:
            sent.set_discharge(lived.author, lived.plan_id, step.day, expected=step.expected)
    make.deliver_all()


def _amend(lived: Lived, step: Step) -> None:
    with make.reading():
        plan = Plan.objects.get(id=lived.plan_id)
    with acting_as(lived.author):
        amend(lived.author, lived.plan_id, plan.current_version, _starts(step), "Datoerne er rettet.")
    make.deliver_all()


def _offer(lived: Lived, step: Step) -> None:
    case = lived.case()
    if case.plan_type == PlanType.GENERAL_TRAINING and case.state == "modtaget":
        lived._ready(case)
    lived._as(lived.actor, offers.offer, meeting_at=step.meeting, place="Centret")


def _answer(lived: Lived, step: Step) -> None:
    day = local(lived.now).date()
    typed = {"answer": ChoiceAnswer(step.answer), "on": day, "how": GuidanceHow.PHONE, "municipality": make.HERNING}
    lived._as(lived.actor, answers.answer_choice, **typed)


def _end(lived: Lived, step: Step) -> None:
    if step.code == "returneret":
        lived._as(lived.actor, returning.return_case, reason=ReturnReason.SENT_TWICE)
    elif step.code not in MADE_BY_OTHERS:
        lived._as(lived.actor, offers.end_case, code=EndCode(step.code))


STEPS: dict[str, Callable[[Lived, Step], None]] = {
    "dag_nul": _day_zero,
    "startdatoer": _amend,
    "tilbud": _offer,
    "aflyst": lambda lived, step: lived._as(lived.actor, offer_ends.cancel_offer, reason="Sygdom."),
    "borger_nej": lambda lived, step: lived._as(lived.actor, offer_ends.citizen_declined, how=next(iter(DeclinedHow))),
    "ingen_start": lambda lived, step: lived._as(lived.actor, no_start.no_start),
    "besked": lambda lived, step: lived._as(lived.actor, offers.inform, on=step.day, **PHONE),
    "besked_ingen_start": lambda lived, step: lived._as(lived.actor, offers.inform, on=step.day, no_start=True, **PHONE),
    "foerste_moede": lambda lived, step: lived._as(lived.actor, offers.register_first_meeting, on=step.day),
    "pause": lambda lived, step: lived._as(lived.actor, holding.hold, reason=HoldReason(step.reason)),
    "genoptaget": lambda lived, step: lived._as(lived.actor, holding.resume),
    "svar": _answer,
    "anden_kommune_ja": lambda lived, step: lived._as(lived.actor, answers.other_accepted),
    "anden_kommune_nej": lambda lived, step: lived._as(lived.actor, answers.other_declined),
    "afsluttet": _end,
    "genaabnet": lambda lived, step: lived._as(lived.actor, reopening.reopen, reason="Ved en fejl."),
}
