"""Facts and sums made by hand, for tests of what reads them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from accounts import clock
from audits.enums import Measure, Split
from audits.models import Fact, Tally
from tests import factories as make

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
CROSSED = {Measure.PLANS: "kind", Measure.CHOICE_ANSWERED: "key"}


def fact(measure: Measure, *, number: int = 1, part: int = 0, **said: Any) -> Fact:
    """A fact of Aalborg Kommune about plans of Aalborg's hospital in October, recorded on the last of October, unless said otherwise."""
    usual = {
        "organisation_id": make.AALBORG,
        "hospital_id": make.AALBORG_HOSPITAL,
        "department_id": make.ORTHOPAEDIC,
        "home_id": make.AALBORG,
        "on": date(2026, 10, 31),
        "month": OCTOBER,
        "kind": "almen_basal",
        "age_group": "40-64",
        "diagnosis_group": "Hofte og lår",
    }
    return Fact(measure=measure, part=part, whole=number, **(usual | said))


def stand(*facts: Fact, tallied: bool = True) -> None:
    """Write them down, and the sums of what counts by today, as the counting job does."""
    with make.reading():
        Fact.objects.bulk_create(facts)
        if tallied:
            Tally.objects.all().delete()
            Tally.objects.bulk_create(_sums([one for one in Fact.objects.all() if one.on <= clock.today()]))


def _sums(facts: list[Fact]) -> list[Tally]:
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for one in facts:
        owners: list[tuple[UUID, bool, UUID | None, UUID | None]] = [(one.organisation_id, False, None, one.hospital_id)]
        if one.hospital_id is not None:
            owners += [(one.hospital_id, True, department, one.organisation_id) for department in {None, one.department_id}]
        for owner, as_hospital, department, other_side in owners:
            for split, value in _values(one, other_side, as_hospital):
                sums = found[owner, as_hospital, department, one.measure, one.month, split, value, one.days]
                sums[0], sums[1] = sums[0] + one.part, sums[1] + one.whole
    names = ("owner_id", "as_hospital", "department_id", "measure", "month", "split", "value", "days")
    return [Tally(**dict(zip(names, key, strict=True)), part=part, whole=whole) for key, (part, whole) in found.items()]


def _values(one: Fact, other_side: UUID | None, as_hospital: bool) -> list[tuple[Split, str]]:
    subject = str(other_side or "")
    found = [
        (Split.TOTAL, ""),
        (Split.KIND, one.kind),
        (Split.AGE, one.age_group),
        (Split.DIAGNOSIS, one.diagnosis_group),
        (Split.KEY, one.key),
        (Split.SUBJECT, subject),
    ]
    if one.measure in CROSSED:
        found.append((Split.SUBJECT, f"{subject}:{getattr(one, CROSSED[Measure(one.measure)])}"))
    if as_hospital and one.department_id is not None:
        found.append((Split.DEPARTMENT, str(one.department_id)))
    return found
