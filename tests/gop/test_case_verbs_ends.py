"""Answers about free choice, another municipality, every way a case ends through the desk, and reopening."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineState
from deadlines.models import Alert, Deadline
from deadlines.scan import scan
from gop.enums import CaseState, ChoiceAnswer, EndCode, GuidanceHow, HoldReason, PlanType, ReturnReason
from gop.errors import Refused
from gop.kl_codes import END_CODE, END_STATUS_REASON, HOLD_CODE
from gop.models import Case, CaseEvent
from gop.rules import TransitionNotAllowed
from gop.services import answers, cases, holding, offers, reopening, returning, sent
from gop.services.offers import BY_PERSON
from tests import factories as make
from tests.gop.courses import told_alike
from tests.gop.test_case_verbs import Desk, _later, last_sentence

pytestmark = pytest.mark.django_db
LAPSED, OPEN = DeadlineState.LAPSED, DeadlineState.OPEN
KL_NINE = (
    *(EndCode.NO_NEED_CITIZEN, EndCode.NO_NEED_PROFESSIONAL, EndCode.DECLINED, EndCode.DECLINED_ILLNESS, EndCode.NO_SHOW, EndCode.EVENT),
    *(EndCode.DECLINED_TRANSPORT_COST, EndCode.DECLINED_TRANSPORT_LOGISTICS, EndCode.DECLINED_OTHER_TRAINING),
)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk().prepared()


def answer(desk: Desk, chosen: ChoiceAnswer, **more: object) -> Case:
    return desk.does(answers.answer_choice, answer=chosen, on=clock.today(), how=GuidanceHow.PHONE, **more)


def test_a_later_answer_replaces_the_column_and_both_stay_as_events(desk: Desk) -> None:
    answer(desk, ChoiceAnswer.WAITS)
    case = answer(desk, ChoiceAnswer.PROVIDER)
    assert (case.choice_answer, case.choice_answered_on) == (ChoiceAnswer.PROVIDER, clock.today())
    with make.reading():
        said = CaseEvent.objects.filter(case_id=desk.case_id, action="svar_frit_valg").order_by("at").values_list("data__answer", flat=True)
        assert list(said) == ["venter", "valgt_leverandoer"]


def test_another_municipality_is_one_of_the_register_and_not_ones_own(desk: Desk) -> None:
    for wrong in (None, make.AALBORG, make.AALBORG_HOSPITAL):
        said = {"answer": ChoiceAnswer.OTHER_MUNICIPALITY, "on": clock.today(), "how": GuidanceHow.PHONE, "municipality": wrong}
        assert "Vælg den kommune" in desk.refused(answers.answer_choice, **said)
    assert answer(desk, ChoiceAnswer.OTHER_MUNICIPALITY, municipality=make.HERNING).other_municipality_id == make.HERNING


def test_an_answer_needs_guidance_a_day_that_has_come_and_a_plan_that_is_not_specialised(desk: Desk) -> None:
    said = {"answer": ChoiceAnswer.WAITS, "how": GuidanceHow.PHONE}
    assert "fremtiden" in desk.refused(answers.answer_choice, on=clock.today() + timedelta(days=1), **said)
    assert "årstallet" in desk.refused(answers.answer_choice, on=clock.today() - timedelta(days=90), **said)
    with make.reading():
        Case.objects.filter(id=desk.case_id).update(guidance_at=None)
    assert "vejledt" in desk.refused(answers.answer_choice, on=clock.today(), **said)
    with make.reading():
        Case.objects.filter(id=desk.case_id).update(plan_type=PlanType.SPECIALISED_TRAINING, level="")
    with pytest.raises(Refused, match="frit sygehusvalg"), acting_as(desk.birgit):
        answers.answer_choice(desk.birgit, desk.case_id, on=clock.today(), **said)


def test_clocks_run_until_the_chosen_municipality_says_yes_and_then_lapse(desk: Desk) -> None:
    case = answer(desk, ChoiceAnswer.OTHER_MUNICIPALITY, municipality=make.HERNING)
    assert case.offer_state == OPEN
    case = desk.does(answers.other_accepted)
    assert (case.other_accepted_on, case.inform_state, case.offer_state) == (clock.today(), LAPSED, LAPSED)
    assert "sagt ja" in desk.refused(answers.answer_choice, answer=ChoiceAnswer.WAITS, on=clock.today(), how=GuidanceHow.PHONE)


def test_when_the_chosen_municipality_says_no_offer_clocks_and_the_former_answer_stand(desk: Desk) -> None:
    desk.offers(3)
    answer(desk, ChoiceAnswer.WAITS)
    answer(desk, ChoiceAnswer.OTHER_MUNICIPALITY, municipality=make.HERNING)
    case = desk.does(answers.other_declined)
    assert (case.choice_answer, case.other_municipality_id, case.state) == (ChoiceAnswer.WAITS, None, CaseState.OFFERED)
    assert "ikke valgt en anden" in desk.refused(answers.other_accepted)


def test_a_yes_that_is_taken_back_opens_the_clocks_with_the_same_dates(desk: Desk) -> None:
    before = answer(desk, ChoiceAnswer.OTHER_MUNICIPALITY, municipality=make.HERNING)
    desk.does(answers.other_accepted)
    case = desk.does(answers.other_declined)
    assert (case.offer_by, case.offer_state, case.choice_answer) == (before.offer_by, OPEN, "")


@pytest.mark.parametrize("code", [*KL_NINE, EndCode.DEAD])
def test_each_of_kls_nine_codes_and_death_end_a_case_and_open_clocks_lapse(desk: Desk, code: EndCode) -> None:
    case = desk.does(offers.end_case, code=code)
    assert (case.state, case.end_code, case.inform_state, case.offer_state) == (CaseState.ENDED, code, LAPSED, LAPSED)
    assert code in END_CODE


def test_every_end_and_every_pause_has_its_place_in_kls_report() -> None:
    assert set(KL_NINE) <= BY_PERSON
    assert END_CODE.keys() == {*KL_NINE, EndCode.DEAD}
    assert END_CODE[EndCode.DEAD] == END_CODE[EndCode.EVENT]
    assert END_STATUS_REASON.keys() == {EndCode.RETURNED, EndCode.WITHDRAWN}
    assert HOLD_CODE.keys() == set(HoldReason)
    assert len({*HOLD_CODE.values(), *END_CODE.values()}) == len(HOLD_CODE) + len(KL_NINE)


def test_when_the_citizen_has_died_met_and_broken_clocks_stay_and_no_alert_follows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, 5)  # day 4 is broken, and nobody has scanned
    case = desk.does(offers.end_case, code=EndCode.DEAD)
    assert (case.inform_state, case.offer_state) == (OPEN, LAPSED)
    scan()
    with make.reading():
        assert not Alert.objects.filter(subject_id=desk.case_id).exists()


def test_an_alert_nobody_has_seen_does_not_climb_once_the_citizen_has_died(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.does(cases.take)
    _later(monkeypatch, 5)
    scan()
    with make.reading():
        assert Alert.objects.filter(subject_id=desk.case_id, climb_at__isnull=False).exists()
    desk.does(offers.end_case, code=EndCode.DEAD)
    with make.reading():
        assert not Alert.objects.filter(subject_id=desk.case_id, climb_at__isnull=False).exists()


def test_reopening_returns_the_state_and_the_lapsed_clocks_with_unchanged_dates(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.offers(9)
    desk.does(offers.end_case, code=EndCode.NO_SHOW)
    _later(monkeypatch, 8)
    assert "hvorfor" in desk.refused(reopening.reopen, reason=" ")
    case = desk.does(reopening.reopen, reason="Borgeren ringede.")
    assert (case.state, case.end_code, case.offer_by, case.offer_state) == (CaseState.OFFERED, "", before.offer_by, OPEN)
    with make.reading():
        assert Deadline.objects.filter(subject_id=desk.case_id, generation__gt=1).count() == 0
    scan()
    with make.reading():
        assert Alert.objects.filter(subject_id=desk.case_id, kind="brud").count() == 2
    assert "genåbnet" in last_sentence(desk.plan_id)


def test_after_thirty_days_only_the_team_lead_reopens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.does(offers.end_case, code=EndCode.NO_SHOW)
    _later(monkeypatch, 31)
    assert "Teamlederen" in desk.refused(reopening.reopen, reason="Ved en fejl.")
    assert desk.does(reopening.reopen, actor=make.team_lead(), reason="Ved en fejl.").ended_at is None


def test_a_returned_case_is_not_reopened_and_a_live_one_neither(desk: Desk) -> None:
    for _ in range(2):
        with pytest.raises(TransitionNotAllowed), acting_as(desk.birgit):
            reopening.reopen(desk.birgit, desk.case_id, reason="Ved en fejl.")
        with make.reading():
            ended = Case.objects.get(id=desk.case_id).ended_at
        if ended is None:
            desk.does(returning.return_case, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=make.HERNING)


def test_an_information_case_is_not_reopened() -> None:
    make.registry()
    make.delivered(make.author(), plan_type="specialiseret", specialised_reason="koordination", performing_department_id=make.PHYSIO)
    birgit = make.triage_officer()
    with make.reading():
        case_id = Case.objects.get(kind="information").id
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.DEAD)
    with pytest.raises(TransitionNotAllowed, match="orientering"), acting_as(birgit):
        reopening.reopen(birgit, case_id, reason="Ved en fejl.")


def test_a_discharge_told_while_the_case_was_ended_is_known_once_it_is_open(desk: Desk) -> None:
    desk.does(offers.end_case, code=EndCode.NO_SHOW)
    day = clock.today() + timedelta(days=3)
    with acting_as(desk.anna):
        sent.set_discharge(desk.anna, desk.plan_id, day, expected=True)
    make.deliver_all()
    assert told_alike(desk.case_id).day_zero == clock.today()
    case = desk.does(reopening.reopen, reason="Ved en fejl.")
    assert (case.day_zero, case.offer_by) == (day, day + timedelta(days=7))
    make.deliver_all()  # the hospital tells it again, which changes nothing
    with make.reading():
        assert CaseEvent.objects.filter(case_id=desk.case_id, action="udskrivning").count() == 1


def test_a_plan_withdrawn_while_the_case_was_ended_keeps_it_ended(desk: Desk) -> None:
    desk.does(offers.end_case, code=EndCode.NO_SHOW)
    with acting_as(desk.anna):
        sent.withdraw_plan(desk.anna, desk.plan_id, "Skrevet på forkert patient.")
    make.deliver_all()
    assert "trukket planen tilbage" in desk.refused(reopening.reopen, reason="Ved en fejl.")


def test_a_case_on_hold_that_ends_and_opens_is_still_on_hold(desk: Desk) -> None:
    desk.does(holding.hold, reason=HoldReason.FREE_CHOICE)
    desk.does(offers.end_case, code=EndCode.NO_SHOW)
    assert desk.does(reopening.reopen, reason="Ved en fejl.").held_reason == HoldReason.FREE_CHOICE
