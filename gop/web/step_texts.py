"""What follows from a verb, in a sentence or two above its form."""

from typing import TYPE_CHECKING

from accounts import clock
from accounts.clock import local
from accounts.danish import long_date, long_moment
from gop.enums import ChoiceAnswer, EndCode, HoldReason, PlanType
from gop.web import moves
from gop.web.choice_words import limits

if TYPE_CHECKING:
    from gop.models import Case


def text_of(name: str, case: "Case") -> str:
    """For the verbs of offers, free choice, pause and reopening; empty for any other."""
    match name:
        case "aflys" if case.offer_meeting_at:
            return f"Mødet {long_moment(case.offer_meeting_at)} aflyses af jer.{_offer_by(case)} Sagen skal have et nyt tilbud."
        case "borger-nej" if case.offer_meeting_at:
            in_time = " Lå det inden tilbudsfristen, er den fortsat overholdt." if case.offer_by else ""
            return f"Gælder mødet {long_moment(case.offer_meeting_at)}.{in_time} I kan tilbyde et nyt."
        case "ingen-start":
            return _no_start(case)
        case "pause":
            return "Ingen frist holder pause: de løber videre, og varsler kommer som ellers."
        case "genoptag" if case.held_at:
            return f"På pause siden {long_date(local(case.held_at).date())}: {HoldReason(case.held_reason).label}."
        case "svar":
            return f"{limits(clock.today())} {_answered(case)}".strip()
        case "anden-kommune-ja":
            return "Åbne frister bortfalder fra i dag. I er stadig myndighed og betaler."
        case "anden-kommune-nej":
            return "Valget falder bort. Jeres eget tilbud og fristerne gælder som før."
        case "genaabn" if case.end_code:
            ended = f"Sagen blev afsluttet som »{EndCode(case.end_code).label}«."
            return f"{ended} Den går tilbage, hvor den var, og frister, der bortfaldt, åbner igen med de samme datoer."
    return moves.text_of(name, case)


def _offer_by(case: "Case") -> str:
    return f" Tilbudsfristen {long_date(case.offer_by)} gælder igen." if case.offer_by else ""


def _no_start(case: "Case") -> str:
    if case.plan_type == PlanType.SPECIALIST_REHABILITATION:  # under a region the right is not settled
        return "Tilbudsfristen løber videre. Sagen viser, om borgeren får udvidet frit valg."
    return "Borgeren får udvidet frit valg fra nu af og kan vælge en leverandør, som KL har aftale med. Tilbudsfristen løber videre."


def _answered(case: "Case") -> str:
    if not case.choice_answer or case.choice_answered_on is None:
        return ""
    return f"Hidtil: {ChoiceAnswer(case.choice_answer).label.lower()}, {long_date(case.choice_answered_on)}. Et nyt svar afløser det."
