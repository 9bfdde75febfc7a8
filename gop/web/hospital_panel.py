"""Panels of specialised training: hospital choice at the department, the course as the home municipality follows it, a closing status that came along."""

from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import count_days, day_date, long_date, long_moment
from gop.enums import CaseKind, ChosenHospital, DocumentKind, GeneralLevel, GuidanceHow, Handover, PlanType, WaitReason
from gop.selectors.cases import case_events
from gop.selectors.hospital_choice import is_specialised, judged, right_of, rule_for
from gop.selectors.in_hand import documents_of
from gop.selectors.law import responsibility
from gop.web.timeline import said
from gop.web.timeline_hospital import TOLD_HOSPITAL

if TYPE_CHECKING:
    from gop.models import Case, PlanVersion
    from gop.rules.hospital_choice import HospitalRight

Rows = list[dict[str, str]]


def choice_panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Guidance, the wait, the right, and what the patient chose. Open cases of a department alone."""
    if not is_specialised(case) or case.ended_at is not None or case.first_meeting_on is not None:
        return None
    right, row = right_of(case), rule_for(case)
    rows = (
        ("Vejledning", _guidance(case)),
        ("Alvorlig sygdom", _illness(case)),
        ("Ventetid", _wait(case, right)),
        ("Patientens valg", _chosen(case)),
    )
    decision = right.decision
    return {
        "rows": [{"label": label, "value": value} for label, value in rows],
        "allowed": decision.allowed,
        "title": "Ja" if decision.allowed else "Nej",
        "reason": decision.reason,
        "since": long_date(decision.from_date) if decision.from_date else "",
        "basis": decision.legal_basis,
        "source": row.source if row else "",
        "assumption": right.assumption,
        "letter": decision.allowed and right.reason == WaitReason.OFFER_LATE,
        "tell": _tell(right) if decision.allowed else "",
    }


def _guidance(case: "Case") -> str:
    if case.guidance_at is None:
        return "Ikke registreret endnu. Det skal den være, før patienten indkaldes."
    return f"{GuidanceHow(case.guidance_how).label}, {long_moment(case.guidance_at)}"


def _illness(case: "Case") -> str:
    if case.serious_illness is None:
        row = rule_for(case)
        return f"Ikke vurderet. Ventetiden må være {row.days} dage." if row else "Ikke vurderet"
    who = judged(case)
    by = f" Vurderet af {who.by_name}, {long_date(local(who.at).date())}." if who else " Vurderet, før sagen kom hertil."
    return f"{'Ja.' if case.serious_illness else 'Nej.'}{by}"


def _wait(case: "Case", right: "HospitalRight") -> str:
    until = (
        f"til den tilbudte tid {day_date(local(case.offer_meeting_at).date())}"
        if case.offer_meeting_at
        else "til i dag, uden en tilbudt tid"
    )
    limit = f" Grænsen er {right.limit} dage." if right.limit is not None else ""
    return f"{count_days(right.waited)} fra modtagelsen {day_date(local(case.received_at).date())} {until}.{limit}"


def _chosen(case: "Case") -> str:
    if not case.hospital_choice or case.hospital_choice_on is None:
        return "Ikke registreret"
    return f"{ChosenHospital(case.hospital_choice).label}, {long_date(case.hospital_choice_on)}"


def _tell(right: "HospitalRight") -> str:
    return (
        f"Sig til patienten: Du venter mere end {right.limit} dage. Derfor kan du også vælge et privathospital, som regionen har aftale med. "
        "Det kan koste dig kørsel. Din plads her står ved magt, til du har valgt. Intet svar er ikke et nej."
    )


def followed_panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """On the municipality's information case: who performs, who is authority and payer, and the course as it has been told."""
    if case.kind != CaseKind.INFORMATION or version is None:
        return None
    told = [event for event in case_events(case) if event.action in TOLD_HOSPITAL and "delivery" in event.data]
    lines = [{"when": event.at, "who": event.by_name, "text": said(event.action, event.data, "borgeren")[0]} for event in reversed(told)]
    return {"rows": _who(case, version), "told": lines}


def _who(case: "Case", version: "PlanVersion") -> Rows:
    """By the rows of responsibility of today."""
    level = GeneralLevel(case.level) if case.level else None
    found = responsibility(PlanType(case.plan_type), level, version.home_municipality, clock.today())
    performer = found.performer.name if found and found.performer else ""
    if version.performing_department is not None and case.plan_type == PlanType.SPECIALISED_TRAINING:
        performer = version.performing_department.name
    moved = next((event.data["to"] for event in case_events(case) if event.data.get("delivery") and event.data.get("to")), "")
    rows = (
        ("Udfører", moved or performer),
        ("Myndighed", found.authority.name if found else ""),
        ("Betaler", found.payer.name if found else ""),
        ("Hvor det står", f"{found.by.paragraph}{' (antagelse)' if found.by.assumption else ''}" if found else ""),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def closing_panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """The closing status of the specialised course, where the case began when it ended."""
    if case.handover != Handover.TYPE:
        return None
    found = next((one for one in documents_of(case) if one.from_name and one.kind == DocumentKind.CLOSING_STATUS), None)
    if found is None:
        return None
    return {
        "document": found,
        "from": found.from_name,
        "by": ", ".join(filter(None, [found.by_name, found.by_title])),
        "sent_at": found.sent_at,
    }
