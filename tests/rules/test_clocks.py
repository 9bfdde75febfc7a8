"""Day 4, day 7, the plan's own: due dates and what meets them (model.md section 6). Names state the rule."""

from datetime import UTC, date, datetime

import pytest

from deadlines.enums import DeadlineKind, DeadlineState, StartReason
from deadlines.rules import Calendar, Clock, ClockFacts, ClockRule, clocks, rules_on
from tests.rules.clock_examples import CALENDAR, RULES, by_kind, facts

INFORM, OFFER, OWN = DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY, DeadlineKind.PLAN_START_BY


def test_kl_holbaek_day_4_is_saturday_and_day_7_tuesday() -> None:
    """Received 23 May 2022, discharged 24 May, offered 28 May: within the guarantee."""
    found = by_kind(
        facts(
            day_zero=date(2022, 5, 24),
            received_at=datetime(2022, 5, 23, 9, tzinfo=UTC),
            offer_meeting_on=date(2022, 5, 28),
        )
    )
    assert found[INFORM].due_on == date(2022, 5, 28)
    assert found[INFORM].last_working_day == date(2022, 5, 27)
    assert found[OFFER].due_on == date(2022, 5, 31)
    assert (found[OFFER].state, found[OFFER].met_on) == (DeadlineState.MET, date(2022, 5, 28))
    assert found[INFORM].state == DeadlineState.OPEN


@pytest.mark.parametrize(
    ("discharge", "day_4", "day_7"),
    [
        (date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 27)),  # Friday: Tuesday, Friday
        (date(2026, 12, 23), date(2026, 12, 27), date(2026, 12, 30)),  # Christmas: Sunday, Wednesday
        (date(2028, 2, 25), date(2028, 2, 29), date(2028, 3, 3)),  # day 4 is a leap day
        (date(2028, 2, 29), date(2028, 3, 4), date(2028, 3, 7)),  # day 0 is a leap day
        (date(2027, 2, 25), date(2027, 3, 1), date(2027, 3, 4)),  # no leap day
    ],
)
def test_both_clocks_count_calendar_days_from_discharge(discharge: date, day_4: date, day_7: date) -> None:
    found = by_kind(facts(day_zero=discharge))
    assert (found[INFORM].due_on, found[OFFER].due_on) == (day_4, day_7)


def test_clinical_later_start_moves_day_7_and_leaves_day_4() -> None:
    later = facts(day_zero=date(2026, 11, 20), earliest_start=date(2027, 1, 4), start_reason=StartReason.CLINICAL)
    found = by_kind(later)
    assert found[OFFER].due_on == date(2027, 1, 11)
    assert found[INFORM].due_on == date(2026, 11, 24)
    assert found[INFORM].assumption
    assert any(sentence.startswith("Antagelse") for sentence in found[INFORM].basis)


@pytest.mark.parametrize("reason", [StartReason.COORDINATION, None])
def test_later_start_without_clinical_reason_does_not_move_day_7(reason: StartReason | None) -> None:
    found = by_kind(facts(day_zero=date(2026, 11, 20), earliest_start=date(2027, 1, 4), start_reason=reason))
    assert found[OFFER].due_on == date(2026, 11, 27)


def test_clinical_start_before_day_0_does_not_bring_day_7_forward() -> None:
    early = facts(day_zero=date(2026, 11, 20), earliest_start=date(2026, 11, 1), start_reason=StartReason.CLINICAL)
    assert by_kind(early)[OFFER].due_on == date(2026, 11, 27)


def test_latest_start_is_a_clock_of_its_own() -> None:
    found = by_kind(facts(day_zero=date(2026, 11, 20), latest_start=date(2026, 11, 23)))
    assert found[OWN].due_on == date(2026, 11, 23)
    assert found[OFFER].due_on == date(2026, 11, 27)


def test_no_day_0_means_no_clock() -> None:
    assert clocks(facts(day_zero=None, latest_start=date(2026, 12, 1)), RULES, CALENDAR) == ()


def test_information_case_has_no_clock() -> None:
    assert clocks(facts(handles=False, latest_start=date(2026, 12, 1)), RULES, CALENDAR) == ()


