"""Files bound to a plan: frozen with the versions they were sent with, read by those who were delivered them, and by nobody else."""

import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.errors import NotFound, Refused
from gop.models import Attachment, AttachmentFile, Plan
from gop.selectors.attachments import attachments_in, content_of_file, of_plan, waiting
from gop.services.amending import amend
from gop.services.attachments import add_attachment, keep_attachment, remove_attachment
from gop.services.replacing import replace_plan
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.files import pdf, picture
from tests.kept_out.test_rotation import new_key

pytestmark = pytest.mark.django_db


def added(actor: Actor, plan_id: uuid.UUID, content: bytes = b"", title: str = "Operationsnotat") -> Attachment:
    with acting_as(actor):
        return add_attachment(actor, plan_id, "operationsnotat", title, content or pdf())


def delivered_with_a_file(actor: Actor) -> tuple[uuid.UUID, Attachment]:
    plan_id = make.draft(actor)
    found = added(actor, plan_id)
    with acting_as(actor):
        send_plan(actor, plan_id)
    make.deliver_all()
    return plan_id, found


def titles(plan_id: uuid.UUID, version: int) -> list[str]:
    with make.reading():
        return [one.title for one in attachments_in(plan_id, version)]


def refused_by_the_database(sql: str, *arguments: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, arguments)
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") == "42501"
    return False


def test_the_bytes_are_stored_encrypted_and_given_back_as_they_came(anna: Actor) -> None:
    content = pdf()
    found = added(anna, make.draft(anna), content)
    with make.reading():
        stored = bytes(AttachmentFile.objects.get(id=found.file_id).content)
        assert b"%PDF" not in stored
        assert content_of_file(found) == content


def test_anothers_bytes_in_its_place_cannot_be_read(anna: Actor) -> None:
    from cryptography.exceptions import InvalidTag

    plan_id = make.draft(anna)
    one, other = added(anna, plan_id), added(anna, plan_id, picture("PNG"))
    with make.reading():
        stored = AttachmentFile.objects.get(id=other.file_id).content
        AttachmentFile.objects.filter(id=one.file_id).update(content=stored)
        with pytest.raises(InvalidTag):
            content_of_file(one)


def test_the_same_file_twice_is_one_attachment(anna: Actor) -> None:
    plan_id, content = make.draft(anna), pdf()
    assert added(anna, plan_id, content).id == added(anna, plan_id, content).id


def test_one_file_and_all_of_a_plan_have_limits(anna: Actor, settings: Any) -> None:
    settings.GOP_ATTACHMENT_MB, settings.GOP_ATTACHMENTS_MB = 1, 1
    plan_id = make.draft(anna)
    with pytest.raises(Refused) as refused:
        added(anna, plan_id, b"%PDF-1.7" + b"0" * 1024 * 1024)
    assert "mere end 1 MB" in refused.value.messages[0][1]
    big = picture("PNG") + b"\0" * 600_000
    added(anna, plan_id, big)
    with pytest.raises(Refused) as refused:
        added(anna, plan_id, big + b"\0")
    assert "tilsammen" in refused.value.messages[0][1]


def test_taken_out_of_a_draft_the_bytes_are_gone(anna: Actor) -> None:
    plan_id = make.draft(anna)
    found = added(anna, plan_id)
    with acting_as(anna):
        remove_attachment(anna, plan_id, found.id)
        remove_attachment(anna, plan_id, found.id)
        assert content_of_file(found) == b""
        assert of_plan(Plan.objects.get(id=plan_id)) == []
    with pytest.raises(Refused), acting_as(anna):
        keep_attachment(anna, plan_id, found.id)


def test_what_is_added_to_a_sent_plan_waits_for_the_amendment_and_is_one_by_itself(anna: Actor) -> None:
    plan_id, _ = delivered_with_a_file(anna)
    added(anna, plan_id, picture("JPEG"), "Røntgen")
    with acting_as(anna):
        assert [one.title for one in waiting(Plan.objects.get(id=plan_id))] == ["Røntgen"]
    assert titles(plan_id, 1) == ["Operationsnotat"]
    with acting_as(anna):
        amend(anna, plan_id, 1, {}, "Røntgenbilledet manglede.")
        assert waiting(Plan.objects.get(id=plan_id)) == []
    assert titles(plan_id, 1) == ["Operationsnotat"]
    assert titles(plan_id, 2) == ["Operationsnotat", "Røntgen"]


