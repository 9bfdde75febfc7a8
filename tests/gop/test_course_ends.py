"""One press ends everything of a case; the call that the author asked for; the goal that a control starts."""

import uuid
from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ContactState, EndCode, GoalReached, MeetingKind, OtherLaw
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseDocument, CoordinationMeeting, Milestone, Plan
from gop.selectors.cases import offers_of
from gop.selectors.goals import goals_of
from gop.services import calling_back, sent
from gop.services.documents import Signer, send_document
from gop.services.end_course import Ending, end_course
from gop.services.ending import overall
from gop.services.meetings import call_from_case
from tests import factories as make
from tests.gop.courses import told_alike
from tests.gop.in_hand import aimed, begun, contact, goal, met, row, tomorrow
from tests.gop.test_meetings import asked

pytestmark = pytest.mark.django_db
Y, P, N = GoalReached.YES, GoalReached.PARTLY, GoalReached.NO


def test_one_press_ends_goals_contacts_and_case_with_what_follows(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit, status_receivers=[{"name": "Klinik Syd", "phone": ""}])
    one, other = aimed(birgit, case_id), aimed(birgit, case_id, "Kan gå på trapper.")
    planned, held = met(birgit, case_id, ContactState.PLANNED, tomorrow()), met(birgit, case_id)
    said = Ending(
        EndCode.COMPLETED,
        "Tak.",
        {one: Y, other: N},
        other_law=OtherLaw.MAINTENANCE,
        closing="Gik godt.",
        signer=Signer(phone="99 00 00 11"),
    )
    with acting_as(birgit):
        end_course(birgit, case_id, said)
        end_course(birgit, case_id, said)
    case = told_alike(case_id)
    assert (case.end_code, case.goal_reached, case.other_law) == ("gennemfoert", "delvist", "vedligeholdelse")
    assert [(goal(one).reached, goal(one).closed_on), goal(other).reached] == [("ja", clock.today()), "nej"]
    assert (contact(planned).state, contact(held).state) == ("aflyst", "holdt")
    with make.reading():
        assert CaseDocument.objects.get(case_id=case_id).body == [["Forløbet", "Gik godt."]]


def test_a_completed_course_says_of_each_open_goal_how_it_went(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    one, other = aimed(birgit, case_id), aimed(birgit, case_id, "Kan gå på trapper.")
    with acting_as(birgit), pytest.raises(Refused) as refused:
        end_course(birgit, case_id, Ending(EndCode.COMPLETED, reached={one: Y}))
    assert refused.value.messages == [(f"goal_{other}", "Vælg, om målet blev nået.")]
    with acting_as(birgit):
        end_course(birgit, case_id, Ending(EndCode.DECLINED))
    assert (goal(one).reached, goal(one).note, row(case_id).goal_reached) == ("", "Sagen blev afsluttet", "")


def test_a_colleague_who_ends_it_too_is_told_and_changes_nothing(anna: Actor, birgit: Actor) -> None:
    case_id, lena = begun(anna, birgit), make.team_lead()
    with acting_as(birgit):
        end_course(birgit, case_id, Ending(EndCode.COMPLETED))
    with acting_as(lena), pytest.raises(AlreadyDone):
        end_course(lena, case_id, Ending(EndCode.DECLINED, other_law=OtherLaw.OTHER))
    assert row(case_id).other_law == ""


def test_a_plan_that_is_withdrawn_closes_the_goals_and_calls_off_what_was_planned(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    plan_id = row(case_id).plan_id
    goal_id, planned = aimed(birgit, case_id), met(birgit, case_id, ContactState.PLANNED, tomorrow())
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, reason="Forkert patient.")
    make.deliver_all()
    assert row(case_id).end_code == "tilbagetrukket"
    assert (goal(goal_id).closed_on, contact(planned).state) == (clock.today(), "aflyst")


@pytest.mark.parametrize(
    ("reached", "said", "whole"), [([Y, Y], "", "ja"), ([N, N], "", "nej"), ([Y, N], "", "delvist"), ([], Y, "ja"), ([], "", "")]
)
def test_the_whole_follows_from_the_goals_or_is_said_where_there_is_none(reached: list[GoalReached], said: str, whole: str) -> None:
    assert overall({uuid.uuid4(): one for one in reached}, said) == whole


def test_the_author_who_wanted_a_call_sees_that_it_was_made_and_never_the_note(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit, contact_wanted=True, contact_wanted_about="skinnens brug")
    assert row(case_id).contact_wanted_at is not None
    with acting_as(birgit):
        calling_back.called_back(birgit, case_id, on=clock.today(), note="Kun nat.")
        calling_back.called_back(birgit, case_id, on=clock.today())
    make.deliver_all()
    with make.reading():
        told = Milestone.objects.get(code="ringet")
        plan = Plan.objects.get(id=told.plan_id)
    assert told.data == {"on": clock.today().isoformat()}
    assert "har ringet" in plan.last_milestone_text


def test_nobody_calls_back_who_was_not_asked_nor_on_a_day_to_come(anna: Actor, birgit: Actor) -> None:
    asked, quiet = begun(anna, birgit, contact_wanted=True), begun(anna, birgit)
    for case_id, day in ((quiet, clock.today()), (asked, clock.today() + timedelta(days=1))):
        with acting_as(birgit), pytest.raises(Refused):
            calling_back.called_back(birgit, case_id, on=day)


def test_a_controls_date_starts_a_goal_that_the_status_meets_and_a_closing_status_does_not(anna: Actor, birgit: Actor) -> None:
    on = clock.today() + timedelta(days=30)
    case_id = begun(anna, birgit, controls=[{"on": on.isoformat(), "place": "Ambulatoriet"}])

    def status() -> object:
        with make.reading():
            case = Case.objects.get(id=case_id)
            return next(one for one in goals_of(case, offers_of(case)) if "før den ambulante kontrol" in one.text)

    before = status()
    assert (before.met_on, before.assumption) == (None, True)  # type: ignore[attr-defined]
    assert before.due_on < on  # type: ignore[attr-defined]
    for kind, met_on in (("slutstatus", None), ("status", clock.today())):
        with acting_as(birgit):
            send_document(birgit, case_id, uuid.uuid4(), kind, {"funktion": "Går.", "forloeb": "Går."}, Signer())  # type: ignore[arg-type]
        assert status().met_on == met_on  # type: ignore[attr-defined]


def test_a_meeting_called_is_called_off_with_the_case_and_the_hospital_hears_it(anna: Actor, birgit: Actor) -> None:
    case_id, meeting_id = begun(anna, birgit), uuid.uuid4()
    with acting_as(birgit):
        call_from_case(birgit, case_id, meeting_id, asked(kind=MeetingKind.COOPERATION))
        end_course(birgit, case_id, Ending(EndCode.COMPLETED))
    make.deliver_all()
    with make.reading():
        rows = CoordinationMeeting.objects.filter(shared_id=meeting_id)
        assert {(row.organisation_id, row.state) for row in rows} == {(make.AALBORG, "aflyst"), (make.AALBORG_HOSPITAL, "aflyst")}
