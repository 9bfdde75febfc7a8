"""A letter about a child with a permanent impairment: to the municipality instead of a plan, and its answer back."""

import uuid

import pytest

from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from gop.enums import AgreementMatter, NoticeState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, Correspondence, Delivery, PlanEvent, ReceivedCorrespondence, RegionAgreement
from gop.selectors.correspondence import received_letters
from gop.selectors.plans import outbox
from gop.services.correspondence import answer_letter, mark_read, send_letter
from gop.services.receiving import apply_delivery
from hospitals.web.notice_rows import copy_rows
from tests import factories as make
from tests.gop.notice_steps import CHILD, at_hospital, in_days, letter_facts, notified, written

pytestmark = pytest.mark.django_db
OFFERED = "Ergoterapi én gang om ugen efter serviceloven."


def copy_of(letter_id: uuid.UUID) -> ReceivedCorrespondence:
    with make.reading():
        return ReceivedCorrespondence.objects.get(letter_id=letter_id)


def waiting(actor: Actor) -> list[uuid.UUID]:
    with acting_as(actor):
        return [one.letter_id for one in received_letters(actor)]


def test_the_subject_line_is_the_one_the_home_regions_agreement_fixes(anna: Actor) -> None:
    """Whatever somebody types, letter by letter as agreed."""
    letter_id = written(anna, subject="Noget andet")
    with make.reading():
        letter = Correspondence.objects.get(id=letter_id)
        row = RegionAgreement.objects.filter(matter=AgreementMatter.CHILDREN_LETTER).first()
    assert row is not None
    assert letter.subject == row.phrase
    assert letter.subject == "Barn med varig funktionsnedsættelse, som har behov for ergo/fysioterapeutisk træning og vejledning i kommunen"


def test_where_no_agreement_fixes_a_subject_the_author_writes_one(anna: Actor) -> None:
    with acting_as(anna), pytest.raises(Refused) as refusal:
        send_letter(anna, uuid.uuid4(), letter_facts(home_municipality_id=make.HERNING))
    assert [field for field, _ in refusal.value.messages] == ["subject"]
    letter_id = written(anna, home_municipality_id=make.HERNING, subject="Om træning i kommunen")
    with make.reading():
        assert Correspondence.objects.get(id=letter_id).subject == "Om træning i kommunen"


def test_the_municipality_reads_the_letter_above_its_inbox_and_no_case_is_made(anna: Actor, birgit: Actor) -> None:
    letter_id = written(anna)
    make.deliver_all()
    assert waiting(birgit) == [letter_id]
    assert copy_of(letter_id).body.startswith("Har brug for ergoterapeutisk")
    assert waiting(make.triage_officer("hans", make.HERNING)) == []
    with make.reading():
        assert not Case.objects.exists()


def test_a_letter_delivered_twice_stands_once(anna: Actor) -> None:
    letter_id = written(anna)
    make.deliver_all()
    with make.reading():
        delivery = Delivery.objects.get(subject_id=letter_id)
        Delivery.objects.filter(id=delivery.id).update(applied_at=None)
    assert apply_delivery(delivery.id, delivery.receiver_id)
    assert copy_of(letter_id)


def test_copies_wait_for_a_channel_and_are_never_called_sent(anna: Actor) -> None:
    letter_id = written(anna, copies=["foraeldre", "ppr", "egen_laege"])
    with make.reading():
        rows = copy_rows(Correspondence.objects.select_related("home_municipality").get(id=letter_id))
    assert [row["value"] for row in rows] == ["Leveret", "Afventer afsendelse", "Afventer afsendelse", "Afventer afsendelse"]
    with make.reading():
        assert Delivery.objects.count() == 1


def test_a_read_letter_leaves_the_list_unless_an_answer_was_asked_for(anna: Actor, birgit: Actor) -> None:
    asked, told = written(anna), written(anna, feedback_wanted=False)
    make.deliver_all()
    for letter_id in (asked, told):
        with acting_as(birgit):
            mark_read(birgit, copy_of(letter_id).id)
    assert waiting(birgit) == [asked]
    assert copy_of(told).read_by_name == "Birgit"


