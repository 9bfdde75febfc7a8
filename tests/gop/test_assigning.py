"""The authority sends a task to whoever the citizen has chosen: by which right, with which consent, in which version."""

import uuid
from datetime import date, timedelta

import pytest

from accounts import clock
from accounts.tenancy import acting_as
from deadlines.rules import Calendar
from gop.enums import AssignmentKind, AssignmentState, ConsentBy, EndCode
from gop.errors import AlreadyDone
from gop.models import Case, PlanVersion
from gop.rules.assigning import answer_limit
from gop.services import answers, assigning, offers, performing, sent
from tests import factories as make
from tests.gop.amendments import amended
from tests.gop.assigned import World, case, consent, events, history, row
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
E, C, OTHER = AssignmentKind.EXTENDED, AssignmentKind.CONTRACT, AssignmentKind.OTHER_MUNICIPALITY


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_what_is_sent_says_who_asks_by_which_right_until_when_and_that_the_citizen_consented(world: World) -> None:
    one = row(world.assigns(message=" Ring først. "))
    assert (one.state, one.authority_name, one.provider_name, one.message) == (
        "sendt",
        "Aalborg Kommune",
        "Testby Fysioterapi",
        "Ring først.",
    )
    assert (one.version, one.from_version, one.training_field, one.level) == (1, 1, "under_kirurgisk", "basal")
    assert (one.consent_on, one.consent_how, one.consent_by) == (clock.today(), "mundtligt", "patient")
    assert history(one.id) == ["send"]
    told = told_alike(world.case_id)
    assert (told.assigned_to, told.choice_answer, told.state) == ("Testby Fysioterapi", "", "triageret")
    assert events(world.case_id, "tildel") == 1
    assert told.offer_state == "aaben"  # the clocks run


def test_the_answer_is_due_when_the_opening_days_given_are_over_and_the_day_of_sending_is_none_of_them() -> None:
    friday = date(2026, 11, 27)
    assert answer_limit(friday, 2, Calendar()).isoformat() == "2026-12-01T23:00:00+00:00"  # 00:00 on Wednesday
    assert answer_limit(date(2026, 11, 28), 1, Calendar()).isoformat() == "2026-11-30T23:00:00+00:00"


def test_extended_choice_is_sent_only_where_the_right_stands_and_then_it_is_the_citizens_answer(world: World) -> None:
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": world.provider, "kind": E}
    assert "gælder ikke" in world.refused(assigning.assign, **said)
    world.late()
    one = world.assigns(kind=E)
    told = told_alike(world.case_id)
    assert (told.choice_answer, told.choice_provider_id, told.choice_provider_name) == (
        "valgt_leverandoer",
        world.provider,
        "Testby Fysioterapi",
    )
    assert row(one).start_by == told.offer_meeting_at.date()


def test_a_provider_needs_an_agreement_of_that_kind_in_force_for_field_and_level(world: World) -> None:
    other = make.provider("En Anden Klinik")
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": other, "kind": C}
    assert "ingen egen aftale" in world.refused(assigning.assign, **said)
    with make.reading():
        Case.objects.filter(id=world.case_id).update(training_field="")
    assert "fagområdet" in world.refused(assigning.assign, **said | {"provider": world.provider})


@pytest.mark.parametrize("who", [None, make.AALBORG, make.AALBORG_HOSPITAL])
def test_nobody_but_providers_and_other_municipalities_is_asked(world: World, who: uuid.UUID | None) -> None:
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": who, "kind": C}
    assert "Vælg en udfører" in world.refused(assigning.assign, **said)


def test_another_municipality_is_asked_once_the_citizen_has_chosen_it(world: World) -> None:
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": make.HERNING, "kind": OTHER}
    assert "Registrér først" in world.refused(assigning.assign, **said)
    world.chooses(make.HOLBAEK)
    assert "Registrér først" in world.refused(assigning.assign, **said)
    assert "dens egne tilbud" in world.refused(assigning.assign, **said | {"provider": world.provider})
    world.chooses()
    assert row(world.to_herning()).kind == OTHER


def test_consent_to_forwarding_is_given_by_whoever_may_at_that_age_on_a_day_that_has_come(world: World) -> None:
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": world.provider, "kind": C}
    assert "fremtiden" in world.refused(assigning.assign, **said | {"consent_on": clock.today() + timedelta(days=1)})
    assert "hvordan samtykket" in world.refused(assigning.assign, **said | {"consent_how": None})
    assert "fyldt 18" in world.refused(assigning.assign, **said | {"consent_by": ConsentBy.PARENTS})
    today = clock.today()
    with make.reading():
        Case.objects.filter(id=world.case_id).update(birth_date=date(today.year - 14, 1, 1))
    assert "under 15" in world.refused(assigning.assign, **said)
    world.assigns(consent_by=ConsentBy.PARENTS)


def test_one_assignment_at_a_time_and_sent_twice_is_one(world: World) -> None:
    one = world.assigns()
    world.assigns(assignment_id=one)
    assert history(one) == ["send"]
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": world.provider, "kind": C}
    assert "er hos Testby Fysioterapi" in world.refused(assigning.assign, **said)
    lena = make.team_lead()
    with acting_as(lena), pytest.raises(AlreadyDone):
        assigning.assign(lena, world.case_id, **said)


