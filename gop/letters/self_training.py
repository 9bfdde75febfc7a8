"""Letters about training on one's own, with a plan and without (purpose of RM 2008 annexes 3.9 and 3.10). They refer nobody to anything."""

from collections.abc import Iterator
from dataclasses import dataclass

from gop.letters.common import complain, headed, office_text, with_phone
from gop.letters.document import Block, Document, Heading, listing, rows, text
from gop.letters.facts import LetterFacts, PlanFacts
from gop.letters.known import PatientOffice

HEADING = "Om din egen træning"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTraining(LetterFacts):
    """A patient who trains alone. `plan`: who has it, in words; None when there is no plan."""

    office: PatientOffice | None = None
    plan: str | None = None


def with_plan(facts: PlanFacts) -> Document:
    """The plan informs; it is no referral to the municipality."""
    informed = [one for one in (facts.authority or facts.informed, "din egen læge" if facts.to_gp else "") if one]
    has = f"Efter aftale med dig får {' og '.join(informed)} den også, så de ved, hvad du træner." if informed else "Den er kun til dig."
    return letter(
        SelfTraining(
            citizen=facts.citizen,
            written_on=facts.written_on,
            sender=facts.sender,
            office=facts.around.office,
            plan=f"Du har fået en genoptræningsplan. {has} Planen er ingen henvisning til træning i kommunen.",
        )
    )


def letter(facts: SelfTraining) -> Document:
    return headed(HEADING, facts, facts.citizen, _blocks(facts))


def _blocks(facts: SelfTraining) -> Iterator[Block]:
    call = with_phone("os", facts.sender.phone)
    yield text("Vi har talt om, hvad du har brug for efter dit forløb på sygehuset. Vurderingen er, at du kan træne selv.")
    yield text(
        facts.plan if facts.plan is not None else "Du har derfor ikke fået en genoptræningsplan, og kommunen begynder ikke et forløb."
    )
    yield Heading("Hvad sker der nu")
    yield listing(
        "Træn med de øvelser, du har fået vist. Følg den vejledning, du har fået med hjem.",
        "Stop med en øvelse, hvis den giver flere smerter, og ring til os.",
        "Går det ikke fremad, eller får du det værre, så ring til os eller til din egen læge. Så ser vi på behovet igen.",
    )
    yield Heading("Hvem du kan ringe til")
    yield rows(
        ("Om øvelserne", with_phone(facts.sender.name, facts.sender.phone)),
        ("Hvem der har vurderet dit behov", facts.sender.author),
        ("Om dine rettigheder", office_text(facts.office)),
    )
    yield Heading("Dine rettigheder")
    yield text(f"Er du uenig i, at du kan træne selv, så ring til {call}. Du kan bede om at få behovet vurderet igen.")
    yield listing(complain("Klage over vurderingen eller behandlingen", "Styrelsen for Patientklager"))
    yield text("Patientvejlederne i din region hjælper dig med at klage. Det er gratis.")
    yield text("Med venlig hilsen\n", "\n".join(part for part in (facts.sender.department, facts.sender.hospital) if part))
