"""Amending and replacing: two connections at the same moment, and a full disk (53100) at each write."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseEvent, Delivery, Plan, PlanEvent, PlanVersion
from gop.rules import TransitionNotAllowed
from gop.services.amending import amend
from gop.services.drafts import save_step
from gop.services.receiving import apply_all_waiting, apply_delivery
from gop.services.replacing import detach, replace_plan
from gop.services.sending import send_plan
from gop.services.sent import withdraw_plan
from tests import factories as make
from tests.broken.test_full_disk import as_, at_each_write, full_at
from tests.broken.test_races import one_told, race

pytestmark = pytest.mark.django_db(transaction=True)
NEED = {"training_need": "Gang med stok.", "city": "Vejle"}


@pytest.fixture
def sent_plan() -> dict[str, Any]:
    make.registry()
    anna, bo = make.author("anna"), make.author("bo")
    plan_id, case_id = make.delivered(anna)
    return {"plan": plan_id, "case": case_id, "anna": anna, "bo": bo}


def amending(actor: Actor, plan_id: uuid.UUID, why: str = "Går nu med stok.") -> Callable[[], None]:
    return as_(actor, amend, plan_id, 1, NEED, why)


def replacing(actor: Actor, plan_id: uuid.UUID) -> Callable[[], None]:
    return as_(actor, replace_plan, plan_id, uuid.uuid4())


def counts(plan_id: uuid.UUID) -> tuple[int, int, int]:
    """(versions, amendments in the history, amendments delivered)"""
    with make.reading():
        return (
            PlanVersion.objects.filter(plan_id=plan_id).count(),
            PlanEvent.objects.filter(plan_id=plan_id, action="ret").count(),
            Delivery.objects.filter(plan_id=plan_id, kind="rettelse").count(),
        )


def test_two_authors_amend_at_once(sent_plan: dict[str, Any]) -> None:
    plan_id = sent_plan["plan"]
    one_told(race(amending(sent_plan["anna"], plan_id), amending(sent_plan["bo"], plan_id)), "Anna", "Bo")
    assert counts(plan_id) == (2, 1, 1)


def test_one_author_amends_thrice(sent_plan: dict[str, Any]) -> None:
    assert race(*[amending(sent_plan["anna"], sent_plan["plan"])] * 3) == [None, None, None]
    assert counts(sent_plan["plan"]) == (2, 1, 1)


def test_amended_and_withdrawn_at_once_the_case_ends(sent_plan: dict[str, Any]) -> None:
    plan_id, case_id = sent_plan["plan"], sent_plan["case"]
    answers = race(amending(sent_plan["anna"], plan_id), as_(sent_plan["bo"], withdraw_plan, plan_id, "Forkert patient.", clock.now()))
    assert answers[1] is None
    assert answers[0] is None or isinstance(answers[0], TransitionNotAllowed)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(id=case_id).end_code == "tilbagetrukket"


def test_two_authors_replace_at_once(sent_plan: dict[str, Any]) -> None:
    plan_id = sent_plan["plan"]
    one_told(race(replacing(sent_plan["anna"], plan_id), replacing(sent_plan["bo"], plan_id)), "Anna", "Bo")
    with make.reading():
        assert Plan.objects.filter(replaces_id=plan_id).count() == 1


def test_one_author_replaces_thrice(sent_plan: dict[str, Any]) -> None:
    assert race(*[replacing(sent_plan["anna"], sent_plan["plan"])] * 3) == [None, None, None]
    with make.reading():
        assert Plan.objects.filter(replaces_id=sent_plan["plan"]).count() == 1


def ready(sent_plan: dict[str, Any]) -> uuid.UUID:
    anna = sent_plan["anna"]
    with acting_as(anna):
        new = replace_plan(anna, sent_plan["plan"], uuid.uuid4())
        save_step(anna, new.id, {"consents": make.consents()})
    return new.id


def test_two_authors_send_the_replacing_plan(sent_plan: dict[str, Any]) -> None:
    new_id = ready(sent_plan)
    one_told(race(as_(sent_plan["anna"], send_plan, new_id), as_(sent_plan["bo"], send_plan, new_id)), "Anna", "Bo")
    make.deliver_all()
    with make.reading():
        assert Delivery.objects.filter(kind="erstatning").count() == 1
        assert {case.plan_id: case.end_code for case in Case.objects.all()} == {sent_plan["plan"]: "erstattet", new_id: ""}


@pytest.mark.parametrize("other", ["withdraw", "amend"])
def test_sent_while_the_old_plan_is_withdrawn_or_amended(sent_plan: dict[str, Any], other: str) -> None:
    """Whichever comes first: never two plans in force, and never a case without an end."""
    new_id, old_id, bo = ready(sent_plan), sent_plan["plan"], sent_plan["bo"]
    against = as_(bo, withdraw_plan, old_id, "Forkert patient.", clock.now()) if other == "withdraw" else amending(bo, old_id)
    answers = race(as_(sent_plan["anna"], send_plan, new_id), against)
    make.deliver_all()
    with make.reading():
        states = dict(Plan.objects.values_list("id", "state"))
        ended = Case.objects.get(id=sent_plan["case"]).end_code
    if answers[0] is not None:
        assert isinstance(answers[0], Refused), answers
        assert (states[old_id], states[new_id], ended) == ("tilbagetrukket", "kladde", "tilbagetrukket")
    else:
        assert (states[old_id], states[new_id], ended) == ("erstattet", "sendt", "erstattet")
        assert answers[1] is None or isinstance(answers[1], TransitionNotAllowed)


def test_two_workers_apply_one_amendment(sent_plan: dict[str, Any]) -> None:
    amending(sent_plan["anna"], sent_plan["plan"])()
    with make.reading():
        delivery = Delivery.objects.get(kind="rettelse")
    assert race(*[lambda: apply_delivery(delivery.id, delivery.receiver_id)] * 3) == [None, None, None]
    with make.reading():
        assert CaseEvent.objects.filter(case_id=sent_plan["case"], action="plan_rettet").count() == 1


def test_full_disk_while_amending(sent_plan: dict[str, Any]) -> None:
    at_each_write(amending(sent_plan["anna"], sent_plan["plan"]), at_least=6)
    assert counts(sent_plan["plan"]) == (2, 1, 1)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get().plan_version == 2


def test_full_disk_while_replacing(sent_plan: dict[str, Any]) -> None:
    at_each_write(replacing(sent_plan["anna"], sent_plan["plan"]), at_least=4)


def test_full_disk_while_the_replacing_plan_is_sent(sent_plan: dict[str, Any]) -> None:
    new_id = ready(sent_plan)
    at_each_write(as_(sent_plan["anna"], send_plan, new_id), at_least=9)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(plan_id=sent_plan["plan"]).end_code == "erstattet"


def test_full_disk_while_a_draft_goes_on_alone(sent_plan: dict[str, Any]) -> None:
    new_id = ready(sent_plan)
    as_(sent_plan["anna"], withdraw_plan, sent_plan["plan"], "Forkert patient.")()
    at_each_write(as_(sent_plan["anna"], detach, new_id), at_least=2)


def test_full_disk_while_somebody_says_it_was_looked_at_again(sent_plan: dict[str, Any]) -> None:
    from gop.enums import GeneralLevel
    from gop.services.cases import triage
    from gop.services.reassessing import reassess

    birgit = make.triage_officer()
    as_(birgit, triage, sent_plan["case"], level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")()
    amending(sent_plan["anna"], sent_plan["plan"])()
    make.deliver_all()
    at_each_write(as_(birgit, reassess, sent_plan["case"], version=2), at_least=1)


def test_two_colleagues_look_again_at_once(sent_plan: dict[str, Any]) -> None:
    from gop.enums import GeneralLevel
    from gop.services.cases import triage
    from gop.services.reassessing import reassess

    birgit, lena = make.triage_officer(), make.team_lead()
    as_(birgit, triage, sent_plan["case"], level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")()
    amending(sent_plan["anna"], sent_plan["plan"])()
    make.deliver_all()
    seen = clock.now()
    runs = [as_(one, reassess, sent_plan["case"], version=2, seen=seen) for one in (birgit, lena)]
    one_told(race(*runs), "Birgit", "Lena")
    with pytest.raises(AlreadyDone):
        as_(make.triage_officer("carl"), reassess, sent_plan["case"], version=2, seen=seen)()


@pytest.mark.parametrize("kind", ["rettelse", "erstatning"])
def test_a_full_disk_at_the_worker_leaves_it_waiting_and_then_it_is_applied_once(sent_plan: dict[str, Any], kind: str) -> None:
    if kind == "rettelse":
        amending(sent_plan["anna"], sent_plan["plan"])()
    else:
        as_(sent_plan["anna"], send_plan, ready(sent_plan))()
        with make.reading():
            first = Delivery.objects.get(applied_at__isnull=True, kind="plan")
        apply_delivery(first.id, first.receiver_id)
    number, done = 0, False
    while not done:
        number += 1
        with full_at(number) as writes, suppress(OperationalError):
            apply_all_waiting()
        with make.reading():
            waits = Delivery.objects.filter(applied_at__isnull=True, kind=kind).exists()
            case = Case.objects.get(id=sent_plan["case"])
            assert waits != (case.plan_version == 2 or case.end_code == "erstattet"), writes
            Delivery.objects.update(retry_at=None)
        done = not waits or len(writes) < number
    assert number > 3
    make.deliver_all()
    with make.reading():
        made = CaseEvent.objects.filter(case_id=sent_plan["case"], action__in=("plan_rettet", "afslut"))
        assert made.count() == 1
        assert not Delivery.objects.filter(applied_at__isnull=True).exists()