def test_a_removal_holds_from_the_next_version_and_can_be_taken_back_before(anna: Actor) -> None:
    plan_id, found = delivered_with_a_file(anna)
    with acting_as(anna):
        remove_attachment(anna, plan_id, found.id)
        keep_attachment(anna, plan_id, found.id)
        assert waiting(Plan.objects.get(id=plan_id)) == []
        remove_attachment(anna, plan_id, found.id)
        amend(anna, plan_id, 1, {}, "Notatet var foreløbigt.")
    assert titles(plan_id, 1) == ["Operationsnotat"]
    assert titles(plan_id, 2) == []
    with pytest.raises(Refused), acting_as(anna):
        keep_attachment(anna, plan_id, found.id)


def test_nobody_changes_the_files_of_a_sent_version_not_even_by_sql(anna: Actor) -> None:
    plan_id, found = delivered_with_a_file(anna)
    with acting_as(anna):
        assert refused_by_the_database("UPDATE gop_attachmentfile SET content = '' WHERE id = %s", found.file_id)
        assert refused_by_the_database("UPDATE gop_attachment SET removed_from = 1 WHERE id = %s", found.id)
        assert refused_by_the_database("UPDATE gop_attachment SET title = 'x' WHERE id = %s", found.id)
        late = Attachment.objects.get(id=found.id)
        late.id = uuid.uuid4()
        with pytest.raises(DatabaseError), transaction.atomic():
            late.save(force_insert=True)
    with make.reading():
        assert Attachment.objects.filter(plan_id=plan_id).count() == 1


def test_a_receiver_reads_the_files_of_versions_delivered_to_it_and_no_others(anna: Actor) -> None:
    plan_id, found = delivered_with_a_file(anna)
    pending = added(anna, plan_id, picture("PNG"), "Venter")
    birgit, herning = make.triage_officer(), make.triage_officer("hans", make.HERNING)
    with acting_as(birgit):
        assert content_of_file(found)
        assert not Attachment.objects.filter(id=pending.id).exists()
        assert not AttachmentFile.objects.filter(id=pending.file_id).exists()
    with acting_as(herning):
        assert not Attachment.objects.exists()
        assert not AttachmentFile.objects.exists()
    with acting_as(anna):
        amend(anna, plan_id, 1, {}, "Billede tilføjet.")
    with acting_as(birgit):
        assert content_of_file(pending)


def test_another_hospital_and_another_department_cannot_touch_it(anna: Actor) -> None:
    plan_id = make.draft(anna)
    found = added(anna, plan_id)
    for stranger in (make.author("vibeke", make.GOEDSTRUP), make.author("olga", make.AALBORG_HOSPITAL, make.PHYSIO)):
        for act in (lambda a: add_attachment(a, plan_id, "andet", "", pdf()), lambda a: remove_attachment(a, plan_id, found.id)):
            with pytest.raises(NotFound), acting_as(stranger):
                act(stranger)


def test_a_replacing_draft_begins_with_the_files_and_taking_one_out_leaves_the_old_plan_its_own(anna: Actor) -> None:
    plan_id, found = delivered_with_a_file(anna)
    with acting_as(anna):
        new = replace_plan(anna, plan_id, uuid.uuid4())
        (copy,) = attachments_in(new.id, 1)
        assert (copy.file_id, copy.title) == (found.file_id, found.title)
        remove_attachment(anna, new.id, copy.id)
        assert attachments_in(new.id, 1) == []
        assert content_of_file(found)


def test_changing_keys_changes_files_too_also_sent_ones(anna: Actor, settings: Any) -> None:
    content = pdf()
    plan_id = make.draft(anna)
    found = added(anna, plan_id, content)
    gone = added(anna, plan_id, picture("PNG"))
    with acting_as(anna):
        remove_attachment(anna, plan_id, gone.id)
        send_plan(anna, plan_id)
    settings.GOP_CPR_KEYS = f"2:{new_key(1)},{settings.GOP_CPR_KEYS}"
    call_command("rotate_cpr_key")
    settings.GOP_CPR_KEYS = settings.GOP_CPR_KEYS.split(",")[0]
    with make.reading():
        assert content_of_file(found) == content
        assert content_of_file(gone) == b""
