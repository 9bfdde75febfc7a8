"""A case ready for its letter, and the worker's round, for tests of letters to the citizen."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import GeneralLevel, LetterChannel, LetterKind
from gop.models import Case, CaseEvent, CaseLetter
from gop.services import cases, offers
from gop.services.case_letters import send_letter
from gop.services.sending_letters import send_waiting
from tests import factories as make

LEVEL = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel funktionsnedsættelse."}
PLACE = "Træningscenter Vest, Prøvevej 7"


def meeting(days: int = 3) -> datetime:
    return (clock.now() + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)


def triaged(actor: Actor, case_id: uuid.UUID) -> None:
    with acting_as(actor):
        cases.triage(actor, case_id, **LEVEL)


def offered(actor: Actor, case_id: uuid.UUID, days: int = 3) -> None:
    triaged(actor, case_id)
    offer(actor, case_id, days)


def offer(actor: Actor, case_id: uuid.UUID, days: int = 3, place: str = PLACE) -> None:
    with acting_as(actor):
        offers.offer(actor, case_id, meeting_at=meeting(days), place=place, seen=clock.now())


def send(actor: Actor, case_id: uuid.UUID, kind: LetterKind = LetterKind.INFORMING, **more: Any) -> CaseLetter:
    with acting_as(actor):
        return send_letter(actor, case_id, kind=kind, **{"seen": clock.now(), **more})


def on_paper(actor: Actor, case_id: uuid.UUID, **more: Any) -> CaseLetter:
    return send(actor, case_id, channel=LetterChannel.PAPER, **more)


def round_() -> tuple[int, int]:
    return send_waiting()


def row(letter: CaseLetter) -> CaseLetter:
    with make.reading():
        return CaseLetter.objects.get(id=letter.id)


def case_row(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def letters(case_id: uuid.UUID) -> list[tuple[str, str]]:
    """(channel, state), the oldest first."""
    with make.reading():
        return list(CaseLetter.objects.filter(case_id=case_id).order_by("made_at", "id").values_list("channel", "state"))


def events(case_id: uuid.UUID, action: str) -> list[CaseEvent]:
    with make.reading():
        return list(CaseEvent.objects.filter(case_id=case_id, action=action).order_by("at", "id"))


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []
