"""The letter about extended choice: what a choice costs in transport, the right with its reason and day, and whom one may choose.

Limits on transport come before anything is chosen (model.md 7). A provider must be able to begin no later than the authority's own offer.
"""

from collections.abc import Iterator

from accounts.danish import copenhagen_date, long_date
from gop.enums import ChoiceReason
from gop.letters.common import FREE, headed, transport
from gop.letters.document import Block, Document, Heading, Part, listing, parts, strong, text
from gop.letters.facts import ExtendedFacts, ToChoose
from gop.letters.informing import call_us, contacts, dear, goodbye_of, training_word

EXTENDED = "Du kan vælge et andet sted at træne"


def extended(facts: ExtendedFacts) -> Document:
    return headed(EXTENDED, facts, facts.to, _blocks(facts))


def _blocks(facts: ExtendedFacts) -> Iterator[Block]:
    yield from dear(facts)
    yield text(f"Du kan nu vælge, om du vil vente på os eller have din {training_word(facts)} et andet sted. Læs først om kørsel.")
    yield from transport(facts.around)
    yield Heading("Hvorfor du kan vælge")
    yield text(_why(facts), " Derfor kan du også vælge en privat leverandør, som har aftale med KL. Det kan du ", _since(facts), ".")
    yield Heading("Hvem du kan vælge")
    yield from _whom(facts)
    yield Heading("Hvad du kan svare")
    yield listing(
        "Jeg vælger et sted.",
        "Jeg vil vente på jer.",
        "Jeg vælger en anden kommunes tilbud.",
        "Jeg vil gerne begynde senere.",
    )
    keep = f"Din tid hos os {long_date(copenhagen_date(facts.meeting_at))} står ved magt, til du har valgt. " if facts.meeting_at else ""
    yield text(f"Ring til {call_us(facts)}. {keep}Svarer du ikke, er det ikke et nej. {FREE}")
    yield from contacts(facts)
    yield Heading("Dine rettigheder")
    yield text("Reglen står i sundhedsloven, paragraf 140, stykke 4.")
    yield from goodbye_of(facts)


def _why(facts: ExtendedFacts) -> str:
    """What gave the right, in the past: a better offer may stand beside it now."""
    by = long_date(facts.offer_by) if facts.offer_by else "fristen"
    match facts.because:
        case ChoiceReason.OFFERED_LATE:
            return f"Du skulle kunne begynde senest {by}. Vi tilbød dig en tid, der lå senere."
        case ChoiceReason.NO_START:
            return f"Du skulle kunne begynde senest {by}. Vi har sagt, at vi ikke kunne nå det."
        case _:
            return f"Du skulle kunne begynde senest {by}. Vi har ikke givet dig en tid inden da, som holdt."


def _since(facts: ExtendedFacts) -> str:
    return f"fra {long_date(facts.since)}" if facts.since else "fra nu af"


def _whom(facts: ExtendedFacts) -> Iterator[Block]:
    level = " på samme niveau" if facts.level else ""
    then = f" senest {long_date(copenhagen_date(facts.meeting_at))}, som er vores tid til dig" if facts.meeting_at else ", når du kan"
    yield text(f"Stedet skal tilbyde samme slags træning{level}, og det skal kunne begynde{then}.")
    if facts.to_choose:
        yield listing(*(_line(one) for one in facts.to_choose))
        more = f"Der er {facts.more} flere. " if facts.more else ""
        yield text(f"{more}Alle står på mingenoptraening.dk. Vi hjælper dig gerne med at ringe.")
    else:
        yield text("Ingen har fortalt os, at de kan begynde i tide. Du kan selv lede på mingenoptraening.dk, eller vi kan hjælpe dig.")


def _line(one: ToChoose) -> tuple[Part, ...]:
    where = ", ".join(part for part in (one.address, f"tlf. {one.phone}" if one.phone else "") if part)
    begins = f". Kan begynde {long_date(one.earliest_on)}" if one.earliest_on else ""
    return parts(strong(one.name), f"{', ' if where else ''}{where}{begins}.")
