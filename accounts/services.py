"""Writes about people: the access log, users and memberships."""

from datetime import date
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role, Verb
from accounts.models import AccessLog, Membership, Organisation, User
from accounts.roles import BELONGS_IN
from accounts.writing import insert


def log_access(actor: Actor, page: str, subject_id: Any, action: str = "vist", status: int = 200) -> None:
    """One row for each look at a citizen's page, in the reader's own transaction."""
    look = AccessLog(
        at=clock.now(),
        organisation_id=actor.organisation,
        user_id=actor.user,
        role=actor.role or "",
        job=actor.job,
        action=action,
        page=page,
        subject_id=subject_id if isinstance(subject_id, UUID) else None,
        status=status,
    )
    insert([look])


def log_refusal(actor: Actor, page: str, subject_id: Any, status: int) -> None:
    log_access(actor, page, subject_id, action="afvist", status=status)


def create_user(
    actor: Actor,
    *,
    username: str,
    password: str,
    name: str,
    role: Role,
    departments: list[UUID],
    valid_from: date,
    title: str = "",
    email: str = "",
) -> User:
    """A person with a membership in the actor's organisation. A known username gets one more membership.

    Raises ValueError (Danish) when the role does not belong in that kind of organisation.
    """
    actor.must(Verb.MANAGE_ORGANISATION)
    organisation = Organisation.objects.get(id=actor.tenant)
    wanted = BELONGS_IN[role]
    if wanted is not None and organisation.kind != wanted:
        raise ValueError(f"Rollen {role.label} hører ikke hjemme i en organisation af typen {organisation.kind}.")
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User(username=username, name=name, title=title, email=email)
        user.set_password(password)
        user.save(force_insert=True)
    Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, defaults={"departments": departments, "valid_from": valid_from}
    )
    return user
