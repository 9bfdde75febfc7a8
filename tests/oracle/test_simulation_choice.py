"""The right of extended choice in the oracle, held against cases worked out by hand. Discharge 20 November 2026: tilbudsfrist the 27th."""

from tests.oracle.cases import at, day_zero, held, offer, on, seen, starts
from tests.oracle.columns import Step

IN_TIME = offer("2026-11-21 10:00", "2026-11-26 09:00")
LATE = offer("2026-11-23 10:00", "2026-12-02 09:00")


def since(when, *steps, **more):
    """The day the right runs from, or None when it is not allowed."""
    follows = seen(when, *steps, **more)
    assert follows.choice_allowed == (follows.choice_from is not None)
    return follows.choice_from


def test_without_an_offer_the_right_comes_at_midnight_after_the_due_day():
    assert since("2026-11-27 23:59") is None
    assert since("2026-11-28 00:00") == on("2026-11-28")
    assert since("2027-03-01 09:00") == on("2026-11-28")


def test_an_offer_in_time_keeps_the_right_away():
    assert since("2026-12-20 09:00", IN_TIME) is None


def test_a_late_offer_gives_the_right_from_the_moment_it_was_made():
    assert since("2026-11-23 09:59", LATE) is None
    assert since("2026-11-23 10:00", LATE) == on("2026-11-23")


def test_no_start_recorded_gives_the_right_from_then():
    assert since("2026-11-22 09:00", Step(at("2026-11-21 23:59"), "ingen_start")) == on("2026-11-21")


def test_told_that_no_start_can_be_offered_gives_the_right_from_when_it_was_recorded():
    # told on the 21st, recorded on the 23rd, both before the due date: the right runs from the record
    told_no_start = Step(at("2026-11-23 10:00"), "besked_ingen_start", day=on("2026-11-21"))
    assert since("2026-11-23 09:59", told_no_start) is None
    assert since("2026-11-23 10:00", told_no_start) == on("2026-11-23")
    assert since("2026-12-20 09:00", told_no_start) == on("2026-11-23")


def test_told_that_no_start_can_be_offered_after_a_no_to_an_offer_in_time_gives_no_right():
    # told on the 21st, before the no of the 22nd, but recorded after it
    steps = (IN_TIME, Step(at("2026-11-22 09:00"), "borger_nej"))
    told_no_start = Step(at("2026-11-25 09:00"), "besked_ingen_start", day=on("2026-11-21"))
    assert since("2026-11-25 10:00", *steps, told_no_start) is None
    assert since("2026-12-20 09:00", *steps, told_no_start) is None


def test_a_later_better_offer_does_not_remove_the_right():
    assert since("2026-12-20 09:00", LATE, offer("2026-11-24 10:00", "2026-11-26 09:00")) == on("2026-11-23")


def test_an_offer_in_time_that_the_citizen_declined_gives_no_right_ever():
    steps = (IN_TIME, Step(at("2026-11-22 09:00"), "borger_nej"))
    assert since("2026-12-20 09:00", *steps) is None
    assert since("2026-12-20 09:00", *steps, LATE, Step(at("2026-11-25 09:00"), "ingen_start")) is None


def test_a_late_offer_declined_leaves_the_right_standing():
    assert since("2026-12-20 09:00", LATE, Step(at("2026-11-25 09:00"), "borger_nej")) == on("2026-11-23")


def test_cancelled_before_the_due_day_waits_for_it_and_cancelled_after_counts_from_the_cancellation():
    assert since("2026-11-27 09:00", IN_TIME, Step(at("2026-11-25 09:00"), "aflyst")) is None
    assert since("2026-12-20 09:00", IN_TIME, Step(at("2026-11-25 09:00"), "aflyst")) == on("2026-11-28")
    assert since("2026-12-20 09:00", IN_TIME, Step(at("2026-12-03 09:00"), "aflyst")) == on("2026-12-03")


def test_cancelled_and_replaced_in_time_gives_no_right():
    again = offer("2026-11-25 10:00", "2026-11-27 09:00")
    assert since("2026-12-20 09:00", IN_TIME, Step(at("2026-11-25 09:00"), "aflyst"), again) is None


def test_each_answer_of_the_citizen_ends_the_right_for_good():
    for answer in ("valgt_leverandoer", "venter", "anden_kommune", "senere_start"):
        assert since("2026-12-20 09:00", Step(at("2026-12-01 09:00"), "svar", answer=answer)) is None
        assert since("2026-12-20 09:00", Step(at("2026-11-21 09:00"), "svar", answer=answer)) is None


def test_another_municipality_that_declines_leaves_the_right_as_if_not_answered():
    steps = (Step(at("2026-12-01 09:00"), "svar", answer="anden_kommune"), Step(at("2026-12-03 09:00"), "anden_kommune_nej"))
    assert since("2026-12-02 09:00", *steps) is None
    assert since("2026-12-04 09:00", *steps) == on("2026-11-28")


