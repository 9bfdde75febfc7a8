"""Statuses reach the hospital once and wait for everybody else; the child's form has its headings and one page."""

import uuid

import pytest

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop import letters
from gop.enums import CaseState, ConsentKind, DocumentKind, EndCode, PlanType, SpecialisedReason
from gop.errors import NotFound, Refused
from gop.models import Case, CaseDocument, Delivery, ReceivedDocument
from gop.rules import TransitionNotAllowed
from gop.rules.documents import HEADINGS, ONE_PAGE, body_of, faults
from gop.selectors.documents import documents_on, unread_documents
from gop.services import documents, offers, receiving_document
from gop.services.documents import Signer
from gop.services.receiving import APPLY
from gop.web.document_paper import case_document
from gop.web.document_words import begun as words
from tests import factories as make
from tests.gop.in_hand import AIM, aimed, begun, met, row

pytestmark = pytest.mark.django_db
D = DocumentKind
WHO = Signer("fysioterapeut", "99 00 00 11", "traener@aalborg.example")
WANTED = [{"name": "Klinik Syd", "phone": "99 00 00 12"}]


def write(actor: Actor, case_id: uuid.UUID, kind: DocumentKind = D.STATUS, **said: str) -> uuid.UUID:
    document_id = uuid.uuid4()
    with acting_as(actor):
        documents.send_document(actor, case_id, document_id, kind, said or {HEADINGS[kind][0].key: "Går 200 meter."}, WHO)
    return document_id


def kept(document_id: uuid.UUID) -> CaseDocument:
    with make.reading():
        return CaseDocument.objects.get(id=document_id)


def test_a_status_reaches_the_hospital_once_and_is_read_by_whoever_says_so_first(anna: Actor, birgit: Actor) -> None:
    case_id, olga = begun(anna, birgit), make.author("olga")
    document_id = write(birgit, case_id, funktion="Går 200 meter.", spoergsmaal="Må hun cykle?")
    with acting_as(birgit):
        documents.send_document(birgit, case_id, document_id, D.STATUS, {"funktion": "Noget andet"}, WHO)
    make.deliver_all()
    with make.reading():
        delivery = Delivery.objects.get(kind="dokument")
        copy = ReceivedDocument.objects.get()
    with acting_as(anna):
        APPLY["dokument"](anna, delivery)
        assert [one.id for one in unread_documents(anna)] == [copy.id]
        assert copy.body == [["Funktionsevne nu", "Går 200 meter."], ["Spørgsmål til kontrollen", "Må hun cykle?"]]
        assert (copy.sender_name, copy.by_name, copy.by_phone) == ("Aalborg Kommune", "Birgit", "99 00 00 11")
        receiving_document.mark_read(anna, copy.id)
    with acting_as(olga):
        receiving_document.mark_read(olga, copy.id)
        assert [one.read_by_name for one in documents_on(olga, copy.plan_id)] == ["Anna"]
        assert unread_documents(olga) == []
    assert row(case_id).status_sent_on == clock.today()


def test_only_the_hospitals_copy_is_delivered_and_nobody_else_is_ever_called_sent(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit, status_receivers=WANTED, gp_name="Lægerne Vest", gp_number="012345")
    closing, summary = write(birgit, case_id, D.CLOSING_STATUS), write(birgit, case_id, D.GP_SUMMARY)
    hospital = row(case_id).sender_name
    assert kept(closing).receivers == [["sygehus", hospital, "leveret"], ["modtager", "Klinik Syd", "afventer"]]
    assert kept(summary).receivers == [["egen_laege", "Lægerne Vest", "afventer"]]
    with make.reading():
        assert Delivery.objects.filter(kind="dokument").count() == 1
    assert row(case_id).status_sent_on is None  # neither is the status for a control


