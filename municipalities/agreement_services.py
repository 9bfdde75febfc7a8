"""Agreements with providers, of both kinds: made, reviewed, ended, taken in from a file. Never edited, so that what held on a day can be said.

KL's are national and kept by the platform's administrator; contracts are kept by the authority they belong to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.danish import short_date, short_moment
from accounts.enums import OrganisationKind, Verb
from accounts.errors import NotAccepted
from accounts.models import Organisation
from accounts.selectors import organisations
from municipalities.agreement_asked import AgreementAsked, Became, Fate, Key, Line, beside, faults, key_of
from municipalities.models import Agreement, Contract
from municipalities.services import NotThere

DAY = timedelta(days=1)
AUTHORITIES = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)


@dataclass(frozen=True, slots=True)
class Book:
    """One of the two lists of agreements, and the verb of whoever keeps it."""

    model: type[Agreement] | type[Contract]
    verb: Verb

    def of(self, actor: Actor) -> dict[str, UUID]:
        """What narrows the list to the keeper's own."""
        return {"organisation_id": actor.tenant} if self.model is Contract else {}


KL = Book(Agreement, Verb.MANAGE_REGISTRY)
OWN = Book(Contract, Verb.KEEP_AGREEMENTS)


def must_keep(actor: Actor, book: Book) -> None:
    """Raises NotAllowed, also where the organisation is no authority."""
    actor.must(book.verb)
    if book is OWN and not Organisation.objects.filter(id=actor.tenant, kind__in=AUTHORITIES).exists():
        raise NotAllowed("Aftaler føres af kommuner og regioner.")


def add(actor: Actor, book: Book, asked: AgreementAsked) -> Became:
    """A new agreement; the same again changes nothing. Raises NotAccepted by field."""
    must_keep(actor, book)
    _hold(actor, book)
    known = set(organisations(OrganisationKind.PROVIDER, clock.today()).filter(id__in=[asked.provider]).values_list("id", flat=True))
    wrong = faults(asked, known)
    if wrong:
        raise NotAccepted(wrong)
    became, problem = beside(asked, _standing(actor, book, asked.provider).get(key_of(asked), []))
    if problem:
        raise NotAccepted([("valid_from", problem)])
    if became is Became.NEW:
        _row(actor, book, asked).save(force_insert=True)
    return became


def end(actor: Actor, book: Book, agreement_id: UUID, *, last: date | None) -> None:
    """Its last day; one that has not begun is taken back by a day before it. What has held is not changed. Raises NotAccepted by field."""
    must_keep(actor, book)
    row = _locked(actor, book, agreement_id)
    if last is None:
        raise NotAccepted([("last", "Angiv en dato.")])
    if row.valid_from > last:
        last = row.valid_from - DAY
    elif last < clock.today():
        raise NotAccepted([("last", "Vælg i dag eller en dag, der kommer. Det, der har gældt, kan ikke ændres.")])
    if row.valid_to == last:
        return
    if row.valid_to is not None and row.valid_to < last:
        raise NotAccepted([("last", f"Aftalen slutter allerede {short_date(row.valid_to)}. Opret en ny fra dagen efter.")])
    row.valid_to, row.ended_at, row.ended_by_name = last, clock.now(), actor.name
    row.save(update_fields=["valid_to", "ended_at", "ended_by_name"])


def review(actor: Actor, book: Book, agreement_id: UUID, *, again_on: date | None, shown: date | None) -> None:
    """Somebody has looked at it. `again_on`: the next time, None: never; `shown`: the date the page stood on. Raises NotAccepted by field."""
    must_keep(actor, book)
    row = _locked(actor, book, agreement_id)
    if row.review_on != shown and row.reviewed_at is not None:
        if row.reviewed_by_name == actor.name and row.review_on == again_on:
            return
        raise NotAccepted([("again_on", f"{row.reviewed_by_name} har gennemgået aftalen {short_moment(row.reviewed_at)}.")])
    if again_on is not None and again_on <= clock.today():
        raise NotAccepted([("again_on", "Vælg en dag efter i dag, eller lad feltet stå tomt.")])
    if again_on is not None and row.valid_to is not None and again_on > row.valid_to:
        raise NotAccepted([("again_on", "Gennemgangen ligger efter aftalens sidste dag.")])
    row.review_on, row.reviewed_at, row.reviewed_by_name = again_on, clock.now(), actor.name
    row.save(update_fields=["review_on", "reviewed_at", "reviewed_by_name"])


def take_in(actor: Actor, book: Book, lines: Iterable[Line], *, keep: bool) -> tuple[list[Fate], bool]:
    """(what each line does, whether it was kept). All of it is kept, or nothing; without `keep` it is only looked at."""
    must_keep(actor, book)
    _hold(actor, book)
    providers = set(organisations(OrganisationKind.PROVIDER, clock.today()).values_list("id", flat=True))
    standing = _standing(actor, book)
    fates: list[Fate] = []
    new: list[AgreementAsked] = []
    for line in lines:
        wrong = line.wrong + [text for name, text in faults(line.asked, providers) if name not in line.unread]
        became = None
        if not wrong:
            there = standing[key_of(line.asked)]
            became, problem = beside(line.asked, there)
            wrong = [problem] if problem else []
            if not problem and became is Became.NEW:
                there.append(line.asked)
                new.append(line.asked)
        fates.append(Fate(line.number, line.shown, None if wrong else became, wrong))
    kept = keep and not any(fate.wrong for fate in fates)
    if kept:
        with transaction.atomic():
            rows: list[Any] = [_row(actor, book, one) for one in new]
            book.model._default_manager.bulk_create(rows)  # noqa: SLF001
    return fates, kept


def _standing(actor: Actor, book: Book, provider: UUID | None = None) -> Mapping[Key, list[AgreementAsked]]:
    """Every agreement of the book that ever held or will hold. One query."""
    names = ("provider_id", "training_field", "level", "valid_from", "valid_to", "review_on", "reference")
    only = {"provider_id": provider} if provider else {}
    rows = book.model._default_manager.filter(**book.of(actor), **only).values_list(*names)  # noqa: SLF001
    found: dict[Key, list[AgreementAsked]] = defaultdict(list)
    for row in rows:
        one = AgreementAsked(*row)
        if one.valid_to is None or one.valid_from is None or one.valid_to >= one.valid_from:  # else it was taken back before it began
            found[key_of(one)].append(one)
    return found


def _row(actor: Actor, book: Book, asked: AgreementAsked) -> Agreement | Contract:
    said: dict[str, Any] = asdict(asked)
    return book.model(**book.of(actor), provider_id=said.pop("provider"), **said, made_at=clock.now(), made_by_name=actor.name)


def _hold(actor: Actor, book: Book) -> None:
    """Two who write in one book do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"aftaler {book.of(actor)}"])


def _locked(actor: Actor, book: Book, agreement_id: UUID) -> Agreement | Contract:
    rows = book.model._default_manager.select_for_update(of=("self",))  # noqa: SLF001
    row: Agreement | Contract | None = rows.filter(**book.of(actor), id=agreement_id).first()
    if row is None:
        raise NotThere
    if row.valid_to is not None and row.valid_to < min(clock.today(), row.valid_from):
        raise NotAccepted([("", "Aftalen er taget tilbage, før den begyndte.")])
    return row
