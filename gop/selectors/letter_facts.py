"""From rows to what a letter is told: where the patient lives, whom to call, the offer in force, free choice as it stands."""

from datetime import date
from typing import Any

from accounts import clock
from accounts.clock import local
from accounts.enums import ContactMatter, OrganisationKind, RelationKind
from accounts.selectors import contact_of, organisation, parent_of
from deadlines.enums import StartReason
from deadlines.selectors import rules_in_force
from gop.cpr import age_on
from gop.enums import ChoiceReason, GeneralLevel, Happening, LetterKind, PerformerKind, PlanType
from gop.letters.facts import Around, CaseFacts, ExtendedFacts, InformingFacts, Sender, ToChoose, Trainer
from gop.letters.known import hospital_wait, patient_office, transport
from gop.models import Case, Offer, PlanVersion
from gop.rules.course import Happened, course_of
from gop.selectors.choice import KL, choosable_for, missing_to_choose
from gop.selectors.course import choices_for, happened
from gop.selectors.plans import ADULT
from gop.selectors.whom_to_call import contacts_on

MOST_NAMED = 6  # so that the letter stays on two pages


def around(version: Any, day: date) -> Around:
    """Whom to call and which rows hold where the patient lives, on the day the letter is written."""
    home = version.home_municipality
    municipality, regions = contacts_on(version, day)
    region = parent_of(home.id, RelationKind.MUNICIPALITY_IN, day) if home else None
    return Around(
        municipality=home.name if home else "",
        municipality_contact=municipality,
        region_contact=regions,
        office=patient_office(region.key, day) if region else None,
        transport=transport(day),
        wait=hospital_wait(day),
    )


def paper_address(version: Any) -> Any:
    """None where the reader may not see it, and where it is protected: paper is handed on."""
    address = getattr(version, "address", None)
    return None if address is None or address.protected else address


def receiver_lines(name: str, address: Any) -> str:
    """Name and address, line by line."""
    if address is None:
        return name
    if address.convene_at:
        return f"{name}\n{address.convene_at}"
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return "\n".join(part for part in (name, address.street, town) if part)


def is_child(case: Case, day: date) -> bool:
    """Letters go to the parents until the citizen is 18 (model.md 3)."""
    return case.birth_date is not None and age_on(case.birth_date, day) < ADULT


def offer_in_force(case: Case) -> Offer | None:
    return case.offers.filter(withdrawn_at__isnull=True).first()


def facts_for(case: Case, version: PlanVersion, kind: LetterKind, writer: str) -> CaseFacts:
    """What the letter of the kind says as the case stands now. `writer`: the name it is signed with."""
    today = clock.today()
    authority, child = organisation(case.organisation_id), is_child(case, today)
    contact = contact_of(case.organisation_id, _matter(case, child=child), today)
    name = f"Til forældrene til\n{case.citizen_name}" if child else case.citizen_name
    common: dict[str, Any] = {
        "citizen": case.citizen_name,
        "written_on": today,
        "sender": Sender(
            hospital=authority.name, department=contact.name if contact else "", phone=contact.phone if contact else "", author=writer
        ),
        "to": receiver_lines(name, paper_address(version)),
        "around": around(version, today),
        "hours": contact.hours if contact else "",
        "child": child,
        "rehabilitation": case.plan_type == PlanType.SPECIALIST_REHABILITATION,
        "trainer": trainer_of(case),
    }
    if kind == LetterKind.TRAINER:
        return CaseFacts(**common, meeting_at=case.offer_meeting_at, place=case.offer_place)
    if kind == LetterKind.EXTENDED_CHOICE:
        return ExtendedFacts(**common, meeting_at=case.offer_meeting_at, **_choice_of(case))
    offered = _offered(case) if kind == LetterKind.INFORMING else {}
    return InformingFacts(
        **common,
        **offered,
        level=GeneralLevel(case.level) if case.level else None,
        expected=case.day_zero_expected,
        offer_by=case.offer_by,
        extended=_extended(case, none=kind == LetterKind.NO_START),
        by_region=authority.kind == OrganisationKind.REGION,
        interpreter=bool(version.interpreter),
    )


def trainer_of(case: Case) -> Trainer | None:
    return Trainer(name=case.trainer_name, phone=case.trainer_phone, address=case.trainer_address) if case.trainer_name else None


def _matter(case: Case, *, child: bool) -> ContactMatter:
    if child:
        return ContactMatter.CHILDREN
    return ContactMatter.BRAIN_INJURY if case.brain_injury else ContactMatter.GENERAL


def _offered(case: Case) -> dict[str, Any]:
    offer = offer_in_force(case)
    said: dict[str, Any] = {"meeting_at": case.offer_meeting_at, "place": case.offer_place}
    said["waited"], said["from_later"] = _waited(case)
    if offer is not None:
        said |= {"minutes": offer.minutes, "duration": offer.duration, "professions": offer.professions}
        said["private"] = offer.performer == PerformerKind.PRIVATE
    return said


def _waited(case: Case) -> tuple[int | None, bool]:
    """Days to the offered meeting, and whether they count from the plan's own later start (model.md 10)."""
    if case.day_zero is None or case.offer_meeting_at is None:
        return None, False
    later = case.earliest_start if case.start_reason_kind == StartReason.CLINICAL else None
    start = max(case.day_zero, later) if later else case.day_zero
    days = (local(case.offer_meeting_at).date() - start).days
    return (days if days >= 0 else None), start != case.day_zero


def _choice_of(case: Case) -> dict[str, Any]:
    """The right as it stands, and the nearest with KL's agreement that can begin in time; an own contract is a choice of its own."""
    found = course_of(happened(case))
    choices = choices_for(found, clock.now(), rules_in_force()) if found else None
    in_time = [] if missing_to_choose(case) else [one for one in choosable_for(case) if one.in_time and one.kind == KL]
    named = [ToChoose(one.name, one.address, one.phone, one.earliest_on) for one in in_time]
    return {
        "because": choices.reason if choices else ChoiceReason.NOTHING_OFFERED,
        "since": choices.decision.from_date if choices else None,
        "offer_by": case.offer_by,
        "level": GeneralLevel(case.level) if case.level else None,
        "to_choose": tuple(named[:MOST_NAMED]),
        "more": max(0, len(named) - MOST_NAMED),
    }


def _extended(case: Case, *, none: bool) -> bool:
    """Extended choice as it stands now; `none`: as it will stand once it is recorded that no start in time can be offered."""
    now, lines = clock.now(), happened(case)
    if none and case.no_start_at is None:
        lines = [*lines, Happened(now, Happening.NO_START)]
    found = course_of(lines)
    return found is not None and choices_for(found, now, rules_in_force()).decision.allowed
