"""What an authority or a performing department did with a plan: one fact after the other, in working hours.

Nothing happens today or later: the last moment is yesterday afternoon, so that a demo loaded at any
hour is a working day nobody has begun. Who stops early is what the visitator finds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from accounts.danish import copenhagen_date
from config.demo import names
from config.demo.story import DAY, Story, moment
from config.demo.turns import Former, former_offer, hold
from config.demo.world import Owner, World
from deadlines.enums import StartReason
from gop.criteria import LEVEL_CRITERIA
from gop.enums import ContactState, EndCode, GeneralLevel, GoalReached, GuidanceHow, HoldReason, InformedHow, PlanType

IN_TIME_TOLD, IN_TIME_MEETING = 0.83, 0.79
COUNTED_IN = "region-nordjylland"  # whose courses are told in full, for the figures
DECLINES = (EndCode.DECLINED, EndCode.NO_NEED_CITIZEN, EndCode.DECLINED_ILLNESS, EndCode.NO_SHOW, EndCode.DECLINED_OTHER_TRAINING)


@dataclass
class Handling:
    """Empty: it has not happened."""

    received_at: datetime
    acknowledged_at: datetime | None = None
    owner: Owner | None = None
    taken_at: datetime | None = None
    triaged_at: datetime | None = None
    level: GeneralLevel | None = None
    criteria: tuple[str, ...] = ()
    reason: str = ""
    guided_at: datetime | None = None
    guided_how: GuidanceHow = GuidanceHow.PHONE
    told_none_at: datetime | None = None
    former: Former | None = None
    offered_at: datetime | None = None
    meeting_at: datetime | None = None
    place: str = ""
    told_at: datetime | None = None
    told_how: InformedHow = InformedHow.PHONE
    held: tuple[datetime, HoldReason] | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    end_code: EndCode | None = None
    end_reason: str = ""
    goal: str = ""
    contacts: tuple[tuple[datetime, ContactState], ...] = ()

    @property
    def meeting(self) -> datetime:
        """When an offered first meeting shall be."""
        if self.meeting_at is None:
            raise ValueError("No meeting was offered.")
        return self.meeting_at


class Desk:
    """A working day's moments, in order, until yesterday afternoon."""

    def __init__(self, rng: Random, world: World, received_at: datetime) -> None:
        self.rng, self.world, self.last = rng, world, received_at
        self.closes = moment(world.today - DAY, 16)

    def at(self, day: date, hour: int) -> datetime | None:
        """A moment on the first open day from `day` on, after what went before; None: not yet."""
        day = self.world.open_from(max(day, copenhagen_date(self.last)))
        then = moment(day, hour, self.rng.randint(0, 49), self.rng.randint(0, 59))
        if then <= self.last:
            then = self.last + timedelta(minutes=self.rng.randint(2, 9))
            if copenhagen_date(then) != day or then > moment(day, 16):
                then = moment(self.world.open_from(day + DAY), 8, self.rng.randint(0, 49))
        if then > self.closes:
            return None
        self.last = then
        return then


def by_municipality(rng: Random, world: World, story: Story, received_at: datetime, owners: tuple[Owner, ...]) -> Handling:
    """Almen and rehabilitering: triaged, offered, told, begun, ended."""
    done, desk = Handling(received_at), Desk(rng, world, received_at)
    if story.withdrawn_at:
        done.ended_at, done.end_code, done.end_reason = story.withdrawn_at, EndCode.WITHDRAWN, story.withdrawn_reason
        return done
    received = copenhagen_date(received_at)
    tell_on, meet_on = _wanted_days(rng, world, story, received)
    early = received + (tell_on - received) * rng.random() * 0.6
    steps: list[Callable[[], bool]] = [
        lambda: _acknowledge(done, desk, early),
        lambda: _take(rng, done, desk, owners),
        lambda: _returned(rng, world, story, done, desk),
        lambda: _triage(rng, world, story, done, desk, tell_on),
        lambda: _offer_and_tell(rng, world, done, desk, tell_on, meet_on),
        lambda: _start_and_end(rng, story, done, desk),
    ]
    for step in steps:
        if not step():
            break
    if done.started_at and story.home.region == COUNTED_IN:
        _course(rng, world, done, desk.closes)
    if done.triaged_at and not (done.started_at or done.ended_at):
        done.held = hold(rng, desk.at, copenhagen_date(desk.last), later=story.earliest_start is not None)
    return done


