"""What is always there, whatever the seed and the weekday: cases of every colour in Aalborg, and a therapist's desk with something on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

from accounts.danish import copenhagen_date
from config.demo import people
from config.demo.batch import new_id
from config.demo.citizens import Citizen
from config.demo.handling import Handling, decide_level
from config.demo.story import DAY, Story, moment, tell
from config.demo.world import Owner, Town, Ward, World
from config.registry_loader import id_of
from deadlines.enums import DeadlineState
from deadlines.rules import Clock, ClockFacts, clocks
from gop.cpr import age_on
from gop.enums import ContactKind, EndCode, InformedHow, PlanType

GROWN_UP = 18
FIRST_NEIGHBOURS = ("kommune-0840", "kommune-0849")


class Colour(StrEnum):
    """The four states of a clock (breached, last working day, warned, plenty of time)."""

    GREEN = "god tid"
    AMBER = "snart"
    RED = "i dag"
    BREACHED = "overskredet"


def colour_of(running: Iterator[Clock] | tuple[Clock, ...], now: datetime) -> Colour | None:
    """The worst of the open clocks. Before 08:00 a warning that leaves today counts as sent."""
    today = copenhagen_date(now)
    shown = [clock for clock in running if clock.state == DeadlineState.OPEN]
    if not shown:
        return None
    if any(clock.due_on < today for clock in shown):
        return Colour.BREACHED
    if any(clock.last_working_day <= today for clock in shown):
        return Colour.RED
    return Colour.AMBER if any(clock.warn_at <= max(now, moment(today, 8)) for clock in shown) else Colour.GREEN


@dataclass
class Told:
    """A story with what was done about it; `handling` None: let chance decide. `at_department`: by the performing department."""

    story: Story
    handling: Handling | None = None
    at_department: bool = False


class Guaranteed:
    def __init__(self, rng: Random, world: World, now: datetime, citizens: Iterator[Citizen]) -> None:
        self.rng, self.world, self.now, self.citizens = rng, world, now, citizens
        self.aside: list[Citizen] = []
        towns, wards = {t.id: t for t in world.towns}, {w.id: w for w in world.wards}
        self.aalborg: Town = towns[id_of(people.AALBORG)]
        self.herning: Town = towns[id_of(people.HERNING)]
        self.neighbours = [towns[id_of(key)] for key in FIRST_NEIGHBOURS]
        self.ward: Ward = wards[id_of(people.ORTHOPAEDIC)]
        self.neurology: Ward = wards[id_of(people.NEUROLOGY)]
        self.therapy: Ward = wards[id_of(people.THERAPY)]

    def __iter__(self) -> Iterator[Told]:
        """The most telling first, so that twenty plans show every colour."""
        colleagues = [self.aalborg.owners[0], None, self.aalborg.owners[-1]]
        makers = [self._colour(Colour.RED), self._colour(Colour.BREACHED), self._colour(Colour.AMBER), self._colour(Colour.GREEN)]
        for owner in colleagues[:2]:
            for make in makers:
                yield make(owner)
        yield self.draft(self.ward)
        yield self._returned(self.neighbours[0])
        yield self._specialised(3, untouched=True)
        yield self._late_offer(colleagues[0])
        for make in makers:
            yield make(colleagues[2])
        yield self._withdrawn()
        yield self._specialised(12, untouched=True)
        yield self._returned(self.neighbours[1])
        yield self._waits_long()
        yield self._from_another_region()
        yield self._rehabilitation(2, told=False)
        yield self._rehabilitation(3, told=True)
        for owner in self.aalborg.owners[:3]:  # whose right of free choice config/demo/choice.py goes on with
            yield self._late_offer(owner)
        for _ in range(3):
            yield self.draft(self.ward)
        for same in (True, False):  # of which config/demo/second_plans.py says how they stand
            yield from self._two_plans(same=same)

    def _story(
        self,
        day: date,
        home: Town,
        sent_on: date | None = None,
        plan_type: PlanType = PlanType.GENERAL_TRAINING,
        ward: Ward | None = None,
        citizen: Citizen | None = None,
    ) -> Story:
        """Sent at ten on an open day, at the latest yesterday and at the latest on day 0."""
        story = tell(
            self.rng,
            self.world,
            citizen or (self._next() if plan_type == PlanType.GENERAL_TRAINING else self._adult()),
            new_id(self.rng),
            day_zero=day,
            home=home,
            ward=ward or self.ward,
            plan_type=plan_type,
            plain=True,
        )
        sent_on = sent_on or self.world.calendar.latest_open_on_or_before(min(day, self.world.today - DAY))
        story.sent_at = moment(sent_on, 10, self.rng.randint(0, 20))
        story.created_at, story.admitted_on = story.sent - timedelta(minutes=55), sent_on - timedelta(days=5)
        story.expected, story.confirmed_at = sent_on < day, None
        if story.expected:
            story.contact_kind = ContactKind.ADMISSION
            story.confirmed_at = moment(day, 13, 10) if day < self.world.today else None
        story.handed_out_on = story.handed_out_how = None
        story.stays = True
        return story

    def _adult(self) -> Citizen:
        """One whose letters go by Digital Post; the others come next."""
        for one in self.citizens:
            if one.birth_date and age_on(one.birth_date, self.world.today) >= GROWN_UP:
                return one
            self.aside.append(one)
        raise ValueError("No citizen is left.")

    def _next(self) -> Citizen:
        return self.aside.pop(0) if self.aside else next(self.citizens)

    def _colour(self, wanted: Colour) -> Callable[[Owner | None], Told]:
        fixed = {Colour.RED: self.world.today - 4 * DAY, Colour.BREACHED: self.world.today - 9 * DAY}
        day = fixed.get(wanted) or self._day_for(wanted)
        return lambda owner: self._untouched(day, owner) if day else self._late_offer(owner)

    def _day_for(self, wanted: Colour) -> date | None:
        """Day 0 of a case nobody has acted on that shows the colour today; none in a long row of closed days."""
        today = self.world.today
        for day in (today + n * DAY for n in (range(7) if wanted == Colour.GREEN else range(0, -5, -1))):
            sent_on = self.world.calendar.latest_open_on_or_before(min(day, today - DAY))
            facts = ClockFacts(plan_type=PlanType.GENERAL_TRAINING, day_zero=day, received_at=moment(sent_on, 11))
            if colour_of(clocks(facts, self.world.rules, self.world.calendar), self.now) == wanted:
                return day
        return None

    def _untouched(self, day: date, owner: Owner | None) -> Told:
        story = self._story(day, self.aalborg)
        if owner:
            story.texts["potential"] = ""  # what a reader would ask about
        return Told(story, self._begun(story, owner))

    def _begun(self, story: Story, owner: Owner | None) -> Handling:
        done = Handling(story.sent + timedelta(seconds=2), owner=owner)
        if owner:
            done.acknowledged_at = story.sent + timedelta(minutes=31)
            done.taken_at = story.sent + timedelta(minutes=32)
        return done

    def _late_offer(self, owner: Owner | None) -> Told:
        """Told of a first meeting that lies too late: day 7 is the next open day, and the clock still runs."""
        following = self.world.open_from(self.world.today + DAY)
        day = following - 7 * DAY
        sent_on = self.world.calendar.latest_open_on_or_before(day - 2 * DAY)
        story = self._story(day, self.aalborg, sent_on)
        done = self._begun(story, owner or self.aalborg.owners[1])
        done.triaged_at, done.guided_at = story.sent + timedelta(hours=2), story.sent + timedelta(hours=3)
        done.offered_at, done.told_at = story.sent + timedelta(hours=3, minutes=4), story.sent + timedelta(hours=3, minutes=9)
        done.meeting_at, done.place = moment(self.world.open_from(following + 2 * DAY), 10), "Træningscenter Vest"
        done.told_how = InformedHow.PHONE
        decide_level(self.rng, self.world, done)
        return Told(story, done)

    def _two_plans(self, *, same: bool) -> Iterator[Told]:
        """A course under way, and a new plan for the same citizen that nobody has decided on; `same`: for the same diagnosis."""
        today, owner = self.world.today, self.aalborg.owners[0]
        older = self._story(today - 40 * DAY, self.aalborg)
        done = self._begun(older, owner)
        done.triaged_at, done.guided_at = older.sent + timedelta(hours=2), older.sent + timedelta(hours=3)
        done.offered_at, done.told_at = older.sent + timedelta(hours=3, minutes=4), older.sent + timedelta(hours=3, minutes=9)
        meets = self.world.open_from(today - 34 * DAY)
        done.meeting_at, done.started_at, done.place = moment(meets, 10), moment(meets, 15), "Træningscenter Vest"
        decide_level(self.rng, self.world, done)
        yield Told(older, done)
        newer = self._story(today, self.aalborg, citizen=older.citizen)
        if same:
            newer.diagnosis, newer.texts = older.diagnosis, dict(older.texts)
        elif newer.diagnosis.group == older.diagnosis.group:
            newer.diagnosis = next(one for one in self.world.diagnoses if one.group not in ("", older.diagnosis.group))
        yield Told(newer, self._begun(newer, None))

    def _returned(self, home: Town) -> Told:
        story = self._story(self.world.today - 5 * DAY, home)
        done = self._begun(story, home.owners[0])
        done.ended_at, done.end_code = moment(copenhagen_date(done.received_at), 15), EndCode.RETURNED
        done.end_reason = self.rng.choice(self.world.texts["faelles"]["return_reasons"])
        return Told(story, done)

    def _withdrawn(self) -> Told:
        story = self._story(self.world.today - 7 * DAY, self.aalborg)
        story.withdrawn_at = story.sent + timedelta(hours=4)
        story.withdrawn_reason = self.world.texts["faelles"]["withdraw_reasons"][0]
        return Told(story)

    def _specialised(self, ago: int, *, untouched: bool = False) -> Told:
        story = self._story(self.world.today - ago * DAY, self.aalborg, plan_type=PlanType.SPECIALISED_TRAINING)
        story.performer = self.therapy
        return Told(story, self._begun(story, None), at_department=True) if untouched else Told(story)

    def _waits_long(self) -> Told:
        """Invited to a time so late that extended hospital choice stands."""
        today = self.world.today
        story = self._story(today - 48 * DAY, self.aalborg, plan_type=PlanType.SPECIALISED_TRAINING)
        story.performer = self.therapy
        done = Handling(story.sent + timedelta(seconds=2), owner=self.therapy.therapists[0])
        done.acknowledged_at, done.taken_at = story.sent + timedelta(minutes=40), story.sent + timedelta(minutes=41)
        done.guided_at = story.sent + timedelta(hours=2)
        done.offered_at = moment(self.world.calendar.latest_open_on_or_before(today - 6 * DAY), 10, 5)
        done.meeting_at, done.place = moment(self.world.open_from(today + 24 * DAY), 9), "Terapien, indgang 4"
        return Told(story, done, at_department=True)

    def _from_another_region(self) -> Told:
        """A patient of Midtjylland who has chosen Aalborg; nobody has done anything yet but acknowledge."""
        story = self._story(self.world.today - 2 * DAY, self.herning, plan_type=PlanType.SPECIALISED_TRAINING)
        story.performer = self.therapy
        done = Handling(story.sent + timedelta(seconds=2))
        done.acknowledged_at, done.guided_at = story.sent + timedelta(minutes=35), story.sent + timedelta(minutes=50)
        return Told(story, done, at_department=True)

    def _rehabilitation(self, ago: int, *, told: bool) -> Told:
        """What the region shall have on 1 January 2027: one that nobody has begun on, and one whose citizen knows of the first meeting."""
        today, day = self.world.today, self.world.today - ago * DAY
        story = self._story(day, self.aalborg, plan_type=PlanType.SPECIALIST_REHABILITATION, ward=self.neurology)
        if not told:
            return Told(story, self._begun(story, None))
        done = self._begun(story, self.aalborg.owners[0])
        done.triaged_at, done.guided_at = story.sent + timedelta(hours=2), story.sent + timedelta(hours=3)
        done.offered_at, done.told_at = story.sent + timedelta(hours=3, minutes=4), story.sent + timedelta(hours=3, minutes=9)
        done.meeting_at, done.place, done.told_how = moment(self.world.open_from(today + 3 * DAY), 10), "Neurocentret", InformedHow.PHONE
        return Told(story, done)

    def draft(self, ward: Ward, home: Town | None = None) -> Told:
        """Begun and not yet sent; some of it is still missing."""
        today = self.world.today
        story = tell(
            self.rng,
            self.world,
            self._next(),
            new_id(self.rng),
            day_zero=today + self.rng.randint(0, 4) * DAY,
            home=home,
            ward=ward,
            plain=True,
        )
        story.sent_at = story.handed_out_on = story.handed_out_how = None
        story.created_at = moment(today - self.rng.randint(1, 5) * DAY, self.rng.randint(8, 15), self.rng.randint(0, 59))
        story.admitted_on, story.expected, story.contact_kind = (
            min(story.admitted_on, copenhagen_date(story.created_at)),
            True,
            ContactKind.ADMISSION,
        )
        for name in self.rng.sample(["limitations", "training_need", "potential"], 2):
            story.texts[name] = ""
        return Told(story)


def draft_anywhere(rng: Random, guaranteed: Guaranteed) -> Told:
    return guaranteed.draft(rng.choice([w for w in guaranteed.world.wards if w.specialty != "terapi"]), guaranteed.world.town(rng))


def chance(rng: Random, world: World, citizens: Iterator[Citizen], plan_id: UUID) -> Told:
    return Told(tell(rng, world, next(citizens), plan_id))
