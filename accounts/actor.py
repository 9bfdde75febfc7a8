"""The one who acts: a person in one membership, or a named job."""

from dataclasses import dataclass, field
from uuid import UUID

from accounts.enums import Kind, OrganisationKind, Role, Verb
from accounts.roles import MAY


class NotAllowed(Exception):
    """The role may not do this (403). Carries a Danish sentence."""


@dataclass(frozen=True)
class Actor:
    """A value that every read and write takes.

    `kind` is the database role; `organisation` the tenant; `departments` narrows a hospital
    membership (empty: the whole hospital). A job has no `user` but a name in `job`.
    """

    kind: Kind
    organisation: UUID | None = None
    user: UUID | None = None
    name: str = ""
    role: Role | None = None
    departments: frozenset[UUID] = field(default_factory=frozenset)
    membership: UUID | None = None
    organisation_name: str = ""
    organisation_kind: OrganisationKind | None = None
    job: str = ""

    def __post_init__(self) -> None:
        if self.user is None and not self.job:
            raise ValueError("An actor is a person or a named job.")

    @property
    def role_label(self) -> str:
        return self.role.label if self.role else self.job

    @property
    def tenant(self) -> UUID:
        """The organisation, where there must be one."""
        if self.organisation is None:
            raise ValueError("This actor acts for no organisation.")
        return self.organisation

    @property
    def person(self) -> UUID:
        """The user, where it must be a person."""
        if self.user is None:
            raise ValueError("A job is no person.")
        return self.user

    def may(self, verb: Verb) -> bool:
        return self.role is not None and verb in MAY[self.role]

    def must(self, verb: Verb) -> None:
        """Raises NotAllowed where the role lacks the verb; a job may what its database role may."""
        if not self.job and not self.may(verb):
            raise NotAllowed("Din rolle giver ikke adgang til dette.")


def job_actor(name: str, kind: Kind = Kind.JOB, organisation: UUID | None = None) -> Actor:
    """A named job, acting as the platform's job role or, for a delivery, as its receiver."""
    return Actor(kind=kind, organisation=organisation, job=name, name=name)
