"""The rules against the oracle: 20,000 made plans, and those that hypothesis finds by taking steps away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle import replay
from tests.oracle.compare import differences, of_numbers
from tests.oracle.plans import plan
from tests.oracle.product import answer


@pytest.mark.parametrize("first", range(1, 20_001, 5_000))
def test_twenty_thousand_plans_get_the_oracles_answer(first: int) -> None:
    assert of_numbers(first, first + 4_999) == {}


@settings(max_examples=300, deadline=None)
@given(
    number=st.integers(2_000_000, 2**40),
    left_out=st.sets(st.integers(0, 15)),
    minutes=st.integers(-30 * 24 * 60, 30 * 24 * 60),
)
def test_no_plan_with_steps_left_out_or_seen_at_another_time_differs(number: int, left_out: set[int], minutes: int) -> None:
    made = plan(number)
    steps = tuple(step for place, step in enumerate(made.steps) if place not in left_out)
    seen = max(made.seen + timedelta(minutes=minutes), made.received)
    assert differences(replace(made, steps=steps, seen=seen)) == []


def test_a_wrong_answer_is_found_and_said() -> None:
    simple = next(made for made in map(plan, range(1, 500)) if made.plan_type == "almen" and not made.steps and made.day_zero)
    right = answer(simple)
    assert right.offer is not None
    wrong = replace(right, offer=replace(right.offer, due=right.offer.due + timedelta(days=1)))
    assert [text.split(":")[0] for text in differences(simple, wrong)] == ["offer.due"]


def test_a_stopped_replay_goes_on_and_a_cut_line_is_asked_again(tmp_path, monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    kept = tmp_path / "kept.jsonl"
    kept.write_text('{"first": 1, "different": {"7": ["offer.due: x"]}}\n{"first": 50', encoding="utf-8")
    assert replay._done(kept) == {1: {"7": ["offer.due: x"]}}
    monkeypatch.setattr("sys.argv", ["replay", "--plans", "5000", "--processes", "1", "--kept", str(kept)])
    assert replay.main() == 1
    assert "1 med forskel" in capsys.readouterr().out
