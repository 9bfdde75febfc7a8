"""What a department's letter about the first meeting is told."""

from typing import Any
from uuid import UUID

from accounts import clock
from accounts.selectors import organisation
from gop.enums import TransportNeed
from gop.letters.facts import AppointmentFacts, Sender
from gop.models import Case, PlanVersion
from gop.selectors.hospital_choice import right_of
from gop.selectors.letter_facts import around, is_child, paper_address, receiver_lines


def department_sender(hospital: str, department_id: UUID, author: str = "") -> Sender:
    department = organisation(department_id)
    return Sender(hospital=hospital, department=department.name, phone=phone_of(department), author=author)


def phone_of(department: Any) -> str:
    return getattr(getattr(department, "department", None), "phone", "")


def appointment_facts(case: Case, version: PlanVersion) -> AppointmentFacts:
    """Of the first meeting in force. The case has a department and an offer."""
    today = clock.today()
    assert case.department_id is not None  # noqa: S101
    assert case.offer_meeting_at is not None  # noqa: S101
    child, right = is_child(case, today), right_of(case)
    name = f"Til forældrene til\n{case.citizen_name}" if child else case.citizen_name
    return AppointmentFacts(
        citizen=case.citizen_name,
        to=receiver_lines(name, paper_address(version)),
        written_on=today,
        sender=department_sender(organisation(case.organisation_id).name, case.department_id),
        around=around(version, today),
        meeting_at=case.offer_meeting_at,
        place=case.offer_place,
        interpreter=version.interpreter,
        wheelchair=version.wheelchair,
        needs_transport=version.transport_need in (TransportNeed.SEATED, TransportNeed.LYING),
        child=child,
        waited=right.waited if right.decision.allowed else None,
        limit=right.limit,
    )
