"""The authority's letters to the citizen: the first meeting, that none can be offered in time, and who trains.

What stands in them is asked for by law and agreements (model.md 6 and 7; BEK 918/2018; RN 2019 3.3 and 3.4; RM 2008 contact persons).
"""

from collections.abc import Iterator

from accounts.danish import clock_time, copenhagen_date, count_days, long_date, long_moment
from gop.enums import GeneralLevel
from gop.letters.common import FREE, complaint, headed, office_text, transport, with_phone
from gop.letters.document import Block, Document, Heading, listing, rows, text
from gop.letters.facts import CaseFacts, InformingFacts, Trainer

TRAINING, REHABILITATION, WHO_TRAINS = "Besked om din genoptræning", "Besked om din rehabilitering", "Besked om din træner"
LEVELS = {
    GeneralLevel.BASIC: "Du skal træne på basalt niveau. Det er til dig, når det, du har svært ved, er enkelt og klart afgrænset.",
    GeneralLevel.ADVANCED: "Du skal træne på avanceret niveau. Det er til dig, når det, du har svært ved, fylder meget i hverdagen. "
    "Den, der træner med dig, har særlig viden om det.",
}
WHOLE = "Din rehabilitering gælder hele din hverdag. Flere fagfolk arbejder sammen om den."
GOAL = "Du og den, der træner med dig, aftaler målet sammen."


def informing(facts: InformingFacts) -> Document:
    """With a meeting: where and when. Without: that it cannot be in time, and what the citizen may do."""
    blocks = _offered(facts) if facts.meeting_at else _none(facts)
    return headed(REHABILITATION if facts.rehabilitation else TRAINING, facts, facts.to, blocks)


def trainer(facts: CaseFacts) -> Document:
    return headed(WHO_TRAINS, facts, facts.to, _trainer(facts))


def dear(facts: CaseFacts) -> Iterator[Block]:
    if facts.child:
        yield text(f"Kære forældre til {facts.citizen}")
        yield text("Brevet er til jer. Når der står »du«, mener vi jeres barn.")
    else:
        yield text(f"Kære {facts.citizen}")


def _offered(facts: InformingFacts) -> Iterator[Block]:
    assert facts.meeting_at is not None  # noqa: S101
    yield from dear(facts)
    yield text(f"Du har en plan for {training_word(facts)} fra sygehuset. Vi tilbyder dig et første møde:")
    yield rows(
        ("Dag", long_date(copenhagen_date(facts.meeting_at))),
        ("Tid", clock_time(facts.meeting_at)),
        ("Sted", facts.place),
        ("Mødet varer", f"{facts.minutes} minutter" if facts.minutes else ""),
        ("Du møder", facts.professions),
        ("Din træner", _line(facts.trainer) if facts.trainer else ""),
    )
    yield text(*_waiting(facts))
    yield Heading("Hvad sker der nu")
    yield text(_level(facts))
    yield text(f"Ved mødet ser vi på, hvad du kan. {GOAL} {FREE}")
    yield text(_how_long(facts), _who(facts))
    if facts.trainer is None:
        yield text("Du får skriftlig besked om, hvem der skal træne med dig.")
    yield Heading("Hvis du ikke kan komme, eller siger nej")
    yield text(
        f"Ring til {call_us(facts)}, så snart du ved det. Så finder vi en anden tid. Du må også sige nej til at træne. "
        f"Ring, så fortæller vi, hvad det betyder for dig.{_interpreter(facts)}"
    )
    yield from contacts(facts)
    yield from transport(facts.around)
    yield Heading("Dine rettigheder")
    yield from _choice(facts)
    yield from goodbye_of(facts)


def _none(facts: InformingFacts) -> Iterator[Block]:
    yield from dear(facts)
    by = f" senest {long_date(facts.offer_by)}" if facts.offer_by else " i tide"
    yield text(
        f"Du har en plan for {training_word(facts)} fra sygehuset. Du skulle kunne begynde{by}. Det kan vi ikke nå. Det beklager vi."
    )
    yield Heading("Hvad du kan gøre nu")
    choose = "Du kan vælge et andet sted, som måske kan begynde før. Se sidst i brevet."
    yield listing(
        "Du kan vente på os. Vi skriver til dig, så snart vi har en tid.",
        choose if facts.extended else "Du kan spørge os, om et andet sted kan begynde før.",
    )
    yield text(_level(facts))
    yield text(f"{GOAL} {FREE} Ring til {call_us(facts)}, når du har valgt, eller hvis du er i tvivl.{_interpreter(facts)}")
    yield from contacts(facts)
    yield from transport(facts.around)
    yield Heading("Dine rettigheder")
    yield from _choice(facts)
    yield from goodbye_of(facts)


