"""The demo into the database, in one transaction as the seeding role."""

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from accounts import clock
from accounts.tenancy import seeding
from config.demo.assignments import make_assignments
from config.demo.batch import Batch, new_id
from config.demo.case_rows import CaseRows
from config.demo.choice import make_choice
from config.demo.citizens import citizens
from config.demo.contacts import make_contacts
from config.demo.experience import make_experience
from config.demo.guaranteed import Guaranteed, Told, chance, draft_anywhere
from config.demo.helping import make_helping
from config.demo.in_hand import make_in_hand
from config.demo.letters import make_letters
from config.demo.meetings import make_meetings
from config.demo.notices import make_notices
from config.demo.people import make_people
from config.demo.plan_rows import PlanRows
from config.demo.providers import make_directory, make_providers
from config.demo.questions import make_questions
from config.demo.second_plans import make_complaints, make_old_complaints, make_second_plans
from config.demo.teams import make_teams
from config.demo.told import make_told
from config.demo.world import World, read_world
from gop.models import Plan

SHARE_DRAFTS = 0.02
INSERT_EVERY = 500


def load(plans: int, seed: int, say: Callable[[str], None] = lambda _: None) -> int:
    """People first, then plans if there are none yet. Returns how many plans were made."""
    with seeding():
        make_providers()
        make_people()
        make_helping()
        make_teams(clock.today())
        make_contacts(clock.today())
        make_directory(clock.today())
        make_told(clock.today())
        if plans <= 0 or Plan.objects.exists():
            return 0
        world, batch = read_world(clock.today()), Batch()
        for number, told in enumerate(stories(world, plans, seed), 1):
            write(told, world, Random(f"{seed}/{number}"), batch)  # noqa: S311
            if number % INSERT_EVERY == 0:
                batch.insert()
                say(f"{number} af {plans} planer")
        batch.insert()
        make_second_plans()
        make_notices(world.today, str(seed))
        make_questions(world.today)
        make_meetings(world.today)
        make_in_hand(world.today)
        make_letters()
        make_complaints(world.today)
        make_old_complaints(world.today)
        make_choice(world.today)
        make_assignments(world.today)
        make_experience(world.today)
    return plans


def stories(world: World, plans: int, seed: int) -> Iterator[Told]:
    """The guaranteed ones, then chance. The same seed and day give the same stories."""
    rng = Random(f"{seed}/{world.today}")  # noqa: S311
    people = citizens(rng, world.today)
    guaranteed = Guaranteed(rng, world, clock.now(), people)
    made = 0
    for told in islice(guaranteed, plans):
        made += 1
        yield told
    for _ in range(plans - made):
        yield draft_anywhere(rng, guaranteed) if rng.random() < SHARE_DRAFTS else chance(rng, world, people, new_id(rng))


def write(told: Told, world: World, rng: Random, batch: Batch) -> None:
    """One plan with everything that came of it."""
    plan = PlanRows(rng, world, told.story, batch)
    whose = next((sent for sent in plan.sent if bool(sent.department) == told.at_department), None)
    cases = [CaseRows(plan, sent, clock.now(), told.handling if sent is whose else None) for sent in plan.sent]
    for case in cases:
        case.returned()
    plan.afterwards()
