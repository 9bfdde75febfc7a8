"""Two citizens of Aalborg with two plans each, one pair unanswered and one answered; and two complaints, one of them closed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F

from accounts.secret import decrypt_cpr
from config.demo.citizens import test_persons
from config.demo.people import AALBORG
from config.demo.story import moment
from config.registry_loader import id_of
from gop.enums import (
    CaseAction,
    CaseKind,
    CaseState,
    ComplaintAbout,
    ComplaintHow,
    ComplaintOutcome,
    ComplaintTo,
    PlanType,
    SecondPlan,
)
from gop.models import Case, CaseEvent, Complaint, Plan, PlanAddress, PlanVersion, SecondPlanAnswer

DAY = timedelta(days=1)
GROWN = timedelta(days=19 * 365)
WHOSE = ("citizen_name", "name_key", "birth_date", "cpr_hash")
REASON = "Den første plan er for hoften efter faldet, den nye for skulderen. Der trænes hver for sig."


def make_second_plans(today: date) -> None:
    """Before anything else is written about the cases, since the newer one gets the older one's citizen."""
    rows = Case.objects.filter(organisation_id=id_of(AALBORG), ended_at__isnull=True, kind=CaseKind.TREATMENT, department_id__isnull=True)
    rows = rows.filter(plan_type=PlanType.GENERAL_TRAINING, birth_date__lt=today - GROWN, brain_injury=False)
    new = [one for one in rows.filter(state=CaseState.RECEIVED).order_by("-last_working_day", "id") if not _known(one)][:2]
    old = list(rows.filter(state__in=(CaseState.STARTED, CaseState.OFFERED), owner_id__isnull=False).order_by("-received_at", "id"))
    for number, newer in enumerate(new):
        fits = [one for one in old if one.received_at < newer.received_at]
        fits.sort(key=lambda one, number=number, newer=newer: (one.diagnosis_group == newer.diagnosis_group) == bool(number))
        if not fits:
            continue
        old.remove(fits[0])
        _same_citizen(newer, fits[0])
        if number:
            _answered(newer, fits[0])


def _known(case: Case) -> bool:
    """One of MedCom's persons, who stay in the demo."""
    stored = PlanVersion.objects.filter(plan_id=case.plan_id).values_list("cpr_encrypted", flat=True)[0]
    return decrypt_cpr(stored or b"") in {number for number, _ in test_persons()}


def _same_citizen(newer: Case, older: Case) -> None:
    version = PlanVersion.objects.get(plan_id=older.plan_id, number=older.plan_version)
    own = {name: getattr(older, name) for name in WHOSE}
    Case.objects.filter(id=newer.id).update(**own, second_plan_open=True)
    Plan.objects.filter(id=newer.plan_id).update(**{name: own[name] for name in WHOSE if name != "birth_date"})
    said = {"citizen_name": own["citizen_name"], "birth_date": own["birth_date"], "cpr_encrypted": version.cpr_encrypted}
    PlanVersion.objects.filter(plan_id=newer.plan_id).update(**said)
    lives = {name: getattr(version.address, name) for name in ("street", "postcode", "city", "phone")}
    PlanAddress.objects.filter(version__plan_id=newer.plan_id).update(**lives)


def _answered(newer: Case, older: Case) -> None:
    at = newer.received_at + timedelta(minutes=30)
    by = {"by": older.owner_id, "by_name": older.owner_name}
    said = {"answer": SecondPlan.INDEPENDENT, "reason": REASON, "asked_elsewhere": True, "elsewhere": "Nej, kun de to."}
    own = {"id": id_of("second-plan", str(newer.id)), "organisation_id": newer.organisation_id}
    SecondPlanAnswer.objects.create(**own, case=newer, other_case_id=older.id, at=at, **said, **by)
    Case.objects.filter(id=newer.id).update(second_plan_open=False)
    told = {"answer": SecondPlan.INDEPENDENT, "reason": REASON, "asked": True, "elsewhere": "Nej, kun de to."}
    for case, other in ((newer, older), (older, newer)):
        _event(case, CaseAction.SECOND_PLAN, at, told | {"other": str(other.id)})


def make_complaints(today: date) -> None:
    rows = Case.objects.filter(organisation_id=id_of(AALBORG), kind=CaseKind.TREATMENT, state=CaseState.STARTED, owner_id__isnull=False)
    first = [
        _open(case, today) if number == 0 else _closed(case, today)
        for number, case in enumerate(rows.order_by(F("first_meeting_on").desc(nulls_last=True), "id")[2:4])
    ]
    for row in first:
        told = {"complaint": str(row.id), "what": "klage", "about": row.about, "to": row.to, "how": row.how}
        days = {"received_on": row.received_on.isoformat(), "due_on": row.due_on.isoformat() if row.due_on else ""}
        case = Case.objects.get(id=row.case_id)
        _event(case, CaseAction.COMPLAINT, row.made_at, told | days)
        if row.outcome_at and row.outcome_on:
            ended = {
                "complaint": str(row.id),
                "what": "udfald",
                "outcome": row.outcome,
                "on": row.outcome_on.isoformat(),
                "about": row.about,
            }
            _event(case, CaseAction.COMPLAINT, row.outcome_at, ended)


def _open(case: Case, today: date) -> Complaint:
    """Four weeks from the decision, of which some are gone."""
    decided = today - 10 * DAY
    said = {"about": ComplaintAbout.RIGHTS, "to": ComplaintTo.PATIENT_COMPLAINTS, "how": ComplaintHow.DIGITAL_POST}
    days = {"received_on": today - 2 * DAY, "counted_from": decided, "due_on": decided + 28 * DAY}
    text = "Borgeren har fået afslag på kørsel til træningen og mener, at afstanden er regnet forkert."
    return _complaint(case, moment(today - DAY, 9, 15), text=text, **said, **days)


def _closed(case: Case, today: date) -> Complaint:
    said = {"about": ComplaintAbout.SERVICE, "to": ComplaintTo.AUTHORITY, "how": ComplaintHow.PHONE, "received_on": today - 9 * DAY}
    ended = {
        "outcome": ComplaintOutcome.PARTLY,
        "outcome_on": today - DAY,
        "outcome_text": "Holdet er flyttet til formiddag. Afgjort af teamlederen.",
    }
    at = {"outcome_at": moment(today - DAY, 14), "outcome_by": case.owner_id, "outcome_by_name": case.owner_name}
    text = "Borgeren synes, at holdet ligger for sent på dagen."
    return _complaint(case, moment(today - 8 * DAY, 10), text=text, **said, **ended, **at)


def _complaint(case: Case, made_at: datetime, **said: Any) -> Complaint:
    own = {"id": id_of("complaint", str(case.id)), "organisation_id": case.organisation_id, "case_id": case.id}
    by = {"citizen_name": case.citizen_name, "by": case.owner_id, "by_name": case.owner_name}
    return Complaint.objects.create(**own, **by, made_at=made_at, **said)


def _event(case: Case, action: CaseAction, at: datetime, data: dict[str, Any]) -> None:
    own = {"id": id_of("second", str(case.id), action, at.isoformat()), "organisation_id": case.organisation_id, "case_id": case.id}
    by = {"by": case.owner_id, "by_name": case.owner_name or "Visitationen"}
    CaseEvent.objects.create(**own, action=action, at=at, data=data, from_state=case.state, to_state=case.state, **by)
