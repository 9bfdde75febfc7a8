"""Letters of the demo: in each municipality that can log in two delivered, one to print that Digital Post turned down, and two trainers.

Three more citizens, those who have waited longest, are exempt, so that the next letter to one of them lands in the pile.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from accounts.clock import local
from accounts.secret import encrypt_file
from config.demo.people import AALBORG, HERNING
from config.registry_loader import id_of
from gop import letters
from gop.enums import CaseAction, CaseKind, CaseState, InformedHow, LetterChannel, LetterKind, LetterState
from gop.letters.facts import InformingFacts
from gop.models import Case, CaseEvent, CaseLetter, PlanVersion
from gop.selectors.letter_facts import facts_for, is_child, offer_in_force

MINUTES = timedelta(minutes=1)
TRAINERS = (("Maja Sejr Holt, fysioterapeut", "99 00 00 31"), ("Asger Vium Lund, ergoterapeut", "99 00 00 32"))
EXEMPT = "Borgeren er fritaget for Digital Post."


def make_letters() -> None:
    """Of open cases whose citizen has been told of the offer in force."""
    exempt: list[str] = []
    for key in (AALBORG, HERNING):
        rows = Case.objects.filter(organisation_id=id_of(key), ended_at__isnull=True, kind=CaseKind.TREATMENT, informed_on__isnull=False)
        told = [one for one in rows.order_by("-received_at", "id")[:200] if one.offer_meeting_at]
        by_post = [one for one in told if one.informed_how == InformedHow.DIGITAL_POST and not is_child(one, one.received_at.date())]
        for case in by_post[:2]:
            _delivered(case)
        phoned = [one for one in told if one.informed_how == InformedHow.PHONE and one.state == CaseState.OFFERED]
        for case in phoned[:1]:
            _to_print(case)
        for case, (name, phone) in zip(told[-2:], TRAINERS, strict=False):
            _trained(case, name, phone)
        open_cases = Case.objects.filter(organisation_id=id_of(key), triaged_at__isnull=True, ended_at__isnull=True)
        exempt += [bytes(one).hex() for one in open_cases.order_by("received_at", "name_key").values_list("cpr_hash", flat=True)[:3]]
    if settings.GOP_DIGITAL_POST == "file":
        folder = Path(settings.GOP_DIGITAL_POST_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "fritaget.txt").write_text("\n".join(exempt), encoding="ascii")


def _told_at(case: Case) -> datetime:
    event = CaseEvent.objects.filter(case=case, action=CaseAction.INFORM).order_by("-at").first()
    return event.at if event else case.received_at


def _letter(case: Case, at: datetime, channel: LetterChannel, state: LetterState, **more: Any) -> CaseLetter | None:
    """None: no paper could be made here."""
    version = PlanVersion.objects.select_related("home_municipality", "address").get(plan_id=case.plan_id, number=case.plan_version)
    facts = replace(facts_for(case, version, LetterKind.INFORMING, case.owner_name), written_on=local(at).date())
    try:
        made = letters.pdf(letters.informing(facts)) if isinstance(facts, InformingFacts) else b""
    except letters.PaperTrouble:
        return None
    key, offer = id_of("brev", str(case.id), channel), offer_in_force(case)
    return CaseLetter.objects.create(
        id=key,
        organisation_id=case.organisation_id,
        case=case,
        kind=LetterKind.INFORMING,
        channel=channel,
        state=state,
        made_at=at,
        by=case.owner_id,
        by_name=case.owner_name or "Visitationen",
        meeting_at=case.offer_meeting_at,
        offer_id=offer.id if offer else None,
        level=case.level,
        content=encrypt_file(made, key),
        **more,
    )


def _delivered(case: Case) -> None:
    at = _told_at(case)
    made = _letter(
        case, at - 2 * MINUTES, LetterChannel.DIGITAL_POST, LetterState.DELIVERED, delivered_at=at, attempts=1, receipt=str(case.id)
    )
    if made:
        _made(made)
        _event(case, at, CaseAction.LETTER_OUT, on=local(at).date().isoformat(), told=True, why="", **_of(made))


def _to_print(case: Case) -> None:
    """Told by phone, confirmed in writing: Digital Post did not take it."""
    at = _told_at(case) + 5 * MINUTES
    refused = _letter(case, at, LetterChannel.DIGITAL_POST, LetterState.REFUSED, attempts=1, last_error=EXEMPT)
    paper = _letter(case, at + MINUTES, LetterChannel.PAPER, LetterState.PRINTING)
    if refused and paper:
        Case.objects.filter(id=case.id).update(digital_post_exempt=True)
        _made(refused)
        _event(case, at + MINUTES, CaseAction.LETTER_OUT, told=False, why=EXEMPT, paper=str(paper.id), **_of(refused))


def _trained(case: Case, name: str, phone: str) -> None:
    address = case.offer_place
    Case.objects.filter(id=case.id).update(
        trainer_name=name, trainer_phone=phone, trainer_address=address, trainer_told_on=local(_told_at(case)).date()
    )
    _event(case, _told_at(case) + MINUTES, CaseAction.TRAINER, name=name, phone=phone, address=address, former="")


def _made(letter: CaseLetter) -> None:
    meeting = {"meeting_at": letter.meeting_at.isoformat()} if letter.meeting_at else {}
    said = {"kind": letter.kind, "channel": letter.channel, "letter": str(letter.id)}
    _event(letter.case, letter.made_at, CaseAction.LETTER, level=letter.level, trainer="", **said, **meeting)


def _of(letter: CaseLetter) -> dict[str, str]:
    return {"kind": letter.kind, "channel": letter.channel, "letter": str(letter.id), "state": letter.state}


def _event(case: Case, at: datetime, action: CaseAction, **data: Any) -> None:
    by: UUID | None = case.owner_id
    said = {"action": action, "at": at, "by": by, "by_name": case.owner_name or "Visitationen", "data": data}
    states = {"from_state": case.state, "to_state": case.state}
    CaseEvent.objects.create(
        id=id_of(action, str(case.id), at.isoformat()), organisation_id=case.organisation_id, case=case, **said, **states
    )
