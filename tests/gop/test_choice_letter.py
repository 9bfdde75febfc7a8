"""The letter about extended choice as a row: it guides in writing, stops when it no longer holds; and no way to tell comes before guidance."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.secret import decrypt_file
from accounts.tenancy import acting_as
from gop.enums import GuidanceHow, InformedHow, LetterChannel, LetterKind, LetterState, PlanType, SpecialisedReason
from gop.errors import Refused
from gop.models import Case
from gop.services import cases, no_start, offers, posting
from gop.services.deciding import Decided, FirstMeeting, decide
from tests import factories as make
from tests.gop import letters_out as out
from tests.letters.reading import Paper
from tests.municipalities import providers as known

pytestmark = pytest.mark.django_db
KIND = LetterKind.EXTENDED_CHOICE


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.GOP_DIGITAL_POST, settings.GOP_DIGITAL_POST_FOLDER = "file", str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def birgit(anna: Actor, folder: Path) -> Actor:
    return make.triage_officer("birgit2")


@pytest.fixture
def case(anna: Actor, birgit: Actor) -> uuid.UUID:
    """A late offer; nobody told or guided."""
    _, case_id = make.delivered(anna)
    with acting_as(birgit):
        cases.triage(birgit, case_id, **out.LEVEL, field=known.FIELD)
    out.offer(birgit, case_id, 12)
    return case_id


def test_the_letter_names_those_in_time_and_delivered_it_is_guidance_in_writing(case: uuid.UUID, birgit: Actor) -> None:
    for name, days in (("I God Tid", 5), ("For Sent", 20)):
        provider = make.provider(name)
        known.agreement(provider)
        known.waits(known.place(provider, north=0.1), days)
    own = make.provider("Kun Egen Aftale")
    known.waits(known.place(own, north=0.05), 2)
    for provider in (own, make.provider("I God Tid")):
        known.contract(provider)
    letter = out.row(out.send(birgit, case, KIND))
    said = Paper(decrypt_file(letter.content, letter.id)).text
    assert said.count("I God Tid") == 1, "an own contract beside KL's agreement does not name it twice"
    assert "For Sent" not in said
    assert "Kun Egen Aftale" not in said, "the letter speaks of those with KL's agreement"
    assert out.round_() == (1, 0)
    row = out.case_row(case)
    assert out.row(letter).state == LetterState.DELIVERED
    assert (row.guidance_how, row.informed_on) == (GuidanceHow.WRITTEN, None), "it guides; it tells no place and time"
    guided = out.events(case, "vejled")[0]
    assert (guided.by_name, guided.data["transport_said"]) == (birgit.name, True)


def test_a_letter_of_an_offer_that_changed_is_stopped(case: uuid.UUID, birgit: Actor) -> None:
    letter = out.send(birgit, case, KIND)
    out.offer(birgit, case, 13)
    out.round_()
    assert out.row(letter).state == LetterState.STOPPED
    assert out.case_row(case).guidance_at is None


def test_on_paper_it_is_guidance_from_the_day_it_was_posted(case: uuid.UUID, birgit: Actor) -> None:
    letter = out.send(birgit, case, KIND, channel=LetterChannel.PAPER)
    with acting_as(birgit):
        assert posting.post_letters(birgit, [letter.id], clock.today()) == 1
    assert out.case_row(case).guidance_how == GuidanceHow.WRITTEN


def test_without_the_right_there_is_no_such_letter(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    with acting_as(birgit):
        cases.triage(birgit, case_id, **out.LEVEL, field=known.FIELD)
    out.offer(birgit, case_id, 3)
    with pytest.raises(Refused, match="ikke noget at skrive om"):
        out.send(birgit, case_id, KIND)


def test_no_way_to_tell_or_invite_comes_before_guidance(anna: Actor, birgit: Actor) -> None:
    """By hand, by the form that decides it all, telling that none can be offered, and the performing department's invitation."""
    _, case_id = make.delivered(anna)
    meeting = FirstMeeting(out.meeting(), "Vest")
    with acting_as(birgit):
        decide(birgit, case_id, Decided(**out.LEVEL, field=known.FIELD, meeting=meeting))
        with pytest.raises(Refused, match="frit valg"):
            offers.inform(birgit, case_id, on=clock.today(), how=InformedHow.PHONE)
    _, none = make.delivered(anna, cpr=make.somebody(), citizen_name="Ruddi Test Elmer")
    with acting_as(birgit):
        cases.triage(birgit, none, **out.LEVEL)
        no_start.no_start(birgit, none)
        with pytest.raises(Refused, match="frit valg"):
            offers.inform(birgit, none, on=clock.today(), how=InformedHow.PHONE, no_start=True)
    therapist = make.person("tora", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    special = {"plan_type": PlanType.SPECIALISED_TRAINING, "specialised_reason": SpecialisedReason.COORDINATION}
    plan, _ = make.delivered(anna, cpr=make.somebody(), citizen_name="Ida Test Holm", performing_department_id=make.PHYSIO, **special)
    with make.reading():
        department = Case.objects.get(plan_id=plan, department_id__isnull=False).id
    with acting_as(therapist), pytest.raises(Refused, match="frit sygehusvalg"):
        offers.offer(therapist, department, meeting_at=out.meeting(), place="Fysio- og Ergoterapien")
