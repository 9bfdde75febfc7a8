"""Who trains: name, phone and address, told to the citizen in writing."""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.errors import Refused
from gop.services.events import case_event
from gop.services.verbs import begin, move


def name_trainer(actor: Actor, case_id: UUID, *, name: str, phone: str, address: str, seen: datetime | None = None) -> None:
    """Another trainer than the one the citizen knows must be told anew. Raises Refused by field."""
    case, mine = begin(actor, Verb.INFORM, case_id, CaseAction.TRAINER, seen)
    told = (name.strip(), phone.strip(), address.strip())
    if mine and (case.trainer_name, case.trainer_phone, case.trainer_address) == told:
        return
    wrong = []
    if not told[0]:
        wrong.append(("name", "Skriv, hvem der træner, eller vælg en fra listen."))
    if not told[1]:
        wrong.append(("phone", "Skriv det nummer, borgeren kan ringe til."))
    if wrong:
        raise Refused(wrong)
    before, former = move(case, CaseAction.TRAINER), case.trainer_name
    if (case.trainer_name, case.trainer_phone, case.trainer_address) != told:
        case.trainer_told_on = None
    case.trainer_name, case.trainer_phone, case.trainer_address = told
    case_event(actor, case, CaseAction.TRAINER, before, name=told[0], phone=told[1], address=told[2], former=former)
    case.save(update_fields=["trainer_name", "trainer_phone", "trainer_address", "trainer_told_on"])