def test_a_citizen_who_keeps_the_doctor_out_has_no_summary_made(anna: Actor, birgit: Actor) -> None:
    said = make.consents()
    said[ConsentKind.GP]["answer"] = "afslaaet"
    case_id = begun(anna, birgit, gp_name="Lægerne Vest", consents=said)
    with pytest.raises(Refused):
        write(birgit, case_id, D.GP_SUMMARY)


def test_the_childs_form_has_the_five_headings_of_the_agreement_and_fills_one_page_at_most() -> None:
    titles = [one.title for one in HEADINGS[D.CHILD_STATUS]]
    assert titles == [
        "Barnets funktionsstatus",
        "Fysio- ergoterapeutiske tilbud",
        "Andre foranstaltninger med relevans for træningen",
        "Mål for træningen",
        "Aktuelle problemstillinger / fremadrettet",
    ]
    words_ = "Barnet går sikkert og hopper på ét ben. " * 50
    body = body_of(D.CHILD_STATUS, {one.key: words_[: ONE_PAGE // 5] for one in HEADINGS[D.CHILD_STATUS]})
    assert faults(D.CHILD_STATUS, body) == []
    assert faults(D.CHILD_STATUS, [["x", "y" * (ONE_PAGE + 1)]])
    document = CaseDocument(
        kind=D.CHILD_STATUS, body=body, by_name="Birgit", by_title="fysioterapeut", by_phone="99 00 00 11", by_email="a@b.example",
        sent_at=clock.now(),
    )  # fmt: skip
    assert len(letters.pictures(case_document(document, "Emma Test", None, "Aalborg Kommune"))) == 1


def test_a_document_begins_with_what_the_case_knows(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    aimed(birgit, case_id)
    met(birgit, case_id, code="BLNC11", minutes=45)
    with make.reading():
        found = words(Case.objects.get(id=case_id), D.CLOSING_STATUS)
    assert AIM in found["maal"]
    assert "1 kontakt (individuelt fremmøde)" in found["forloeb"]
    assert "Indhold: Træning af balance." in found["forloeb"]


def test_after_the_end_a_closing_status_is_written_and_no_status_before_a_control(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.COMPLETED)
    write(birgit, case_id, D.CLOSING_STATUS)
    with pytest.raises(Refused) as refused:
        write(birgit, case_id, D.STATUS)
    assert "Skriv en slutstatus i stedet." in str(refused.value)
    assert row(case_id).state == CaseState.ENDED


def test_an_empty_document_and_one_before_triage_are_refused(anna: Actor, birgit: Actor) -> None:
    _, waiting = make.delivered(anna)
    with pytest.raises(TransitionNotAllowed):
        write(birgit, waiting)
    case_id = begun(anna, birgit)
    with pytest.raises(Refused) as refused:
        write(birgit, case_id, D.STATUS, funktion="  ")
    assert refused.value.messages == [("funktion", "Skriv noget under mindst én overskrift.")]
    lena, hans = make.person("lise", Role.ORGANISATION_ADMIN, make.AALBORG), make.triage_officer("hans", make.HERNING)
    for actor, error in ((lena, NotAllowed), (hans, NotFound)):
        with pytest.raises(error):
            write(actor, case_id)


def test_a_departments_closing_status_also_waits_for_the_home_municipality(anna: Actor, birgit: Actor) -> None:
    more = {"specialised_reason": SpecialisedReason.COORDINATION, "performing_department_id": make.PHYSIO}
    make.delivered(anna, plan_type=PlanType.SPECIALISED_TRAINING, **more)
    hanne = make.person("hanne", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    with make.reading():
        case_id = Case.objects.get(kind="behandling").id
        Case.objects.filter(id=case_id).update(state=CaseState.TRIAGED)
    document_id = write(hanne, case_id, D.CLOSING_STATUS)
    assert kept(document_id).receivers[1] == ["kommune", "Aalborg Kommune", "afventer"]
    make.deliver_all()
    with make.reading():
        assert ReceivedDocument.objects.get().document_id == document_id
