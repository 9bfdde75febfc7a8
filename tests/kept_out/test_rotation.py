"""Keys are changed while the system runs: stopped and resumed, found by old and new, and nothing else of a sent plan moves."""

import base64
from itertools import islice
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.models import AccessLog
from accounts.secret import cpr_hash, cpr_hashes, decrypt_cpr
from accounts.tenancy import acting_as
from gop.models import AdvanceNotice, Case, Correspondence, Plan, PlanVersion, ReceivedCorrespondence, ReceivedNotice
from gop.selectors.cases import find_cases
from gop.selectors.plans import find_plans
from gop.services import rotation
from tests import factories as make
from tests.gop.notice_steps import in_days, notified, written

pytestmark = pytest.mark.django_db


def new_key(fill: int) -> str:
    return base64.b64encode(bytes(range(fill, fill + 32))).decode()


@pytest.fixture
def world(settings: Any) -> dict[str, Any]:
    """Three sent plans with their cases, a draft, and new keys in front of the old."""
    make.registry()
    anna, birgit = make.author(), make.triage_officer()
    for _ in range(3):
        make.delivered(anna)
    draft = make.draft(anna)
    settings.GOP_CPR_KEYS = f"2:{new_key(1)},{settings.GOP_CPR_KEYS}"
    settings.GOP_CPR_HASH_KEY_OLD, settings.GOP_CPR_HASH_KEY = settings.GOP_CPR_HASH_KEY, new_key(100)
    return {"anna": anna, "birgit": birgit, "draft": draft}


def numbers_of_keys() -> list[int]:
    with make.reading():
        return sorted(bytes(stored)[0] for stored in PlanVersion.objects.values_list("cpr_encrypted", flat=True))


def found(world: dict[str, Any]) -> tuple[int, int]:
    with acting_as(world["anna"]):
        plans = len(find_plans(world["anna"], number=make.NANCY))
    with acting_as(world["birgit"]):
        return plans, len(find_cases(world["birgit"], number=make.NANCY))


def test_before_during_and_after_everybody_is_found(world: dict[str, Any], settings: Any) -> None:
    assert len(cpr_hashes(make.NANCY)) == 2
    assert found(world) == (4, 3)
    list(islice(rotation.rotate(batch=1), 5))
    assert found(world) == (4, 3)
    call_command("rotate_cpr_key", "--batch", "2")
    settings.GOP_CPR_HASH_KEY_OLD = ""
    settings.GOP_CPR_KEYS = settings.GOP_CPR_KEYS.split(",")[0]
    assert found(world) == (4, 3)
    assert numbers_of_keys() == [2] * 4
    with make.reading():
        assert {decrypt_cpr(stored) for stored in PlanVersion.objects.values_list("cpr_encrypted", flat=True)} == {make.NANCY}
        for table in (Plan, Case):
            assert {bytes(held) for held in table.objects.values_list("cpr_hash", flat=True)} == {cpr_hash(make.NANCY)}


def test_a_stopped_run_goes_on_where_work_is_left(world: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    steps = rotation.rotate(batch=1)
    assert [next(steps).changed for _ in range(2)] == [1, 1]
    steps.close()
    call_command("rotate_cpr_key")
    assert "Færdig: 9 rækker skiftet" in capsys.readouterr().out  # of 4 versions, 4 plans and 3 cases
    call_command("rotate_cpr_key")
    assert "Færdig: 0 rækker skiftet" in capsys.readouterr().out


def test_nothing_else_of_a_sent_version_moves_and_the_run_is_logged(world: dict[str, Any]) -> None:
    def content() -> list[dict[str, Any]]:
        with make.reading():
            rows = list(PlanVersion.objects.order_by("id").values())
        return [{name: value for name, value in row.items() if name != "cpr_encrypted"} for row in rows]

    before = content()
    call_command("rotate_cpr_key")
    assert content() == before
    with make.reading():
        assert AccessLog.objects.filter(job="rotate_cpr_key", organisation_id=make.AALBORG_HOSPITAL, action="noegle").exists()


def change(column: str, value: Any, rotating: str) -> None:
    with acting_as(job_actor("x", Kind.AUTHOR, make.AALBORG_HOSPITAL)), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.rotating', %s, true)", [rotating])
        cursor.execute(f"UPDATE gop_planversion SET {column} = %s WHERE frozen_at IS NOT NULL", [value])


@pytest.mark.parametrize(
    ("column", "value", "rotating"),
    [("citizen_name", "En anden", "on"), ("cpr_encrypted", None, "on"), ("cpr_encrypted", b"\x02x", ""), ("frozen_at", None, "on")],
)
def test_a_sent_version_is_as_frozen_as_before(world: dict[str, Any], column: str, value: Any, rotating: str) -> None:
    with pytest.raises(ProgrammingError, match="frozen"):
        change(column, value, rotating)


@pytest.mark.parametrize(("login", "may"), [("gop_web", False), ("gop_worker", True)])
def test_only_the_workers_login_may(world: dict[str, Any], login: str, may: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(%s::name, 'gop_worker', 'MEMBER')", [login])
        assert cursor.fetchone() == (may,)


def test_the_command_refuses_another_login(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.management.commands.rotate_cpr_key.is_the_worker", lambda: False)
    with pytest.raises(CommandError, match="gop_worker"):
        call_command("rotate_cpr_key")


def test_what_no_key_opens_is_told_and_left(world: dict[str, Any], settings: Any) -> None:
    settings.GOP_CPR_KEYS = settings.GOP_CPR_KEYS.split(",")[0]
    with pytest.raises(CommandError, match="kunne ikke læses"):
        call_command("rotate_cpr_key")
    assert numbers_of_keys() == [1] * 4


def test_a_draft_that_is_changed_meanwhile_keeps_its_writers_number(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The rotation has read the row, then the writer saves another number: the writer's stands."""
    written = b"\x02another"

    def meanwhile(number: str) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE gop_planversion SET cpr_encrypted = %s WHERE plan_id = %s", [written, str(world["draft"])])
        return b"\x02anew"

    monkeypatch.setattr(rotation, "encrypt_cpr", meanwhile)
    list(rotation.rotate())
    with make.reading():
        assert bytes(PlanVersion.objects.get(plan_id=world["draft"]).cpr_encrypted or b"") == written


def test_notices_and_letters_get_new_keys_too_at_both_ends(settings: Any) -> None:
    make.registry()
    anna = make.author()
    notified(anna, discharge_date=in_days(60))
    written(anna)
    make.deliver_all()
    settings.GOP_CPR_KEYS = f"2:{new_key(1)},{settings.GOP_CPR_KEYS}"
    settings.GOP_CPR_HASH_KEY_OLD, settings.GOP_CPR_HASH_KEY = settings.GOP_CPR_HASH_KEY, new_key(100)
    list(rotation.rotate())
    with make.reading():
        for table in (AdvanceNotice, ReceivedNotice, Correspondence, ReceivedCorrespondence):
            row = table.objects.get()
            number = decrypt_cpr(row.cpr_encrypted)
            assert (bytes(row.cpr_encrypted)[0], bytes(row.cpr_hash)) == (2, cpr_hash(number)), table
