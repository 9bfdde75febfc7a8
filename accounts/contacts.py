"""What an organisation says of whom to call, row by row, for the page where it keeps them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import ContactMatter, OrganisationKind, Verb
from accounts.models import Contact
from accounts.selectors import valid_on

# Those who stand on plans and letters.
KEEPS = frozenset({OrganisationKind.HOSPITAL, OrganisationKind.MUNICIPALITY, OrganisationKind.REGION})
ASKED_AFTER = timedelta(days=365)


def own_contacts(actor: Actor) -> list[Contact]:
    """Every row of the organisation, by matter in the order of the codes, the newest first."""
    actor.must(Verb.MANAGE_ORGANISATION)
    order = {matter: place for place, matter in enumerate(ContactMatter.values())}
    rows = Contact.objects.filter(organisation_id=actor.tenant).order_by("-valid_from", "-made_at", "id")
    return sorted(rows, key=lambda row: order.get(row.matter, len(order)))


def own_contact(actor: Actor, contact_id: UUID) -> Contact | None:
    actor.must(Verb.MANAGE_ORGANISATION)
    return Contact.objects.filter(organisation_id=actor.tenant, id=contact_id).first()


def holds(row: Contact, today: date) -> bool:
    return not row.dropped and row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)


def coming(row: Contact, today: date) -> bool:
    return not row.dropped and row.valid_from > today


def asked_about(row: Contact, today: date) -> bool:
    """In force, and neither made nor confirmed for a year."""
    return holds(row, today) and today - max(row.valid_from, row.confirmed_on or row.valid_from) > ASKED_AFTER


def contacts_to_ask_about(actor: Actor, today: date) -> int:
    """How many of the organisation's contacts nobody has confirmed for a year."""
    actor.must(Verb.MANAGE_ORGANISATION)
    old = today - ASKED_AFTER
    rows = Contact.objects.filter(valid_on(today), organisation_id=actor.tenant, dropped=False, valid_from__lt=old)
    return rows.filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=old)).count()


def lacking(rows: Sequence[Contact], today: date) -> list[ContactMatter]:
    """Matters without a contact today; those are answered by the general one."""
    known = {row.matter for row in rows if holds(row, today)}
    return [matter for matter in ContactMatter if matter not in known]
