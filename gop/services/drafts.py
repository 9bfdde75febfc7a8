"""Writing a draft: everything is saved as it stands, complete or not."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import RelationKind, Verb
from accounts.folding import name_key
from accounts.prepared import Prepared
from accounts.secret import cpr_hash, encrypt_cpr
from accounts.selectors import children_of
from gop import cpr
from gop.enums import CodeList, ConsentAnswer, ConsentKind, PlanState
from gop.errors import NotFound, Refused
from gop.models import Consent, Plan, PlanAddress, PlanVersion
from gop.rules import type_guide
from gop.rules.lists import LISTS, clean_lines
from gop.selectors.codes import code_named, known_lines
from gop.selectors.draft_texts import ADDRESS, CONTENT, by_unit, texts_of
from gop.selectors.plans import plans_visible_to
from gop.selectors.whom_to_call import once_said, proposed_contacts
from gop.services.events import plan_event
from gop.services.two_tabs import Saved, Seen, marked, without_older
from gop.services.unsent import watch_draft

AWAY = "Kladden er lagt væk, for vurderingen endte uden plan. Tag den op igen for at skrive videre."
CONTACTS = ("municipality_contact", "region_contact")


def locked_plan(actor: Actor, plan_id: UUID, *beside: str) -> Plan:
    """The plan, held until the transaction ends; `beside` are relations read with it. Raises NotFound."""
    plan: Plan | None = _held.first(actor, plan_id, *beside)
    if plan is None:
        raise NotFound
    return plan


def _to_hold(actor: Actor, plan_id: UUID, *beside: str) -> QuerySet[Plan]:
    return plans_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=plan_id).select_related(*beside)[:1]


_held = Prepared(_to_hold)


def create_draft(actor: Actor, plan_id: UUID, department_id: UUID | None = None, payment: str = "") -> Plan:
    """A new draft under the id that the form brought, so that the same form sent twice makes one plan."""
    actor.must(Verb.WRITE_PLAN)
    existing = plans_visible_to(actor).filter(id=plan_id).first()
    if existing:
        return existing
    department = department_of(actor, department_id)
    now = clock.now()
    plan = Plan(
        id=plan_id,
        organisation_id=actor.tenant,
        department_id=department,
        author_id=actor.person,
        author_name=actor.name,
        payment=payment,
        created_at=now,
        changed_at=now,
    )
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:  # the id is taken, by another tenant or a moment ago by oneself
        raise NotFound from error
    version = PlanVersion.objects.create(organisation_id=actor.tenant, plan=plan, author_name=actor.name)
    PlanAddress.objects.create(organisation_id=actor.tenant, version=version)
    plan_event(actor, plan, "opret")
    return plan


def department_of(actor: Actor, wanted: UUID | None) -> UUID:
    """The department that is wanted, or the only one. Raises Refused."""
    mine = set(actor.departments) or set(children_of(actor.tenant, RelationKind.DEPARTMENT_OF, clock.today()).values_list("id", flat=True))
    if wanted in mine:
        return wanted
    if wanted is not None or not mine:
        raise Refused([("department", "Vælg en af dine egne afdelinger.")])
    return sorted(mine)[0]


def save_step(actor: Actor, plan_id: UUID, values: Mapping[str, Any], seen: Seen | None = None) -> Saved:
    """Save what one page of the form holds; with `seen`, only what nobody else has changed since that page was made.

    Raises NotFound, Refused (the plan is sent, or a value cannot be kept).
    """
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt og kan ikke ændres her.")
    if plan.put_away_at is not None:
        raise Refused(AWAY)
    version = plan.versions.select_related("address").get(number=plan.current_version)
    before, watched = texts_of(plan, version), (plan.discharge_date, plan.department_id)
    values, theirs, collided = without_older(plan, before, values, seen)
    _apply(actor, plan, version, values)
    plan.changed_at = clock.now()
    marked(plan, actor, by_unit(before), by_unit(texts_of(plan, version)), seen)
    plan.save()
    if watched != (plan.discharge_date, plan.department_id):
        watch_draft(plan)
    return Saved(plan, theirs, collided)


def _apply(actor: Actor, plan: Plan, version: PlanVersion, values: Mapping[str, Any]) -> None:
    proposed_before = proposed_contacts(version, clock.today())
    set_content(version, values)
    if values.keys() & {"type_answers", "plan_type", "type_reason"}:
        set_type_reason(version)
    if "cpr" in values:
        _set_cpr(version, plan, values["cpr"])
    if "diagnosis_code" in values:
        set_diagnosis(version, values["diagnosis_code"])
    renew_contacts(version, proposed_before)
    version.save()
    if ADDRESS & values.keys():
        set_address(version.address, values)
        version.address.save()
    if "consents" in values:
        _set_consents(plan, values["consents"])
    if "handed_out_on" in values:
        plan.handed_out_on, plan.handed_out_how = values["handed_out_on"], values["handed_out_how"]
    if "department_id" in values:
        plan.department_id = department_of(actor, values["department_id"])
    plan.citizen_name, plan.name_key = version.citizen_name, name_key(version.citizen_name)
    plan.plan_type, plan.discharge_date, plan.discharge_expected = version.plan_type, version.discharge_date, version.discharge_expected


def set_content(version: PlanVersion, values: Mapping[str, Any], names: frozenset[str] = CONTENT) -> None:
    """The answers among `names`; of a list, the lines that can be kept (a page says what is wrong with the others)."""
    for name in names & values.keys():
        setattr(version, name, _kept(name, values[name]))


def set_type_reason(version: PlanVersion) -> None:
    """What the answers point at, and why the chosen type is the right one: in the therapist's words, else the followed proposal's."""
    version.type_answers = type_guide.clean(version.type_answers)
    version.type_proposed = type_guide.stored_type(version.type_answers)
    version.type_reason = type_guide.reason_kept(version.type_answers, version.plan_type, version.type_reason)
    version.specialised_reason = type_guide.reason_at_hospital(version.type_answers, version.plan_type, version.specialised_reason)


def set_address(address: PlanAddress, values: Mapping[str, Any]) -> None:
    for name in ADDRESS & values.keys():
        setattr(address, name, _kept(name, values[name]))


def _kept(name: str, value: Any) -> Any:
    return clean_lines(LISTS[name], known_lines(name, value))[0] if name in LISTS else value


def renew_contacts(version: PlanVersion, before: tuple[str, str] = ("", ""), *, fill: bool = True) -> list[str]:
    """Whom to call today, where the text was proposed (`before`), is what the organisation said earlier, or is empty (`fill`).

    The fields that were changed.
    """
    changed, home = [], version.home_municipality_id
    for name, was, proposed in zip(CONTACTS, before, proposed_contacts(version, clock.today()), strict=True):
        text = getattr(version, name)
        if text == proposed or (not text and not fill):
            continue
        if text in ("", was) or (proposed and home and text in once_said(home)):
            setattr(version, name, proposed)
            changed.append(name)
    return changed


def _set_cpr(version: PlanVersion, plan: Plan, text: str) -> None:
    if not text:
        version.cpr_encrypted, version.cpr_kind, version.birth_date, plan.cpr_hash = None, "", None, None
        return
    try:
        number = cpr.parse(text)
    except cpr.CprError as error:
        raise Refused([("cpr", str(error))]) from error
    version.cpr_encrypted, version.cpr_kind, version.birth_date = encrypt_cpr(number.number), number.kind, number.birth_date
    plan.cpr_hash = cpr_hash(number.number)


def set_diagnosis(version: PlanVersion, code: str) -> None:
    row = code_named(CodeList.DIAGNOSES, code) if code else None
    if code and row is None:
        raise Refused([("diagnosis_code", "Vælg en diagnose fra listen, eller lad feltet stå tomt.")])
    version.diagnosis_code, version.diagnosis_text, version.diagnosis_group = (row.code, row.text, row.group) if row else ("", "", "")


def _set_consents(plan: Plan, consents: Mapping[ConsentKind, Mapping[str, Any]]) -> None:
    """Each value: answer, given_on, how, by. An empty answer leaves the consent unasked."""
    known = {row.kind: row for row in plan.consents.all()}
    for kind, said in consents.items():
        row = known.get(kind) or Consent(organisation_id=plan.organisation_id, plan=plan, kind=kind)
        if not said.get("answer"):
            if row.answer:
                row.answer, row.given_on, row.how, row.by = "", None, "", ""
                row.save()
            continue
        row.answer = ConsentAnswer(said["answer"])
        row.given_on, row.how, row.by = said.get("given_on"), said.get("how") or "", said.get("by") or ""
        row.save()
