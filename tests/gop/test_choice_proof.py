"""The page that proves free choice is complete: for every way the right can arise, and every way it does not, no event of the course is missing.

Each course is lived through the services on the real database, discharge Friday 20 November 2026: tilbudsfrist the 27th.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import long_date
from accounts.enums import Role
from deadlines.selectors import rules_in_force
from gop.enums import CaseAction, ChoiceReason, OfferEnd
from gop.letters import pdf
from gop.models import Case
from gop.rules.course import choice_history, course_of
from gop.selectors.course import choices_for, happened, line
from gop.web import choice_lines
from gop.web.choice_paper import document
from gop.web.choice_proof import Proof, proof_of
from tests import factories as make
from tests.letters.reading import Paper
from tests.oracle.cases import at, day_zero, held, offer, on, starts, told
from tests.oracle.columns import Given, Step
from tests.oracle.lived import Lived

pytestmark = pytest.mark.django_db

IN_TIME = offer("2026-11-21 10:00", "2026-11-26 09:00")
LATE = offer("2026-11-23 10:00", "2026-12-02 09:00")
R = ChoiceReason
# Whose case it is and what is asked, pressed or sent about it proves nothing of the choice
NOT_OF_THE_COURSE = {CaseAction.ACKNOWLEDGE, CaseAction.TAKE, CaseAction.HAND_OVER, CaseAction.ROUTE, CaseAction.REASSESS}


def answers(when: str, answer: str) -> Step:
    return Step(at(when), "svar", answer=answer)


def does(when: str, what: str, **more: Any) -> Step:
    return Step(at(when), what, **more)


@dataclass(frozen=True)
class Way:
    """`right`: (reason, day) each time the right arose; `last`: how it stands at the end."""

    steps: tuple[Step, ...]
    right: tuple[tuple[ChoiceReason, str], ...]
    last: ChoiceReason
    more: Any = ()
    seen: str = "2026-12-20 09:00"
    received: str = "2026-11-20 09:00"


def way(*steps: Step, right: tuple[tuple[ChoiceReason, str], ...] = (), last: ChoiceReason | None = None, **more: Any) -> Way:
    plain = {key: more.pop(key) for key in ("seen", "received") if key in more}
    return Way(steps, right, last or right[-1][0], tuple(more.items()), **plain)


WAYS = {
    # It arises
    "a late offer gives it from the moment it was made": way(LATE, right=((R.OFFERED_LATE, "2026-11-23"),)),
    "no start recorded gives it from then": way(does("2026-11-21 15:00", "ingen_start"), right=((R.NO_START, "2026-11-21"),)),
    "telling that none can be offered records it": way(
        does("2026-11-23 10:00", "besked_ingen_start", day=on("2026-11-21")), right=((R.NO_START, "2026-11-23"),)
    ),
    "the deadline passed with no offer": way(right=((R.NOTHING_OFFERED, "2026-11-28"),)),
    "an in-time offer cancelled before the deadline": way(
        IN_TIME, told("2026-11-21 11:00"), does("2026-11-25 09:00", "aflyst"), right=((R.NOTHING_OFFERED, "2026-11-28"),)
    ),
    "an in-time offer cancelled after the deadline": way(
        IN_TIME, does("2026-12-03 09:00", "aflyst"), right=((R.NOTHING_OFFERED, "2026-12-03"),)
    ),
    "day 0 corrected earlier makes the offer late": way(
        offer("2026-11-20 10:00", "2026-11-27 09:00"), day_zero("2026-11-23 09:00", "2026-11-18"), right=((R.OFFERED_LATE, "2026-11-23"),)
    ),
    "received after its days": way(right=((R.NOTHING_OFFERED, "2026-11-28"),), received="2026-12-15 09:00"),
    "an earlier right is kept after a better offer": way(
        LATE, offer("2026-11-24 10:00", "2026-11-26 09:00"), right=((R.OFFERED_LATE, "2026-11-23"),)
    ),
    "a clinical start is withdrawn": way(
        offer("2026-11-21 10:00", "2026-12-14 09:00"), starts("2026-12-01 09:00"), right=((R.OFFERED_LATE, "2026-12-01"),),
        earliest=on("2026-12-10"), reason="sundhedsfaglig",
    ),
    "another municipality says no and it stands again": way(
        LATE, answers("2026-12-01 09:00", "anden_kommune"), does("2026-12-03 09:00", "anden_kommune_nej"),
        right=((R.OFFERED_LATE, "2026-11-23"), (R.OFFERED_LATE, "2026-11-23")),
    ),
    "ended by mistake and opened again": way(
        LATE, does("2026-11-25 09:00", "afsluttet", code="fravalg"), does("2026-12-02 09:00", "genaabnet"),
        right=((R.OFFERED_LATE, "2026-11-23"), (R.OFFERED_LATE, "2026-11-23")),
    ),
    # It arose and was used, declined or ended
    "the citizen took a provider": way(
        LATE, answers("2026-11-24 09:00", "valgt_leverandoer"), right=((R.OFFERED_LATE, "2026-11-23"),), last=R.CHOSEN
    ),
    "the citizen declined and waits": way(LATE, answers("2026-11-24 09:00", "venter"), right=((R.OFFERED_LATE, "2026-11-23"),), last=R.WAITS),
    "the citizen chose another municipality, which said yes": way(
        LATE, answers("2026-11-24 09:00", "anden_kommune"), does("2026-11-25 09:00", "anden_kommune_ja"),
        right=((R.OFFERED_LATE, "2026-11-23"),), last=R.OTHER_MUNICIPALITY,
    ),
    "the citizen asked for later": way(
        LATE, answers("2026-11-24 09:00", "senere_start"), right=((R.OFFERED_LATE, "2026-11-23"),), last=R.LATER
    ),
    "the training began": way(LATE, told("2026-11-23 11:00"), held("2026-12-02 10:00"), right=((R.OFFERED_LATE, "2026-11-23"),), last=R.STARTED),
    "the case ended": way(
        LATE, does("2026-11-25 09:00", "afsluttet", code="fravalg"), right=((R.OFFERED_LATE, "2026-11-23"),), last=R.ENDED
    ),
    "day 0 moved later takes its ground away": way(
        does("2026-11-30 08:00", "pause", reason="udskudt"), day_zero("2026-11-30 09:00", "2026-11-29"),
        right=((R.NOTHING_OFFERED, "2026-11-28"),), last=R.IN_TIME, seen="2026-12-02 09:00",
    ),
    # It never arises
    "offered in time": way(IN_TIME, told("2026-11-21 11:00"), last=R.IN_TIME),
    "an in-time offer was declined": way(IN_TIME, does("2026-11-22 09:00", "borger_nej"), last=R.IN_TIME),
    "cancelled and replaced in time": way(
        IN_TIME, does("2026-11-25 09:00", "aflyst"), offer("2026-11-25 10:00", "2026-11-27 09:00"), last=R.IN_TIME
    ),
    "asked for later before the deadline": way(IN_TIME, answers("2026-11-24 09:00", "senere_start"), last=R.LATER),
    "the discharge was called off": way(
        day_zero("2026-11-22 09:00", None), last=R.NO_DAY_ZERO, expected=True, received="2026-11-19 09:00"
    ),
    "specialised training": way(offer("2026-11-24 10:00", "2026-12-02 09:00"), last=R.SPECIALISED, plan_type="specialiseret"),
}  # fmt: skip


def lived(course: Way, monkeypatch: pytest.MonkeyPatch) -> Lived:
    make.registry()
    therapist = make.person("tora", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    people: dict[Any, Actor] = {one.tenant: one for one in (make.team_lead(), therapist)}
    given = Given(
        number=0, received=at(course.received), day_zero=on("2026-11-20"), seen=at(course.seen), steps=course.steps,
        **{"plan_type": "almen", "expected": False, **dict(course.more)},
    )  # fmt: skip
    found = Lived(given, people, make.author())
    monkeypatch.setattr(clock, "now", found)
    assert found.receive()
    found.live()
    assert [step.what for step in found.done] == [step.what for step in course.steps], "a step was refused"
    found.now = max(found.now, given.seen)
    return found


@pytest.mark.parametrize("name", WAYS)
def test_the_page_holds_every_event_and_the_right_as_the_rules_give_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    course = WAYS[name]
    who = lived(course, monkeypatch)
    with make.reading():
        case = Case.objects.get(id=who.case_id)
        proof = proof_of(case)
        no_event_is_missing(case, proof)
        no_offer_is_missing(case, proof)
        the_right_is_as_the_rules_give_it(case, proof, course, who.now)


def no_event_is_missing(case: Case, proof: Proof) -> None:
    shown = {one.source: one for one in proof.lines if one.source}
    for event in case.events.all():
        found = shown.get(str(event.id))
        if found is None:
            assert event.action in NOT_OF_THE_COURSE, event.action
            assert line(case, event) is None, f"{event.action} moves clocks or choice and is not on the page"
            continue
        assert (found.at, found.who) == (event.at, event.by_name)


def no_offer_is_missing(case: Case, proof: Proof) -> None:
    shown = {one.source: one for one in proof.lines}
    for row in case.offers.all():
        found = shown[str(row.id)]
        assert (found.at, found.who) == (row.made_at, row.by_name)
        assert (OfferEnd(row.ended_by).label if row.ended_by else "Gælder") in found.detail


def the_right_is_as_the_rules_give_it(case: Case, proof: Proof, course: Way, now: datetime) -> None:
    told = happened(case)
    changes = choice_history(told, rules_in_force(), now)
    arose = tuple((one.choices.reason, one.choices.decision.from_date) for one in changes if one.choices.decision.allowed)
    assert arose == tuple((reason, on(day)) for reason, day in course.right)
    assert changes[-1].choices.reason == course.last
    # At each event, and now, the page's last word by then is the rules' own
    for moment in (*(one.at for one in told), now):
        found = course_of(told, moment)
        assert found is not None
        last = [one for one in changes if one.at <= moment][-1]
        assert last.choices.decision == choices_for(found, moment, rules_in_force()).decision
    section = next(one for one in proof.sections if one.title == choice_lines.RIGHT)
    assert [one.at for one in section.lines] == [one.at for one in changes]
    assert not any("tidligere myndighed" in one.detail for one in section.lines), "nobody had the case before"
    for shown, one in zip(section.lines, changes, strict=True):
        assert one.choices.reason.label[1:] in shown.what
        day = one.choices.decision.from_date
        assert (f"gælder fra {long_date(day)}" if day else "gælder ikke") in shown.what
    assert proof.conclusion[0] == section.lines[-1].what
    if not changes[-1].choices.decision.allowed:
        assert (f"gjaldt retten fra {long_date(on(course.right[0][1]))}" if course.right else "på intet tidspunkt") in proof.conclusion[1]
    for shown, one in zip(section.lines, changes, strict=True):
        begins = one.choices.decision.from_date == local(one.at).date()
        assert begins or "giver en rettelse retten" not in shown.detail


def test_each_telling_offer_and_dates_stand_in_their_section_with_their_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    late = WAYS["day 0 corrected earlier makes the offer late"]
    who = lived(late, monkeypatch)
    with make.reading():
        proof = proof_of(Case.objects.get(id=who.case_id))
    dates, right = proof.sections[0], next(one for one in proof.sections if one.title == choice_lines.RIGHT)
    assert len(dates.lines) == 2
    assert "Sundhedsloven § 140" in " ".join(dates.told)
    assert right.lines[-1].assumed, "that a correction gives the right from the day it was recorded is an assumption"
    guided = next(one for one in proof.sections if one.title == choice_lines.GUIDED)
    assert "befordring blev sagt først" in guided.lines[0].detail


def test_the_page_on_paper_names_no_citizen_in_its_own_data_and_has_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    who = lived(WAYS["an earlier right is kept after a better offer"], monkeypatch)
    with make.reading():
        proof = proof_of(Case.objects.get(id=who.case_id))
    said = Paper(pdf(document(proof))).text
    for one in proof.lines:
        assert " ".join(one.what.split()) in said
        assert one.recorded in said
        assert f" {local(one.at).year} kl." in one.recorded, "a proof is read years later"
    assert "Berggren" not in document(proof).title + document(proof).footer


def test_a_day_that_nobody_recorded_is_said_to_have_come_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    who = lived(WAYS["the deadline passed with no offer"], monkeypatch)
    with make.reading():
        case = Case.objects.get(id=who.case_id)
        changes = choice_history(happened(case), rules_in_force(), who.now)
    assert changes[-1].of_itself
    assert local(changes[-1].at).date() == date(2026, 11, 28)
    assert case.choice_from == date(2026, 11, 28)
