"""Rows of a case that several people write beside each other: a form brings its row's id, and a row's last change says whose it was."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from gop.errors import AlreadyDone, NotFound
from gop.models import Case, CaseContact, CaseDocument, Goal

Row = TypeVar("Row", Goal, CaseContact, CaseDocument)


def mine_already(model: type[Row], case: Case, row_id: UUID) -> bool:
    """Whether the form was sent before. Raises NotFound when the id is another case's."""
    other = model.objects.filter(organisation_id=case.organisation_id, id=row_id).values_list("case_id", flat=True).first()
    if other is not None and other != case.id:
        raise NotFound
    return other is not None


def insert_row(row: Row) -> Row:
    """Raises NotFound when the id is taken where nobody here can see it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotFound from error
    return row


def row_of(model: type[Row], case: Case, row_id: UUID) -> Row:
    row = model.objects.filter(organisation_id=case.organisation_id, case_id=case.id, id=row_id).first()
    if row is None:
        raise NotFound
    return row


def changed_by_colleague(actor: Actor, case: Case, action: str, key: str, row_id: UUID, seen: datetime | None) -> None:
    """Raises AlreadyDone when somebody else has changed the row since the page was made."""
    rows = case.events.filter(action=action, **{f"data__{key}": str(row_id)})
    last = (rows.filter(at__gt=seen) if seen else rows).order_by("-at", "-id").first()
    if last is not None and last.by != actor.user:
        raise AlreadyDone(last.by_name, last.at)
