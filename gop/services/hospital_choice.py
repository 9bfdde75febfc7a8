"""Specialised training: what the patient chose, whether the illness is serious, and no to a patient of another region (RN 2019 § 3.4a)."""

from datetime import date, datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseState, ChosenHospital, DeliveryKind, EndCode, GuidanceHow, Handover, MilestoneCode, ReturnReason
from gop.errors import Refused
from gop.models import Case
from gop.rules.returning import returned_text
from gop.selectors.hospital_choice import from_another_region, hospital_of, is_specialised, other_departments
from gop.services.carrying import luggage
from gop.services.clocks import reclock
from gop.services.courier import from_case
from gop.services.events import case_event
from gop.services.handing_over import Next, hand_on
from gop.services.milestones import follow
from gop.services.verbs import begin, close, iso, move, not_after_today, not_long_before_receipt

ONLY_SPECIALISED = "Frit sygehusvalg gælder for genoptræning på specialiseret niveau."
LONGEST = 200


def choose_hospital(
    actor: Actor,
    case_id: UUID,
    *,
    choice: ChosenHospital,
    on: date | None,
    how: GuidanceHow,
    department: UUID | None = None,
    place: str = "",
    consent: bool | None = None,
    seen: datetime | None = None,
) -> None:
    """Here: it is recorded. Another department: the case goes on there with plan, dates and choice, once the patient has agreed to it.

    A `place` outside the system: the plan goes back to the sending hospital, naming it. Raises Refused by field.
    """
    case, mine = begin(actor, Verb.INVITE, case_id, CaseAction.HOSPITAL_CHOICE, seen)
    if mine and (case.hospital_choice, case.hospital_choice_on) == (choice, on):
        return
    before = move(case, CaseAction.HOSPITAL_CHOICE)
    _may_choose(case)
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér valget, når det er taget.")
    not_long_before_receipt("on", on, case)
    case.hospital_choice, case.hospital_choice_on = choice, on
    said = {"choice": choice, "on": iso(on), "how": how}
    if choice == ChosenHospital.ANOTHER:
        _goes_there(actor, case, before, said, department, consent=consent)
    elif choice == ChosenHospital.OUTSIDE:
        _back_to_sender(actor, case, before, said, place)
    else:
        case_event(actor, case, CaseAction.HOSPITAL_CHOICE, before, **said)
        case.save()


def _may_choose(case: Case) -> None:
    if not is_specialised(case):
        raise Refused(ONLY_SPECIALISED)
    if case.guidance_at is None:
        raise Refused("Registrér først, at patienten er vejledt om frit sygehusvalg.")


def _goes_there(actor: Actor, case: Case, before: str, said: dict[str, str], department: UUID | None, *, consent: bool | None) -> None:
    there = next((one for _, one in other_departments(case) if one.id == department), None)
    hospital = hospital_of(there.id, clock.today()) if there else None
    wrong = []
    if there is None or hospital is None:
        wrong.append(("department", "Vælg den afdeling, patienten har valgt."))
    if not consent:
        wrong.append(("consent", "Uden patientens ja kan planen ikke sendes dertil. Lad sagen blive her, til patienten har svaret."))
    if wrong or there is None or hospital is None:
        raise Refused(wrong)
    case_event(actor, case, CaseAction.HOSPITAL_CHOICE, before, department=f"{hospital.name}, {there.name}", **said)
    told = luggage(case, Handover.HOSPITAL, actor.organisation_name)
    hand_on(actor, case, CaseAction.END, told, [Next(hospital, department=there)], "")
    follow(case, MilestoneCode.TRANSFERRED, to=f"{hospital.name}, {there.name}")


def _back_to_sender(actor: Actor, case: Case, before: str, said: dict[str, str], place: str) -> None:
    place = place.strip()
    if not place:
        raise Refused([("place", "Skriv, hvilket sted patienten har valgt. Sygehuset, der sendte planen, får det at vide.")])
    case_event(actor, case, CaseAction.HOSPITAL_CHOICE, before, place=place[:LONGEST], **said)
    _return(actor, case, ReturnReason.HOSPITAL_CHOICE, place[:LONGEST])


def _return(actor: Actor, case: Case, reason: ReturnReason, note: str) -> None:
    """Back to whoever sent it; the patient's dates stand, and the home municipality hears of it."""
    said = {"reason": reason, "note": note, "belongs_to": "", "belongs_to_name": ""}
    before = move(case, CaseAction.RETURN)
    close(case, EndCode.RETURNED, returned_text(said))
    case_event(actor, case, CaseAction.RETURN, before, end_code=EndCode.RETURNED, **said)
    reclock(actor, case)
    from_case(case, DeliveryKind.RETURN, **said)
    follow(case, MilestoneCode.RETURNED, reason=reason)


def refuse_patient(actor: Actor, case_id: UUID, *, note: str = "", seen: datetime | None = None) -> None:
    """No room for a patient who lives in another region: the plan goes back, the patient's dates unmoved. Raises Refused."""
    case, mine = begin(actor, Verb.REFUSE_PATIENT, case_id, CaseAction.RETURN, seen)
    if mine and case.end_code == EndCode.RETURNED:
        return
    if case.state == CaseState.ENDED:
        move(case, CaseAction.RETURN)  # says why not
    if not is_specialised(case):
        raise Refused(ONLY_SPECIALISED)
    if not from_another_region(case):
        raise Refused("Patienten bor i jeres egen region, eller regionen kendes ikke. Afdelingen kan ikke sige nej på grund af plads.")
    _return(actor, case, ReturnReason.CAPACITY, note.strip()[:LONGEST])


def judge_illness(actor: Actor, case_id: UUID, *, serious: bool, seen: datetime | None = None) -> None:
    """Whether the illness is serious, by whom and when: it decides how long a wait may be. Raises Refused."""
    case, mine = begin(actor, Verb.INVITE, case_id, CaseAction.SERIOUS_ILLNESS, seen)
    if mine and case.serious_illness == serious:
        return
    before = move(case, CaseAction.SERIOUS_ILLNESS)
    if not is_specialised(case):
        raise Refused(ONLY_SPECIALISED)
    former, case.serious_illness = case.serious_illness, serious
    case_event(actor, case, CaseAction.SERIOUS_ILLNESS, before, serious=serious, former=former)
    case.save()
