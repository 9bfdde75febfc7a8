"""What must be said of transport before guidance on free choice and before the citizen's answer; facts from gop/data/transport.csv."""

from datetime import date
from typing import TYPE_CHECKING

from accounts import clock
from gop.letters.known import Transport, transport

if TYPE_CHECKING:
    from gop.models import Case

UNANSWERED = "Borgeren har ikke svaret endnu"
ASSUMED = " Antagelse: reglerne fra 1. januar 2027 kendes ikke endnu."
LESS = "Vælger du et andet sted at træne, kan du få mindre til kørslen."


def limits(day: date) -> str:
    """What to say, word for word, as the rows of the day have it. An amount nobody knows is not invented."""
    known = transport(day)
    reasons = [one[:1].lower() + one[1:] for one in known.reasons]
    when = f"{', '.join(reasons[:-1])}, eller {reasons[-1]}" if len(reasons) > 1 else "".join(reasons)
    said = f"»Du sørger som regel selv for at komme frem. Du kan få hjælp til udgiften, når {when}. {_amount(known)} {LESS}«"
    return f"Sig først: {said}{ASSUMED if known.assumption else ''}"


def _amount(known: Transport) -> str:
    if known.pensioner is None or known.others is None:
        return "Turen skal koste mere end et mindste beløb, som kommunen kan sige."
    return f"Den billigste rejse skal koste mindst {known.others} kr., eller {known.pensioner} kr., når du får pension."


def guidance_text(case: "Case") -> str:
    """Above the form of guidance; saving it says that the limits were said."""
    return f"{limits(clock.today())} Når du registrerer vejledningen, står det også i sagen, at det blev sagt."
