"""Free filters, inside an organisation's own figures only; and what there is to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Verb
from accounts.folding import sort_key
from accounts.prepared import Prepared
from audits.enums import AgeGroup, Measure, PlanKind, Split
from audits.models import Fact, Tally
from audits.selectors.naming import named
from audits.selectors.own_tables import sends
from gop.errors import NotFound


@dataclass(frozen=True, slots=True)
class Filters:
    """Only these. `subject`: the other side, a hospital for an authority and an authority for a hospital. None: all."""

    kind: PlanKind | None = None
    age_group: AgeGroup | None = None
    diagnosis_group: str | None = None
    subject: UUID | None = None
    psychiatry: bool | None = None

    def narrowed(self, facts: QuerySet[Fact], other_side: str) -> QuerySet[Fact]:
        said = {"kind": self.kind, "age_group": self.age_group, "diagnosis_group": self.diagnosis_group, "psychiatry": self.psychiatry}
        return facts.filter(**{key: value for key, value in (said | {other_side: self.subject}).items() if value is not None})


def filters_of(said: Mapping[str, str]) -> Filters:
    """As an address says them: type, alder, diagnose, modpart (an id), psykiatri (1 or 0). Raises NotFound for a value there is none of."""
    try:
        return Filters(
            PlanKind(said["type"]) if said.get("type") else None,
            AgeGroup(said["alder"]) if said.get("alder") else None,
            said.get("diagnose") or None,
            UUID(said["modpart"]) if said.get("modpart") else None,
            {"1": True, "0": False}[said["psykiatri"]] if said.get("psykiatri") else None,
        )
    except (ValueError, KeyError) as error:
        raise NotFound from error


def other_sides(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of those the organisation has had plans from, or sent plans to, by name. Two queries."""
    return named(Split.SUBJECT, [value for value in _values(actor, Split.SUBJECT) if value and ":" not in value])


def diagnosis_groups(actor: Actor) -> list[str]:
    """Those among its plans, by the alphabet. One query."""
    return sorted((value for value in _values(actor, Split.DIAGNOSIS) if value), key=sort_key)


def departments_of(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the departments that a sending hospital's member may choose among, by name; for others none. At most two queries."""
    actor.must(Verb.READ_OWN_FIGURES)
    if not sends(actor):
        return []
    if actor.departments:
        keys = [str(key) for key in actor.departments]
    else:
        own = Tally.objects.filter(owner_id=actor.tenant, as_hospital=True, measure=Measure.PLANS, split=Split.TOTAL)
        keys = [str(key) for key in own.exclude(department_id=None).values_list("department_id", flat=True).distinct()]
    return named(Split.DEPARTMENT, keys)


def _values(actor: Actor, split: Split) -> list[str]:
    actor.must(Verb.READ_OWN_FIGURES)
    return [value for (value,) in _of_split.rows(actor, split)]


def _values_of(actor: Actor, split: Split) -> QuerySet[Tally, Any]:
    own = Tally.objects.filter(owner_id=actor.tenant, as_hospital=sends(actor), measure=Measure.PLANS, split=split, department_id=None)
    return own.order_by().values_list("value").distinct()


_of_split = Prepared(_values_of)