def test_the_answer_says_what_the_child_was_offered_and_comes_back_to_the_hospital(anna: Actor, birgit: Actor) -> None:
    letter_id = written(anna)
    make.deliver_all()
    for _ in range(2):  # the same answer again changes nothing
        with acting_as(birgit):
            answer_letter(birgit, copy_of(letter_id).id, OFFERED)
    make.deliver_all()
    with make.reading():
        letter = Correspondence.objects.get(id=letter_id)
        assert Delivery.objects.filter(kind="brev_svar").count() == 1
    assert (letter.answer, letter.answered_by_name) == (OFFERED, "Birgit, Aalborg Kommune")
    assert waiting(birgit) == []


def test_a_colleague_who_answered_first_is_named(anna: Actor, birgit: Actor) -> None:
    letter_id, bodil = written(anna), make.triage_officer("bodil")
    make.deliver_all()
    with acting_as(bodil):
        answer_letter(bodil, copy_of(letter_id).id, OFFERED)
    with acting_as(birgit), pytest.raises(AlreadyDone) as done:
        answer_letter(birgit, copy_of(letter_id).id, "Noget andet")
    assert done.value.by_name == "Bodil"


def test_an_empty_answer_is_refused(anna: Actor, birgit: Actor) -> None:
    letter_id = written(anna)
    make.deliver_all()
    with acting_as(birgit), pytest.raises(Refused):
        answer_letter(birgit, copy_of(letter_id).id, "  ")


def test_the_draft_is_put_away_for_the_letter(anna: Actor) -> None:
    plan_id = make.draft(anna, cpr=CHILD)
    letter_id = written(anna, plan_id)
    with acting_as(anna):
        assert [plan.id for plan in outbox(anna, in_days(0)).drafts] == []
    with make.reading():
        assert Correspondence.objects.get(id=letter_id).plan_id == plan_id
        assert PlanEvent.objects.filter(plan_id=plan_id, action="brev_i_stedet").exists()


def test_a_draft_has_one_letter_instead_of_it(anna: Actor) -> None:
    plan_id = make.draft(anna, cpr=CHILD)
    written(anna, plan_id)
    with acting_as(anna), pytest.raises(AlreadyDone):
        send_letter(anna, uuid.uuid4(), letter_facts(), plan_id)


def test_a_sent_plan_is_not_put_away_for_a_letter(anna: Actor) -> None:
    plan_id = make.sent(anna)
    with acting_as(anna), pytest.raises(Refused):
        send_letter(anna, uuid.uuid4(), letter_facts(), plan_id)


def test_the_letter_closes_the_notice_that_said_a_plan_follows(anna: Actor) -> None:
    notice_id = notified(anna, cpr=CHILD)
    written(anna)
    assert at_hospital(notice_id).state == NoticeState.WITHOUT_PLAN


def test_an_adult_gets_no_such_letter(anna: Actor) -> None:
    with acting_as(anna), pytest.raises(Refused) as refusal:
        send_letter(anna, uuid.uuid4(), letter_facts(cpr=make.NANCY))
    assert "cpr" in {field for field, _ in refusal.value.messages}


def test_feedback_that_is_asked_for_names_its_receiver(anna: Actor) -> None:
    with acting_as(anna), pytest.raises(Refused) as refusal:
        send_letter(anna, uuid.uuid4(), letter_facts(feedback_to=""))
    assert [field for field, _ in refusal.value.messages] == ["feedback_to"]


def test_the_same_letter_form_sent_twice_is_one_letter(anna: Actor) -> None:
    letter_id = uuid.uuid4()
    for _ in range(2):
        with acting_as(anna):
            send_letter(anna, letter_id, letter_facts())
    with make.reading():
        assert Delivery.objects.filter(subject_id=letter_id).count() == 1


def test_who_may_not_answer_does_not(anna: Actor) -> None:
    letter_id = written(anna)
    make.deliver_all()
    herning = make.triage_officer("hans", make.HERNING)
    with acting_as(herning), pytest.raises(NotFound):
        answer_letter(herning, copy_of(letter_id).id, OFFERED)
    with acting_as(anna), pytest.raises(NotAllowed):
        answer_letter(anna, copy_of(letter_id).id, OFFERED)
