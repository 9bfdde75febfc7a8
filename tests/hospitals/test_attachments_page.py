"""Bilag: one page with one form. A file that is not taken is said why, and what else was written stands."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actor import Actor
from accounts.models import AccessLog
from accounts.tenancy import acting_as
from gop.models import Attachment, Plan
from gop.services.amending import amend
from gop.services.attachments import add_attachment
from gop.services.sending import send_plan
from tests import factories
from tests.gop.files import pdf, picture
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db


def body(answer: Any) -> str:
    return str(answer.content.decode())


def upload(page: Client, plan_id: uuid.UUID, content: bytes, name: str = "Nancy Berggren 251248-9996.pdf", **more: str) -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return page.post(f"/planer/{plan_id}/bilag/", {"kind": "operationsnotat", "title": "Hofteoperation", **more, "file": file})


def rows(plan_id: uuid.UUID) -> list[Attachment]:
    with factories.reading():
        return list(Attachment.objects.filter(plan_id=plan_id).order_by("added_at"))


def sent_with_a_file(anna: Actor) -> tuple[uuid.UUID, Attachment]:
    plan_id = factories.draft(anna)
    with acting_as(anna):
        found = add_attachment(anna, plan_id, "operationsnotat", "Hofteoperation", pdf())
        send_plan(anna, plan_id)
    factories.deliver_all()
    return plan_id, found


def test_a_file_is_bound_to_the_draft_and_its_own_name_is_kept_nowhere(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    assert upload(page, plan_id, pdf(pages=2)).status_code == 302
    (found,) = rows(plan_id)
    assert (found.title, found.kind, found.pages, found.from_version) == ("Hofteoperation", "operationsnotat", 2, 1)
    shown = body(page.get(f"/planer/{plan_id}/bilag/"))
    assert "PDF, 2 sider" in shown
    assert "251248" not in shown
    with factories.reading():
        assert "251248" not in str(Attachment.objects.values().get())


def test_without_a_title_it_is_called_what_it_is(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    upload(page, plan_id, picture("PNG"), title="")
    assert rows(plan_id)[0].title == "Operationsnotat"


@pytest.mark.parametrize(("content", "said"), [(b"MZ\x90\x00" + b"0" * 100, "er et program"), (b"", "tom"), (b"Kun tekst", "hverken PDF")])
def test_a_file_that_is_no_document_gets_a_sentence_and_the_rest_stands(page: Client, anna: Actor, content: bytes, said: str) -> None:
    plan_id = factories.draft(anna)
    answer = upload(page, plan_id, content, name="plan.pdf")
    assert answer.status_code == 400
    assert said in body(answer)
    assert 'value="Hofteoperation"' in body(answer)
    assert 'value="operationsnotat" selected' in body(answer)
    assert rows(plan_id) == []


def test_sixty_megabytes_are_refused_with_the_limit_and_nothing_else_is_lost(
    page: Client, anna: Actor, tmp_path: Path, settings: Any
) -> None:
    plan_id = factories.draft(anna)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    answer = upload(page, plan_id, b"%PDF-1.7\n" + b"0" * 60 * 1024 * 1024)
    assert answer.status_code == 400
    assert "mere end 10 MB" in body(answer)
    assert 'value="Hofteoperation"' in body(answer)
    assert rows(plan_id) == []
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_takes_no_file_refuses_one_and_nobody_signed_in_is_sent_to_the_door(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    file = SimpleUploadedFile("x.pdf", pdf())
    assert page.post(f"/planer/{plan_id}/trin/patient/", {"citizen_name": file}).status_code == 400
    assert upload(Client(), plan_id, pdf()).status_code == 302
    assert rows(plan_id) == []


def test_the_form_of_a_step_is_saved_on_the_way_to_the_attachments(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    answer = page.post(
        f"/planer/{plan_id}/trin/kontakt/", {"contact_kind": "ambulant", "discharge_expected": "forventet", "action": "bilag"}
    )
    assert answer.headers["Location"] == f"/planer/{plan_id}/bilag/"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).versions.get().contact_kind == "ambulant"


def test_it_is_served_as_a_download_that_no_page_can_run_and_the_look_is_logged(page: Client, anna: Actor) -> None:
    plan_id, found = sent_with_a_file(anna)
    answer = page.get(f"/planer/{plan_id}/bilag/{found.id}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="bilag-operationsnotat-[0-9a-f]{8}\.pdf"', answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF")
    with factories.reading():
        assert AccessLog.objects.filter(page="hospitals:attachment", subject_id=plan_id, action="hentet").count() == 1


def test_the_receiver_sees_it_with_the_plan_and_downloads_it_logged(page: Client, anna: Actor) -> None:
    plan_id, found = sent_with_a_file(anna)
    assert "Hofteoperation" in body(page.get(f"/planer/{plan_id}/"))
    with factories.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
    factories.triage_officer()
    birgit = client_of("birgit")
    assert f"/sager/{case_id}/bilag/{found.id}/" in body(birgit.get(f"/sager/{case_id}/"))
    answer = birgit.get(f"/sager/{case_id}/bilag/{found.id}/")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with factories.reading():
        assert AccessLog.objects.filter(page="gop:attachment", subject_id=case_id, action="hentet").count() == 1


def test_an_attachment_of_another_plan_is_not_found_under_this_one(page: Client, anna: Actor) -> None:
    plan_id, _ = sent_with_a_file(anna)
    other = factories.draft(anna)
    upload(page, other, pdf(pages=4))
    assert page.get(f"/planer/{plan_id}/bilag/{rows(other)[0].id}/").status_code == 404


def test_adding_one_to_a_sent_plan_counts_as_a_change_and_is_shown_before_it_is_sent(page: Client, anna: Actor) -> None:
    plan_id, _ = sent_with_a_file(anna)
    upload(page, plan_id, picture("JPEG"), title="Røntgen")
    assert "Sendes med næste rettelse" in body(page.get(f"/planer/{plan_id}/bilag/"))
    assert "Røntgen" not in body(page.get(f"/planer/{plan_id}/"))
    from tests.hospitals.test_amending_pages import reviewed, typed

    said = typed(plan_id)
    look = page.post(f"/planer/{plan_id}/ret/", said)
    assert "Røntgen (operationsnotat)" in body(look)
    mark = reviewed(look)
    upload(page, plan_id, picture("PNG"), title="Efter gennemsyn")
    again = page.post(f"/planer/{plan_id}/ret/", {**said, "action": "send", "reviewed": mark})
    assert again.status_code == 200  # what was not looked through is not sent
    done = page.post(f"/planer/{plan_id}/ret/", {**said, "action": "send", "reviewed": reviewed(again)})
    assert done.status_code == 302
    factories.deliver_all()
    assert "Efter gennemsyn" in body(page.get(f"/planer/{plan_id}/"))
    with factories.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
    factories.triage_officer()
    shown = body(client_of("birgit").get(f"/sager/{case_id}/"))
    assert "Efter gennemsyn" in shown


def test_one_is_taken_out_and_kept_again_by_its_buttons(page: Client, anna: Actor) -> None:
    plan_id, found = sent_with_a_file(anna)
    url = f"/planer/{plan_id}/bilag/"
    page.post(url, {"fjern": str(found.id)})
    assert "Er ikke med i næste rettelse" in body(page.get(url))
    page.post(url, {"behold": str(found.id)})
    assert "Er ikke med i næste rettelse" not in body(page.get(url))
    assert page.post(url, {"fjern": "ikke-et-id"}).status_code == 404


def test_an_ended_case_opens_no_file_that_came_after_it(page: Client, anna: Actor) -> None:
    from gop.enums import CaseState, EndCode
    from gop.models import Case

    plan_id, found = sent_with_a_file(anna)
    with acting_as(anna):
        late = add_attachment(anna, plan_id, "andet", "Senere", picture("PNG"))
    from accounts import clock

    with factories.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
        Case.objects.filter(id=case_id).update(ended_at=clock.now(), state=CaseState.ENDED, end_code=EndCode.COMPLETED)
    with acting_as(anna):
        amend(anna, plan_id, 1, {}, "Endnu en fil.")
    factories.triage_officer()
    birgit = client_of("birgit")
    assert birgit.get(f"/sager/{case_id}/bilag/{found.id}/").status_code == 200
    assert birgit.get(f"/sager/{case_id}/bilag/{late.id}/").status_code == 404
