"""New keys for CPR numbers and files: encrypted anew with the first key, numbers hashed anew with the hash key.

Each tenant's rows are changed as that tenant, in short transactions, so no role gets a right for it. Every row
is changed only if it still holds what was read: a draft that is being written is left to its writer, who
writes with the new keys already. What is done is skipped, so a stopped run is resumed by running it again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BinaryField, F, Func, Value

from accounts.actor import Actor, job_actor
from accounts.enums import Kind, OrganisationKind
from accounts.models import Organisation
from accounts.secret import (
    UNREADABLE,
    cpr_hash,
    decrypt_cpr,
    decrypt_file,
    encrypt_cpr,
    encrypt_file,
    encrypted_by_the_first_key,
    first_key,
)
from accounts.services import log_access
from accounts.tenancy import acting_as
from gop.models import (
    AdvanceNotice,
    AttachmentFile,
    Case,
    CaseLetter,
    Correspondence,
    Plan,
    PlanVersion,
    ReceivedCorrespondence,
    ReceivedNotice,
    WithoutPlan,
)

JOB = "rotate_cpr_key"
BATCH = 500
FIRST = UUID(int=0)
Numbered = type[AdvanceNotice] | type[Correspondence] | type[ReceivedNotice] | type[ReceivedCorrespondence] | type[WithoutPlan]
Filed = type[AttachmentFile] | type[CaseLetter]
OF_HOSPITAL: tuple[tuple[Numbered, str], ...] = ((WithoutPlan, "uden plan"), (AdvanceNotice, "varslinger"), (Correspondence, "breve"))
RECEIVED: tuple[tuple[Numbered, str], ...] = ((ReceivedNotice, "modtagne varslinger"), (ReceivedCorrespondence, "modtagne breve"))


@dataclass(frozen=True)
class Step:
    """One committed batch. `unreadable`: no configured key opens them, or nothing says what the number is."""

    of: str
    seen: int = 0
    changed: int = 0
    unreadable: int = 0
    last: UUID = FIRST


Batch = Callable[[Actor, UUID], Step]


def is_the_worker() -> bool:
    """The trigger lets the worker's login alone change a sent version's encryption."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(session_user, 'gop_worker', 'MEMBER')")
        return bool(cursor.fetchone()[0])


def rotate(batch: int = BATCH) -> Iterator[Step]:
    """Tenant by tenant, batch by batch; each Step is committed when it comes."""
    with acting_as(job_actor(JOB, Kind.PLATFORM)):
        everybody = list(Organisation.objects.order_by("key").values_list("id", "kind"))
    for organisation, kind in everybody:
        if kind == OrganisationKind.HOSPITAL:
            yield from _through(job_actor(JOB, Kind.AUTHOR, organisation), partial(_versions, batch))
            yield from _through(job_actor(JOB, Kind.AUTHOR, organisation), partial(_plans, batch))
            for table, name in OF_HOSPITAL:
                yield from _through(job_actor(JOB, Kind.AUTHOR, organisation), partial(_numbered, table, name, batch))
            yield from _through(job_actor(JOB, Kind.AUTHOR, organisation), partial(_files, AttachmentFile, "bilag"))
        if kind in {OrganisationKind.HOSPITAL, OrganisationKind.MUNICIPALITY, OrganisationKind.REGION}:
            yield from _through(job_actor(JOB, Kind.AUTHORITY, organisation), partial(_cases, batch))
            yield from _through(job_actor(JOB, Kind.AUTHORITY, organisation), partial(_files, CaseLetter, "breve til borgere"))
            for table, name in RECEIVED:
                yield from _through(job_actor(JOB, Kind.AUTHORITY, organisation), partial(_numbered, table, name, batch))


def _through(actor: Actor, one: Batch) -> Iterator[Step]:
    step = Step("")
    while True:
        with acting_as(actor):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.rotating', 'on', true)")
            step = one(actor, step.last)
            if step.changed:
                log_access(actor, JOB, None, action="noegle")
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.rotating', '', true)")
        if not step.seen:
            return
        yield step


