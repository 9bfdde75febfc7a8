"""Letters about training at a hospital: information with the plan, and the appointment (purpose of RM 2008 annexes 3.7 and 3.8)."""

from collections.abc import Iterator

from accounts.danish import clock_time, copenhagen_date, count_days, long_date
from gop.letters.common import FREE, complaint, goodbye, headed, hospital_choice, transport, whom_to_call, with_phone
from gop.letters.document import Block, Document, Heading, listing, rows, text
from gop.letters.facts import AppointmentFacts, PlanFacts

INFORMATION = "Om din genoptræning på sygehus"
APPOINTMENT = "Din første tid til genoptræning"
BRING = (
    "Tag dette brev og dit sundhedskort med.",
    "Læs din genoptræningsplan, inden du kommer.",
    "Tag tøj og sko på, som du kan bevæge dig i.",
    "Tag de hjælpemidler med, du bruger, og en liste over din medicin.",
)


def information(facts: PlanFacts) -> Document:
    return headed(INFORMATION, facts, facts.citizen, _information(facts))


def _information(facts: PlanFacts) -> Iterator[Block]:
    yield text("Du har fået en genoptræningsplan. Der står, hvad du kan nu, og hvad du har brug for at træne.")
    yield Heading("Hvad sker der nu")
    if facts.performing:
        has = "har fået din plan" if facts.sent else "får din plan, når vi sender den"
        yield text(
            f"Din genoptræning foregår på et sygehus. {facts.performing} {has} og skriver til dig med en tid. Hører du ikke fra dem, så ring."
        )
        if facts.start_by:
            yield text(f"Planen siger, at du skal begynde senest {long_date(facts.start_by)}.")
        yield text(f"Du og den, der træner med dig, aftaler målet sammen. {FREE}")
    else:
        sent = "er ikke sendt" if facts.sent else "bliver ikke sendt"
        yield text(
            f"Din genoptræning skal foregå på et sygehus, men planen {sent} dertil, fordi du ikke har sagt ja. "
            "Ring til os, hvis du vil have træningen."
        )
    if facts.informed:
        yield text(f"{facts.informed} får planen til orientering. Det er sygehuset, der træner med dig.")
    yield from whom_to_call(facts.sender, facts.around, training=facts.performing)
    yield from transport(facts.around)
    yield Heading("Dine rettigheder")
    yield from hospital_choice(facts.around.wait)
    yield text("Vil du et andet sted hen, så sig det til os så hurtigt som muligt.")
    yield from complaint(service="sygehuset", choice="frit sygehusvalg")
    yield text("Du kan sige nej til, at planen sendes til flere. Sig det til afdelingen.")
    yield from goodbye(facts.sender)


def appointment(facts: AppointmentFacts) -> Document:
    return headed(APPOINTMENT, facts, facts.to, _appointment(facts))


def _appointment(facts: AppointmentFacts) -> Iterator[Block]:
    call = with_phone("os", facts.sender.phone)
    if facts.child:
        yield text(f"Kære forældre til {facts.citizen}")
        yield text("Brevet er til jer. Når der står »du«, mener vi jeres barn.")
    else:
        yield text(f"Kære {facts.citizen}")
    yield text("Vi tilbyder dig en tid til genoptræning på specialiseret niveau.")
    yield rows(
        ("Dag", long_date(copenhagen_date(facts.meeting_at))),
        ("Tid", clock_time(facts.meeting_at)),
        ("Sted", facts.place),
        ("Hos", facts.sender.name),
    )
    yield Heading("Sådan gør du dig klar")
    yield listing(*BRING)
    yield text(
        "Ved det første møde ser vi på, hvad du kan, og aftaler målet og resten af tiderne sammen med dig. Tag gerne en pårørende med."
    )
    yield Heading("Hvis du ikke kan komme")
    yield text(f"Ring til {call}, så snart du ved det. Så finder vi en anden tid, og en anden patient kan få din.")
    yield Heading("Hvis du har brug for hjælp til at komme eller forstå")
    yield text(_needs(facts, call))
    yield from transport(facts.around)
    yield from whom_to_call(facts.sender, facts.around, about="din tid")
    yield Heading("Dine rettigheder")
    yield text(FREE)
    if facts.waited is not None:
        yield text(
            f"Du venter {count_days(facts.waited)} på din tid, regnet fra den dag, planen blev modtaget. Det er mere end {facts.limit} dage. "
            "Derfor kan du også vælge et privathospital, som regionen har aftale med. Din tid hos os står ved magt, til du har valgt."
        )
    yield from hospital_choice(facts.around.wait)
    yield text(f"Vil du hellere træne et andet sted, så ring til {call}. Vi hjælper dig med at vælge.")
    yield from complaint(service="sygehuset", choice="frit sygehusvalg")
    yield from goodbye(facts.sender)


def _needs(facts: AppointmentFacts, call: str) -> str:
    said = []
    if facts.interpreter:
        said.append(f"I din plan står, at du har brug for tolk ({facts.interpreter}). Ring til {call}, hvis det er ændret.")
    else:
        said.append(f"Har du brug for tolk, så ring til {call} i god tid.")
    if facts.wheelchair:
        said.append("Vi ved, at du bruger kørestol.")
    if facts.needs_transport:
        said.append("I din plan står, at du har brug for kørsel. Spørg din kommune, før du bestiller den.")
    return " ".join(said)