def test_case_moved_after_the_start_has_no_clock() -> None:
    assert clocks(facts(started_elsewhere=True), RULES, CALENDAR) == ()


def test_specialised_training_has_no_day_4_or_7_but_may_have_the_plans_own() -> None:
    assert clocks(facts(plan_type="specialiseret"), RULES, CALENDAR) == ()
    own = by_kind(facts(plan_type="specialiseret", latest_start=date(2026, 12, 1)))
    assert set(own) == {OWN}


def test_discharge_before_july_2018_has_no_statutory_clock() -> None:
    assert clocks(facts(day_zero=date(2018, 6, 30)), RULES, CALENDAR) == ()
    assert len(clocks(facts(day_zero=date(2018, 7, 1)), RULES, CALENDAR)) == 2


def test_rule_set_is_chosen_by_discharge_date_and_rehabilitation_of_2027_is_an_assumption() -> None:
    last = by_kind(facts(plan_type="rehabilitering", day_zero=date(2026, 12, 31)))
    first = by_kind(facts(plan_type="rehabilitering", day_zero=date(2027, 1, 1)))
    assert not last[OFFER].assumption
    assert first[OFFER].assumption
    assert first[OFFER].due_on == date(2027, 1, 8)
    assert any("Antagelse" in sentence for sentence in first[OFFER].basis)
    assert not by_kind(facts(day_zero=date(2027, 1, 1)))[OFFER].assumption


def test_two_rows_for_the_same_clock_are_refused() -> None:
    with pytest.raises(ValueError, match="To regler"):
        clocks(facts(), [*RULES, *RULES], CALENDAR)


def test_rules_on_keeps_the_rows_in_force() -> None:
    ended = ClockRule(OFFER, 14, frozenset({"almen"}), date(2010, 1, 1), date(2018, 6, 30), "p", "t", False)
    assert rules_on([ended], date(2018, 6, 30)) == (ended,)
    assert rules_on([ended], date(2018, 7, 1)) == ()


def test_expected_day_0_runs_and_is_marked_preliminary() -> None:
    found = by_kind(facts(day_zero_expected=True))
    assert found[OFFER].preliminary
    assert "foreløbig" in found[OFFER].basis[0]
    assert not by_kind(facts())[OFFER].preliminary


D0, DUE4, DUE7 = date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("known", "state", "met_on"),
    [
        ({}, DeadlineState.OPEN, None),
        ({"offer_meeting_on": DUE7}, DeadlineState.MET, DUE7),
        ({"offer_meeting_on": date(2026, 11, 28)}, DeadlineState.OPEN, None),
        ({"offer_meeting_on": date(2026, 11, 19)}, DeadlineState.OPEN, None),  # before day 0: falls away
        ({"offer_meeting_on": D0}, DeadlineState.MET, D0),
        ({"first_meeting_on": date(2026, 11, 25)}, DeadlineState.MET, date(2026, 11, 25)),
        ({"offer_meeting_on": date(2026, 11, 30), "first_meeting_on": DUE7}, DeadlineState.MET, DUE7),
        ({"first_meeting_on": date(2026, 11, 30)}, DeadlineState.OPEN, None),
        ({"told_none_on": DUE4}, DeadlineState.OPEN, None),  # never meets day 7
        ({"informed_on": DUE4}, DeadlineState.OPEN, None),
        ({"ended_on": DUE7}, DeadlineState.LAPSED, None),
        ({"ended_on": date(2026, 11, 28)}, DeadlineState.OPEN, None),  # breached stays
        ({"ended_on": DUE4, "offer_meeting_on": DUE7}, DeadlineState.MET, DUE7),  # met stays
    ],
)
def test_offer_is_met_by_a_meeting_from_day_0_to_day_7(known: dict[str, date], state: DeadlineState, met_on: date | None) -> None:
    offer = by_kind(facts(day_zero=D0, **known))[OFFER]
    assert (offer.state, offer.met_on) == (state, met_on)


