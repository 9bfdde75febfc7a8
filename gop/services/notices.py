"""The hospital's advance notices: sent before discharge, changed, withdrawn, and turned into a plan (model.md 4)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, RelationKind, Verb
from accounts.models import Organisation
from accounts.secret import cpr_hash, encrypt_cpr
from accounts.selectors import parent_of, valid_on
from deadlines.unsent import end_unsent
from gop import cpr
from gop.criteria import discharge_date_problem
from gop.enums import CodeList, DeliveryKind, NoticeAction, NoticeKind, NoticeState, Told
from gop.errors import NotFound, Refused
from gop.models import AdvanceNotice, Plan
from gop.selectors.codes import code_named
from gop.selectors.notices import notices_visible_to
from gop.selectors.plans import departments_of, performing_departments
from gop.services.courier import about
from gop.services.drafts import save_step
from gop.services.events import already_mine_notice, notice_event
from gop.services.notice_ends import end_notice
from gop.services.unsent import watch_notice

ORIGIN = "varsling"


def locked_notice(actor: Actor, notice_id: UUID) -> AdvanceNotice:
    """Held until the transaction ends. Raises NotFound."""
    notice = notices_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=notice_id).first()
    if notice is None:
        raise NotFound
    return notice


def send_notice(actor: Actor, notice_id: UUID, values: Mapping[str, Any]) -> AdvanceNotice:
    """A new notice under the id that the form brought, delivered to its receivers. The same form sent twice makes one.

    Values: department_id, kind, cpr, citizen_name, home_municipality_id, performing_department_id, diagnosis_code, operation_text,
    operation_on, discharge_date, follows, informed, informed_on. Raises Refused by field, NotFound (the id is taken).
    """
    actor.must(Verb.WRITE_PLAN)
    existing = notices_visible_to(actor).filter(id=notice_id).first()
    if existing:
        return existing
    said, wrong = _read(actor, values)
    if wrong:
        raise Refused(wrong)
    now = clock.now()
    notice = AdvanceNotice(
        id=notice_id,
        organisation_id=actor.tenant,
        plan_id=uuid4(),
        author_id=actor.person,
        author_name=actor.name,
        created_at=now,
        changed_at=now,
        **said,
    )
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError as error:  # the id is taken, by another tenant or a moment ago by oneself
        raise NotFound from error
    notice_event(actor, notice, NoticeAction.CREATE)
    _tell(notice)
    watch_notice(notice)
    return notice


def change_notice(actor: Actor, notice_id: UUID, day: date | None, follows: Told, seen: datetime | None = None) -> AdvanceNotice:
    """Another expected discharge (None: not known any more), or another word about whether a plan follows. The same again changes nothing.

    A draft begun from the notice follows while it still has the notice's date. Raises Refused, AlreadyDone.
    """
    actor.must(Verb.WRITE_PLAN)
    notice = locked_notice(actor, notice_id)
    if (notice.discharge_date, notice.follows) == (day, follows):
        return notice
    already_mine_notice(actor, notice, NoticeAction.CHANGE, seen)
    _must_stand(notice)
    problem = discharge_date_problem(day, clock.today()) if day else ""
    if problem:
        raise Refused([("discharge_date", problem)])
    before = notice.discharge_date
    notice.discharge_date, notice.follows, notice.changed_at = day, follows, clock.now()
    notice.save(update_fields=["discharge_date", "follows", "changed_at"])
    said = {"before": before.isoformat() if before else "", "discharge_date": day.isoformat() if day else "", "follows": follows}
    notice_event(actor, notice, NoticeAction.CHANGE, notice.state, **said)
    _tell(notice)
    _move_draft(actor, notice, before)
    watch_notice(notice)
    return notice


def withdraw_notice(actor: Actor, notice_id: UUID, reason: str, seen: datetime | None = None) -> AdvanceNotice:
    """The receivers see that it is withdrawn, and why. One's own withdrawal again changes nothing. Raises Refused, AlreadyDone."""
    actor.must(Verb.WRITE_PLAN)
    notice = locked_notice(actor, notice_id)
    if notice.state == NoticeState.WITHDRAWN and already_mine_notice(actor, notice, NoticeAction.WITHDRAW, None):
        return notice
    _must_stand(notice)
    if not reason.strip():
        raise Refused([("reason", "Skriv, hvorfor varslingen trækkes tilbage. Modtagerne får begrundelsen.")])
    end_notice(actor, notice, NoticeState.WITHDRAWN, NoticeAction.WITHDRAW, reason=reason.strip())
    end_unsent(notice.organisation_id, notice.plan_id)
    return notice


