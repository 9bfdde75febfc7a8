"""A case goes on elsewhere: the citizen has moved or chosen another hospital, another authority has taken over, or specialised has become almen.

The old case ends `overgang` (training goes on, so KL's "hændelse medfører ophør" would be wrong), and a delivery to each new
holder says what it needs to go on. The id there follows from the id here, so that nobody has to be asked and nothing comes twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Verb
from accounts.models import Organisation
from accounts.selectors import valid_on
from gop.enums import CaseAction, CaseKind, DeliveryKind, DocumentKind, EndCode, Handover, MilestoneCode, PlanType
from gop.errors import Refused
from gop.models import Case, CaseDocument
from gop.rules import cases_to_open
from gop.selectors.documents import DELIVERED
from gop.selectors.law import responsibility
from gop.services import documents
from gop.services.carrying import luggage, of_another_type, plain
from gop.services.clocks import reclock
from gop.services.courier import from_case, to_next
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.verbs import begin, close, move, not_after_today

NOBODY = documents.Signer()
# What of a closing status goes along with the case
CLOSING = ("id", "body", "by_name", "by_title", "by_phone", "by_email", "sent_at")


@dataclass(frozen=True, slots=True)
class Next:
    """One who gets a case, and of which kind; at a hospital the department."""

    holder: Organisation
    kind: CaseKind = CaseKind.TREATMENT
    department: Organisation | None = None

    @property
    def name(self) -> str:
        return f"{self.holder.name}, {self.department.name}" if self.department else self.holder.name


def successor_id(case_id: UUID, holder: UUID) -> UUID:
    """The id a case has at its next holder."""
    return uuid5(case_id, str(holder))


def forward(actor: Actor, case_id: UUID, municipality: UUID | None, *, reason: str = "", seen: datetime | None = None) -> None:
    """The citizen has moved: whoever is the authority in the new municipality today gets the case. Raises Refused by field."""
    case, mine = begin(actor, Verb.FORWARD_CASE, case_id, CaseAction.FORWARD, seen)
    if mine and case.end_code == EndCode.TRANSITION:
        return
    today = clock.today()
    home = _in_force(municipality)
    if home is None:
        raise Refused([("municipality", "Vælg borgerens nye bopælskommune fra listen.")])
    responsible = responsibility(PlanType(case.plan_type), None, home, today)
    if responsible is None:
        raise Refused([("municipality", f"Det er ikke fastlagt, hvem der er myndighed for {home.name}. Spørg administratoren.")])
    if responsible.authority.id == case.organisation_id:
        raise Refused([("municipality", "Sagen hører fortsat til hos jer. Vælg en kommune, som en anden er myndighed for.")])
    holders = {OrganisationKind.MUNICIPALITY: home, OrganisationKind.REGION: responsible.authority}
    to = [Next(holders[one.holder], one.kind) for one in cases_to_open(PlanType(case.plan_type), responsible.by)]
    told = luggage(case, Handover.MOVED, actor.organisation_name) | {"home_municipality": str(home.id)}
    hand_on(actor, case, CaseAction.FORWARD, told, to, reason)


def reclassify(
    actor: Actor,
    case_id: UUID,
    *,
    on: date | None,
    reason: str = "",
    consent: bool | None,
    closing: str = "",
    signer: documents.Signer = NOBODY,
    seen: datetime | None = None,
) -> None:
    """Specialised training becomes almen: the department's course ends on the day, and with consent the home municipality gets a case.

    A closing status goes along: `closing`, or the one that is written already. Raises Refused by field.
    """
    case, mine = begin(actor, Verb.END_CASE, case_id, CaseAction.RECLASSIFIED, seen)
    if mine and case.end_code == EndCode.TRANSITION:
        return
    if case.plan_type != PlanType.SPECIALISED_TRAINING or case.department_id is None:
        raise Refused("Kun specialiseret genoptræning kan blive til almen.")
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér overgangen, når det specialiserede forløb er slut.")
    wrong = []
    if not closing.strip() and closing_status(case) is None:
        wrong.append(("closing", "Skriv en slutstatus for det specialiserede forløb. Kommunen får den med sagen."))
    if consent is None:
        wrong.append(("consent", "Angiv, om patienten har sagt ja til, at kommunen får planen."))
    if case.day_zero and on < case.day_zero:
        wrong.append(("on", "Datoen ligger før udskrivningen. Ret datoen."))
    home = _in_force(case.home_municipality_id)
    if consent and home is None:
        wrong.append(("consent", "Patienten har ingen dansk bopælskommune i planen, så den kan ikke sendes. Vælg nej."))
    if wrong:
        raise Refused(wrong)
    if closing.strip():
        _write_closing(actor, case, closing, signer)
    told = of_another_type(luggage(case, Handover.TYPE, actor.organisation_name), on)
    status = closing_status(case)
    if consent and status is not None:
        told["closing_status"] = {name: plain(getattr(status, name)) for name in CLOSING}
        status.receivers = [[kind, name, DELIVERED if kind == "kommune" else state] for kind, name, state in status.receivers]
        status.save(update_fields=["receivers"])
    hand_on(
        actor, case, CaseAction.RECLASSIFIED, told, [Next(home)] if consent and home else [], reason, on=on.isoformat(), consent=consent
    )


def closing_status(case: Case) -> CaseDocument | None:
    """The last one written here."""
    rows = CaseDocument.objects.filter(
        organisation_id=case.organisation_id, case_id=case.id, kind=DocumentKind.CLOSING_STATUS, from_name=""
    )
    return rows.order_by("-sent_at", "-id").first()


def _write_closing(actor: Actor, case: Case, closing: str, signer: documents.Signer) -> None:
    said = {documents.WHOLE: closing}
    try:
        documents.write(actor, case, uuid4(), DocumentKind.CLOSING_STATUS, said, signer, passes_on=True)
    except Refused as refused:
        raise Refused([("closing", text) for _, text in refused.messages]) from refused


def hand_on(actor: Actor, case: Case, action: CaseAction, told: dict[str, Any], to: Sequence[Next], reason: str, **said: Any) -> None:
    """End the case, deliver it to each who goes on with it, and tell the hospital where it went. One transaction, the caller's."""
    before = move(case, action)
    close(case, EndCode.TRANSITION, reason)
    case.continued_at_id = to[0].holder.id if to else None
    going = [_as_told(case, one) for one in to]
    case_event(actor, case, action, before, end_code=EndCode.TRANSITION, reason=case.end_reason, why=told["why"], to=going, **said)
    reclock(actor, case)
    for one in to:
        there = {"case_kind": one.kind, "department": str(one.department.id) if one.department else ""}
        to_next(case, one.holder.id, DeliveryKind.TRANSITION, case.plan_version, **told | there)
    if to:
        from_case(case, DeliveryKind.MILESTONE, code=MilestoneCode.TRANSFERRED, to=going)
    else:
        milestone(case, MilestoneCode.ENDED, end_code=EndCode.TRANSITION)


def _in_force(municipality: UUID | None) -> Organisation | None:
    rows = Organisation.objects.filter(valid_on(clock.today()), kind=OrganisationKind.MUNICIPALITY)
    return rows.filter(id=municipality).first() if municipality else None


def _as_told(case: Case, one: Next) -> dict[str, str]:
    return {
        "holder": str(one.holder.id),
        "name": one.name,
        "of": one.holder.kind,
        "case": str(successor_id(case.id, one.holder.id)),
        "kind": one.kind,
    }