def _versions(batch: int, actor: Actor, after: UUID) -> Step:
    rows = PlanVersion.objects.filter(organisation_id=actor.tenant, id__gt=after, cpr_encrypted__isnull=False).order_by("id")
    found: list[tuple[UUID, Any]] = list(rows.values_list("id", "cpr_encrypted")[:batch])
    changed = unreadable = 0
    for version, stored in found:
        if encrypted_by_the_first_key(stored):
            continue
        try:
            anew = encrypt_cpr(decrypt_cpr(stored))
        except UNREADABLE:
            unreadable += 1
            continue
        changed += PlanVersion.objects.filter(id=version, cpr_encrypted=stored).update(cpr_encrypted=anew)
    return Step("planversioner", len(found), changed, unreadable, found[-1][0] if found else after)


def _files(table: Filed, name: str, actor: Actor, after: UUID) -> Step:
    """One at a time, for one may be large; what the first key has encrypted already is not even read."""
    rows = table.objects.filter(organisation_id=actor.tenant, id__gt=after).exclude(content=b"")
    rows = rows.annotate(key=Func(F("content"), Value(1), Value(1), function="substring", output_field=BinaryField())).exclude(
        key=bytes([first_key()])
    )
    found = rows.order_by("id").values_list("id", "content").first()
    if found is None:
        return Step(name, last=after)
    file, stored = found
    try:
        anew = encrypt_file(decrypt_file(stored, file), file)
    except UNREADABLE:
        return Step(name, 1, 0, 1, file)
    return Step(name, 1, table.objects.filter(id=file, content=stored).update(content=anew), 0, file)


def _numbered(table: Numbered, name: str, batch: int, actor: Actor, after: UUID) -> Step:
    """Rows that hold a number and its hash of their own."""
    rows = table.objects.filter(organisation_id=actor.tenant, id__gt=after).order_by("id")
    found = list(rows.values_list("id", "cpr_encrypted", "cpr_hash")[:batch])
    changed = unreadable = 0
    for row, stored, held in found:
        try:
            number = decrypt_cpr(stored)
        except UNREADABLE:
            unreadable += 1
            continue
        if not encrypted_by_the_first_key(stored) or bytes(held) != cpr_hash(number):
            same = table.objects.filter(id=row, cpr_encrypted=stored)
            changed += same.update(cpr_encrypted=encrypt_cpr(number), cpr_hash=cpr_hash(number))
    return Step(name, len(found), changed, unreadable, found[-1][0] if found else after)


def _plans(batch: int, actor: Actor, after: UUID) -> Step:
    rows = Plan.objects.filter(organisation_id=actor.tenant, id__gt=after, cpr_hash__isnull=False).order_by("id")
    found = list(rows.values_list("id", "cpr_hash", "id", "current_version")[:batch])
    changed, unreadable = _hash_anew(Plan, found)
    return Step("planer", len(found), changed, unreadable, found[-1][0] if found else after)


def _cases(batch: int, actor: Actor, after: UUID) -> Step:
    rows = Case.objects.filter(organisation_id=actor.tenant, id__gt=after).order_by("id")
    found = list(rows.values_list("id", "cpr_hash", "plan_id", "plan_version")[:batch])
    changed, unreadable = _hash_anew(Case, found)
    return Step("sager", len(found), changed, unreadable, found[-1][0] if found else after)


def _hash_anew(table: type[Plan] | type[Case], found: Sequence[tuple[UUID, Any, UUID, int]]) -> tuple[int, int]:
    """(changed, unreadable). The number is read from the version that the row stands on."""
    versions = PlanVersion.objects.filter(plan_id__in={plan for _, _, plan, _ in found}, cpr_encrypted__isnull=False)
    stored = {(plan, number): cpr for plan, number, cpr in versions.values_list(F("plan_id"), "number", "cpr_encrypted")}
    changed = unreadable = 0
    for row, held, plan, number in found:
        try:
            anew = cpr_hash(decrypt_cpr(stored[plan, number]))
        except (KeyError, *UNREADABLE):
            unreadable += 1
            continue
        if bytes(held) != anew:
            changed += table.objects.filter(id=row, cpr_hash=held).update(cpr_hash=anew)
    return changed, unreadable
