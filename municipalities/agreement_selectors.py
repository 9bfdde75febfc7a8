"""Agreements as their keeper sees them, and which are to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Verb
from accounts.selectors import organisations
from gop.enums import GeneralLevel, TrainingField
from municipalities.agreement_file import Known, written
from municipalities.agreement_services import Book
from municipalities.models import Agreement, Contract

SHOWN = 100
Row = Agreement | Contract


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of a book: those that hold or come, with how many there are; those over, the latest first."""

    rows: list[Row]
    total: int
    over: list[Row]
    to_review: int


def _rows(actor: Actor, book: Book) -> QuerySet[Any]:
    return book.model._default_manager.filter(**book.of(actor)).annotate(provider_name=F("provider__name"))  # noqa: SLF001


def _open(today: date) -> Q:
    """Holds today or will; one taken back before it began never does."""
    return Q(valid_to__isnull=True) | (Q(valid_to__gte=today) & Q(valid_to__gte=F("valid_from")))


def _due(today: date) -> Q:
    return _open(today) & Q(review_on__lte=today)


def kept(actor: Actor, book: Book, today: date, *, provider: str = "", training_field: str = "", only_due: bool = False) -> Kept:
    """To be reviewed first, then by provider. `provider`: a part of its name. Four queries."""
    rows = _rows(actor, book)
    if provider:
        rows = rows.filter(provider__name__icontains=provider)
    if training_field:
        rows = rows.filter(training_field=training_field)
    standing = rows.filter(_due(today) if only_due else _open(today))
    order = (F("review_on").asc(nulls_last=True), "provider__name", "training_field", "level", "valid_from", "id")
    return Kept(
        rows=list(standing.order_by(*order)[:SHOWN]),
        total=standing.count(),
        over=[] if only_due else list(rows.exclude(_open(today)).order_by("-valid_to", "provider__name", "id")[:SHOWN]),
        to_review=_rows(actor, book).filter(_due(today)).count(),
    )


def agreement_of(actor: Actor, book: Book, agreement_id: UUID) -> Row | None:
    row: Row | None = _rows(actor, book).filter(id=agreement_id).first()
    return row


def reviews_due(actor: Actor) -> int:
    """How many of the authority's own contracts somebody must look at again today; 0 for whoever does not keep them."""
    if not actor.may(Verb.KEEP_AGREEMENTS):
        return 0
    return Contract.objects.filter(_due(clock.today()), organisation_id=actor.tenant).count()


def known_providers(today: date) -> list[Known]:
    """Every provider that an agreement may name, by name."""
    rows = organisations(OrganisationKind.PROVIDER, today).values_list("id", "key", "name")
    return [Known(*row) for row in rows]


def exported(actor: Actor, book: Book) -> str:
    """The whole book as the file that can be taken in again, those over too."""
    keys = {one.id: one for one in known_providers(clock.today())}
    taken = [one.name for one in keys.values()]
    several = {name for name in taken if taken.count(name) > 1} if len(set(taken)) < len(taken) else set()
    rows = _rows(actor, book).exclude(valid_to__lt=F("valid_from"))
    return written(_line(row, several, keys) for row in rows.order_by("provider__name", "training_field", "level", "valid_from"))


def _line(row: Any, several: Iterable[str], keys: dict[UUID, Known]) -> list[str]:
    one = keys.get(row.provider_id)
    days = [f"{day:%d.%m.%Y}" if day else "" for day in (row.valid_from, row.valid_to, row.review_on)]
    name = one.key if one and one.name in several else row.provider_name
    return [name, field_name(row.training_field), level_name(row.level), *days, row.reference]


def field_name(value: str) -> str:
    """A field that a later version no longer knows stands as it is stored."""
    return TrainingField(value).label if value in TrainingField.values() else value


def level_name(value: str) -> str:
    return {GeneralLevel.BASIC.value: "Basalt", GeneralLevel.ADVANCED.value: "Avanceret"}.get(value, value)
