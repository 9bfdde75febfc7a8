"""Extended hospital choice for specialised training: how long the wait is, and whether it gives more to choose between (model.md 7).

Values in, values out. The day the waiting is counted from, and the numbers of days, are a dated row; both are assumptions until a source settles them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.decision import Decision
from gop.enums import WaitReason

LAW = "Sundhedsloven § 79 stk. 2"


@dataclass(frozen=True, slots=True)
class WaitRule:
    """`days` of waiting are not too long; more are. `serious_days`: the same for a serious illness."""

    days: int
    serious_days: int
    assumption: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Copenhagen days. `serious` None: nobody has judged it, so the longer wait holds. `offered_on`: the day the meeting in force was offered.

    `declined`: days of offered meetings that the patient did not take; one of them in time, and the longer wait is the patient's own (assumption).
    """

    received_on: date
    serious: bool | None = None
    meeting_on: date | None = None
    offered_on: date | None = None
    declined: Sequence[date] = ()
    started: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class HospitalRight:
    """`waited`: days from receipt to the meeting, or to the day asked when none is offered. `limit`: how many may pass; None without a rule."""

    decision: Decision
    reason: WaitReason
    waited: int
    limit: int | None
    assumption: bool


def extended_hospital_choice(wait: Wait, rule: WaitRule | None, today: date) -> HospitalRight:
    """Whether more hospitals may be chosen on the day, and since when: the day the late meeting was offered, or the first day beyond the limit."""
    until = wait.meeting_on or today
    waited = (until - wait.received_on).days
    limit = None if rule is None else rule.serious_days if wait.serious else rule.days
    reason, since = _answer(wait, limit, waited, today)
    decision = Decision(since is not None, reason.label, LAW, since)
    return HospitalRight(decision, reason, waited, limit, assumption=rule is not None and rule.assumption)


def _answer(wait: Wait, limit: int | None, waited: int, today: date) -> tuple[WaitReason, date | None]:
    if wait.ended:
        return WaitReason.ENDED, None
    if wait.started:
        return WaitReason.STARTED, None
    if limit is None:
        return WaitReason.NO_RULE, None
    if waited <= limit:
        return WaitReason.SHORT, None
    passed = wait.received_on + timedelta(days=limit + 1)
    if any(day < passed for day in wait.declined):
        return WaitReason.DECLINED, None
    if wait.meeting_on is None:
        return WaitReason.NO_OFFER, passed
    return WaitReason.OFFER_LATE, min(wait.offered_on or today, passed)
