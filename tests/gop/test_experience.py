"""The citizen's two answers: nothing leads to a case, one code is one answer, and the database holds it against whoever is public."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection
from hypothesis import given
from hypothesis import strategies as st

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import CaseAction, ExperienceAnswer
from gop.errors import AlreadyDone
from gop.models import CaseEvent, Experience, ExperienceInvitation
from gop.rules import experience as rules
from gop.services import experience
from gop.services.experience import Answered
from tests import factories as make
from tests.gop.in_hand import begun

pytestmark = pytest.mark.django_db
YES, NO = ExperienceAnswer.YES, ExperienceAnswer.NO


@pytest.fixture
def case_id(anna: Actor, birgit: Actor) -> uuid.UUID:
    return begun(anna, birgit)


def code_for(actor: Actor, case_id: uuid.UUID, nonce: uuid.UUID | None = None, seen: Any = None) -> str:
    with acting_as(actor):
        return experience.invite(actor, case_id, nonce=nonce or uuid.uuid4(), seen=seen).code


def answered(code: str) -> Answered:
    return experience.answer(code, as_one=YES, involved=NO)


def answers() -> list[Experience]:
    with make.reading():
        return list(Experience.objects.all())


def test_nothing_of_code_or_answer_leads_to_the_case_or_to_a_day(birgit: Actor, case_id: uuid.UUID) -> None:
    code = code_for(birgit, case_id)
    assert answered(rules.written(code).lower()) == Answered.THANKS
    with make.reading():
        (event,) = CaseEvent.objects.filter(case_id=case_id, action=CaseAction.EXPERIENCE)
        (invitation,) = ExperienceInvitation.objects.values()
    (said,) = answers()
    first = clock.today().replace(day=1)
    assert event.data == {}
    assert set(invitation) == {"id", "organisation_id", "token_hash", "month", "expires_on", "used"}
    assert (invitation["organisation_id"], invitation["month"], invitation["used"]) == (make.AALBORG, first, True)
    assert (said.organisation_id, said.month, said.as_one, said.involved) == (make.AALBORG, first, YES, NO)
    assert not {str(case_id), code} & {str(value) for value in [*invitation.values(), *vars(said).values()]}


def test_a_code_is_used_once_holds_to_the_end_of_its_last_month_and_is_known_or_not(birgit: Actor, case_id: uuid.UUID) -> None:
    used, late = code_for(birgit, case_id), code_for(birgit, case_id)
    assert [answered(used), answered(used), answered("BCDF" * 4)] == [Answered.THANKS, Answered.USED, Answered.UNKNOWN]
    with make.reading():
        last = ExperienceInvitation.objects.get(used=False).expires_on
    assert last >= clock.today() + timedelta(days=90)
    assert (last + timedelta(days=1)).day == 1
    with time_machine.travel(f"{last + timedelta(days=1)}T12:00:00+01:00", tick=False):
        assert answered(late) == Answered.EXPIRED
    with time_machine.travel(f"{last}T12:00:00+01:00", tick=False):
        assert answered(late) == Answered.THANKS
    assert len(answers()) == 2


def test_the_button_pressed_twice_is_one_code_and_a_colleagues_is_told(birgit: Actor, case_id: uuid.UUID) -> None:
    seen, nonce = clock.now(), uuid.uuid4()
    assert code_for(birgit, case_id, nonce, seen) == code_for(birgit, case_id, nonce, seen)
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action=CaseAction.EXPERIENCE).count() == 1
        assert ExperienceInvitation.objects.count() == 1
    with pytest.raises(AlreadyDone):
        code_for(make.triage_officer("carl"), case_id, seen=seen)


def as_public(sql: str, code: str = "") -> list[Any]:
    with acting_as(experience.SOMEBODY), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.token', %s, true)", [rules.digest(code).hex() if code else ""])
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else [cursor.rowcount]


def insert(organisation: uuid.UUID, month: str) -> str:
    row = f"'{uuid.uuid4()}', '{organisation}', {month}, 'ja', 'ja'"
    return f"INSERT INTO gop_experience (id, organisation_id, month, as_one, involved) VALUES ({row})"


MONTH = "date_trunc('month', current_date)"


def test_the_public_sees_only_the_code_it_gave_and_answers_only_for_that(birgit: Actor, case_id: uuid.UUID) -> None:
    code, other = code_for(birgit, case_id), code_for(birgit, case_id)
    count = "SELECT count(*) FROM gop_experienceinvitation"
    assert [as_public(count), as_public(count, "BCDF" * 4), as_public(count, code)] == [[(0,)], [(0,)], [(1,)]]
    assert as_public("UPDATE gop_experienceinvitation SET used = true") == [0]
    for refused in (
        lambda: as_public(insert(make.AALBORG, MONTH)),
        lambda: as_public(insert(make.HERNING, MONTH), code),
        lambda: as_public(insert(make.AALBORG, f"{MONTH} + interval '5 months'"), code),
        lambda: as_public("SELECT * FROM gop_experience", code),
        lambda: as_public("UPDATE gop_experienceinvitation SET expires_on = '2030-01-31'", code),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)):
            refused()
    as_public(insert(make.AALBORG, MONTH), code)
    with pytest.raises(IntegrityError, match="has been used"):
        as_public(insert(make.AALBORG, MONTH), code)
    assert as_public("UPDATE gop_experienceinvitation SET used = false", code) == [0]
    assert len(answers()) == 1
    with make.reading():
        assert not ExperienceInvitation.objects.get(token_hash=rules.digest(other)).used


def test_another_authority_sees_no_code_and_no_authority_an_answer(birgit: Actor, case_id: uuid.UUID) -> None:
    answered(code_for(birgit, case_id))
    with acting_as(make.triage_officer("hanne", make.HERNING)):
        assert not ExperienceInvitation.objects.exists()
    with pytest.raises(ProgrammingError), acting_as(birgit):
        list(Experience.objects.all())


@given(st.binary(min_size=32, max_size=32), st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_code_is_read_as_it_is_written_and_its_last_day_tells_no_day(randomness: bytes, made: date, days: int) -> None:
    code = rules.code_from(randomness)
    assert len(code) == rules.LENGTH
    assert set(code) <= set(rules.LETTERS)
    assert rules.typed(f" {rules.written(code).lower()} ") == code
    last = rules.last_day(made, days)
    assert made + timedelta(days=days) <= last
    assert last == rules.last_day(made + timedelta(days=days), 0)
