"""The right of extended free choice: it comes and goes as the days pass and the steps are recorded."""

from datetime import date, datetime

from tests.oracle.columns import Given
from tests.oracle.simulation_course import Course, Offer
from tests.oracle.simulation_days import counted_from, day_after, day_of, midnight

CLOCKS_SINCE = date(2018, 7, 1)
REGION_SINCE = date(2027, 1, 1)


def has_day_clocks(course: Course, given: Given) -> bool:
    """Whether the 4 and 7 days are counted at all under the dates as they stand."""
    return given.plan_type != "specialiseret" and course.day_zero is not None and course.day_zero >= CLOCKS_SINCE


def offer_due(course: Course) -> date:
    """Tilbudsfristen: day 7 from day 0, or from a later earliest start for a clinical reason. Day 0 is known."""
    start = course.day_zero
    if course.reason == "sundhedsfaglig" and course.earliest is not None and course.earliest > start:
        start = course.earliest
    return counted_from(start, 7)


class Right:
    """The day the right runs from under the dates in force now; None while it does not stand."""

    def __init__(self, given: Given, course: Course) -> None:
        self.given, self.course = given, course
        self.day: date | None = None
        self.due: date | None = None
        self.take_dates()

    def take_dates(self) -> None:
        """Count the due day again: at receipt and after each correction."""
        self.due = offer_due(self.course) if has_day_clocks(self.course, self.given) else None

    def dawn(self, day: date) -> None:
        """A day begins. Only the day after the due day brings anything by itself."""
        if self.due is not None and day == day_after(self.due):
            self.look(midnight(day))

    def look(self, now: datetime) -> None:
        """Set the right if it has a ground now."""
        if self.day is None:
            ground = self.earliest_ground(now)
            self.day = None if ground is None else day_of(ground)

    def correct(self, now: datetime) -> None:
        """Day 0 or the start was corrected: kept with its day, come with the correction, or gone."""
        self.take_dates()
        if self.earliest_ground(now) is None:
            self.day = None
        elif self.day is None:
            self.day = day_of(now)

    def earliest_ground(self, now: datetime) -> datetime | None:
        """The first ground at or before `now` by the dates in force, before any no to an offer in time."""
        if self.due is None:
            return None
        offers = self.course.offers
        grounds = [offer.made for offer in offers if offer.meeting > self.due]
        grounds += self.course.no_start
        passed = midnight(day_after(self.due))
        if passed <= now:
            if not any(self._in_force_at(passed, offer) for offer in offers):
                grounds.append(passed)
            grounds += [offer.left for offer in offers if offer.how == "aflyst" and self._in_time(offer) and offer.left >= passed]
        refusals = [offer.left for offer in offers if offer.how == "borger_nej" and self._in_time(offer)]
        if refusals:
            grounds = [ground for ground in grounds if ground < min(refusals)]
        return min(grounds, default=None)

    def _in_time(self, offer: Offer) -> bool:
        return self.course.day_zero <= offer.meeting <= self.due

    def _in_force_at(self, moment: datetime, offer: Offer) -> bool:
        """As the day began: what was recorded at 00:00 itself comes after."""
        return offer.meeting >= self.course.day_zero and offer.made < moment and (offer.left is None or offer.left >= moment)

    def open_since(self) -> date | None:
        """The day from which the citizen may choose, as seen at `given.seen`; None: may not."""
        course = self.course
        if course.answers or course.held is not None or course.ended is not None:
            return None
        if self.given.plan_type == "rehabilitering" and day_of(self.given.seen) >= REGION_SINCE:
            return None
        return self.day