def _wanted_days(rng: Random, world: World, story: Story, received: date) -> tuple[date, date]:
    """When the citizen shall be told and meet: median six days to the meeting, with a long tail."""
    base = story.day_zero
    later = story.earliest_start if story.start_reason_kind == StartReason.CLINICAL and story.earliest_start else base
    told = base + timedelta(days=rng.randint(1, 4) if rng.random() < IN_TIME_TOLD else rng.randint(5, 14))
    in_time = rng.random() < IN_TIME_MEETING
    met = later + timedelta(days=rng.choice((2, 3, 4, 5, 5, 6, 6, 7, 7, 7)) if in_time else 8 + min(int(rng.expovariate(1 / 7)), 40))
    told, met = _open_back(world, told, received), _open_back(world, met, received)
    return min(told, max(met - DAY, received)), max(met, base)


def _open_back(world: World, day: date, not_before: date) -> date:
    back = world.calendar.latest_open_on_or_before(day)
    return back if back >= not_before else world.open_from(max(day, not_before))


def _acknowledge(done: Handling, desk: Desk, day: date) -> bool:
    done.acknowledged_at = desk.at(day, desk.rng.randint(8, 11))
    return done.acknowledged_at is not None


def _take(rng: Random, done: Handling, desk: Desk, owners: tuple[Owner, ...]) -> bool:
    if rng.random() < 0.93:
        done.taken_at = desk.at(copenhagen_date(desk.last), 11)
        done.owner = rng.choice(owners) if done.taken_at else None
    return True


def _returned(rng: Random, world: World, story: Story, done: Handling, desk: Desk) -> bool:
    """True: it belongs here, as almost all do."""
    if rng.random() < 0.008 and not story.stays and (at := desk.at(copenhagen_date(desk.last), 13)):
        done.ended_at, done.end_code, done.end_reason = at, EndCode.RETURNED, rng.choice(world.texts["faelles"]["return_reasons"])
        return False
    return True


def _triage(rng: Random, world: World, story: Story, done: Handling, desk: Desk, tell_on: date) -> bool:
    day = min(copenhagen_date(desk.last) + timedelta(days=rng.randint(0, 1)), tell_on)
    done.triaged_at = desk.at(day, rng.randint(9, 13))
    if done.triaged_at and story.plan_type == PlanType.GENERAL_TRAINING:
        decide_level(rng, world, done)
    return done.triaged_at is not None


def decide_level(rng: Random, world: World, done: Handling) -> None:
    done.level = GeneralLevel.BASIC if rng.random() < 0.68 else GeneralLevel.ADVANCED
    possible = list(LEVEL_CRITERIA[done.level])
    done.criteria = tuple(sorted(rng.sample(possible, rng.randint(1, 2)), key=possible.index))
    done.reason = rng.choice(world.texts["faelles"]["basic_reasons" if done.level == GeneralLevel.BASIC else "advanced_reasons"])


def _offer_and_tell(rng: Random, world: World, done: Handling, desk: Desk, tell_on: date, meet_on: date) -> bool:
    done.guided_how = rng.choices(list(GuidanceHow), weights=(2, 7, 1))[0]
    done.guided_at = desk.at(tell_on, rng.randint(9, 14))
    if done.guided_at is None:
        return False
    if (meet_on - tell_on).days > 12 and rng.random() < 0.4:
        done.told_none_at = desk.at(tell_on, 14)
        tell_on = world.open_from(tell_on + timedelta(days=rng.randint(2, 6)))
    done.former = former_offer(rng, world, desk.at, tell_on, meet_on)
    done.offered_at = desk.at(tell_on, 14)
    if done.offered_at is None:
        return False
    meet_on = world.open_from(max(meet_on, copenhagen_date(done.offered_at) + DAY))
    done.meeting_at, done.place = moment(meet_on, rng.randint(8, 15), rng.choice((0, 15, 30, 45))), rng.choice(names.PLACES)
    done.told_how = rng.choices(list(InformedHow), weights=(2, 6, 3, 1))[0]
    done.told_at = desk.at(copenhagen_date(done.offered_at), 15)
    return done.told_at is not None


