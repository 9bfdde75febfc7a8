"""Random walks through the verbs of a case, the clock moving between: the columns and the events never part."""

import contextlib
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.clock import COPENHAGEN
from accounts.tenancy import acting_as
from gop.enums import ChoiceAnswer, DateSource, DeclinedHow, EndCode, GeneralLevel, GuidanceHow, HoldReason, InformedHow, PlanType
from gop.errors import AlreadyDone, Refused
from gop.models import Case, Plan
from gop.rules import TransitionNotAllowed
from gop.services import answers, cases, holding, no_start, offer_ends, offers, reassessing, reopening, sent
from gop.services.amending import amend
from tests import factories as make
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
GROUPS, WALKS, STEPS = 2, 22, 15
REFUSALS = (Refused, TransitionNotAllowed, AlreadyDone)


class Moved:
    """A clock that stands where it is put and never shows the same moment twice."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at

    def move(self, rng: random.Random) -> None:
        self.at += rng.choice((timedelta(minutes=7), timedelta(hours=5), timedelta(days=1), timedelta(days=2, hours=3), timedelta(days=4)))


class Walk:
    """One case and the people around it."""

    def __init__(self, rng: random.Random, people: dict[str, Actor]) -> None:
        self.rng, self.people = rng, people
        day, plan_type = (
            clock.today() + timedelta(days=rng.randint(-3, 6)),
            rng.choice((PlanType.GENERAL_TRAINING,) * 3 + (PlanType.SPECIALIST_REHABILITATION,)),
        )
        more: dict[str, Any] = {"extended_description": "Samlet behov."} if plan_type == PlanType.SPECIALIST_REHABILITATION else {}
        if rng.random() < 0.4:
            more |= {"earliest_start": day + timedelta(days=rng.randint(1, 5)), "start_reason": "Ro til heling."}
            more["start_reason_kind"] = rng.choice(("sundhedsfaglig", "koordinering"))
            if rng.random() < 0.5:
                more["latest_start"] = day + timedelta(days=12)
        self.plan_id, self.case_id = make.delivered(
            people["anna"], discharge_date=day, discharge_expected=day > clock.today(), plan_type=plan_type, cpr=make.somebody(), **more
        )
        for verb in (triage, VERBS["vejled"], offer)[: rng.randint(0, 3)]:
            with contextlib.suppress(Refused):
                verb(self)

    def day(self, low: int, high: int) -> Any:
        return clock.today() + timedelta(days=self.rng.randint(low, high))

    def does(self, verb: Callable[..., Any], **typed: Any) -> None:
        actor = self.people[self.rng.choice(("birgit", "lena"))]
        with acting_as(actor):
            verb(actor, self.case_id, **typed)

    def step(self) -> str:
        name = self.rng.choice(NAMES)
        VERBS[name](self)
        return name


def triage(walk: Walk) -> None:
    with make.reading():
        almen = Case.objects.get(id=walk.case_id).plan_type == PlanType.GENERAL_TRAINING
    if almen:
        level, tick = walk.rng.choice(((GeneralLevel.BASIC, "enkel"), (GeneralLevel.ADVANCED, "omfattende")))
        walk.does(cases.triage, level=level, criteria=[tick], reason="Kort begrundelse.")
    else:
        walk.does(cases.triage)


def offer(walk: Walk) -> None:
    day = walk.day(0, 11)
    walk.does(offers.offer, meeting_at=datetime(day.year, day.month, day.day, 23, 30, tzinfo=COPENHAGEN), place="Vest")


def told_discharge(walk: Walk) -> None:
    walk.does(cases.record_told_discharge, day=walk.day(-4, 8), expected=walk.rng.random() < 0.5, source=DateSource.CITIZEN)


def hospital_says(walk: Walk) -> None:
    """The hospital's own statement, delivered; also while the case is ended."""
    anna = walk.people["anna"]
    with acting_as(anna):
        if walk.rng.random() < 0.3:
            sent.call_off_discharge(anna, walk.plan_id)
        else:
            sent.set_discharge(anna, walk.plan_id, day := walk.day(-4, 6), expected=day > clock.today())
    make.deliver_all()


def hospital_amends(walk: Walk) -> None:
    """Another start, for a clinical reason or to coordinate, or none any more."""
    anna, rng = walk.people["anna"], walk.rng
    starts: dict[str, Any] = {"earliest_start": None, "latest_start": None, "start_reason_kind": "", "start_reason": ""}
    if rng.random() < 0.7:
        starts["start_reason_kind"], starts["start_reason"] = rng.choice(("sundhedsfaglig", "koordinering")), "Ro til heling."
        starts["earliest_start"] = walk.day(2, 9)
        if rng.random() < 0.5:
            starts["latest_start"] = starts["earliest_start"] + timedelta(days=rng.randint(3, 9))
    with acting_as(anna):
        amend(anna, walk.plan_id, Plan.objects.get(id=walk.plan_id).current_version, starts, "Ny vurdering.")
    make.deliver_all()


