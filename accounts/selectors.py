"""Reads about people and organisations."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import ContactMatter, OrganisationKind, RelationKind, Role
from accounts.models import Contact, Membership, Organisation, OrganisationRelation
from accounts.prepared import Asked, Prepared
from accounts.roles import KIND_OF
from accounts.tenancy import at_the_door

CHOSEN = "membership"


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows in force on the day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


def memberships_of(user: Any) -> list[Membership]:
    """The user's memberships in force today, read anew at each request so that an ended one stops at once."""
    rows = at_the_door(user.id, *_memberships.said(user.id, clock.today()))
    found = [(Membership.from_db("default", MEMBERSHIP, row), Organisation.from_db("default", ORGANISATION, row[5:])) for row in rows]
    for membership, organisation in found:
        membership.organisation = organisation
    return [membership for membership, _ in found]


MEMBERSHIP, ORGANISATION = ["id", "user_id", "organisation_id", "role", "departments"], ["id", "kind", "name"]


def _memberships_on(user_id: UUID, day: date) -> QuerySet[Any, Any]:
    rows = Membership.objects.filter(valid_on(day), user_id=user_id).order_by("organisation__name", "role", "id")
    return rows.values_list(*MEMBERSHIP, *(f"organisation__{name}" for name in ORGANISATION))


_memberships = Prepared(_memberships_on)


def choices_of(memberships: Sequence[Membership], current: Actor | None) -> list[dict[str, Any]]:
    """What the page for choosing shows of each membership: organisation, role, departments by name."""
    ids = {department for membership in memberships for department in membership.departments}
    names = dict(Organisation.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}
    return [
        {
            "id": membership.id,
            "organisation_name": membership.organisation.name,
            "role_label": Role(membership.role).label,
            "departments_text": ", ".join(sorted(names[one] for one in membership.departments if one in names)),
            "current": current is not None and current.membership == membership.id,
        }
        for membership in memberships
    ]


def actor_for(user: Any, membership: Membership) -> Actor:
    role = Role(membership.role)
    return Actor(
        kind=KIND_OF[role],
        organisation=membership.organisation_id,
        user=user.id,
        name=user.name,
        role=role,
        departments=frozenset(membership.departments),
        membership=membership.id,
        organisation_name=membership.organisation.name,
        organisation_kind=OrganisationKind(membership.organisation.kind),
    )


def actor_of(request: Any) -> None:
    """Sets request.actor and request.memberships; a stale choice falls back to the only membership, or none."""
    if not request.user.is_authenticated:
        return
    request.signed_in = True
    request.memberships = memberships_of(request.user)
    chosen = request.session.get(CHOSEN)
    match = [m for m in request.memberships if str(m.id) == chosen]
    if not match and len(request.memberships) == 1:
        match = request.memberships
    if match:
        request.actor = actor_for(request.user, match[0])


def organisation(organisation_id: UUID) -> Organisation:
    return Organisation.objects.get(id=organisation_id)


def organisations(kind: OrganisationKind, day: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(valid_on(day), kind=kind).order_by("name")


def parent_of(child: UUID, kind: RelationKind, day: date) -> Organisation | None:
    """The organisation that `child` belongs to on the day."""
    relation: OrganisationRelation | None = _upward.first(child, kind, day)
    return relation.parent if relation else None


def _upward_on(child: UUID, kind: RelationKind, day: date) -> QuerySet[OrganisationRelation]:
    rows = OrganisationRelation.objects.filter(valid_on(day), child_id=child, kind=kind)
    return rows.select_related("parent").order_by("id")[:1]


_upward = Prepared(_upward_on)


def children_of(parent: UUID, kind: RelationKind, day: date) -> QuerySet[Organisation]:
    ids = OrganisationRelation.objects.filter(valid_on(day), parent_id=parent, kind=kind).values("child_id")
    return Organisation.objects.filter(id__in=ids).order_by("name")


def contact_of(organisation_id: UUID, matter: ContactMatter, day: date) -> Contact | None:
    """Whom to call about the matter on the day; falls back to the general contact. None when none is known. One query."""
    found: list[Contact] = _contacts.objects(organisation_id, matter, day)
    return next((row for row in found if row.matter == matter), next(iter(found), None))


def _contacts_on(organisation_id: UUID, matter: ContactMatter, day: date) -> QuerySet[Contact]:
    wanted = {matter, ContactMatter.GENERAL}
    return Contact.objects.filter(valid_on(day), organisation_id=organisation_id, matter__in=sorted(wanted), dropped=False)


_contacts = Prepared(_contacts_on)


def contact_line(row: Contact) -> str:
    """One line for a plan: name, phone, mail."""
    return ", ".join(part for part in (row.name, f"tlf. {row.phone}" if row.phone else "", row.email) if part)


def contact_text(organisation_id: UUID, matter: ContactMatter, day: date) -> str:
    """`contact_of` in one line; empty when none is known."""
    row = contact_of(organisation_id, matter, day)
    return contact_line(row) if row else ""


def colleagues(actor: Actor, roles: Sequence[Role] | None = None) -> list[tuple[UUID, str, Role]]:
    """(user id, name, role) of the actor's own organisation, today, by name."""
    found = [(user, name, Role(role)) for user, name, role in _colleagues.rows(actor.tenant, clock.today())]
    return sorted((one for one in found if roles is None or one[2] in roles), key=lambda row: row[1])


def ask_colleagues(actor: Actor) -> Asked:
    return _colleagues, (actor.tenant, clock.today())


def _colleagues_on(organisation_id: UUID, day: date) -> QuerySet[Any, Any]:
    rows = Membership.objects.filter(valid_on(day), organisation_id=organisation_id, user__is_active=True)
    return rows.values_list("user_id", "user__name", "role")


_colleagues = Prepared(_colleagues_on)


def names_of(kind: OrganisationKind) -> list[tuple[UUID, str]]:
    """(id, name) of the organisations of a kind today, by name."""
    return [(key, name) for key, name in _names.rows(kind, clock.today())]


_names = Prepared(lambda kind, day: organisations(kind, day).values_list("id", "name"))
