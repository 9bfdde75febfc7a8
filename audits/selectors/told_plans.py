"""Plans as the figures know them: read as the hospital that writes them, by the counting job."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from audits.rules.contributions import PlanLine, PlanNoted, PlanTold, Spell
from deadlines.models import Unsent
from gop.enums import CaseAction, PlanAction, PlanType, RecipientKind
from gop.models import Plan, PlanEvent, PlanVersion, Recipient

DISCHARGE = (PlanAction.CORRECT_DISCHARGE, PlanAction.CALL_OFF_DISCHARGE)
# What figures see of a plan's history; the rest, as every saving of a draft, does not concern them.
COUNTED = (PlanAction.SEND, PlanAction.AMEND, PlanAction.WITHDRAW, CaseAction.COMPLAINT, *DISCHARGE)
HANDLES = {PlanType.SPECIALISED_TRAINING.value: (RecipientKind.HOSPITAL,)}
ONE_SENDING = timedelta(minutes=1)
OTHERS = (RecipientKind.REGION, RecipientKind.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class PlanRead:
    """One plan, begun or only expected. `receiver`: who got it first to handle; None: nobody has. `home`: where the patient
    lives. `seen`: of how many events and spells.
    """

    id: UUID
    hospital: UUID
    department: UUID
    receiver: UUID | None
    home: UUID | None
    told: PlanTold
    seen: int


def plans_told(ids: Collection[UUID], hospital: UUID, unsent: dict[UUID, list[Unsent]]) -> list[PlanRead]:
    """In the caller's role and transaction, which is the hospital's author's. `unsent`: by subject. Four queries."""
    plans = {
        row.id: row
        for row in Plan.objects.filter(organisation_id=hospital, id__in=ids).only("id", "department_id", "discharge_date", "sent_at")
    }
    events: dict[UUID, list[PlanEvent]] = defaultdict(list)
    rows = PlanEvent.objects.filter(organisation_id=hospital, plan_id__in=ids, action__in=COUNTED).order_by("at", "id")
    for event in rows.only("id", "plan_id", "action", "at", "data"):
        events[event.plan_id].append(event)
    versions: dict[UUID, dict[int, PlanVersion]] = defaultdict(dict)
    said = PlanVersion.objects.filter(organisation_id=hospital, plan_id__in=ids)
    for row in said.only("id", "plan_id", "number", "birth_date", "plan_type", "diagnosis_group", "home_municipality_id"):
        versions[row.plan_id][row.number] = row
    receivers: dict[UUID, list[Recipient]] = defaultdict(list)
    delivered = Recipient.objects.filter(organisation_id=hospital, plan_id__in=ids, receiver_id__isnull=False, case_id__isnull=False)
    for to in delivered.only("id", "plan_id", "kind", "receiver_id", "at").order_by("at", "id"):
        receivers[to.plan_id].append(to)
    return [
        _read(one, hospital, plans.get(one), events[one], versions[one], receivers[one], unsent.get(one, []))
        for one in ids
        if one in plans or unsent.get(one)
    ]


def _read(
    key: UUID,
    hospital: UUID,
    plan: Plan | None,
    events: list[PlanEvent],
    versions: dict[int, PlanVersion],
    receivers: list[Recipient],
    unsent: list[Unsent],
) -> PlanRead:
    spells = tuple(Spell(row.created_at, row.discharge_on, row.ended_at) for row in unsent if not (row.returned or row.asked))
    department = plan.department_id if plan else unsent[-1].department_id
    sent = next((event for event in events if event.action == PlanAction.SEND), None)
    first = versions.get(sent.data.get("version", 1)) if sent else None
    lines = tuple(_lines(plan, events, versions)) if plan else ()
    told = PlanTold(first.birth_date if first else None, False, lines, spells)
    to = _first(first.plan_type if first else "", receivers)
    home = to.receiver_id if to and to.kind == RecipientKind.MUNICIPALITY else first.home_municipality_id if first else None
    return PlanRead(
        key,
        hospital,
        department,
        to.receiver_id if to else None,
        home,
        told,
        len(events) + len(unsent) + sum(row.ended_at is not None for row in unsent),
    )


def _first(plan_type: str, receivers: list[Recipient]) -> Recipient | None:
    """Who got it to handle when it was sent; oldest first. Those of one sending were written in one transaction."""
    together = [row for row in receivers if row.at - receivers[0].at < ONE_SENDING]
    for kind in HANDLES.get(plan_type, OTHERS):
        found = next((row for row in together if row.kind == kind), None)
        if found is not None:
            return found
    return None


def _lines(plan: Plan, events: list[PlanEvent], versions: dict[int, PlanVersion]) -> Iterator[PlanLine]:
    for number, event in enumerate(events):
        if event.action == PlanAction.SEND:
            yield PlanLine(event.at, PlanNoted.SENT, _discharge_at(plan, events[number + 1 :]))
        if event.action in (PlanAction.SEND, PlanAction.AMEND):
            version = versions.get(event.data.get("version", 1))
            if version is not None:
                yield PlanLine(event.at, PlanNoted.VERSION, value=version.plan_type, group=version.diagnosis_group)
        elif event.action in DISCHARGE:
            yield PlanLine(event.at, PlanNoted.DISCHARGE, _day(event.data.get("day_zero", "")))
        elif event.action == PlanAction.WITHDRAW:
            yield PlanLine(event.at, PlanNoted.WITHDRAWN)
        elif event.action == CaseAction.COMPLAINT and event.data.get("what") == "klage":
            yield PlanLine(event.at, PlanNoted.COMPLAINT, _day(event.data["received_on"]), event.data.get("about", ""))


def _discharge_at(plan: Plan, later: list[PlanEvent]) -> date | None:
    """The discharge as it was stated when the plan was sent: what the first change replaced, else what still holds."""
    changed = next((event for event in later if event.action in DISCHARGE), None)
    return _day(changed.data.get("before", "")) if changed else plan.discharge_date


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
