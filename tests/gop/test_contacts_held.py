"""Contacts with the citizen: planned or registered, never the first meeting; missed twice in a row is said."""

import uuid
from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ContactForm, ContactState
from gop.errors import AlreadyDone, Refused
from gop.fsiii import INTERVENTION, terms
from gop.models import Case, CaseContact
from gop.selectors.in_hand import contacts_on, counts_of
from gop.services import contacts
from gop.services.contacts import ContactSaid
from tests import factories as make
from tests.gop.courses import told_alike
from tests.gop.in_hand import begun, contact, met, row, tomorrow

pytestmark = pytest.mark.django_db
S = ContactState


def test_a_contact_carries_an_intervention_of_fsiii_or_a_treatment_of_sks_and_is_not_the_first_meeting(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    before = row(case_id).first_meeting_on
    code = next(iter(terms(INTERVENTION)))
    first = met(birgit, case_id, code=code, minutes=45)
    second = met(birgit, case_id, code="blnc11")
    assert contact(first).code_text == terms(INTERVENTION)[code].text
    assert (contact(second).code, contact(second).code_text) == ("BLNC11", "Træning af balance")
    assert row(case_id).first_meeting_on == before
    told_alike(case_id)


def test_the_same_form_sent_twice_is_one_contact(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    contact_id = met(birgit, case_id)
    with acting_as(birgit):
        contacts.put_contact(birgit, case_id, contact_id, ContactSaid(ContactForm.PHONE, clock.now(), S.MISSED))
    with make.reading():
        assert CaseContact.objects.get(case_id=case_id).form == ContactForm.INDIVIDUAL


def test_a_planned_contact_is_held_missed_or_called_off_and_a_colleague_is_told(anna: Actor, birgit: Actor) -> None:
    case_id, lena = begun(anna, birgit), make.team_lead()
    contact_id, seen = met(birgit, case_id, S.PLANNED, tomorrow()), clock.now()
    with acting_as(birgit), pytest.raises(Refused) as early:
        contacts.settle(birgit, case_id, contact_id, state=S.HELD)
    assert "Kontakten har ikke været endnu" in str(early.value)
    with acting_as(lena):
        contacts.settle(lena, case_id, contact_id, state=S.CANCELLED_CITIZEN, note="Forkølet.", seen=seen)
    with acting_as(birgit), pytest.raises(AlreadyDone):
        contacts.settle(birgit, case_id, contact_id, state=S.CANCELLED_US, seen=seen)
    assert (contact(contact_id).state, contact(contact_id).note) == ("afbud_borger", "Forkølet.")


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([S.MISSED, S.MISSED], True),
        ([S.MISSED, S.HELD], False),
        ([S.HELD, S.MISSED, S.MISSED], False),
        ([S.PLANNED, S.MISSED, S.CANCELLED_US, S.MISSED], True),
        ([S.MISSED, S.CANCELLED_CITIZEN, S.MISSED], False),
        ([S.MISSED], False),
    ],
)
def test_missed_twice_in_a_row_is_said_whatever_the_authority_called_off(states: list[S], said: bool) -> None:
    assert counts_of([CaseContact(state=state) for state in states]).missed_twice is said


def test_held_and_missed_are_counted_with_the_latest_first(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    met(birgit, case_id, S.PLANNED, tomorrow())
    met(birgit, case_id, at=clock.now() - timedelta(minutes=9))
    met(birgit, case_id, S.MISSED)
    with make.reading():
        found = contacts_on(Case.objects.get(id=case_id))
        counts = counts_of(found)
    assert [one.state for one in found] == ["planlagt", "udeblevet", "holdt"]
    assert (counts.held, counts.missed, counts.planned) == (1, 1, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"at": None}, "at"),
        ({"at": timedelta(days=400), "state": S.PLANNED}, "at"),
        ({"at": timedelta(hours=2)}, "at"),
        ({"at": timedelta(days=-2), "state": S.PLANNED}, "at"),
        ({"at": timedelta(days=-9)}, "at"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 700}, "minutes"),
        ({"code": "findes ikke"}, "code"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_at_its_field(anna: Actor, birgit: Actor, more: dict[str, object], field: str) -> None:
    case_id = begun(anna, birgit)
    said = {"form": ContactForm.GROUP, "at": clock.now(), "state": S.HELD, **more}
    if isinstance(said["at"], timedelta):
        said["at"] = clock.now() + said["at"]
    with acting_as(birgit), pytest.raises(Refused) as refused:
        contacts.put_contact(birgit, case_id, uuid.uuid4(), ContactSaid(**said))  # type: ignore[arg-type]
    assert [name for name, _ in refused.value.messages] == [field]


def test_before_the_start_a_contact_is_planned_and_not_held(anna: Actor, birgit: Actor) -> None:
    from gop.enums import GeneralLevel
    from gop.services import cases, offers

    _, case_id = make.delivered(anna)
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        offers.offer(birgit, case_id, meeting_at=tomorrow(), place="Vest")
    met(birgit, case_id, S.PLANNED, tomorrow())
    with pytest.raises(Refused) as refused:
        met(birgit, case_id)
    assert refused.value.messages == [("state", "Forløbet er ikke startet. Registrér første møde først.")]
