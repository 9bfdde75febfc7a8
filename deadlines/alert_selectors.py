"""Whom alerts go to: the authority's settings, team leads, staff with their habits. For the jobs, and for the page of settings."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.roles import ANSWERS_FOR_UNOWNED
from accounts.selectors import valid_on
from deadlines.models import AlertPreference, AlertSetting, Deadline, Unowned
from deadlines.rules.ladder import Ladder
from deadlines.rules.mailing import NO_HABITS, Habits, Staff
from municipalities.models import Team

Owned = tuple[UUID, UUID | None]


def ladders(organisations: Collection[UUID], day: date) -> dict[UUID, Ladder]:
    """Each authority's settings of the day; those of the house where it has none. One query."""
    found = dict.fromkeys(organisations, Ladder())
    for row in AlertSetting.objects.filter(organisation_id__in=organisations, valid_from__lte=day).order_by("valid_from"):
        found[row.organisation_id] = ladder_of(row)
    return found


def ladder_of(row: AlertSetting) -> Ladder:
    return Ladder(
        warning_to_lead=row.warning_to_lead,
        warning_to_all=row.warning_to_all,
        breach_to_lead=row.breach_to_lead,
        breach_to_all=row.breach_to_all,
        unowned_open_days=row.unowned_open_days,
        unowned_time=row.unowned_time,
    )


def settings_of(actor: Actor) -> list[AlertSetting]:
    """The authority's dated settings, newest first."""
    return list(AlertSetting.objects.filter(organisation_id=actor.tenant).order_by("-valid_from"))


def leads_of_owners(deadlines: Iterable[Deadline], day: date) -> dict[Owned, UUID]:
    """(organisation, owner) → the lead of the owner's team: somebody else, in force. Two queries."""
    owners = {(row.organisation_id, row.owner_id) for row in deadlines if row.owner_id}
    tenants = {organisation for organisation, _ in owners}
    if not owners:
        return {}
    in_force = set(Membership.objects.filter(valid_on(day), organisation_id__in=tenants).values_list("organisation_id", "user_id"))
    teams = Team.objects.filter(organisation_id__in=tenants, lead__isnull=False).order_by("organisation_id", "name")
    found: dict[Owned, UUID] = {}
    for organisation, members, lead in teams.values_list("organisation_id", "members", "lead_id"):
        for member in members:
            if (organisation, member) in owners and lead != member and (organisation, lead) in in_force:
                found.setdefault((organisation, member), lead)
    return found


def leads_of_teams(spells: Iterable[Unowned], day: date) -> dict[Owned, UUID]:
    """(organisation, team) → the team's lead, where there is one in force. Two queries, none where no case lies with a team."""
    with_team = {(row.organisation_id, row.team_id) for row in spells if row.team_id}
    if not with_team:
        return {}
    tenants = {organisation for organisation, _ in with_team}
    in_force = set(Membership.objects.filter(valid_on(day), organisation_id__in=tenants).values_list("organisation_id", "user_id"))
    teams = Team.objects.filter(id__in={team for _, team in with_team}, lead__isnull=False, ended_at__isnull=True)
    rows = teams.values_list("organisation_id", "id", "lead_id")
    return {(organisation, team): lead for organisation, team, lead in rows if (organisation, lead) in in_force}


def preference_of(actor: Actor) -> AlertPreference | None:
    return AlertPreference.objects.filter(organisation_id=actor.tenant, user_id=actor.person).first()


def staff_of(organisations: Collection[UUID], day: date) -> tuple[dict[UUID, Staff], dict[UUID, str]]:
    """For each organisation those in force with an address, their habits, and who answers for unowned cases; person → address."""
    memberships = list(
        Membership.objects.filter(valid_on(day), organisation_id__in=organisations).values_list("organisation_id", "user_id", "role")
    )
    people = User.objects.filter(id__in={user for _, user, _ in memberships}, is_active=True).exclude(email="")
    addresses = dict(people.values_list("id", "email"))
    habits = {
        (row.organisation_id, row.user_id): habits_of(row) for row in AlertPreference.objects.filter(organisation_id__in=organisations)
    }
    there: dict[UUID, dict[UUID, Habits]] = defaultdict(dict)
    leads: dict[UUID, set[UUID]] = defaultdict(set)
    for organisation, user, role in memberships:
        if user in addresses:
            there[organisation][user] = habits.get((organisation, user), NO_HABITS)
            if role in ANSWERS_FOR_UNOWNED:
                leads[organisation].add(user)
    return {one: Staff(there[one], frozenset(leads[one])) for one in organisations}, addresses


def habits_of(row: AlertPreference) -> Habits:
    return Habits(
        digest_at=row.digest_at,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        absent_from=row.absent_from,
        absent_to=row.absent_to,
        cover=row.cover_id,
        digested_on=row.digested_on,
    )
