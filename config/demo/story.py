"""One plan's story as plain facts: who, what, which dates. Drawn at random, stored by rows.py."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from accounts.danish import copenhagen_moment
from config.demo.citizens import Citizen
from config.demo.world import HIGH, Owner, Town, Ward, World
from deadlines.enums import StartReason
from gop.cpr import age_on
from gop.enums import ContactKind, HandedOutHow, PlanType
from gop.registry import CodeRow

DAY = timedelta(days=1)
SPREAD = 400  # days: the figures show thirteen months
GROUPS_OF = {
    "ortopædkirurgi": ("Hofte og lår", "Knæ", "Underben, ankel, fod", "Skulder og arm", "Ryg og bækken", "Amputation og proteser"),
    "neurologi": ("Neurologi: apopleksi", "Neurologi: øvrige"),
    "neurorehabilitering": ("Neurologi: apopleksi", "Neurologi: øvrige"),
    "intern medicin": ("Lunge", "Kræft", "Funktionssymptomer", "Reumatologi og knogle"),
    "kardiologi": ("Hjerte og kredsløb",),
    "håndkirurgi": ("Hånd",),
    "psykiatri": ("Psykiatri",),
}
CHILDRENS = frozenset({"DS422", "DS525", "DS528", "DS820", "DS723", "DS060", "DG809"})
TEXTS = {
    "before": "functioning_before",
    "now": "functioning_now",
    "limitations": "limitations",
    "need": "training_need",
    "potential": "potential",
}


@dataclass
class Story:
    """What the hospital did. What the receivers did with it stands in handling.Handling."""

    id: UUID
    citizen: Citizen
    home: Town
    ward: Ward
    author: Owner
    plan_type: PlanType
    diagnosis: CodeRow
    texts: dict[str, str]
    contact_kind: ContactKind
    admitted_on: date
    day_zero: date
    created_at: datetime
    sent_at: datetime | None
    expected: bool = False
    confirmed_at: datetime | None = None
    performer: Ward | None = None
    earliest_start: date | None = None
    latest_start: date | None = None
    start_reason_kind: StartReason | None = None
    start_reason: str = ""
    to_municipality: bool = True
    handed_out_on: date | None = None
    handed_out_how: HandedOutHow | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    extended_description: str = ""
    stays: bool = False

    @property
    def child(self) -> bool:
        """On day 0, as the agreements count."""
        return self.citizen.birth_date is not None and age_on(self.citizen.birth_date, self.day_zero) < 18

    @property
    def sent(self) -> datetime:
        """When a plan that was sent, was sent."""
        if self.sent_at is None:
            raise ValueError("A draft has not been sent.")
        return self.sent_at

    @property
    def still_expected(self) -> bool:
        return self.expected and self.confirmed_at is None


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A Danish clock time as a moment."""
    return copenhagen_moment(day, time(hour, minute, second))


def plan_type_of(rng: Random) -> PlanType:
    """The national mix: 90, 9.5 and 0.5 of a hundred."""
    draw = rng.random()
    if draw < 0.90:
        return PlanType.GENERAL_TRAINING
    return PlanType.SPECIALISED_TRAINING if draw < 0.995 else PlanType.SPECIALIST_REHABILITATION


def day_zero_of(rng: Random, today: date) -> date:
    """Over the last thirteen months, and a few days ahead for those still in hospital. Fewer go home at weekends."""
    day = today - timedelta(days=rng.randint(-5, SPREAD))
    return day - timedelta(days=rng.randint(1, 2)) if day.weekday() >= 5 and rng.random() < 0.7 else day


