"""Last working day and warning in the oracle, held against cases worked out by hand."""

from tests.oracle.cases import CHRISTMAS, at, on, seen


def test_warning_leaves_at_eight_on_the_opening_day_before_the_last_working_day():
    follows = seen("2026-11-20 10:00")
    assert (follows.inform.last_working_day, follows.inform.warn_at) == (on("2026-11-24"), at("2026-11-23 08:00"))
    assert (follows.offer.last_working_day, follows.offer.warn_at) == (on("2026-11-27"), at("2026-11-26 08:00"))


def test_christmas_moves_the_last_working_day_back_but_never_the_due_day():
    follows = seen("2026-12-23 10:00", zero="2026-12-23", received="2026-12-23 09:00", closed=CHRISTMAS)
    assert (follows.inform.due, follows.inform.last_working_day) == (on("2026-12-27"), on("2026-12-24"))
    # 08:00 the day before was past at receipt, and so was 08:00 on day 0
    assert follows.inform.warn_at == at("2026-12-23 09:00")
    assert (follows.offer.due, follows.offer.warn_at) == (on("2026-12-30"), at("2026-12-29 08:00"))


def test_warning_waits_for_day_zero_when_the_last_working_day_is_after_it():
    # Sunday 22 November + 4 = Thursday 26; Thursday only is open: the opening day before lies a week back
    follows = seen("2026-11-20 10:00", zero="2026-11-22", received="2026-11-16 09:00", open_weekdays=frozenset({3}))
    assert follows.inform.warn_at == at("2026-11-22 08:00")


def test_day_zero_does_not_hold_the_warning_back_when_the_last_working_day_is_not_after_it():
    # Wednesday 23 December to Sunday 27: with the 24th closed too, the last working day is day 0 itself
    closed = CHRISTMAS | {on("2026-12-24")}
    clock = seen("2026-12-01 10:00", zero="2026-12-23", received="2026-12-01 09:00", closed=closed).inform
    assert (clock.last_working_day, clock.warn_at) == (on("2026-12-23"), at("2026-12-22 08:00"))


def test_a_plan_received_after_the_breach_warns_no_later_than_the_breach():
    clock = seen("2026-12-15 09:00", received="2026-12-15 09:00").inform
    assert clock.warn_at == clock.breach_at == at("2026-11-25 00:00")


def test_own_latest_start_within_two_days_of_receipt_warns_at_receipt():
    assert seen("2026-11-20 10:00", latest=on("2026-11-22")).plan_start.warn_at == at("2026-11-20 09:00")
    # Monday 23 November is the third day: the opening day before is Friday, whose 08:00 was past at receipt; Tuesday 24 gives Monday
    assert seen("2026-11-20 10:00", latest=on("2026-11-24")).plan_start.warn_at == at("2026-11-23 08:00")
