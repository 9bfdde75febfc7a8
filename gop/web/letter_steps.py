"""Letters to the citizen, and who trains."""

from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from accounts.danish import long_date, long_moment
from accounts.enums import Verb
from accounts.selectors import colleagues
from gop.enums import CaseAction, GeneralLevel, LetterKind
from gop.selectors.case_letters import kinds_for, trainers_named
from gop.web import letter_forms
from gop.web.step import IN_HAND, MEETING, Step

if TYPE_CHECKING:
    from gop.models import Case


def _has_letter(case: "Case") -> bool:
    return bool(kinds_for(case))


def _letter_text(case: "Case") -> str:
    """What the letter that comes first will say."""
    kinds = kinds_for(case)
    guides = "" if case.guidance_at else " Brevet vejleder om frit valg. Det registreres som skriftlig vejledning, når brevet er leveret."
    match kinds[0] if kinds else None:
        case LetterKind.INFORMING if case.offer_meeting_at:
            level = f", {GeneralLevel(case.level).label.lower()}" if case.level else ""
            told = f" Borgeren fik senest besked {long_date(case.informed_on)}." if case.informed_on else ""
            meeting = f"{long_moment(case.offer_meeting_at)}, {case.offer_place}{level}"
            return f"Brevet fortæller om første møde {meeting}, og om borgerens rettigheder.{guides}{told}"
        case LetterKind.APPOINTMENT if case.offer_meeting_at:
            return f"Brevet indkalder til {long_moment(case.offer_meeting_at)}, {case.offer_place}, og fortæller om patientens rettigheder."
        case LetterKind.NO_START:
            return f"Brevet fortæller, at I ikke kan tilbyde start i tide, og hvad borgeren så kan vælge.{guides}"
        case LetterKind.EXTENDED_CHOICE:
            return f"Brevet begynder med grænserne for befordring, og fortæller om retten til udvidet frit valg.{guides}"
        case LetterKind.TRAINER:
            return f"Brevet fortæller, at {case.trainer_name} træner med borgeren."
    return ""


def _trainer_text(case: "Case") -> str:
    if case.trainer_name and case.trainer_told_on:
        return f"Borgeren har {long_date(case.trainer_told_on)} fået at vide, at det er {case.trainer_name}."
    return "Borgeren får det skriftligt: i brevet om første møde, eller i et brev for sig, når det er sendt."


def _handles(case: "Case") -> bool:
    return case.department_id is None


def _trainers(actor: Actor, case: "Case") -> list[dict[str, Any]]:
    """Those the actor has named before, then colleagues, each once."""
    before = trainers_named(actor)
    names = {one["name"] for one in before}
    return [*before, *({"name": name, "phone": "", "address": ""} for _, name, _ in colleagues(actor) if name not in names)]


LETTER_STEPS: tuple[Step, ...] = (
    Step(
        "brev",
        "send_letter",
        CaseAction.LETTER,
        Verb.INFORM,
        letter_forms.LetterForm,
        "sendt brev til borgeren",
        "Brevet er på vej.",
        heading=MEETING,
        template="gop/letter_form.html",
        useful=_has_letter,
        text=_letter_text,
        label="Send brevet",
    ),
    Step(
        "traener",
        "trainer",
        CaseAction.TRAINER,
        Verb.INFORM,
        letter_forms.TrainerForm,
        "angivet en træner",
        "Træneren er angivet.",
        heading=IN_HAND,
        useful=_handles,
        text=_trainer_text,
        known=_trainers,
    ),
)
