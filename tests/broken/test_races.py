"""Two real connections, one verb, the same moment: one wins, the other is told who and when, or its repeat changes nothing."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection

from accounts import clock
from accounts.actor import Actor
from accounts.selectors import colleagues
from accounts.tenancy import acting_as
from gop.enums import (
    BreachCause,
    ChoiceAnswer,
    DateSource,
    DeclinedHow,
    EndCode,
    GeneralLevel,
    GuidanceHow,
    HandedOutHow,
    HoldReason,
    InformedHow,
    ReturnReason,
)
from gop.errors import AlreadyDone
from gop.models import Case, CaseEvent, Delivery, Offer, PlanEvent, Recipient
from gop.services import answers, cases, causes, holding, no_start, offer_ends, offers, reopening, returning, sent
from gop.services.author_digest import send_digests
from gop.services.sending import send_plan
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
LEVEL = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel funktionsnedsættelse."}
Verb = Callable[..., Any]


def race(*runs: Callable[[], Any]) -> list[BaseException | None]:
    """All at once, each in its own thread with its own connection: what each of them raised."""
    gate, answers = threading.Barrier(len(runs)), [None] * len(runs)

    def run(number: int, do: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=10)
            do()
        except BaseException as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return answers


def as_(actor: Actor, verb: Verb, *args: Any, **more: Any) -> Callable[[], None]:
    def do() -> None:
        with acting_as(actor):
            verb(actor, *args, **more)

    return do


def one_told(answers: list[BaseException | None], *names: str) -> None:
    """Exactly one won; the other was told who and when."""
    lost = [one for one in answers if one is not None]
    assert len(lost) == 1, answers
    assert isinstance(lost[0], AlreadyDone), repr(lost[0])
    winner = names[answers.index(None)]
    assert lost[0].by_name == winner
    assert abs(lost[0].at - clock.now()) < timedelta(minutes=1)


def events(case_id: uuid.UUID) -> Counter[str]:
    with make.reading():
        return Counter(CaseEvent.objects.filter(case_id=case_id).values_list("action", flat=True))


def milestones(case_id: uuid.UUID) -> Counter[str]:
    with make.reading():
        return Counter(Delivery.objects.filter(case_id=case_id, kind="milepael").values_list("payload__code", flat=True))


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    anna = make.author()
    _, case_id = make.delivered(anna)
    return {"case": case_id, "birgit": make.triage_officer("birgit"), "lena": make.team_lead("lena"), "carl": make.triage_officer("carl")}


def meeting() -> datetime:
    return (clock.now() + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)


def inform(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offers.inform(actor, case_id, on=clock.today(), how=InformedHow.PHONE, seen=seen)


def offer(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offers.offer(actor, case_id, meeting_at=meeting(), place="Vest", seen=seen)


def triage(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    cases.triage(actor, case_id, **LEVEL, seen=seen)


def end(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offers.end_case(actor, case_id, code=EndCode.DECLINED, reason="Ønsker ikke træning.", seen=seen)


def hand_over(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    to = next(user for user, name, _ in colleagues(actor) if name == "Carl")
    cases.hand_over(actor, case_id, to, seen=seen)


def guide(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    cases.record_guidance(actor, case_id, GuidanceHow.PHONE, seen=seen)


def first_meeting(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offers.register_first_meeting(actor, case_id, on=clock.today(), seen=seen)


def told_discharge(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    day = clock.today() + timedelta(days=2 if actor.name == "Birgit" else 3)
    cases.record_told_discharge(actor, case_id, day, expected=True, source=DateSource.CITIZEN, seen=seen)


def send_back(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    returning.return_case(actor, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=make.HERNING, seen=seen)


def late_offer(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offers.offer(actor, case_id, meeting_at=meeting() + timedelta(days=9), place="Vest", seen=seen)


def cancel(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offer_ends.cancel_offer(actor, case_id, reason="Terapeuten er syg.", seen=seen)


def declined(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    offer_ends.citizen_declined(actor, case_id, how=DeclinedHow.SAID_NO, seen=seen)


def hold(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    holding.hold(actor, case_id, reason=HoldReason.POSTPONED, seen=seen)


def choose_other(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    said = {"answer": ChoiceAnswer.OTHER_MUNICIPALITY, "municipality": make.HERNING}
    answers.answer_choice(actor, case_id, on=clock.today(), how=GuidanceHow.PHONE, seen=seen, **said)


def reopen(actor: Actor, case_id: uuid.UUID, seen: datetime | None = None) -> None:
    reopening.reopen(actor, case_id, reason="Afsluttet ved en fejl.", seen=seen)


# verb, the actions its event may have, and what must be done before it
VERBS: dict[str, tuple[Verb, list[Verb]]] = {
    "kvitter": (cases.acknowledge, []),
    "tag": (cases.take, []),
    "overdrag": (hand_over, []),
    "vejled": (guide, []),
    "udskrivning": (told_discharge, []),
    "returner": (send_back, []),
    "foerste_moede": (first_meeting, [triage, offer]),
    "visiter": (triage, []),
    "tilbyd": (offer, [triage]),
    "besked": (inform, [triage, lambda a, c: cases.record_guidance(a, c, GuidanceHow.PHONE), offer]),
    "afslut": (end, [triage]),
    "aflys": (cancel, [triage, offer]),
    "borger_nej": (declined, [triage, offer]),
    "ingen_start": (no_start.no_start, [triage, late_offer]),
    "pause": (hold, []),
    "genoptag": (holding.resume, [hold]),
    "svar": (choose_other, [guide]),
    "anden_kommune_ja": (answers.other_accepted, [guide, choose_other]),
    "anden_kommune_nej": (answers.other_declined, [guide, choose_other]),
    "genaabn": (reopen, [triage, end]),
}


@pytest.mark.parametrize("name", VERBS)
def test_two_colleagues_at_once(world: dict[str, Any], name: str) -> None:
    verb, before = VERBS[name]
    birgit, lena, case_id = world["birgit"], world["lena"], world["case"]
    for step in before:
        as_(birgit, step, case_id)()
    had, told, seen = events(case_id), milestones(case_id), clock.now()
    one_told(race(as_(birgit, verb, case_id, seen=seen), as_(lena, verb, case_id, seen=seen)), "Birgit", "Lena")
    assert (events(case_id) - had).total() == 1
    assert (milestones(case_id) - told).total() <= 1


@pytest.mark.parametrize("name", VERBS)
def test_one_person_pressing_twice(world: dict[str, Any], name: str) -> None:
    verb, before = VERBS[name]
    birgit, case_id = world["birgit"], world["case"]
    for step in before:
        as_(birgit, step, case_id)()
    had, told, seen = events(case_id), milestones(case_id), clock.now()
    assert race(*[as_(birgit, verb, case_id, seen=seen)] * 3) == [None, None, None]
    assert (events(case_id) - had).total() == 1
    assert (milestones(case_id) - told).total() <= 1
    with make.reading():
        assert Offer.objects.filter(case_id=case_id, withdrawn_at__isnull=True).count() <= 1


def answered_draft(anna: Actor) -> uuid.UUID:
    """A draft that only waits to be sent: the patient's other plan has been answered for."""
    plan_id = make.draft(anna)
    with acting_as(anna):
        make.answer_beside(anna, plan_id)
    return plan_id


