"""The letters handed out with an almen plan and with a plan for rehabilitering (purpose of RM 2008 annex 3.6, today's rules)."""

from collections.abc import Iterator

from accounts.danish import long_date
from gop.letters.common import FREE, complaint, goodbye, headed, transport, whom_to_call
from gop.letters.document import Block, Document, Heading, Part, listing, parts, strong, text
from gop.letters.facts import PlanFacts

ALMEN = "Om din genoptræning"
REHABILITATION = "Om din rehabilitering"


def almen(facts: PlanFacts) -> Document:
    return _letter(facts, ALMEN, "genoptræning", level=True)


def rehabilitation(facts: PlanFacts) -> Document:
    return _letter(facts, REHABILITATION, "rehabilitering", level=False)


def _letter(facts: PlanFacts, heading: str, training: str, *, level: bool) -> Document:
    return headed(heading, facts, facts.citizen, _blocks(facts, training, level=level))


def _blocks(facts: PlanFacts, training: str, *, level: bool) -> Iterator[Block]:
    whole = "" if level else " Den gælder hele din hverdag, og flere fagfolk arbejder sammen om den."
    yield text(f"Du har fået en genoptræningsplan. Der står, hvad du kan nu, og hvad du har brug for at træne.{whole}")
    yield Heading("Hvad sker der nu")
    if facts.authority:
        yield from _course(facts, training, level=level)
    else:
        yield text(nobody_has_it(facts))
    yield from whom_to_call(facts.sender, facts.around)
    yield from transport(facts.around)
    yield Heading("Dine rettigheder")
    yield from _choice(facts)
    yield from complaint(service=facts.authority or facts.around.municipality or "din kommune", choice="dit valg af sted")
    yield text("Du kan sige nej til, at planen sendes til flere. Sig det til afdelingen.")
    yield from goodbye(facts.sender)


def nobody_has_it(facts: PlanFacts) -> str:
    if facts.on_its_way:
        return (
            "Vi finder ud af, hvilken myndighed der skal stå for din træning, og sender planen dertil. "
            "Dine frister ændrer sig ikke af det. Ring til os, hvis du er i tvivl."
        )
    sent = "er ikke sendt" if facts.sent else "bliver ikke sendt"
    return (
        f"Planen {sent} til nogen kommune. Det er kun dig, der har den. Uden planen kan kommunen ikke begynde din træning. "
        "Vil du have den sendt, så ring til os."
    )


def _course(facts: PlanFacts, training: str, *, level: bool) -> Iterator[Block]:
    has = (
        f"har fået din plan og står for din {training}." if facts.sent else f"får din plan, når vi sender den, og står for din {training}."
    )
    yield text(f"{facts.authority} {has}", " Din egen læge skal også have den." if facts.to_gp else "")
    dates = list(_dates(facts, level=level))
    if dates:
        yield listing(*dates)
    late = "Hører du intet, når datoen er gået," if dates else "Har du intet hørt,"
    yield text(f"Du og den, der træner med dig, aftaler målet sammen. {FREE} {late} så ring til {facts.authority}.")
    if facts.expected and dates:
        yield text("Datoerne er regnet fra den dag, vi venter at udskrive dig. Flytter den dag sig, flytter de med.")


def _dates(facts: PlanFacts, *, level: bool) -> Iterator[tuple[Part, ...]]:
    """What is still to come on the day of the letter, in the order of the course."""
    known = (facts.inform_by, facts.earliest_start, facts.offer_by, facts.start_by)
    inform, earliest, offer, start = (day if day and day >= facts.written_on else None for day in known)
    if inform:
        also = ", og om du skal træne på basalt eller avanceret niveau" if level else ""
        yield parts("Senest ", strong(long_date(inform)), f" får du at vide, hvor og hvornår du kan begynde{also}.")
    if earliest:
        yield parts("Planen siger, at du tidligst skal begynde ", strong(long_date(earliest)), ".")
    if offer:
        yield parts(
            "Senest ",
            strong(long_date(offer)),
            " skal du kunne begynde. Du begynder, når du mødes første gang med den, der skal træne med dig.",
        )
    if start:
        yield parts("Planen siger, at du skal begynde senest ", strong(long_date(start)), ".")


def _choice(facts: PlanFacts) -> Iterator[Block]:
    yield text(
        "Du kan vælge mellem kommunens egne tilbud, dem kommunen har aftale med, og andre kommuners egne tilbud. "
        "En anden kommune kan sige nej, hvis den ikke har plads. Sig hurtigt til, hvis du vil et andet sted hen."
    )
    if facts.private_choice and facts.offer_by:
        yield text(
            f"Kan du ikke begynde senest {long_date(facts.offer_by)}, kan du vælge en privat leverandør, der har aftale med KL om den træning, "
            "du skal have. Leverandøren skal kunne begynde lige så tidligt, som kommunen kan. Se dem på mingenoptraening.dk. Kommunen vejleder dig."
        )
