"""Control limits against numbers calculated by hand, and against the definition on generated series."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from math import isclose, sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from audits.rules.control import Limits, NoLimits, count_limits, share_limits

SHARES = st.lists(st.none() | st.tuples(st.decimals(0, 100, places=1), st.integers(1, 2000)), min_size=8, max_size=26)


def shares(*said: tuple[int, int]) -> list[tuple[Decimal, int]]:
    return [(Decimal(share), of) for share, of in said]


def limits(found: Limits | NoLimits) -> Limits:
    assert isinstance(found, Limits)
    return found


def test_the_limits_of_a_share_are_three_deviations_by_each_points_own_denominator() -> None:
    found = limits(share_limits(shares(*[(80, 100)] * 7, (80, 400))))
    # 80 ± 3·√(80·20/100) = 80 ± 12, and 80 ± 3·√(80·20/400) = 80 ± 6
    assert [(band.low, band.centre, band.high) for band in found.bands if band] == [(68, 80, 92)] * 7 + [(74, 80, 86)]


def test_the_centre_of_shares_weighs_each_by_its_denominator() -> None:
    found = limits(share_limits(shares(*[(50, 100)] * 7, (90, 700))))
    assert found.bands[0]
    assert found.bands[0].centre == 70


def test_the_limits_of_a_share_stay_between_nought_and_a_hundred() -> None:
    low, high = limits(share_limits(shares(*[(2, 10)] * 8))), limits(share_limits(shares(*[(98, 10)] * 8)))
    assert low.bands[0]
    assert low.bands[0].low == 0
    assert high.bands[0]
    assert high.bands[0].high == 100


def test_the_limits_of_a_count_are_three_roots_of_the_mean() -> None:
    found = limits(count_limits([Decimal(16)] * 8 + [Decimal(29)] + [Decimal(3)]))
    # Mean 16; 16 ± 3·√16 = 4 to 28: 29 and 3 are outside.
    assert found.bands[0]
    assert (found.bands[0].low, found.bands[0].centre, found.bands[0].high) == (4, 16, 28)
    assert found.outside == {8, 9}


def test_a_longer_period_has_more_and_its_limits_follow() -> None:
    found = limits(count_limits([Decimal(31), Decimal(28)] * 4, [31, 28] * 4))
    assert [band.centre for band in found.bands if band] == [31, 28] * 4
    assert not found.outside | found.runs


def test_a_point_on_a_limit_is_within() -> None:
    assert not limits(count_limits([Decimal(16)] * 8 + [Decimal(28), Decimal(4)])).outside


def test_fewer_than_eight_known_points_have_no_limits() -> None:
    assert share_limits([*shares(*[(80, 100)] * 7), None, None]) == NoLimits.FEW
    assert count_limits([Decimal(5)] * 7 + [None]) == NoLimits.FEW
    assert isinstance(count_limits([Decimal(5)] * 8), Limits)


def test_a_share_of_nobody_has_no_limits() -> None:
    assert share_limits(shares(*[(80, 100)] * 8, (0, 0))) == NoLimits.UNKNOWN


def test_rounded_denominators_are_said_to_be_approximate() -> None:
    assert limits(share_limits(shares(*[(80, 100)] * 8), rounded=True)).approximate
    assert not limits(share_limits(shares(*[(80, 100)] * 8))).approximate


def test_eight_on_one_side_are_a_run_and_seven_are_none() -> None:
    low, high = [Decimal(98)], [Decimal(102)]
    assert limits(count_limits(low * 8 + high * 8)).runs == frozenset(range(16))
    assert limits(count_limits(low * 9 + high * 7 + low + high * 3)).runs == frozenset(range(9))
    assert limits(count_limits((low * 7 + high * 7) * 2)).runs == frozenset()


def test_a_hidden_value_and_one_on_the_centre_end_a_run() -> None:
    low, high = [Decimal(98)], [Decimal(102)]
    assert not limits(count_limits([*low * 4, None, *low * 4, *high * 7, None, *high])).runs
    assert not limits(count_limits([*low * 4, Decimal(100), *low * 4, *high * 4, Decimal(100), *high * 4])).runs


@settings(max_examples=200, deadline=None)
@given(SHARES)
def test_any_series_of_shares_follows_the_definition(points: list[tuple[Decimal, int] | None]) -> None:
    known = [(float(point[0]) / 100, point[1]) for point in points if point]
    found = share_limits(points)
    if len(known) < 8:
        assert found == NoLimits.FEW
        return
    mean = sum(share * of for share, of in known) / sum(of for _, of in known)
    bands = [band for band in limits(found).bands if band]
    assert len(bands) == len(known)
    for band, (_, of) in zip(bands, known, strict=True):
        spread = 3 * sqrt(max(mean * (1 - mean), 0) / of)
        assert isclose(float(band.low), 100 * max(mean - spread, 0), abs_tol=1e-5)
        assert isclose(float(band.high), 100 * min(mean + spread, 1), abs_tol=1e-5)
    assert {place for place, band in enumerate(limits(found).bands) if band is None} == {
        place for place, one in enumerate(points) if not one
    }


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | st.integers(0, 40).map(Decimal), min_size=8, max_size=30))
def test_runs_and_points_outside_of_any_counts_follow_the_definition(points: list[Decimal | None]) -> None:
    found = count_limits(points)
    if isinstance(found, NoLimits):
        return
    outside = {
        place
        for place, (value, band) in enumerate(zip(points, found.bands, strict=True))
        if value is not None and band and not band.low <= value <= band.high
    }
    assert found.outside == outside
    assert found.runs == {place for run in _stretches(points, found) if len(run) >= 8 for place in run}


def _stretches(points: Sequence[Decimal | None], found: Limits) -> list[list[int]]:
    sides = [
        0 if value is None or band is None or value == band.centre else 1 if value > band.centre else -1
        for value, band in zip(points, found.bands, strict=True)
    ]
    return [list(places) for side, places in groupby(range(len(sides)), key=lambda place: sides[place]) if side]