def test_two_team_leads_set_the_cause_at_once() -> None:
    make.registry()
    lena, lars = make.team_lead("lena"), make.team_lead("lars")
    _, case_id = make.delivered(make.author(), discharge_date=clock.today() - timedelta(days=6))
    seen = clock.now()
    runs = [
        as_(lena, causes.set_cause, case_id, cause=BreachCause.CAPACITY, seen=seen),
        as_(lars, causes.set_cause, case_id, cause=BreachCause.CITIZEN, seen=seen),
    ]
    one_told(race(*runs), "Lena", "Lars")
    assert events(case_id)["aarsag"] == 1


def test_two_workers_at_once_send_each_author_one_digest() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)) as moved:
        make.registry()
        for name in ("anna", "bo"):
            make.delivered(make.author(name))
        moved.move_to(datetime(2026, 11, 23, 13, 2, tzinfo=UTC))
        assert race(*[send_digests] * 3) == [None] * 3
    assert sorted(one.to[0] for one in mail.outbox) == ["anna@test.example", "bo@test.example"]


def test_two_authors_send_one_plan(world: dict[str, Any]) -> None:
    anna, bo = make.author("anna2"), make.author("bo")
    plan_id = answered_draft(anna)
    one_told(race(as_(anna, send_plan, plan_id), as_(bo, send_plan, plan_id)), "Anna2", "Bo")
    sent_once(plan_id)


