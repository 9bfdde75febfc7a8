"""Two tabs, one code, the same moment: one answer."""

import uuid

import pytest

from accounts.tenancy import acting_as
from gop.enums import ExperienceAnswer
from gop.models import Experience
from gop.services import experience
from gop.services.experience import Answered
from tests import factories as make
from tests.broken.test_races import race
from tests.gop.in_hand import begun

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tabs_send_one_code_at_once_and_one_answer_counts() -> None:
    make.registry()
    birgit, said = make.triage_officer(), list[Answered]()
    case_id = begun(make.author(), birgit)
    with acting_as(birgit):
        code = experience.invite(birgit, case_id, nonce=uuid.uuid4()).code

    def send() -> None:
        said.append(experience.answer(code, as_one=ExperienceAnswer.YES, involved=ExperienceAnswer.YES))

    assert race(send, send, send) == [None, None, None]
    assert sorted(one.name for one in said) == ["THANKS", "USED", "USED"]
    with make.reading():
        assert Experience.objects.count() == 1
