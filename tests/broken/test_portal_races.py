"""Two real connections on one performer's task: one answer stands, and a form sent several times is one row."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from gop.enums import ContactForm, ContactState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import AssignmentMeeting, DocumentationRequest
from gop.rules import TransitionNotAllowed
from gop.services import performing
from gop.services.performed import answer_documentation
from gop.services.performed_meetings import MeetingSaid, put_meeting, settle_meeting
from tests import factories as make
from tests.broken.test_races import as_, one_told, race
from tests.gop.performers import asked, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def task() -> dict[str, Any]:
    make.registry()
    case_id = make.delivered(make.author())[1]
    petra, palle = make.provider_therapist(), make.provider_therapist("palle")
    return {"id": started(case_id, petra.tenant), "petra": petra, "palle": palle}


def planned() -> MeetingSaid:
    return MeetingSaid(form=ContactForm.INDIVIDUAL, at=clock.now() + timedelta(days=2), state=ContactState.PLANNED)


def test_a_meeting_sent_three_times_at_once_is_one_and_two_colleagues_cannot_both_say_what_became_of_it(task: dict[str, Any]) -> None:
    meeting = uuid.uuid4()
    assert race(*[as_(task["petra"], put_meeting, task["id"], meeting, planned())] * 3) == [None, None, None]
    seen = clock.now()
    states = {"petra": ContactState.CANCELLED_US, "palle": ContactState.CANCELLED_CITIZEN}
    one_told(
        race(*[as_(task[who], settle_meeting, task["id"], meeting, state=state, seen=seen) for who, state in states.items()]),
        "Petra",
        "Palle",
    )
    with make.reading():
        assert AssignmentMeeting.objects.count() == 1


def test_two_colleagues_answer_for_documentation_and_the_first_stands(task: dict[str, Any]) -> None:
    request = asked(task["id"])
    texts = {"petra": "Begyndt mandag.", "palle": "Begyndt tirsdag."}
    told = race(*[as_(task[who], answer_documentation, task["id"], request, text=text) for who, text in texts.items()])
    assert sorted(type(one) for one in told if one is not None) == [AlreadyDone]
    with make.reading():
        assert DocumentationRequest.objects.get().answer in texts.values()


def test_nothing_is_written_on_a_task_that_ends_meanwhile(task: dict[str, Any]) -> None:
    ended, put = race(
        as_(task["petra"], performing.end, task["id"], code="gennemfoert", goal_reached="ja", closing_status="Går frit."),
        as_(task["palle"], put_meeting, task["id"], uuid.uuid4(), planned()),
    )
    assert ended is None
    assert put is None or isinstance(put, Refused | NotFound | TransitionNotAllowed)