def reassess(walk: Walk) -> None:
    with make.reading():
        version = Case.objects.get(id=walk.case_id).plan_version
    walk.does(reassessing.reassess, version=version)


def answer(walk: Walk) -> None:
    chosen = walk.rng.choice((*ChoiceAnswer, ChoiceAnswer.OTHER_MUNICIPALITY, ChoiceAnswer.OTHER_MUNICIPALITY))
    walk.does(answers.answer_choice, answer=chosen, on=clock.today(), how=GuidanceHow.PHONE, municipality=make.HERNING)


def end(walk: Walk) -> None:
    walk.does(offers.end_case, code=walk.rng.choice((EndCode.DECLINED, EndCode.DEAD, EndCode.COMPLETED, EndCode.NO_SHOW)))


VERBS: dict[str, Callable[[Walk], None]] = {
    "visiter": triage,
    "vejled": lambda walk: walk.does(cases.record_guidance, how=GuidanceHow.PHONE),
    "tilbyd": offer,
    "aflys": lambda walk: walk.does(offer_ends.cancel_offer, reason="Sygdom."),
    "borger_aflyste": lambda walk: walk.does(offer_ends.citizen_declined, how=walk.rng.choice(list(DeclinedHow))),
    "ingen_start": lambda walk: walk.does(no_start.no_start),
    "besked": lambda walk: walk.does(offers.inform, on=walk.day(-1, 0), how=walk.rng.choice(list(InformedHow))),
    "besked_ingen_start": lambda walk: walk.does(offers.inform, on=clock.today(), how=InformedHow.PHONE, no_start=True),
    "foerste_moede": lambda walk: walk.does(offers.register_first_meeting, on=walk.day(-2, 0)),
    "udskrivning": told_discharge,
    "sygehuset": hospital_says,
    "sygehuset_retter": hospital_amends,
    "vurder_igen": reassess,
    "pause": lambda walk: walk.does(holding.hold, reason=walk.rng.choice(list(HoldReason))),
    "genoptag": lambda walk: walk.does(holding.resume),
    "svar": answer,
    "anden_ja": lambda walk: walk.does(answers.other_accepted),
    "anden_nej": lambda walk: walk.does(answers.other_declined),
    "afslut": end,
    "genaabn": lambda walk: walk.does(reopening.reopen, reason="Afsluttet ved en fejl."),
}
WEIGHTS = {
    "tilbyd": 5,
    "visiter": 3,
    "vejled": 3,
    "svar": 3,
    "genaabn": 3,
    "aflys": 3,
    "borger_aflyste": 3,
    "besked": 4,
    "anden_ja": 3,
    "sygehuset_retter": 3,
    "vurder_igen": 3,
}
NAMES = [name for name in VERBS for _ in range(WEIGHTS.get(name, 2 if name not in ("afslut",) else 1))]


@pytest.fixture
def people() -> dict[str, Actor]:
    make.registry()
    return {"anna": make.author(), "birgit": make.triage_officer(), "lena": make.team_lead()}


@pytest.mark.parametrize("group", range(GROUPS))
def test_columns_events_rows_and_offers_tell_one_course(group: int, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch) -> None:
    succeeded: set[str] = set()
    for seed in range(group * WALKS, (group + 1) * WALKS):
        rng = random.Random(seed)
        moved = Moved(datetime(2026, 3, 24, 9, tzinfo=COPENHAGEN) + timedelta(days=rng.randint(0, 260), minutes=rng.randint(0, 900)))
        monkeypatch.setattr(clock, "now", moved)
        succeeded |= set(_walked(Walk(rng, people), moved, seed))
    assert succeeded == VERBS.keys()


def _walked(walk: Walk, moved: Moved, seed: int) -> list[str]:
    """The verbs that succeeded; each one that is refused leaves everything as it was."""
    done: list[str] = []
    told_alike(walk.case_id)
    for _ in range(STEPS * 20):
        with contextlib.suppress(*REFUSALS):
            done.append(walk.step())
            try:
                told_alike(walk.case_id)
            except AssertionError as error:
                raise AssertionError(f"walk {seed}: {done}") from error
            moved.move(walk.rng)
            if len(done) == STEPS:
                break
    return done
