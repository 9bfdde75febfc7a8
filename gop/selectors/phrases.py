"""The phrases of a department and of one person."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Verb
from accounts.prepared import Asked, Prepared
from gop.models import AuthorDetails, Phrase

# Long texts of the plan that a phrase may be kept for, with what the page calls them.
FIELDS = {
    "information_given": "Information til patient og pårørende",
    "safety": "Patientsikkerhed",
    "practical": "Andre praktiske forhold",
    "health_summary": "Helbredsforhold og behandlingsforløb",
    "body_before": "Krop før",
    "body_now": "Krop nu",
    "functioning_before": "Aktivitet og deltagelse før",
    "functioning_now": "Aktivitet og deltagelse nu",
    "surroundings_before": "Omgivelser før",
    "surroundings_now": "Omgivelser nu",
    "limitations": "Funktionsnedsættelser, træningen skal rettes mod",
    "training_need": "Behov for genoptræning",
    "potential": "Potentiale",
    "extended_description": "Samlet funktionsevne og samlet behov",
    "start_reason": "Begrundelse for ændret start",
}


def _in_force(actor: Actor) -> QuerySet[Phrase]:
    return Phrase.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True)


def phrases_for(actor: Actor, department: UUID, fields: Collection[str]) -> dict[str, list[Phrase]]:
    """By field: the department's, then one's own."""
    wanted = [name for name in fields if name in FIELDS]
    if not wanted:
        return {}
    rows = _in_force(actor).filter(Q(department_id=department) | Q(user_id=actor.person), field__in=wanted)
    found: dict[str, list[Phrase]] = {}
    for row in rows.order_by("department_id", "title", "id"):  # empty comes last
        found.setdefault(row.field, []).append(row)
    return found


def phrase_of(actor: Actor, phrase_id: UUID) -> Phrase | None:
    """One that the actor may use: own, or of a department of the membership."""
    row = _in_force(actor).filter(id=phrase_id).first()
    return row if row is not None and _may_use(actor, row) else None


def _may_use(actor: Actor, row: Phrase) -> bool:
    if row.department_id is None:
        return row.user_id == actor.person
    return not actor.departments or row.department_id in actor.departments


def kept_by(actor: Actor) -> tuple[list[Phrase], list[Phrase]]:
    """(one's own, the departments'), for the page of phrases."""
    rows = _in_force(actor).filter(Q(user_id=actor.person) | Q(department__isnull=False)).select_related("department")
    found = [row for row in rows.order_by("department__name", "field", "title", "id") if _may_use(actor, row)]
    return [row for row in found if row.department_id is None], [row for row in found if row.department_id is not None]


def keeps_departments(actor: Actor) -> bool:
    """A department's phrases are the coordinator's to keep."""
    return actor.may(Verb.REASSIGN_DRAFT)


def details_of(actor: Actor) -> AuthorDetails | None:
    found: AuthorDetails | None = _details.first(actor.tenant, actor.person)
    return found


_details = Prepared(lambda organisation, user: AuthorDetails.objects.filter(organisation_id=organisation, user_id=user)[:1])


def ask_details(actor: Actor) -> Asked:
    return _details, (actor.tenant, actor.person)
