"""What a case knows that its clocks depend on. All dates are Copenhagen dates."""

from dataclasses import dataclass
from datetime import date, datetime

from deadlines.enums import StartReason


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """Kept facts of one case (model.md section 6); the clocks are computed again from them at any time.

    plan_type            stored value of the plan's type; decides which rule rows hold
    day_zero             discharge date, or the end of the outpatient contact; None: called off or not known
    day_zero_expected    the date is expected, not confirmed: the clocks run and are marked preliminary
    received_at          aware moment the case came in; an alert never leaves before it
    earliest_start       the plan's "not before"; moves the offer deadline for a clinical reason only
    latest_start         the plan's own "not after"
    start_reason         why the plan asks for another start
    informed_on          day the citizen was told place, time and, for almen, level
    told_none_on         day the citizen was told that no start can be offered in time, with guidance
    offer_meeting_on     first meeting of the offer in force; None when none, or the authority cancelled it
    declined_meetings    first meetings that the citizen declined, cancelled or missed; one in time keeps
                         the offer deadline met, whatever is offered or cancelled later (rule 6)
    first_meeting_on     the first meeting that was held
    ended_on             day the case ended, or another municipality the citizen chose accepted; what is open
                         then lapses, what is met or breached stays (rule 5)
    handles              False for an information case, which has no clocks
    started_elsewhere    the case was moved after the start: the former authority's rows stand, none is made here
    """

    plan_type: str
    day_zero: date | None
    received_at: datetime
    day_zero_expected: bool = False
    earliest_start: date | None = None
    latest_start: date | None = None
    start_reason: StartReason | None = None
    informed_on: date | None = None
    told_none_on: date | None = None
    offer_meeting_on: date | None = None
    declined_meetings: tuple[date, ...] = ()
    first_meeting_on: date | None = None
    ended_on: date | None = None
    handles: bool = True
    started_elsewhere: bool = False

    def __post_init__(self) -> None:
        if self.received_at.tzinfo is None:
            raise ValueError("received_at skal have tidszone.")
