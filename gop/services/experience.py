"""The agreements' two questions: an officer makes a one-time code, and a citizen answers as nobody (ADR 50)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection
from django.utils.crypto import salted_hmac

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind, Verb
from accounts.tenancy import acting_as
from gop.enums import CaseAction, ExperienceAnswer
from gop.errors import NotFound
from gop.models import Experience, ExperienceInvitation
from gop.rules import experience as code_rules
from gop.services.events import case_event
from gop.services.verbs import begin, move

SOMEBODY = job_actor("gop.experience", Kind.PUBLIC)


@dataclass(frozen=True, slots=True)
class Invited:
    """What is shown once and handed over."""

    code: str
    expires_on: date


class Answered(Enum):
    THANKS = auto()
    USED = auto()
    EXPIRED = auto()
    UNKNOWN = auto()


def invite(actor: Actor, case_id: UUID, *, nonce: UUID, seen: datetime | None = None) -> Invited:
    """A code for the citizen of this case; neither it nor its row says which case. `nonce` is the form's own: pressed twice is one code.

    Raises NotAllowed, NotFound, AlreadyDone, TransitionNotAllowed.
    """
    case, _ = begin(actor, Verb.END_CASE, case_id, CaseAction.EXPERIENCE, seen)
    code = code_rules.code_from(salted_hmac("gop.experience", f"{case.id} {nonce}", algorithm="sha256").digest())
    made = ExperienceInvitation.objects.filter(organisation_id=case.organisation_id, token_hash=code_rules.digest(code)).first()
    if made is not None:
        return Invited(code, made.expires_on)
    before, today = move(case, CaseAction.EXPERIENCE), clock.today()
    case.save(update_fields=["answered_at"])
    invitation = ExperienceInvitation.objects.create(
        organisation_id=case.organisation_id,
        token_hash=code_rules.digest(code),
        month=code_rules.month_of(today),
        expires_on=code_rules.last_day(today, settings.GOP_EXPERIENCE_DAYS),
    )
    case_event(actor, case, CaseAction.EXPERIENCE, before)
    return Invited(code, invitation.expires_on)


def invited(actor: Actor, typed: str) -> Invited:
    """The code again, for its slip, from whoever holds it. Raises NotFound where it is not this organisation's and unused."""
    code = code_rules.typed(typed)
    rows = ExperienceInvitation.objects.filter(organisation_id=actor.tenant, used=False)
    found = rows.filter(token_hash=code_rules.digest(code)).first()
    if found is None:
        raise NotFound
    return Invited(code, found.expires_on)


def answer(typed: str, *, as_one: ExperienceAnswer, involved: ExperienceAnswer) -> Answered:
    """One answer for one code, as nobody. A trigger uses the invitation in the same statement, so that two at once are one."""
    hashed = code_rules.digest(code_rules.typed(typed))
    try:
        with acting_as(SOMEBODY):
            invitation = _given(hashed)
            if invitation is None:
                return Answered.UNKNOWN
            if invitation.used:
                return Answered.USED
            if invitation.expires_on < clock.today():
                return Answered.EXPIRED
            month = code_rules.month_of(clock.today())
            Experience.objects.create(organisation_id=invitation.organisation_id, month=month, as_one=as_one, involved=involved)
    except IntegrityError:  # the other of two tabs was first
        return Answered.USED
    return Answered.THANKS


def _given(hashed: bytes) -> ExperienceInvitation | None:
    """The policy shows the one whose hash the transaction carries, and no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.token', %s, true)", [hashed.hex()])
    return ExperienceInvitation.objects.filter(token_hash=hashed).first()
