"""Amending a sent plan: a new frozen version, told to those who handle it (model.md 3 and 9). No state moves."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.forms.models import model_to_dict

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.folding import name_key
from gop.criteria import missing_to_send
from gop.enums import DeliveryKind, PlanAction, PlanState, RecipientState
from gop.errors import AlreadyDone, Refused
from gop.models import Plan, PlanAddress, PlanVersion
from gop.rules import next_plan_state
from gop.rules.code_lines import CODED, MAIN
from gop.selectors.amendments import ON_THE_VERSION, changed, told
from gop.selectors.attachments import waiting
from gop.selectors.draft_texts import ADDRESS
from gop.selectors.plans import content_of, version_of
from gop.services.courier import from_plan
from gop.services.drafts import locked_plan, renew_contacts, set_address, set_content, set_diagnosis
from gop.services.events import plan_event
from gop.services.signing import sign

NOTHING = "Du har ikke rettet noget, så der er ingen ny version at sende."
# Said by verbs of their own; an amendment neither mends them nor waits for them.
ELSEWHERE = frozenset({"discharge_date", "admitted_on", "home_municipality", "performing_hospital", "plan_type", "child_group"})


def amend(actor: Actor, plan_id: UUID, base: int, values: Mapping[str, Any], why: str) -> Plan:
    """Freeze a new version of what the page showed as version `base`, and deliver it. The same amendment again changes nothing.

    Raises NotFound, Refused (by field; or nothing was changed), AlreadyDone (the plan was amended meanwhile), TransitionNotAllowed.
    """
    plan, version, names = _amended(actor, plan_id, base, values, why)
    if version is None:
        return plan
    now = clock.now()
    former, state = plan.current_version, plan.state
    version.frozen_at, version.author_name = now, actor.name
    version.hospital_name, version.department_name = plan.organisation.name, plan.department.name
    sign(actor, version)
    address = version.address
    version.save(force_insert=True)
    address.save(force_insert=True)
    if address.protected:  # the address of an earlier version is no less protected
        PlanAddress.objects.filter(organisation_id=plan.organisation_id, version__plan=plan, protected=False).update(protected=True)
    plan.current_version, plan.changed_at = version.number, now
    plan.citizen_name, plan.name_key = version.citizen_name, name_key(version.citizen_name)
    plan.handed_out_on, plan.handed_out_how = None, ""  # the patient has an earlier version
    plan.last_milestone_text, plan.last_milestone_at = f"Rettet, version {version.number}.", now
    plan_event(actor, plan, PlanAction.AMEND, state, version=version.number, former=former, reason=why.strip(), changed=names)
    _deliver(plan, version, why.strip(), names)
    plan.save(
        update_fields=[
            *("current_version", "changed_at", "citizen_name", "name_key", "handed_out_on", "handed_out_how"),
            *("last_milestone_text", "last_milestone_at"),
        ]
    )
    return plan


def look_through(actor: Actor, plan_id: UUID, base: int, values: Mapping[str, Any], why: str) -> PlanVersion | None:
    """The version that `amend` would send, unsaved, or why it would not. None: it has been sent."""
    return _amended(actor, plan_id, base, values, why)[1]


def _amended(actor: Actor, plan_id: UUID, base: int, values: Mapping[str, Any], why: str) -> tuple[Plan, PlanVersion | None, list[str]]:
    actor.must(Verb.AMEND_PLAN)
    plan = locked_plan(actor, plan_id, "organisation", "department")
    next_plan_state(PlanState(plan.state), PlanAction.AMEND)
    current = version_of(plan)
    names = changed(plan, current, values)
    if base != current.number:
        _sent_meanwhile(actor, plan, same=not names)
        return plan, None, []
    files = ["attachments"] if waiting(plan) else []
    if not names and not files:
        raise Refused(NOTHING)
    version = copied(current, plan, current.number + 1)
    _fill(version, values)
    names += [name for name in renew_contacts(version, fill=False) if name not in names]
    version.discharge_date, version.discharge_expected = plan.discharge_date, plan.discharge_expected
    kept = {MAIN, *CODED} - set(names)  # a sent plan keeps its codes, also when one has ended since
    missing = [one for one in missing_to_send(content_of(plan, version), clock.today()) if one.field not in ELSEWHERE | kept]
    wrong = [(one.field, one.message) for one in missing]
    if not why.strip():
        wrong.append(("why", "Skriv, hvad der er rettet, og hvorfor. Modtageren læser det først."))
    if wrong:
        raise Refused(wrong)
    return plan, version, names + files


def _sent_meanwhile(actor: Actor, plan: Plan, *, same: bool) -> None:
    """One's own amendment pressed twice is a repeat; anything else is told with who and when."""
    last = plan.events.filter(action=PlanAction.AMEND).order_by("-at", "-id").first()
    if last is None:
        raise Refused("Siden passer ikke længere til planen. Se rettelsen igennem, og send igen.")
    if not (same and last.by == actor.user):
        raise AlreadyDone(last.by_name, last.at)


def copied(version: PlanVersion, plan: Plan, number: int) -> PlanVersion:
    """An unsaved version of `plan` with the same content and an unsaved address."""
    kept = {field.attname: getattr(version, field.attname) for field in PlanVersion._meta.concrete_fields}  # noqa: SLF001 (Django documents _meta)
    left = {"id": uuid.uuid4(), "plan_id": plan.id, "number": number, "frozen_at": None, "author_title": "", "author_phone": ""}
    left |= {"approved_by_name": "", "approved_at": None}
    new = PlanVersion(**kept | left)
    at = model_to_dict(version.address, fields=ADDRESS)
    new.address = PlanAddress(organisation_id=version.organisation_id, **at)
    return new


def _fill(version: PlanVersion, values: Mapping[str, Any]) -> None:
    set_content(version, values, ON_THE_VERSION)
    set_address(version.address, values)
    if "diagnosis_code" in values and values["diagnosis_code"] != version.diagnosis_code:
        set_diagnosis(version, values["diagnosis_code"])


def _deliver(plan: Plan, version: PlanVersion, why: str, names: list[str]) -> None:
    """One delivery to each that handles the plan and may have it. A copy that still waits to be sent is of the new version."""
    for one in told(plan):
        row = one.recipient
        if not one.why_not and row.receiver_id is not None:
            from_plan(plan, row.receiver_id, DeliveryKind.AMENDMENT, case_id=row.case_id, version=version.number, reason=why, changed=names)
        elif row.state not in (RecipientState.WAITING, RecipientState.MANUAL):
            continue
        row.version = version.number
        row.save(update_fields=["version"])
