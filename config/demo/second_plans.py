"""Two citizens of Aalborg with two plans each, one pair unanswered and one answered; and two complaints, one of them closed."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Count, F

from accounts.enums import RelationKind
from accounts.models import OrganisationRelation
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
    SecondPlan,
)
from gop.models import Case, CaseEvent, Complaint, SecondPlanAnswer

DAY = timedelta(days=1)
OLD = 90
GRIEVANCES = (
    "Borgeren synes, at der gik for lang tid til det første møde.",
    "Borgeren mener, at træningen ligger for langt fra hjemmet.",
    "Borgeren er utilfreds med, at forløbet sluttede, før målet var nået.",
)
REASON = "Den første plan er for hoften efter faldet, den nye for skulderen. Der trænes hver for sig."


def make_second_plans() -> None:
    """The pairs of config/demo/guaranteed.py: the newer one asks, and where the diagnoses differ somebody has answered."""
    rows = Case.objects.filter(organisation_id=id_of(AALBORG), ended_at__isnull=True, kind=CaseKind.TREATMENT)
    whose = rows.values("cpr_hash").annotate(number=Count("id")).filter(number=2).values_list("cpr_hash", flat=True)
    pairs = [list(rows.filter(cpr_hash=one).order_by("received_at")) for one in whose]
    for older, newer in sorted(pairs, key=lambda pair: pair[1].id):
        if older.diagnosis_group == newer.diagnosis_group:
            Case.objects.filter(id=newer.id).update(second_plan_open=True)
        else:
            _answered(newer, older)


def _answered(newer: Case, older: Case) -> None:
    at = newer.received_at + timedelta(minutes=30)
    by = {"by": older.owner_id, "by_name": older.owner_name}
    said = {"answer": SecondPlan.INDEPENDENT, "reason": REASON, "asked_elsewhere": True, "elsewhere": "Nej, kun de to."}
    own = {"id": id_of("second-plan", str(newer.id)), "organisation_id": newer.organisation_id}
    SecondPlanAnswer.objects.create(**own, case=newer, other_case_id=older.id, at=at, **said, **by)
    told = {"answer": SecondPlan.INDEPENDENT, "reason": REASON, "asked": True, "elsewhere": "Nej, kun de to."}
    for case, other in ((newer, older), (older, newer)):
        _event(case, CaseAction.SECOND_PLAN, at, told | {"other": str(other.id)})


def make_complaints(today: date) -> None:
    rows = Case.objects.filter(organisation_id=id_of(AALBORG), kind=CaseKind.TREATMENT, state=CaseState.STARTED, owner_id__isnull=False)
    chosen = rows.order_by(F("first_meeting_on").desc(nulls_last=True), "id")[2:4]
    for case, make in zip(chosen, (_open, _closed), strict=False):
        row = make(case, today)
        told = {"complaint": str(row.id), "what": "klage", "about": row.about, "to": row.to, "how": row.how}
        days = {"received_on": row.received_on.isoformat(), "due_on": row.due_on.isoformat() if row.due_on else ""}
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


def make_old_complaints(today: date) -> None:
    """Over the months in the demo's region, all of them closed, so that the figures have some."""
    region = OrganisationRelation.objects.filter(kind=RelationKind.MUNICIPALITY_IN, parent_id=id_of("region-nordjylland"))
    rows = Case.objects.filter(
        organisation_id__in=region.values("child_id"), kind=CaseKind.TREATMENT, ended_at__lt=moment(today - 20 * DAY, 8)
    )
    rng = Random(str(today))  # noqa: S311
    for case in rows.filter(owner_id__isnull=False, first_meeting_on__isnull=False).order_by("id")[:OLD]:
        came = case.first_meeting_on + rng.randint(2, 12) * DAY if case.first_meeting_on else today
        about = rng.choices([ComplaintAbout.SERVICE, ComplaintAbout.RIGHTS, ComplaintAbout.TREATMENT], weights=(6, 3, 2))[0]
        said = {"about": about, "to": ComplaintTo.AUTHORITY, "how": ComplaintHow.PHONE, "received_on": came}
        ended = {"outcome": rng.choice(list(ComplaintOutcome)[:3]), "outcome_on": came + 6 * DAY, "outcome_text": "Afgjort af teamlederen."}
        at = {"outcome_at": moment(came + 6 * DAY, 14), "outcome_by": case.owner_id, "outcome_by_name": case.owner_name}
        row = _complaint(case, moment(came, 10), text=rng.choice(GRIEVANCES), **said, **ended, **at)
        told = {"complaint": str(row.id), "what": "klage", "about": about, "to": row.to, "how": row.how, "received_on": came.isoformat()}
        _event(case, CaseAction.COMPLAINT, row.made_at, told | {"due_on": None})
        done = {"complaint": str(row.id), "what": "udfald", "outcome": row.outcome, "on": (came + 6 * DAY).isoformat(), "about": about}
        _event(case, CaseAction.COMPLAINT, moment(came + 6 * DAY, 14), done)


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
