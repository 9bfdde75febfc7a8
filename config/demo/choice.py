"""Free choice of the demo: the day the right stands from on every open case, and in Aalborg a letter sent, a provider taken and a no."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts import clock
from accounts.clock import local
from accounts.secret import encrypt_file
from config.demo.people import AALBORG
from config.registry_loader import id_of
from gop import letters
from gop.enums import CaseAction, CaseKind, CaseState, ChoiceAnswer, GuidanceHow, LetterChannel, LetterKind, LetterState
from gop.letters.facts import ExtendedFacts
from gop.models import Case, CaseEvent, CaseLetter, PlanVersion
from gop.selectors.choice import choice_from
from gop.selectors.letter_facts import facts_for, offer_in_force

TAKEN = "leverandoer-fjordbyens-fysioterapi"
AFTER = timedelta(minutes=20)


def make_choice(today: date) -> None:
    """Last of all that touches cases. Run on the same day it makes the same."""
    open_ones = Case.objects.filter(kind=CaseKind.TREATMENT, offer_by__isnull=False, ended_at__isnull=True, first_meeting_on__isnull=True)
    for case in open_ones.filter(choice_answer="").order_by("id"):
        if found := choice_from(case):
            Case.objects.filter(id=case.id).update(choice_from=found)
    standing = Case.objects.filter(organisation_id=id_of(AALBORG), choice_from__lte=today, state=CaseState.OFFERED, owner_id__isnull=False)
    told = list(standing.exclude(level="").exclude(training_field="").filter(guidance_at__isnull=False).order_by("-received_at", "id")[:4])
    # The first stays as it is: nobody has answered
    for case, make in zip(told[1:], (_letter, _took, _waits), strict=False):
        make(case)


def _last(case: Case) -> datetime:
    event = CaseEvent.objects.filter(case=case).order_by("-at").first()
    return min((event.at if event else case.received_at) + AFTER, clock.now() - AFTER)


def _letter(case: Case) -> None:
    """Delivered; the citizen thinks about it."""
    at = _last(case)
    version = PlanVersion.objects.select_related("home_municipality", "address").get(plan_id=case.plan_id, number=case.plan_version)
    facts = facts_for(case, version, LetterKind.EXTENDED_CHOICE, case.owner_name)
    try:
        made = letters.pdf(letters.extended(facts)) if isinstance(facts, ExtendedFacts) else b""
    except letters.PaperTrouble:
        return
    key, offer, delivered = id_of("brev", str(case.id), LetterKind.EXTENDED_CHOICE), offer_in_force(case), at + timedelta(minutes=2)
    CaseLetter.objects.create(
        id=key,
        organisation_id=case.organisation_id,
        case=case,
        kind=LetterKind.EXTENDED_CHOICE,
        channel=LetterChannel.DIGITAL_POST,
        state=LetterState.DELIVERED,
        made_at=at,
        delivered_at=delivered,
        attempts=1,
        receipt=str(key),
        by=case.owner_id,
        by_name=case.owner_name,
        meeting_at=case.offer_meeting_at,
        offer_id=offer.id if offer else None,
        level=case.level,
        content=encrypt_file(made, key),
    )
    said = {"kind": LetterKind.EXTENDED_CHOICE.value, "channel": LetterChannel.DIGITAL_POST.value, "letter": str(key)}
    meeting = {"meeting_at": case.offer_meeting_at.isoformat()} if case.offer_meeting_at else {}
    _event(case, at, CaseAction.LETTER, level=case.level, trainer="", **said, **meeting)
    _event(
        case, delivered, CaseAction.LETTER_OUT, on=local(delivered).date().isoformat(), told=False, why="",
        state=LetterState.DELIVERED.value, **said,
    )  # fmt: skip


def _took(case: Case) -> None:
    provider = {"provider": str(id_of(TAKEN)), "provider_name": "Fjordbyens Fysioterapi"}
    _answered(case, ChoiceAnswer.PROVIDER, **provider)
    Case.objects.filter(id=case.id).update(choice_provider_id=id_of(TAKEN), choice_provider_name=provider["provider_name"])


def _waits(case: Case) -> None:
    _answered(case, ChoiceAnswer.WAITS)


def _answered(case: Case, answer: ChoiceAnswer, **more: str) -> None:
    at = _last(case)
    on = local(at).date()
    _event(case, at, CaseAction.ANSWER_CHOICE, answer=answer.value, on=on.isoformat(), how=GuidanceHow.PHONE.value, **more)
    Case.objects.filter(id=case.id).update(choice_answer=answer, choice_answered_on=on, choice_from=None)


def _event(case: Case, at: datetime, action: CaseAction, **data: Any) -> None:
    said = {"action": action, "at": at, "by": case.owner_id, "by_name": case.owner_name, "data": data}
    states = {"from_state": case.state, "to_state": case.state}
    CaseEvent.objects.create(
        id=id_of(action, str(case.id), at.isoformat()), organisation_id=case.organisation_id, case=case, **said, **states
    )