def test_a_new_version_is_read_from_the_moment_the_authority_has_it_and_no_version_from_before_the_forwarded_one(world: World) -> None:
    def numbers() -> list[int]:
        with acting_as(world.petra):
            return sorted(PlanVersion.objects.filter(plan_id=world.plan_id).values_list("number", flat=True))

    amended(world.anna, world.plan_id, 1, training_need="Træning af balance.")
    make.deliver_all()
    one = world.accepted()
    assert (row(one).from_version, numbers()) == (2, [2])
    amended(world.anna, world.plan_id, 2, training_need="Træning af balance og kraft.")
    assert numbers() == [2]
    make.deliver_all()
    assert (row(one).version, numbers()) == (3, [2, 3])
    assert "ny_version" in history(one)
    world.does(assigning.withdraw, reason="Borgeren har fortrudt.")
    amended(world.anna, world.plan_id, 3, training_need="Kraft.")
    make.deliver_all()
    assert (row(one).version, numbers()) == (3, [2, 3])


def test_an_unanswered_task_taken_back_is_gone_at_once_and_an_accepted_one_is_read_thirty_days_yet(world: World) -> None:
    one = world.assigns()
    world.does(assigning.withdraw, reason="Borgeren har fortrudt.")
    assert (row(one).state, row(one).access_open, case(world.case_id).assigned_to) == ("trukket", False, "")
    two = world.accepted()
    world.does(assigning.withdraw, reason="Samtykket er trukket.", consent_withdrawn=True)
    assert (row(two).access_open, row(two).access_until) == (True, clock.today() + timedelta(days=30))
    assert row(two).consent_withdrawn_on == clock.today()
    assert "trukket sit samtykke" in world.refused(assigning.reopen, days=14, reason="En klage.")
    told_alike(world.case_id)


def test_a_yes_that_came_while_the_page_was_open_is_said_before_the_task_is_taken_back(world: World) -> None:
    one, seen = world.assigns(), clock.now()
    world.performs(performing.accept, one)
    assert "har sagt ja" in world.refused(assigning.withdraw, reason="Fortrudt.", seen=seen)
    assert row(one).state == AssignmentState.ACCEPTED


@pytest.mark.parametrize("how", ["død", "trukket", "erstattet af opkald"])
def test_whatever_ends_the_case_ends_the_task(world: World, how: str) -> None:
    one = world.accepted()
    if how == "trukket":
        with acting_as(world.anna):
            sent.withdraw_plan(world.anna, world.plan_id, reason="Fejl.")
        make.deliver_all()
    else:
        world.does(offers.end_case, code=EndCode.DEAD if how == "død" else EndCode.NO_NEED_PROFESSIONAL)
    assert (row(one).state, case(world.case_id).assigned_to) == ("trukket", "")
    assert history(one)[-1] == "traek"


def test_documentation_is_asked_once_by_a_day_and_only_of_one_that_can_still_read(world: World) -> None:
    asked, due = uuid.uuid4(), clock.today() + timedelta(days=7)
    one = world.accepted()
    for _ in range(2):
        world.does(assigning.ask_documentation, request_id=asked, text="Start og indhold", due_on=due)
    with make.reading():
        assert row(one).requests.count() == 1
    assert events(world.case_id, "bed_om_dokumentation") == 1
    assert "fra i dag" in world.refused(
        assigning.ask_documentation, request_id=uuid.uuid4(), text="x", due_on=clock.today() - timedelta(days=1)
    )
    with make.reading():
        row_of = row(one)
        row_of.access_open = False
        row_of.save()
    assert "Åbn den igen" in world.refused(assigning.ask_documentation, request_id=uuid.uuid4(), text="x", due_on=due)


def test_opened_again_for_a_complaint_it_is_read_for_so_many_days_and_trained_on_no_more(world: World) -> None:
    one = world.accepted(days=0)
    world.performs(performing.hold_first, one, on=clock.today())
    world.performs(performing.end, one, code=EndCode.COMPLETED, goal_reached="ja", closing_status="Gået godt.")
    with make.reading():
        told = row(one)
        told.access_open = False
        told.save()
    world.does(assigning.reopen, days=45, reason="Borgeren har klaget.")
    assert (row(one).state, row(one).access_open, row(one).access_until) == ("afsluttet", True, clock.today() + timedelta(days=45))
    assert history(one)[-1] == "genaabn"


def test_a_municipality_that_answers_here_is_not_answered_for_by_hand(world: World) -> None:
    world.chooses()
    world.to_herning()
    assert "svarer her i systemet" in world.refused(answers.other_accepted)
    assert "svarer her i systemet" in world.refused(answers.other_declined)


def test_a_specialised_plan_is_never_given_away(world: World) -> None:
    with make.reading():
        Case.objects.filter(id=world.case_id).update(plan_type="specialiseret", level="")
    said = consent() | {"assignment_id": uuid.uuid4(), "provider": world.provider, "kind": C}
    assert "specialiseret niveau" in world.refused(assigning.assign, **said)