def _must_stand(notice: AdvanceNotice) -> None:
    if notice.state != NoticeState.NOTIFIED:
        raise Refused(f"Varslingen kan ikke ændres. Den står som »{NoticeState(notice.state).label}«.")


def _tell(notice: AdvanceNotice) -> None:
    """One delivery to each receiver; it reads what the notice says when it comes."""
    sequence = notice.events.count()
    for receiver in notice.receivers:
        about(notice, receiver, ORIGIN, DeliveryKind.NOTICE, sequence, notice.id)


def _move_draft(actor: Actor, notice: AdvanceNotice, before: date | None) -> None:
    begun = Plan.objects.filter(organisation_id=actor.tenant, id=notice.plan_id, sent_at__isnull=True, put_away_at__isnull=True).first()
    if begun is not None and begun.discharge_date == before:
        save_step(actor, begun.id, {"discharge_date": notice.discharge_date, "discharge_expected": True})


def _read(actor: Actor, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(columns, what is wrong by field)."""
    wrong: list[tuple[str, str]] = []
    today = clock.today()
    said: dict[str, Any] = {
        "citizen_name": values.get("citizen_name", "").strip(),
        "operation_text": values.get("operation_text", "").strip(),
        "operation_on": values.get("operation_on"),
        "discharge_date": values.get("discharge_date"),
        "informed_on": values.get("informed_on"),
    }
    try:
        number = cpr.parse(values.get("cpr", ""))
        said |= {"cpr_encrypted": encrypt_cpr(number.number), "cpr_hash": cpr_hash(number.number), "birth_date": number.birth_date}
    except cpr.CprError as error:
        wrong.append(("cpr", str(error)))
    if not said["citizen_name"]:
        wrong.append(("citizen_name", "Skriv patientens navn."))
    for name, codes, text in (
        ("kind", NoticeKind, "Vælg, om indlæggelsen er planlagt eller akut."),
        ("follows", Told, "Vælg, om en genoptræningsplan følger."),
        ("informed", Told, "Vælg, om patienten kender til varslingen."),
    ):
        if values.get(name) in codes.values():
            said[name] = values[name]
        else:
            wrong.append((name, text))
    if said["discharge_date"] and (problem := discharge_date_problem(said["discharge_date"], today)):
        wrong.append(("discharge_date", problem))
    if said["informed_on"] and said["informed_on"] > today:
        wrong.append(("informed_on", "Datoen ligger i fremtiden. Registrér det, når det er sket."))
    if said.get("informed") == Told.YES and not said["informed_on"]:
        wrong.append(("informed_on", "Skriv, hvornår patienten fik det at vide."))
    if said.get("informed") != Told.YES:
        said["informed_on"] = None
    wrong += _diagnosis(said, values.get("diagnosis_code", ""))
    wrong += _organisations(actor, said, values, today)
    return said, wrong


def _diagnosis(said: dict[str, Any], code: str) -> list[tuple[str, str]]:
    row = code_named(CodeList.DIAGNOSES, code) if code else None
    if code and row is None:
        return [("diagnosis_query", "Vælg en diagnose fra listen, eller lad feltet stå tomt.")]
    said["diagnosis_code"], said["diagnosis_text"] = (row.code, row.text) if row else ("", "")
    return []


def _organisations(actor: Actor, said: dict[str, Any], values: Mapping[str, Any], today: date) -> list[tuple[str, str]]:
    wrong: list[tuple[str, str]] = []
    mine = {one.id for one in departments_of(actor, today)}
    department = values.get("department_id") or (next(iter(mine)) if len(mine) == 1 else None)
    if department not in mine:
        wrong.append(("department_id", "Vælg en af dine egne afdelinger."))
    said["department_id"] = department
    chosen_home = [one for one in [values.get("home_municipality_id")] if one]
    home = Organisation.objects.filter(valid_on(today), id__in=chosen_home, kind=OrganisationKind.MUNICIPALITY).first()
    if home is None:
        wrong.append(("home_municipality_id", "Vælg patientens bopælskommune. Uden en dansk bopælskommune er der ingen at varsle."))
    said["home_municipality_id"] = home.id if home else None
    said["receivers"] = [home.id] if home else []
    said["performing_department_id"] = chosen = values.get("performing_department_id")
    if chosen:
        hospital = parent_of(chosen, RelationKind.DEPARTMENT_OF, today)
        if hospital is None or chosen not in {one.id for _, one in performing_departments(today)}:
            wrong.append(("performing_department_id", "Vælg en afdeling fra listen, eller lad feltet stå tomt."))
        elif hospital.id not in said["receivers"]:
            said["receivers"].append(hospital.id)
    return wrong