def test_started_and_ended_are_not_allowed_and_opened_again_is():
    assert since("2026-12-20 09:00", LATE, held("2026-12-02 10:00")) is None
    ended = Step(at("2026-11-25 09:00"), "afsluttet", code="fravalg")
    assert since("2026-12-20 09:00", ended) is None
    assert since("2026-12-20 09:00", ended, Step(at("2026-12-10 09:00"), "genaabnet")) == on("2026-11-28")


def test_day_zero_moved_earlier_gives_the_right_from_the_day_the_correction_was_recorded():
    made = offer("2026-11-20 10:00", "2026-11-27 09:00")
    assert since("2026-12-20 09:00", made, day_zero("2026-11-23 09:00", "2026-11-18")) == on("2026-11-23")


def test_day_zero_moved_earlier_before_the_due_day_passed_waits_for_it():
    assert since("2026-11-25 09:00", day_zero("2026-11-23 09:00", "2026-11-18")) is None
    assert since("2026-11-26 09:00", day_zero("2026-11-23 09:00", "2026-11-18")) == on("2026-11-26")


def test_a_right_that_still_has_a_ground_keeps_its_day_through_a_correction():
    assert since("2026-12-20 09:00", LATE, day_zero("2026-11-25 09:00", "2026-11-21")) == on("2026-11-23")


def test_a_right_without_a_ground_under_the_new_dates_falls_away_and_may_come_anew():
    moved = day_zero("2026-11-30 09:00", "2026-11-29")
    assert since("2026-11-29 09:00", moved) == on("2026-11-28")
    assert since("2026-12-06 23:59", moved) is None
    assert since("2026-12-07 00:00", moved) == on("2026-12-07")


def test_day_zero_moved_forth_and_back_counts_the_right_from_the_way_back():
    steps = (day_zero("2026-11-30 09:00", "2026-11-29"), day_zero("2026-12-02 09:00", "2026-11-20"))
    assert since("2026-12-20 09:00", *steps) == on("2026-12-02")


def test_an_offer_before_the_present_day_zero_is_no_offer_when_the_due_day_has_passed():
    # day 0 turns out to have been the 23rd, so due the 30th: in force at 00:00 on 1 December was a meeting of the 22nd
    early = offer("2026-11-21 10:00", "2026-11-22 09:00")
    steps = (early, Step(at("2026-12-03 09:00"), "borger_nej"), day_zero("2026-12-05 09:00", "2026-11-23"))
    assert since("2026-12-04 09:00", *steps) is None
    assert since("2026-12-20 09:00", *steps) == on("2026-12-05")


def test_a_withdrawn_clinical_start_counts_from_the_day_it_was_withdrawn():
    clinical = {"earliest": on("2026-12-10"), "reason": "sundhedsfaglig"}
    made = offer("2026-11-21 10:00", "2026-12-14 09:00")
    assert since("2026-11-30 09:00", made, **clinical) is None
    assert since("2026-12-20 09:00", made, starts("2026-12-01 09:00"), **clinical) == on("2026-12-01")


def test_called_off_takes_the_right_and_a_new_date_before_the_old_due_gives_it_from_that_day():
    steps = (Step(at("2026-11-21 09:00"), "ingen_start"), day_zero("2026-11-22 09:00", None), day_zero("2026-11-25 09:00", "2026-12-01"))
    assert since("2026-11-22 08:00", *steps) == on("2026-11-21")
    assert since("2026-11-24 09:00", *steps) is None
    assert since("2026-12-20 09:00", *steps) == on("2026-11-25")


def test_rehabilitation_is_not_asserted_from_2027_but_its_clocks_go_on():
    more = {"plan_type": "rehabilitering"}
    assert since("2026-12-31 23:59", **more) == on("2026-11-28")
    after = seen("2027-01-01 00:00", **more)
    assert (after.choice_allowed, after.choice_from, after.offer.breached) == (False, None, True)


def test_a_plan_received_after_its_days_has_the_right_from_the_day_after_the_due_day():
    assert since("2026-12-15 09:00", received="2026-12-15 09:00") == on("2026-11-28")


def test_the_two_hours_of_the_autumn_night_are_told_apart():
    # the offer at 02:30 the second time is not yet made when the first 02:45 is
    made = Step(at("2026-10-25 02:30", fold=1), "tilbud", meeting=at("2026-11-12 09:00"))
    more = {"zero": "2026-10-24", "received": "2026-10-24 09:00"}
    assert since("2026-10-25 02:45", made, **more) is None
    assert since("2026-10-25 03:00", made, **more) == on("2026-10-25")
