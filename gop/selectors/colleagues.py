"""Who may take over a draft: colleagues who write plans for its department today."""

from uuid import UUID

from django.db.models import Q

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Membership, User
from accounts.selectors import valid_on

WRITERS = (Role.AUTHOR, Role.COORDINATOR)


def who_may_write(actor: Actor, department: UUID) -> list[tuple[UUID, str]]:
    """(user, name), by name. A membership without departments covers the whole hospital."""
    rows = Membership.objects.filter(valid_on(clock.today()), organisation_id=actor.tenant, role__in=WRITERS)
    covers = rows.filter(Q(departments=[]) | Q(departments__contains=[department]))
    found = User.objects.filter(id__in=covers.values("user_id"), is_active=True)
    return sorted(found.values_list("id", "name"), key=lambda pair: pair[1])
