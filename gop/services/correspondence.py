"""A letter about a child with a permanent impairment, to the home municipality, and the municipality's answer (RN 2020, children)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Verb
from accounts.models import Organisation
from accounts.secret import cpr_hash, cpr_hashes, decrypt_cpr, encrypt_cpr
from accounts.selectors import valid_on
from gop import cpr
from gop.enums import CopyTo, DeliveryKind, PlanState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Correspondence, ReceivedCorrespondence
from gop.selectors.correspondence import fixed_subject, letter_instead_of, letters_visible_to
from gop.selectors.plans import ADULT, departments_of
from gop.services.courier import about
from gop.services.drafts import locked_plan
from gop.services.events import plan_event
from gop.services.notice_ends import close_without_plan, notices_of
from gop.services.unsent import watch_draft

INSTEAD = "brev_i_stedet"


def send_letter(actor: Actor, letter_id: UUID, values: Mapping[str, Any], plan_id: UUID | None = None) -> Correspondence:
    """The letter under the id that the form brought; the same form sent twice makes one. Delivered to the home municipality.

    Values: department_id, cpr, citizen_name, home_municipality_id, subject (where no agreement fixes it), body, copies, feedback_wanted,
    feedback_to. `plan_id`: a draft, which is put away for the letter. Raises Refused by field, NotFound.
    """
    actor.must(Verb.SEND_PLAN)
    existing = letters_visible_to(actor).filter(id=letter_id).first()
    if existing:
        return existing
    plan = locked_plan(actor, plan_id) if plan_id else None
    if plan is not None and plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt. Træk den tilbage, før der skrives et brev i stedet.")
    if plan is not None and (other := letter_instead_of(plan)):
        raise AlreadyDone(other.author_name, other.sent_at)
    if plan is not None and plan.put_away_at is not None:
        raise Refused("Kladden er lagt væk. Tag den op igen først, hvis der skal skrives et brev i stedet.")
    said, wrong = _read(actor, values)
    if wrong:
        raise Refused(wrong)
    letter = Correspondence(
        id=letter_id,
        organisation_id=actor.tenant,
        plan_id=plan.id if plan else uuid4(),
        instead=plan is not None,
        author_id=actor.person,
        author_name=actor.name,
        sent_at=clock.now(),
        **said,
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError as error:  # the id is taken
        raise NotFound from error
    if plan is not None:
        plan.put_away_at = plan.changed_at = clock.now()
        plan.save(update_fields=["put_away_at", "changed_at"])
        plan_event(actor, plan, INSTEAD, plan.state, letter=str(letter.id))
        watch_draft(plan)
    for notice in notices_of(actor, cpr_hashes(decrypt_cpr(letter.cpr_encrypted))):
        close_without_plan(actor, notice)
    about(letter, letter.home_municipality_id, "brev", DeliveryKind.LETTER, 0, letter.id)
    return letter


def _read(actor: Actor, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(columns, what is wrong by field)."""
    wrong: list[tuple[str, str]] = []
    today, age = clock.today(), None
    said: dict[str, Any] = {name: str(values.get(name) or "").strip() for name in ("citizen_name", "body", "feedback_to")}
    try:
        number = cpr.parse(values.get("cpr", ""))
        said |= {"cpr_encrypted": encrypt_cpr(number.number), "cpr_hash": cpr_hash(number.number), "birth_date": number.birth_date}
        age = cpr.age_on(number.birth_date, today) if number.birth_date else None
        if age is not None and age >= ADULT:
            wrong.append(("cpr", "Patienten er fyldt 18 år. Brevet er til børn; skriv en plan i stedet."))
    except cpr.CprError as error:
        wrong.append(("cpr", str(error)))
    if not said["citizen_name"]:
        wrong.append(("citizen_name", "Skriv barnets navn."))
    if not said["body"]:
        wrong.append(("body", "Beskriv barnets behov, så kommunen kan tage stilling."))
    chosen_home = [one for one in [values.get("home_municipality_id")] if one]
    home = Organisation.objects.filter(valid_on(today), id__in=chosen_home, kind=OrganisationKind.MUNICIPALITY).first()
    if home is None:
        wrong.append(("home_municipality_id", "Vælg barnets bopælskommune."))
    said["home_municipality_id"] = home.id if home else None
    said["subject"] = fixed_subject(said["home_municipality_id"], age, today) or str(values.get("subject") or "").strip()
    if home and not said["subject"]:
        wrong.append(("subject", "Bopælsregionen har ikke aftalt en overskrift. Skriv en."))
    said["copies"] = [one for one in values.get("copies", ()) if one in CopyTo.values()]
    said["feedback_wanted"] = bool(values.get("feedback_wanted"))
    if said["feedback_wanted"] and not said["feedback_to"]:
        wrong.append(("feedback_to", "Skriv, hvem tilbagemeldingen skal til."))
    mine = {one.id for one in departments_of(actor, today)}
    said["department_id"] = values.get("department_id") or (next(iter(mine)) if len(mine) == 1 else None)
    if said["department_id"] not in mine:
        wrong.append(("department_id", "Vælg en af dine egne afdelinger."))
    return said, wrong


def _locked(actor: Actor, letter_id: UUID) -> ReceivedCorrespondence:
    rows = ReceivedCorrespondence.objects.select_for_update(of=("self",), no_key=True)
    letter = rows.filter(organisation_id=actor.tenant, id=letter_id).first()
    if letter is None:
        raise NotFound
    return letter


def mark_read(actor: Actor, letter_id: UUID) -> ReceivedCorrespondence:
    """Somebody has it in hand: it leaves the list, unless an answer was asked for. The first reader stands."""
    actor.must(Verb.ACKNOWLEDGE)
    letter = _locked(actor, letter_id)
    if letter.read_at is None:
        letter.read_at, letter.read_by_name = clock.now(), actor.name
        letter.waits = letter.feedback_wanted and letter.answered_at is None
        letter.save(update_fields=["read_at", "read_by_name", "waits"])
    return letter


def answer_letter(actor: Actor, letter_id: UUID, answer: str, seen: datetime | None = None) -> ReceivedCorrespondence:
    """What the child was offered, back to the hospital. The same answer again changes nothing. Raises Refused, AlreadyDone."""
    actor.must(Verb.TRIAGE)
    letter = _locked(actor, letter_id)
    answer = answer.strip()
    if letter.answered_at is not None:
        if letter.answer == answer and letter.answered_by_name == actor.name:
            return letter
        raise AlreadyDone(letter.answered_by_name, letter.answered_at)
    if not answer:
        raise Refused([("answer", "Skriv, hvilke tilbud barnet har fået, eller at det ikke har fået et.")])
    letter.answered_at, letter.answered_by_name, letter.answer = clock.now(), actor.name, answer
    letter.read_at, letter.read_by_name = letter.read_at or letter.answered_at, letter.read_by_name or actor.name
    letter.waits = False
    letter.save()
    about(letter, letter.sender_id, "brevsvar", DeliveryKind.LETTER_ANSWER, 1, letter.letter_id, answer=answer, by_name=actor.name)
    return letter