def _trainer(facts: CaseFacts) -> Iterator[Block]:
    assert facts.trainer is not None  # noqa: S101
    yield from dear(facts)
    yield text("Her kan du se, hvem der træner med dig. Gem brevet, så du har nummeret.")
    yield rows(("Navn", facts.trainer.name), ("Telefon", facts.trainer.phone), ("Adresse", facts.trainer.address))
    if facts.meeting_at and copenhagen_date(facts.meeting_at) >= facts.written_on:
        yield text(f"I mødes første gang {long_moment(facts.meeting_at)}. Sted: {facts.place}")
    yield text(f"Ring til din træner, hvis du ikke kan komme, eller hvis noget er svært. {GOAL}")
    yield from contacts(facts)
    yield Heading("Dine rettigheder")
    yield text(f"Vil du hellere træne med en anden eller et andet sted, så ring til {call_us(facts)}.")
    yield from goodbye_of(facts)


def training_word(facts: CaseFacts) -> str:
    return "rehabilitering" if facts.rehabilitation else "genoptræning"


def _level(facts: InformingFacts) -> str:
    if facts.level is None:
        return WHOLE if facts.rehabilitation else ""
    return f"{LEVELS[facts.level]} Vi har valgt niveauet ud fra din plan. Er du uenig, så ring til os."


def _waiting(facts: InformingFacts) -> Iterator[str]:
    """How long, from when; and that it is later than it should be."""
    if facts.waited is None:
        return
    if facts.from_later:
        since = "den dag, planen siger, at du tidligst skal begynde"
    else:
        since = "den dag, vi venter, at du udskrives" if facts.expected else "den dag, du blev udskrevet"
    yield f"Ventetiden er {count_days(facts.waited)}, regnet fra {since}."
    late = facts.offer_by and facts.meeting_at and copenhagen_date(facts.meeting_at) > facts.offer_by
    if late and facts.offer_by:
        choose = " Derfor kan du vælge et andet sted. Se sidst i brevet." if facts.extended else ""
        yield f" Det er senere, end det skulle være: du skulle kunne begynde senest {long_date(facts.offer_by)}.{choose}"


def _how_long(facts: InformingFacts) -> str:
    return (
        f"Så længe og så tit træner du: {facts.duration}. "
        if facts.duration
        else "Ved mødet aftaler vi, hvor længe og hvor tit du træner. "
    )


def _who(facts: InformingFacts) -> str:
    if facts.private:
        return f"Du træner hos en privat leverandør, som {facts.sender.hospital} har aftale med."
    return f"Du træner hos {facts.sender.hospital}. Det er et offentligt tilbud."


def _interpreter(facts: InformingFacts) -> str:
    return " I din plan står, at du har brug for tolk. Ring, hvis det er ændret." if facts.interpreter else ""


def _line(trainer: Trainer) -> str:
    return ", ".join(part for part in (with_phone(trainer.name, trainer.phone), trainer.address) if part)


def call_us(facts: CaseFacts) -> str:
    return with_phone("os", facts.sender.phone)


def contacts(facts: CaseFacts) -> Iterator[Block]:
    yield Heading("Hvem du kan ringe til")
    yield rows(
        ("Om din træning", with_phone(_office(facts), facts.sender.phone)),
        ("Åbent", facts.hours),
        ("Skrevet af", facts.sender.author),
        ("Om dine rettigheder", office_text(facts.around.office)),
    )


def _office(facts: CaseFacts) -> str:
    return ", ".join(part for part in (facts.sender.hospital, facts.sender.department) if part)


def _choice(facts: InformingFacts) -> Iterator[Block]:
    """What a choice does to transport comes before the choice itself (model.md 7)."""
    yield Heading("Du kan vælge et andet sted", 3)
    yield text("Et valg kan koste dig kørsel. Spørg, hvad du kan få betalt, før du vælger.")
    if facts.by_region:  # which choice there is from 2027 is not settled (model.md 6 rule 9)
        yield text(f"Ring til {call_us(facts)}, så fortæller vi, hvad du kan vælge imellem.")
        return
    yield text(
        "Du kan altid vælge mellem kommunens egne tilbud, dem kommunen har aftale med, og andre kommuners egne tilbud. "
        "En anden kommune kan sige nej, hvis den ikke har plads."
    )
    if facts.extended:
        then = f" De skal kunne begynde senest {long_date(copenhagen_date(facts.meeting_at))}." if facts.meeting_at else ""
        level = " Det skal være samme slags træning og samme niveau." if facts.level else ""
        yield text(
            f"Fordi du ikke kan begynde i tide hos os, kan du også vælge en privat leverandør, som har aftale med KL.{then}{level} "
            "Se dem på mingenoptraening.dk."
        )
    keep = " Din tid hos os står ved magt, til du har valgt." if facts.meeting_at else ""
    yield text(f"Ring til {call_us(facts)}, når du har valgt. Vi hjælper dig.{keep}")


def goodbye_of(facts: CaseFacts) -> Iterator[Block]:
    yield from complaint(service=facts.sender.hospital, choice="dit valg af sted")
    yield text(
        "Med venlig hilsen\n", "\n".join(part for part in (facts.sender.author, facts.sender.department, facts.sender.hospital) if part)
    )
