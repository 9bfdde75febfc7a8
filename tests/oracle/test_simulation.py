"""The clocks of the oracle, held against cases worked out by hand."""

import pytest

from tests.oracle.cases import at, day_zero, held, offer, on, seen, starts, told
from tests.oracle.columns import Step


def test_discharge_friday_20_november_gives_tuesday_24_and_friday_27():
    follows = seen("2026-11-20 10:00")
    assert (follows.inform.due, follows.offer.due) == (on("2026-11-24"), on("2026-11-27"))
    assert (follows.inform.state, follows.offer.state, follows.plan_start) == ("aaben", "aaben", None)


def test_days_over_29_february_and_over_the_spring_night_are_calendar_days():
    assert seen("2024-02-26 10:00", zero="2024-02-26", received="2024-02-26 09:00").inform.due == on("2024-03-01")
    spring = seen("2026-03-24 10:00", zero="2026-03-24", received="2026-03-24 09:00").offer
    assert spring.due == on("2026-03-31")
    assert spring.breach_at == at("2026-04-01 00:00")


def test_breached_at_midnight_and_not_a_minute_before():
    assert not seen("2026-11-24 23:59").inform.breached
    assert seen("2026-11-25 00:00").inform.breached


def test_specialised_has_no_four_and_seven_but_its_own_latest_start():
    follows = seen("2026-12-30 10:00", plan_type="specialiseret", latest=on("2026-12-01"))
    assert (follows.inform, follows.offer, follows.choice_allowed) == (None, None, False)
    assert follows.plan_start.breached


def test_clocks_of_four_and_seven_begin_with_1_july_2018():
    assert seen("2018-07-30 10:00", zero="2018-06-30", received="2018-06-30 09:00").offer is None
    assert seen("2018-07-30 10:00", zero="2018-07-01", received="2018-07-01 09:00").offer.due == on("2018-07-08")


def test_only_a_clinical_earliest_start_after_day_zero_moves_the_offer_and_never_the_informing():
    moved = seen("2026-11-20 10:00", earliest=on("2027-01-04"), reason="sundhedsfaglig")
    assert (moved.inform.due, moved.offer.due) == (on("2026-11-24"), on("2027-01-11"))
    assert seen("2026-11-20 10:00", earliest=on("2027-01-04"), reason="koordinering").offer.due == on("2026-11-27")
    assert seen("2026-11-20 10:00", earliest=on("2026-11-18"), reason="sundhedsfaglig").offer.due == on("2026-11-27")


def test_meeting_on_the_due_day_meets_and_the_next_minute_does_not():
    assert seen("2026-12-05 10:00", offer("2026-11-21 10:00", "2026-11-27 23:59")).offer.met_on == on("2026-11-27")
    late = seen("2026-12-05 10:00", offer("2026-11-21 10:00", "2026-11-28 00:00")).offer
    assert (late.state, late.met_on, late.breached) == ("aaben", None, True)


def test_told_after_the_due_day_is_both_met_and_breached():
    late = seen("2026-12-05 10:00", offer("2026-11-21 10:00", "2026-11-27 09:00"), told("2026-11-25 10:00")).inform
    assert (late.state, late.met_on, late.breached) == ("overholdt", on("2026-11-25"), True)


def test_told_again_of_a_new_date_keeps_the_first_day():
    steps = [offer("2026-11-21 10:00", "2026-11-26 09:00"), told("2026-11-22 10:00")]
    steps += [Step(at("2026-11-23 09:00"), "aflyst"), offer("2026-11-23 10:00", "2026-11-27 09:00"), told("2026-11-26 10:00")]
    assert seen("2026-12-05 10:00", *steps).inform.met_on == on("2026-11-22")


# Told on the 21st of a meeting on the 24th, for which the 27th is then offered instead; day 0 is corrected on the 23rd or later.
TOLD_THEN_REPLACED = (
    offer("2026-11-21 10:00", "2026-11-24 09:00"),
    told("2026-11-21 11:00"),
    offer("2026-11-22 10:00", "2026-11-27 09:00"),
)


