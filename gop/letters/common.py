"""What several letters say: transport, whom to call, complaints, the end. In our own words; the facts stand in docs/law.md."""

from collections.abc import Iterable, Iterator

from accounts.danish import long_date
from gop.letters.document import Block, Document, Heading, Part, listing, parts, rows, strong, text
from gop.letters.facts import Around, LetterFacts, Sender
from gop.letters.known import HospitalWait, PatientOffice

FREE = "Træningen er gratis."


def headed(heading: str, facts: LetterFacts, to: str, blocks: Iterable[Block]) -> Document:
    """A letter: its heading is also the file's title and the foot of each page, so it names no citizen. `to`: the receiver, line by line."""
    return Document(
        title=heading,
        heading=heading,
        sender=facts.sender.name,
        footer=heading,
        written_on=facts.written_on,
        date=long_date(facts.written_on),
        to=to,
        blocks=list(blocks),
    )


def whom_to_call(sender: Sender, around: Around, *, training: str = "", about: str = "planen") -> Iterator[Block]:
    """`training`: the hospital that trains; the municipality and the region stand with their own contacts."""
    yield Heading("Hvem du kan ringe til")
    yield rows(
        (f"Om {about}", with_phone(sender.name, sender.phone)),
        ("Skrevet af", sender.author),
        ("Om din træning", training),
        ("I din kommune", around.municipality_contact),
        ("I din region", around.region_contact),
        ("Om dine rettigheder", office_text(around.office)),
    )


def office_text(office: PatientOffice | None) -> str:
    if office is None:
        return "Patientvejlederne i din region. Nummeret står på regionens hjemmeside."
    return f"{office.name}, tlf. {office.phone}" if office.phone else f"{office.name}. Nummeret står på regionens hjemmeside."


def with_phone(name: str, phone: str) -> str:
    """The number stands on one line."""
    whole = f"tlf. {phone}".replace(" ", "\N{NO-BREAK SPACE}")
    return f"{name}, {whole}" if phone else name


def transport(around: Around) -> Iterator[Block]:
    known, ask = around.transport, around.municipality or "din kommune"
    yield Heading("Kørsel")
    yield text("Du sørger som regel selv for at komme frem. Du kan få hjælp til udgiften, når et af disse punkter passer på dig:")
    yield listing(*known.reasons)
    if known.pensioner is None or known.others is None:
        yield text(f"Turen skal koste mere end et mindste beløb. {ask} kan sige, hvor meget det er i år.")
    else:
        yield text(
            f"Den billigste rejse, du kan klare, skal koste mindst {known.others} kr. Får du pension, er det mindst {known.pensioner} kr."
        )
    later = " Reglerne kan være ændret fra 1. januar 2027." if known.assumption else ""
    yield text(f"Spørg {ask}, før du bestiller kørsel.{later} Vælger du et andet sted at træne, kan du få mindre til kørslen.")


def hospital_choice(wait: HospitalWait | None) -> Iterator[Block]:
    yield text(
        "Du kan vælge mellem alle regioners sygehuse, der tilbyder den træning, du skal have. "
        "Et sygehus i en anden region kan sige nej, hvis det ikke har plads."
    )
    if wait is not None:
        sure = "Spørg sygehuset, om det gælder for dig." if wait.assumption else "Sygehuset hjælper dig."
        yield text(
            f"Skal du vente mere end {wait.days} dage, kan du have ret til at vælge et privathospital. "
            f"Er du alvorligt syg, er det {wait.serious_days} dage. {sure}"
        )


def complaint(*, service: str, choice: str) -> Iterator[Block]:
    """`service`: who answers for waiting time and amount; `choice`: which right of choice is meant."""
    yield Heading("Hvis du vil klage", 3)
    yield listing(
        complain("Om behandlingen, vurderingen af dit behov eller planen", "Styrelsen for Patientklager"),
        complain(
            f"Om {choice} eller kørsel",
            "den, der har afgjort det",
            ". Er du stadig uenig, så klag til Styrelsen for Patientklager inden 4 uger",
        ),
        complain("Om ventetid, eller om hvor meget du træner", service),
    )
    yield text("Patientvejlederne i din region hjælper dig med at klage. Det er gratis.")


def complain(about: str, to: str, more: str = "") -> tuple[Part, ...]:
    return parts(f"{about}: skriv til ", strong(to), f"{more}.")


def goodbye(sender: Sender) -> Iterator[Block]:
    yield text("Med venlig hilsen\n", "\n".join(part for part in (sender.department, sender.hospital) if part))