def test_one_author_sends_twice(world: dict[str, Any]) -> None:
    anna = make.author("anna2")
    plan_id = answered_draft(anna)
    assert race(*[as_(anna, send_plan, plan_id)] * 3) == [None, None, None]
    sent_once(plan_id)


def sent_once(plan_id: uuid.UUID) -> None:
    with make.reading():
        assert PlanEvent.objects.filter(plan_id=plan_id, action="send").count() == 1
        assert Delivery.objects.filter(plan_id=plan_id, kind="plan").count() == 1
        assert Recipient.objects.filter(plan_id=plan_id, receiver_id=make.AALBORG).count() == 1
    make.deliver_all()
    with make.reading():
        assert Case.objects.filter(plan_id=plan_id).count() == 1


def discharge(actor: Actor, plan_id: uuid.UUID, seen: datetime | None = None) -> None:
    sent.set_discharge(actor, plan_id, clock.today() + timedelta(days=1 if actor.name == "Anna2" else 2), expected=True, seen=seen)


def withdraw(actor: Actor, plan_id: uuid.UUID, seen: datetime | None = None) -> None:
    sent.withdraw_plan(actor, plan_id, f"Trukket af {actor.name}.", seen)


def handed_out(actor: Actor, plan_id: uuid.UUID, seen: datetime | None = None) -> None:
    how = HandedOutHow.PAPER if actor.name == "Anna2" else HandedOutHow.DIGITAL_POST
    sent.record_handed_out(actor, plan_id, clock.today(), how, seen)


def forward(actor: Actor, plan_id: uuid.UUID, seen: datetime | None = None) -> None:
    sent.forward_plan(actor, plan_id, make.HERNING, seen)


AUTHORS_VERBS: dict[str, Verb] = {"udskrivning": discharge, "traek_tilbage": withdraw, "udlever": handed_out, "send_videre": forward}


@pytest.fixture
def sent_plan(world: dict[str, Any]) -> dict[str, Any]:
    anna, bo = make.author("anna2"), make.author("bo")
    return {"plan": make.delivered(anna), "anna": anna, "bo": bo, "birgit": world["birgit"]}


def ready(sent_plan: dict[str, Any], name: str) -> uuid.UUID:
    plan_id, case_id = sent_plan["plan"]
    if name == "send_videre":
        as_(sent_plan["birgit"], send_back, case_id)()
        make.deliver_all()
    return plan_id


def plan_events(plan_id: uuid.UUID) -> int:
    with make.reading():
        return PlanEvent.objects.filter(plan_id=plan_id).count()


@pytest.mark.parametrize("name", AUTHORS_VERBS)
def test_two_authors_at_once(sent_plan: dict[str, Any], name: str) -> None:
    plan_id, verb = ready(sent_plan, name), AUTHORS_VERBS[name]
    had, seen = plan_events(plan_id), clock.now()
    one_told(race(as_(sent_plan["anna"], verb, plan_id, seen), as_(sent_plan["bo"], verb, plan_id, seen)), "Anna2", "Bo")
    assert plan_events(plan_id) - had == 1


@pytest.mark.parametrize("name", AUTHORS_VERBS)
def test_one_author_pressing_thrice(sent_plan: dict[str, Any], name: str) -> None:
    plan_id, verb = ready(sent_plan, name), AUTHORS_VERBS[name]
    had, seen = plan_events(plan_id), clock.now()
    assert race(*[as_(sent_plan["anna"], verb, plan_id, seen)] * 3) == [None, None, None]
    assert plan_events(plan_id) - had == 1