@pytest.mark.parametrize(
    ("known", "state", "met_on"),
    [
        ({}, DeadlineState.OPEN, None),
        ({"informed_on": DUE4}, DeadlineState.MET, DUE4),
        ({"informed_on": date(2026, 11, 18)}, DeadlineState.MET, date(2026, 11, 18)),
        ({"told_none_on": DUE4}, DeadlineState.MET, DUE4),
        ({"informed_on": DUE7, "told_none_on": DUE4}, DeadlineState.MET, DUE4),
        ({"offer_meeting_on": DUE7}, DeadlineState.OPEN, None),  # an offer alone is no telling
        ({"ended_on": DUE4}, DeadlineState.LAPSED, None),
        ({"ended_on": date(2026, 11, 25)}, DeadlineState.OPEN, None),
        ({"ended_on": DUE7, "informed_on": DUE4}, DeadlineState.MET, DUE4),
    ],
)
def test_inform_is_met_by_telling_the_citizen(known: dict[str, date], state: DeadlineState, met_on: date | None) -> None:
    inform = by_kind(facts(day_zero=D0, **known))[INFORM]
    assert (inform.state, inform.met_on) == (state, met_on)


def test_telling_stays_when_the_municipality_cancels_the_offer_and_day_7_opens_again() -> None:
    told = {"informed_on": DUE4}
    before = by_kind(facts(day_zero=D0, offer_meeting_on=DUE7, **told))
    after = by_kind(facts(day_zero=D0, offer_meeting_on=None, **told))
    assert before[OFFER].state == DeadlineState.MET
    assert after[OFFER].state == DeadlineState.OPEN
    assert after[INFORM].state == DeadlineState.MET


def test_day_0_moved_to_the_meetings_own_day_carries_both_over_and_past_it_the_offer_is_none() -> None:
    kept = {"informed_on": date(2026, 11, 23), "offer_meeting_on": DUE7}
    on = by_kind(facts(day_zero=DUE7, **kept))
    assert {clock.state for clock in on.values()} == {DeadlineState.MET}
    assert by_kind(facts(day_zero=date(2026, 11, 30), **kept))[OFFER].state == DeadlineState.OPEN


def test_day_0_moved_earlier_makes_an_offer_late_and_breached() -> None:
    moved = by_kind(facts(day_zero=date(2026, 11, 16), offer_meeting_on=DUE7))[OFFER]
    assert moved.state == DeadlineState.OPEN
    assert moved.breached_on(date(2026, 11, 24))
    assert not moved.breached_on(date(2026, 11, 23))


def test_told_too_late_is_met_and_breached() -> None:
    late = by_kind(facts(day_zero=D0, informed_on=DUE7))[INFORM]
    assert late.state == DeadlineState.MET
    assert late.breached_on(DUE7)


def test_days_overdue_stop_at_the_held_meeting_or_the_end() -> None:
    assert by_kind(facts(day_zero=D0, first_meeting_on=date(2026, 12, 2)))[OFFER].stopped_on == date(2026, 12, 2)
    assert by_kind(facts(day_zero=D0, ended_on=date(2026, 12, 1)))[OFFER].stopped_on == date(2026, 12, 1)
    assert by_kind(facts(day_zero=D0, offer_meeting_on=date(2026, 12, 2)))[OFFER].stopped_on is None


def test_every_clock_explains_its_date() -> None:
    offer: Clock = by_kind(facts(day_zero=D0))[OFFER]
    assert offer.basis[0] == "Dag 0 er udskrivningen fredag 20. november 2026."
    assert offer.basis[1] == "Fristen er 7 kalenderdage efter dag 0: fredag 27. november 2026."
    assert any("Sundhedsloven § 140 stk. 4" in sentence for sentence in offer.basis)
    assert offer.basis[-1] == "Sidste arbejdsdag før fristen er fredag 27. november 2026."


def test_facts_refuse_a_receipt_without_time_zone() -> None:
    with pytest.raises(ValueError, match="tidszone"):
        ClockFacts("almen", D0, datetime(2026, 11, 20, 9))


def test_a_calendar_without_an_open_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="åben ugedag"):
        Calendar(frozenset())