def _start_and_end(rng: Random, story: Story, done: Handling, desk: Desk) -> bool:
    met_on, draw = copenhagen_date(done.meeting), rng.random()
    if draw < 0.05:
        done.ended_at = desk.at(met_on, 15)
        done.end_code = rng.choice(DECLINES) if done.ended_at else None
        return False
    done.started_at = desk.at(max(met_on, story.day_zero), 15) if draw < 0.97 else None
    if done.started_at is None:
        return False
    end_on = met_on + timedelta(days=rng.randint(28, 84))
    done.ended_at = desk.at(end_on, 14)
    done.end_code = (EndCode.COMPLETED if rng.random() < 0.9 else EndCode.NO_NEED_PROFESSIONAL) if done.ended_at else None
    return True


def _course(rng: Random, world: World, done: Handling, closes: datetime) -> None:
    """The contacts after the first meeting, about a week apart, and what became of the goal."""
    met, until = copenhagen_date(done.meeting), done.ended_at or closes
    days = (world.open_from(met + timedelta(days=6 * number + rng.randint(1, 4))) for number in range(1, rng.randint(2, 6)))
    held = [moment(day, rng.randint(9, 14), rng.choice((0, 30))) for day in days]
    state = [ContactState.HELD, ContactState.MISSED, ContactState.CANCELLED_CITIZEN]
    done.contacts = tuple((at, rng.choices(state, weights=(88, 5, 7))[0]) for at in held if at < until)
    if done.ended_at and done.end_code == EndCode.COMPLETED and rng.random() < 0.8:
        done.goal = rng.choices(list(GoalReached), weights=(62, 28, 10))[0].value


def by_department(rng: Random, world: World, story: Story, received_at: datetime, owners: tuple[Owner, ...]) -> Handling:
    """Specialised training at a hospital: no clocks of four and seven days, invited when there is room."""
    done, desk = Handling(received_at), Desk(rng, world, received_at)
    if story.withdrawn_at:
        done.ended_at, done.end_code, done.end_reason = story.withdrawn_at, EndCode.WITHDRAWN, story.withdrawn_reason
        return done
    received = copenhagen_date(received_at)
    if not _acknowledge(done, desk, received + timedelta(days=rng.randint(0, 2))):
        return done
    _take(rng, done, desk, owners)
    invite_on = copenhagen_date(desk.last) + timedelta(days=rng.randint(0, 4))
    done.guided_at = desk.at(invite_on, 10)
    done.offered_at = desk.at(invite_on, 10) if done.guided_at else None
    if done.offered_at is None:
        return done
    meet_on = max(story.earliest_start or story.day_zero, copenhagen_date(done.offered_at)) + timedelta(days=rng.randint(1, 18))
    done.meeting_at, done.place = moment(world.open_from(meet_on), rng.randint(8, 15), 0), "Terapien, indgang 4"
    _start_and_end(rng, story, done, desk)
    return done


def for_information(rng: Random, world: World, story: Story, received_at: datetime) -> Handling:
    """The municipality's copy of a specialised plan: acknowledged, and ended when the course is long over."""
    done, desk = Handling(received_at), Desk(rng, world, received_at)
    if story.withdrawn_at:
        done.ended_at, done.end_code, done.end_reason = story.withdrawn_at, EndCode.WITHDRAWN, story.withdrawn_reason
    elif rng.random() < 0.9 and _acknowledge(done, desk, copenhagen_date(received_at) + timedelta(days=rng.randint(0, 3))):
        done.ended_at = desk.at(story.day_zero + timedelta(days=rng.randint(60, 90)), 10)
        done.end_code = EndCode.COMPLETED if done.ended_at else None
    return done