@pytest.mark.parametrize(("zero", "met_on"), [("2026-11-24", on("2026-11-21")), ("2026-11-25", None)])
def test_day_zero_past_the_meeting_told_of_takes_the_telling_also_when_another_offer_is_in_force(zero, met_on):
    follows = seen("2026-11-26 10:00", *TOLD_THEN_REPLACED, day_zero("2026-11-23 09:00", zero))
    assert (follows.inform.met_on, follows.offer.met_on) == (met_on, on("2026-11-27"))


def test_a_telling_that_fell_stays_away_when_day_zero_moves_back_and_a_new_one_counts_from_its_own_day():
    steps = [*TOLD_THEN_REPLACED, day_zero("2026-11-23 09:00", "2026-11-25"), day_zero("2026-11-23 10:00", "2026-11-20")]
    assert seen("2026-11-24 10:00", *steps).inform.state == "aaben"
    assert seen("2026-11-24 10:00", *steps, told("2026-11-23 12:00")).inform.met_on == on("2026-11-23")


@pytest.mark.parametrize(("zero", "met_on"), [("2026-11-27", on("2026-11-21")), ("2026-11-28", None)])
def test_told_again_of_another_meeting_that_meeting_decides_and_the_first_day_is_kept(zero, met_on):
    steps = [*TOLD_THEN_REPLACED, told("2026-11-22 11:00")]
    assert seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", zero)).inform.met_on == met_on


def test_told_again_of_an_earlier_meeting_falls_with_that_meeting():
    steps = [offer("2026-11-21 10:00", "2026-11-27 09:00"), told("2026-11-21 11:00")]
    steps += [offer("2026-11-22 10:00", "2026-11-24 09:00"), told("2026-11-22 11:00")]
    assert seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", "2026-11-25")).inform.state == "aaben"


@pytest.mark.parametrize("how", ["aflyst", "borger_nej"])
def test_a_telling_of_an_offer_no_longer_in_force_stands_until_day_zero_passes_its_meeting(how):
    steps = [offer("2026-11-21 10:00", "2026-11-24 09:00"), told("2026-11-21 11:00"), Step(at("2026-11-22 09:00"), how)]
    assert seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", "2026-11-24")).inform.met_on == on("2026-11-21")
    assert seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", "2026-11-25")).inform.state == "aaben"


def test_a_telling_recorded_later_of_an_earlier_day_counts_from_the_earlier_day():
    steps = [offer("2026-11-21 10:00", "2026-11-26 09:00"), told("2026-11-23 10:00")]
    steps.append(Step(at("2026-11-24 09:00"), "besked", day=on("2026-11-22")))
    assert seen("2026-11-25 10:00", *steps).inform.met_on == on("2026-11-22")


def test_told_that_no_start_can_be_offered_never_falls_and_the_earliest_telling_counts():
    no_start = Step(at("2026-11-22 10:00"), "besked_ingen_start", day=on("2026-11-22"))
    steps = [TOLD_THEN_REPLACED[0], TOLD_THEN_REPLACED[1], no_start]
    assert seen("2026-11-24 10:00", *steps).inform.met_on == on("2026-11-21")
    assert seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", "2026-11-25")).inform.met_on == on("2026-11-22")


def test_told_that_no_start_can_be_offered_meets_informing_but_never_the_offer():
    follows = seen("2026-12-05 10:00", Step(at("2026-11-23 10:00"), "besked_ingen_start", day=on("2026-11-23")))
    assert (follows.inform.state, follows.offer.state, follows.offer.breached) == ("overholdt", "aaben", True)


def test_an_offer_in_time_stays_met_when_the_citizen_says_no_and_opens_when_the_municipality_cancels():
    made = offer("2026-11-21 10:00", "2026-11-26 09:00")
    assert seen("2026-12-05 10:00", made, Step(at("2026-11-26 10:00"), "borger_nej")).offer.met_on == on("2026-11-26")
    assert seen("2026-12-05 10:00", made, Step(at("2026-11-26 10:00"), "aflyst")).offer.breached


def test_held_in_time_meets_although_the_offer_in_force_lies_later():
    follows = seen("2026-12-05 10:00", offer("2026-11-21 10:00", "2026-11-30 09:00"), held("2026-11-25 10:00"))
    assert (follows.offer.state, follows.offer.met_on) == ("overholdt", on("2026-11-25"))