def tell(
    rng: Random,
    world: World,
    citizen: Citizen,
    plan_id: UUID,
    *,
    day_zero: date | None = None,
    home: Town | None = None,
    ward: Ward | None = None,
    plan_type: PlanType | None = None,
    plain: bool = False,
) -> Story:
    """A sent plan. What is given is kept; `plain` leaves out later starts, withdrawal and refused consent."""
    day_zero = day_zero or day_zero_of(rng, world.today)
    home = home or world.town(rng)
    child = citizen.birth_date is not None and age_on(citizen.birth_date, world.today) < 18
    plan_type = plan_type or plan_type_of(rng)
    if ward is not None and ward.level not in HIGH and plan_type == PlanType.SPECIALIST_REHABILITATION:
        plan_type = PlanType.GENERAL_TRAINING
    ward = ward or world.ward_for(rng, home.region, child=child, high=plan_type == PlanType.SPECIALIST_REHABILITATION)
    diagnosis = _diagnosis(rng, world, ward, child=child)
    sent_at, expected = _sent(rng, world.today, day_zero)
    stay = rng.randint(2, 12)
    story = Story(
        id=plan_id,
        citizen=citizen,
        home=home,
        ward=ward,
        author=rng.choice(ward.authors),
        plan_type=plan_type,
        diagnosis=diagnosis,
        texts=texts_for(rng, world, diagnosis, child=child),
        contact_kind=ContactKind.OUTPATIENT if rng.random() < 0.52 and not expected else ContactKind.ADMISSION,
        admitted_on=min(day_zero, sent_at.date()) - timedelta(days=stay),
        day_zero=day_zero,
        created_at=sent_at - timedelta(minutes=rng.randint(25, 400)),
        sent_at=sent_at,
        expected=expected,
    )
    if expected and day_zero < world.today and rng.random() < 0.9:
        story.confirmed_at = moment(day_zero, 13, rng.randint(0, 59))
    if plan_type == PlanType.SPECIALISED_TRAINING:
        story.performer = world.performer_for(rng, home.region)
    if plan_type == PlanType.SPECIALIST_REHABILITATION:
        story.extended_description = rng.choice(world.texts["faelles"]["extended"])
    _hand_out(rng, world.today, story)
    if not plain:
        _rarer(rng, world, story)
    return story


def texts_for(rng: Random, world: World, diagnosis: CodeRow, *, child: bool) -> dict[str, str]:
    theme = world.texts["barn"] if child else world.theme_of(diagnosis.group)
    return {name: rng.choice(theme[key]) for key, name in TEXTS.items()}


def _diagnosis(rng: Random, world: World, ward: Ward, *, child: bool) -> CodeRow:
    groups = GROUPS_OF.get(ward.specialty, ())
    if child:
        return rng.choice([d for d in world.diagnoses if d.code in CHILDRENS])
    return rng.choice([d for d in world.diagnoses if d.group in groups] or world.diagnoses)


def _sent(rng: Random, today: date, day_zero: date) -> tuple[datetime, bool]:
    """Four of five within a day; some before the discharge, on an expected date; never later than yesterday."""
    draw = rng.random()
    if day_zero >= today or draw < 0.12:
        day = min(day_zero, today) - timedelta(days=rng.randint(1, 4))
        return moment(day, rng.randint(8, 14), rng.randint(0, 59), rng.randint(0, 59)), True
    late = 0 if draw < 0.80 else 1 if draw < 0.91 else rng.randint(2, 6)
    day = min(day_zero + timedelta(days=late), today - DAY)
    return moment(day, rng.randint(9, 16), rng.randint(0, 59), rng.randint(0, 59)), False


def _hand_out(rng: Random, today: date, story: Story) -> None:
    day = max(story.day_zero, story.sent.date())
    if day < today and rng.random() < (0.93 if story.day_zero < today - timedelta(days=10) else 0.7):
        story.handed_out_on = day
        story.handed_out_how = rng.choices(list(HandedOutHow), weights=(6, 3, 1, 1))[0]


def _rarer(rng: Random, world: World, story: Story) -> None:
    draw = rng.random()
    shared = world.texts["faelles"]
    if draw < 0.06:
        story.earliest_start = story.day_zero + timedelta(days=rng.choice((14, 21, 28, 42)))
        story.latest_start = story.earliest_start + timedelta(days=14)
        story.start_reason_kind, story.start_reason = StartReason.CLINICAL, rng.choice(shared["start_clinical"])
    elif draw < 0.085:
        story.latest_start = story.day_zero + timedelta(days=rng.randint(9, 16))
        story.start_reason_kind, story.start_reason = StartReason.COORDINATION, rng.choice(shared["start_coordination"])
    elif draw < 0.095:
        story.to_municipality = False
    elif draw < 0.107 and story.sent_at is not None:
        withdrawn = story.sent_at + timedelta(hours=rng.randint(3, 30))
        if withdrawn.date() < world.today:
            story.withdrawn_at, story.withdrawn_reason = withdrawn, rng.choice(shared["withdraw_reasons"])
