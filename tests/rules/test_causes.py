"""Which causes of a broken deadline the record points to."""

from datetime import date

import pytest

from gop.enums import BreachCause
from gop.rules.causes import CauseFacts, at_receipt, proposed_causes

DUE, IN_TIME, LATE = date(2026, 11, 27), date(2026, 11, 24), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("facts", "causes"),
    [
        ({}, []),
        ({"returns": 1}, [BreachCause.WRONG_RECEIVER]),
        ({"received_on": LATE}, [BreachCause.RECEIVED_LATE]),
        ({"received_on": LATE, "returns": 2}, [BreachCause.WRONG_RECEIVER, BreachCause.RECEIVED_LATE]),
        ({"corrected": [(LATE, IN_TIME)]}, [BreachCause.DATE_CORRECTED]),
        ({"asked": [(IN_TIME, None)]}, [BreachCause.WAITED_FOR_ANSWER]),
        ({"asked": [(IN_TIME, LATE)]}, [BreachCause.WAITED_FOR_ANSWER]),
        ({"asked": [(IN_TIME, IN_TIME)]}, []),  # answered on the same day
        ({"asked": [(LATE, None)]}, []),  # asked when it was too late
    ],
)
def test_what_the_record_points_to(facts: dict[str, object], causes: list[BreachCause]) -> None:
    known = {"due": [DUE], "received_on": IN_TIME} | facts
    assert list(proposed_causes(CauseFacts(**known))) == causes  # type: ignore[arg-type]


def test_where_nothing_is_broken_nothing_is_proposed() -> None:
    assert proposed_causes(CauseFacts(due=[], received_on=LATE, returns=1)) == {}


def test_each_proposal_says_what_speaks_for_it() -> None:
    said = proposed_causes(CauseFacts(due=[DUE], received_on=LATE, returns=1, asked=[(IN_TIME, None)]))
    assert said == {
        BreachCause.WRONG_RECEIVER: "Planen kom retur fra en anden én gang, før den kom hertil mandag 30. november.",
        BreachCause.RECEIVED_LATE: "Sagen kom mandag 30. november, 3 dage efter fristen.",
        BreachCause.WAITED_FOR_ANSWER: "Sygehuset blev spurgt tirsdag 24. november, og der er ikke svaret.",
    }


def test_past_at_receipt_it_was_a_wrong_receiver_or_sent_late() -> None:
    assert (at_receipt(0), at_receipt(1)) == (BreachCause.RECEIVED_LATE, BreachCause.WRONG_RECEIVER)