@pytest.mark.parametrize(("moment", "state", "breached"), [("2026-11-27 23:59", "bortfaldet", False), ("2026-11-28 00:00", "aaben", True)])
def test_ended_on_the_due_day_lapses_and_ended_the_day_after_does_not(moment, state, breached):
    follows = seen("2026-12-05 10:00", Step(at(moment), "afsluttet", code="doed"))
    assert (follows.offer.state, follows.offer.breached) == (state, breached)


def test_opened_again_reopens_the_rows_with_unchanged_dates():
    steps = (Step(at("2026-11-22 09:00"), "afsluttet", code="fravalg"), Step(at("2026-12-01 09:00"), "genaabnet"))
    assert seen("2026-11-30 09:00", *steps).offer.state == "bortfaldet"
    after = seen("2026-12-02 09:00", *steps).offer
    assert (after.state, after.due, after.breached) == ("aaben", on("2026-11-27"), True)


def test_clocks_run_until_the_other_municipality_accepts():
    chosen = Step(at("2026-11-22 09:00"), "svar", answer="anden_kommune")
    assert seen("2026-12-05 10:00", chosen).offer.breached
    assert seen("2026-12-05 10:00", chosen, Step(at("2026-11-24 09:00"), "anden_kommune_ja")).offer.state == "bortfaldet"


def test_expected_is_preliminary_until_confirmed_and_called_off_has_no_clocks():
    confirmed = day_zero("2026-11-20 12:00", "2026-11-20")
    assert seen("2026-11-20 10:00", confirmed, expected=True).offer.preliminary
    assert not seen("2026-11-20 13:00", confirmed, expected=True).offer.preliminary
    off = seen("2026-11-20 13:00", day_zero("2026-11-20 12:00", None), latest=on("2026-12-01"))
    assert (off.inform, off.offer, off.plan_start, off.choice_allowed) == (None, None, None, False)


def test_day_zero_moved_past_the_meeting_makes_offer_telling_and_meeting_fall_also_after_it_is_moved_back():
    steps = [offer("2026-11-21 10:00", "2026-11-23 09:00"), told("2026-11-21 11:00"), held("2026-11-23 10:00")]
    away = seen("2026-11-24 10:00", *steps, day_zero("2026-11-24 09:00", "2026-11-24"))
    assert (away.inform.state, away.offer.state) == ("aaben", "aaben")
    back = seen("2026-11-26 10:00", *steps, day_zero("2026-11-24 09:00", "2026-11-24"), day_zero("2026-11-25 09:00", "2026-11-20"))
    assert (back.inform.state, back.offer.state) == ("aaben", "aaben")


def test_meeting_on_the_new_day_zero_carries_offer_and_informed_over():
    steps = [offer("2026-11-21 10:00", "2026-11-24 09:00"), told("2026-11-21 11:00"), day_zero("2026-11-22 09:00", None)]
    moved = seen("2026-11-24 10:00", *steps, day_zero("2026-11-23 09:00", "2026-11-24"))
    assert (moved.inform.met_on, moved.offer.met_on, moved.offer.due) == (on("2026-11-21"), on("2026-11-24"), on("2026-12-01"))


def test_a_changed_latest_start_moves_the_plans_own_clock_and_withdrawn_there_is_none():
    change = starts("2026-11-22 09:00", latest="2026-11-25")
    assert seen("2026-11-23 09:00", change, latest=on("2026-11-30")).plan_start.due == on("2026-11-25")
    assert seen("2026-11-23 09:00", starts("2026-11-22 09:00"), latest=on("2026-11-30")).plan_start is None


def test_a_pause_leaves_every_clock_running():
    assert seen("2026-12-05 10:00", Step(at("2026-11-21 09:00"), "pause", reason="KL's udskudt")).offer.breached


def test_a_step_counts_from_its_own_moment():
    made = offer("2026-11-21 10:00", "2026-11-27 09:00")
    assert seen("2026-11-21 09:59", made).offer.state == "aaben"
    assert seen("2026-11-21 10:00", made).offer.state == "overholdt"
