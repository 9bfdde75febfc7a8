"""What goes with a case to its next holder: dates and codes, the course so far, the offers; never a name, a reason or a note."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib.postgres.fields import ArrayField

from deadlines.enums import DeadlineState
from deadlines.models import Alert, Deadline
from gop.enums import CaseKind, Handover, MilestoneCode, PlanType
from gop.models import Case, Offer, SecondPlanAnswer
from gop.rules.course import as_plain
from gop.selectors.course import happened
from gop.services.clocks import COLUMNS

# Columns that go on unchanged where another authority takes the course over; every other one is the new holder's own.
CARRIED = (
    *(
        "state",
        "received_at",
        "day_zero_source",
        "level",
        "level_criteria",
        "triaged_at",
        "decided_on_version",
        "guidance_at",
        "guidance_how",
    ),
    *("offer_meeting_at", "offer_place", "informed_on", "informed_how", "informed_meeting_on", "told_no_offer_on", "no_start_at"),
    *("declined_meetings", "choice_answer", "choice_answered_on", "other_municipality_id", "other_accepted_on"),
    *("choice_provider_id", "choice_provider_name"),
    *("held_at", "held_reason", "first_meeting_on", "started_elsewhere"),
    *("training_field", "control_on", "status_sent_on", "contact_wanted_at", "called_back_on"),
)
# What a patient's choice of another hospital takes along: the wait is counted from the first receipt.
CHOSEN = ("received_at", "day_zero_source", "guidance_at", "guidance_how", "serious_illness", "hospital_choice", "hospital_choice_on")
ANSWER = ("answer", "asked_elsewhere", "at", "by_name")
OFFER = ("made_at", "meeting_at", "place", "by_name", "withdrawn_at", "withdrawn_reason", "ended_by")


@dataclass(frozen=True, slots=True)
class Running:
    """A case's rows in force, and by clock the alerts given of it, here or before."""

    rows: tuple[Deadline, ...]
    given: dict[str, list[str]]


def luggage(case: Case, why: Handover, from_name: str, running: Running | None = None) -> dict[str, Any]:
    """Plain facts for the delivery, of a case that is locked and not yet ended. `running`: where many are read at once."""
    running = running or clocks_running(case.organisation_id, [case.id])[case.id]
    told: dict[str, Any] = {
        "why": why,
        "from_name": from_name,
        "case_kind": CaseKind.TREATMENT,
        "plan_type": case.plan_type,
        "home_municipality": plain(case.home_municipality_id),
        "day_zero": plain(case.day_zero),
        "expected": case.day_zero_expected,
        "earliest": plain(case.earliest_start),
        "latest": plain(case.latest_start),
        "start_reason": case.start_reason_kind,
        "started_elsewhere": case.first_meeting_on is not None or case.started_elsewhere,
        "rows": [_row(row) for row in running.rows] or _inherited_rows(case),
    }
    if why == Handover.HOSPITAL:
        told["facts"] = {name: plain(getattr(case, name)) for name in CHOSEN}
    if why != Handover.TYPE:
        told["beside"] = [_beside(one) for one in case.second_plan_answers.all()]
    if why == Handover.AUTHORITY:
        told["facts"] = {name: plain(getattr(case, name)) for name in CARRIED}
        # all() is what a batch has at hand
        told["lines"] = [as_plain(one) for one in happened(case, case.events.all())]
        told["offers"] = [{name: plain(getattr(one, name)) for name in OFFER} for one in case.offers.all()]
        told["given"] = running.given
    return told


def of_another_type(told: dict[str, Any], ended_on: date) -> dict[str, Any]:
    """Specialised training that becomes almen: clocks of its own from the last day of the course (assumption, docs/law.md)."""
    own: dict[str, Any] = {"plan_type": PlanType.GENERAL_TRAINING, "day_zero": plain(ended_on), "expected": False}
    return told | own | {"earliest": "", "latest": "", "start_reason": "", "started_elsewhere": False, "rows": []}


def plain(value: Any) -> Any:
    """As JSON has it: an empty text for nothing, ISO for days and moments."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def unpack(case: Case, told: dict[str, Any]) -> None:
    """The carried columns onto an unsaved case, each read back by its own field."""
    for name, value in told.items():
        setattr(case, name, _read(Case, name, value))


def offers_from(case: Case, told: Iterable[dict[str, Any]]) -> list[Offer]:
    """Unsaved copies of the offers the former holder made."""
    return [
        Offer(organisation_id=case.organisation_id, case=case, **{name: _read(Offer, name, value) for name, value in one.items()})
        for one in told
    ]


def _beside(one: SecondPlanAnswer) -> dict[str, Any]:
    """How two cases stand to each other was said once, and goes with the one it was said on; the reason stays."""
    return {"id": plain(one.id), "other": plain(one.other_case_id), **{name: plain(getattr(one, name)) for name in ANSWER}}


def answers_from(case: Case, told: Iterable[dict[str, Any]]) -> list[SecondPlanAnswer]:
    """Unsaved; of the case that the other has become, or will, where it goes the same way."""
    return [
        SecondPlanAnswer(
            id=uuid5(UUID(one["id"]), str(case.organisation_id)),
            organisation_id=case.organisation_id,
            case=case,
            other_case_id=uuid5(UUID(one["other"]), str(case.organisation_id)),
            **{name: _read(SecondPlanAnswer, name, one[name]) for name in ANSWER},
        )
        for one in told
    ]


def _read(model: type[Case] | type[Offer] | type[SecondPlanAnswer], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)  # noqa: SLF001 (Django's own name for it)
    if value == "" and field.null:
        return None
    return [field.base_field.to_python(one) for one in value] if isinstance(field, ArrayField) else field.to_python(value)


def clocks_running(organisation: UUID, cases: Sequence[UUID]) -> dict[UUID, Running]:
    """Of each case, in the order of the law's clocks. Two queries; the rows are locked, so that no alert slips by."""
    order = [kind.value for kind in COLUMNS]
    held = Deadline.objects.filter(organisation_id=organisation, subject_id__in=cases).exclude(state=DeadlineState.SUPERSEDED)
    rows = sorted(held.select_for_update(of=("self",)).order_by("id"), key=lambda row: order.index(row.kind))
    said = {row.id: set(row.given_before) for row in rows}
    for deadline_id, kind in Alert.objects.filter(deadline_id__in=said).values_list("deadline_id", "kind"):
        said[deadline_id].add(kind)
    found = {}
    for case in cases:
        own = tuple(row for row in rows if row.subject_id == case)
        found[case] = Running(own, {row.kind: sorted(said[row.id]) for row in own if said[row.id]})
    return found


def _row(row: Deadline) -> dict[str, Any]:
    return {"kind": row.kind, "due_on": plain(row.due_on), "state": row.state, "met_on": plain(row.met_on)}


def _inherited_rows(case: Case) -> list[dict[str, Any]]:
    """Moved a second time after the start: the first holder's rows."""
    received = case.events.filter(action=MilestoneCode.RECEIVED).first()
    return received.data.get("rows", []) if received else []
