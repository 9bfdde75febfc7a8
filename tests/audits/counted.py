"""What tests of counting look at: the sums of facts and of what stands ready, and everything counted anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Sum

from accounts.actor import job_actor
from accounts.tenancy import acting_as
from audits.enums import Measure, Split
from audits.models import Counted, CountedMark, Fact, Tally
from audits.services.counting import count_changes

DIMENSIONS = (
    *("organisation_id", "hospital_id", "department_id", "home_id", "on", "month", "measure", "kind", "age_group", "diagnosis_group"),
    *("psychiatry", "key", "days"),
)
STANDS = ("owner_id", "as_hospital", "department_id", "measure", "month", "split", "value", "days")
JOB = job_actor("audits.count")
Sums = dict[tuple[Any, ...], tuple[int, int]]


def facts(**which: Any) -> Sums:
    """By day and dimensions, without what comes to nothing."""
    return _sums(Fact, DIMENSIONS, which)


def tallies() -> Sums:
    return _sums(Tally, STANDS, {})


def _sums(model: Any, names: tuple[str, ...], which: Mapping[str, Any]) -> Sums:
    with acting_as(JOB):
        rows = model.objects.filter(**which).order_by().values_list(*names).annotate(p=Sum("part"), w=Sum("whole"))
        return {tuple(row[:-2]): tuple(row[-2:]) for row in rows if row[-1] or row[-2]}


def as_of(organisation: UUID, day: date, **which: Any) -> dict[str, tuple[int, int]]:
    """By measure, what the organisation's facts come to at the end of the day."""
    with acting_as(JOB):
        rows = Fact.objects.filter(organisation_id=organisation, on__lte=day, **which).order_by()
        found = rows.values_list("measure").annotate(p=Sum("part"), w=Sum("whole"))
        return {measure: (part, whole) for measure, part, whole in found if part or whole}


def stands(owner: UUID, measure: Measure, split: Split = Split.TOTAL, *, as_hospital: bool = False) -> dict[str, int]:
    """By value, how many stand in the sums."""
    with acting_as(JOB):
        rows = Tally.objects.filter(owner_id=owner, as_hospital=as_hospital, department_id=None, measure=measure, split=split).order_by()
        return {value: whole for value, whole in rows.values_list("value").annotate(w=Sum("whole")) if whole}


def wipe() -> None:
    with acting_as(JOB):
        for model in (Tally, Counted, Fact):
            model.objects.all().delete()


def equals_a_rebuild() -> None:
    """Counted from nothing, everything is as it was counted along the way."""
    count_changes()
    before = facts(), tallies()
    wipe()
    with acting_as(JOB):
        CountedMark.objects.update(until="9999-01-01T00:00:00Z")  # as if the clock had been moved back: everything is looked at again
    count_changes()
    assert facts() == before[0]
    assert tallies() == before[1]
