"""Facts for letters, as plain values."""

from datetime import UTC, date, datetime
from typing import Any

from gop import letters
from gop.enums import ChoiceReason, GeneralLevel
from gop.letters.document import Block, Document, Heading, Table, listing, rows, text
from gop.letters.facts import AppointmentFacts, Around, CaseFacts, ExtendedFacts, InformingFacts, PlanFacts, Sender, ToChoose, Trainer
from gop.letters.known import hospital_wait, patient_office, transport
from gop.letters.self_training import SelfTraining

DAY = date(2026, 11, 20)
NANCY = "Nancy Ann Test Berggren"
SENDER = Sender(
    hospital="Aalborg Universitetshospital", department="Ortopædkirurgisk afsnit", phone="99 00 00 01", author="Anna Test, læge"
)


def around(day: date = DAY, region: str = "region-nordjylland", **changed: Any) -> Around:
    known: dict[str, Any] = {
        "municipality": "Aalborg Kommune",
        "municipality_contact": "Kontaktpunkt for genoptræning, tlf. 99 00 08 51",
        "region_contact": "Kontaktpunkt for genoptræning, tlf. 99 00 01 01",
        "office": patient_office(region, day),
        "transport": transport(day),
        "wait": hospital_wait(day),
    }
    return Around(**(known | changed))


def plan(**changed: Any) -> PlanFacts:
    known: dict[str, Any] = {
        "citizen": NANCY,
        "written_on": DAY,
        "sender": SENDER,
        "around": around(),
        "authority": "Aalborg Kommune",
        "to_gp": True,
        "inform_by": date(2026, 11, 24),
        "offer_by": date(2026, 11, 27),
        "private_choice": True,
    }
    return PlanFacts(**(known | changed))


def specialised(**changed: Any) -> PlanFacts:
    known = {"authority": "", "performing": "Aalborg Universitetshospital, Fysio- og Ergoterapien", "informed": "Aalborg Kommune"}
    return plan(**{**known, "inform_by": None, "offer_by": None, "private_choice": False, **changed})


def meeting(**changed: Any) -> AppointmentFacts:
    known: dict[str, Any] = {
        "citizen": NANCY,
        "to": f"{NANCY}\nPrøvevej 1\n9000 Aalborg",
        "written_on": DAY,
        "sender": SENDER,
        "around": around(),
        "meeting_at": datetime(2026, 12, 1, 8, 30, tzinfo=UTC),
        "place": "Indgang 3, 2. sal",
    }
    return AppointmentFacts(**(known | changed))


def alone(**changed: Any) -> SelfTraining:
    return SelfTraining(citizen=NANCY, written_on=DAY, sender=SENDER, office=patient_office("region-nordjylland", DAY), **changed)


KOMMUNE = Sender(hospital="Aalborg Kommune", department="Kontaktpunkt for genoptræning", phone="99 00 00 01", author="Birgit Test")
METTE = Trainer(name="Mette Test, fysioterapeut", phone="99 00 00 31", address="Prøvevej 7, 9000 Aalborg")


def offered(**changed: Any) -> InformingFacts:
    """Offered in time, by an authority."""
    known: dict[str, Any] = {
        "citizen": NANCY,
        "to": f"{NANCY}\nPrøvevej 1\n9000 Aalborg",
        "written_on": DAY,
        "sender": KOMMUNE,
        "around": around(),
        "hours": "mandag til torsdag kl. 9-14",
        "level": GeneralLevel.BASIC,
        "meeting_at": datetime(2026, 11, 26, 9, tzinfo=UTC),
        "place": "Træningscenter Vest, Prøvevej 7, 9000 Aalborg",
        "minutes": 45,
        "duration": "otte uger, to gange om ugen",
        "professions": "fysioterapeut",
        "waited": 6,
        "offer_by": date(2026, 11, 27),
    }
    return InformingFacts(**(known | changed))


def late(**changed: Any) -> InformingFacts:
    return offered(**{"meeting_at": datetime(2026, 12, 4, 9, tzinfo=UTC), "waited": 14, "extended": True, **changed})


def none_in_time(**changed: Any) -> InformingFacts:
    return offered(**{"meeting_at": None, "place": "", "waited": None, "extended": True, **changed})


def extended_choice(**changed: Any) -> ExtendedFacts:
    """A late offer gave the right; two can begin before it."""
    known: dict[str, Any] = {
        "citizen": NANCY,
        "to": f"{NANCY}\nPrøvevej 1\n9000 Aalborg",
        "written_on": DAY,
        "sender": KOMMUNE,
        "around": around(),
        "hours": "mandag til torsdag kl. 9-14",
        "meeting_at": datetime(2026, 12, 4, 9, tzinfo=UTC),
        "because": ChoiceReason.OFFERED_LATE,
        "since": date(2026, 11, 21),
        "offer_by": date(2026, 11, 27),
        "level": GeneralLevel.BASIC,
        "to_choose": (
            ToChoose("Fjordbyens Fysioterapi", "Prøvevej 3, 9000 Aalborg", "99 00 00 41", date(2026, 11, 26)),
            ToChoose("Klinik Nordvest", "Prøvevej 5, 9200 Aalborg SV", "", date(2026, 12, 4)),
        ),
        "more": 3,
    }
    return ExtendedFacts(**(known | changed))


def who_trains(**changed: Any) -> CaseFacts:
    known = {"citizen": NANCY, "to": NANCY, "written_on": DAY, "sender": KOMMUNE, "around": around(), "trainer": METTE}
    return CaseFacts(**(known | changed))


def document(*blocks: Block) -> Document:
    return Document("Prøve", "Prøve", "Afdelingen", "Prøve", DAY, blocks)


def of_everything(said: str) -> Document:
    """The same text in every place where a document takes one."""
    return Document(
        said,
        said,
        said,
        said,
        DAY,
        [Heading(said), text(said), listing(said), rows((said, said)), Table(said, [said], [[said]])],
        said,
        said,
    )


ALL = {
    "almen": lambda: letters.almen(plan()),
    "rehabilitering": lambda: letters.rehabilitation(plan()),
    "specialiseret": lambda: letters.specialised(specialised()),
    "indkaldelse": lambda: letters.appointment(meeting(interpreter="arabisk", wheelchair=True, needs_transport=True)),
    "egentraening med plan": lambda: letters.self_training_with_plan(plan()),
    "egentraening uden plan": lambda: letters.self_training(alone()),
    "besked": lambda: letters.informing(offered(trainer=METTE)),
    "besked for sent": lambda: letters.informing(late()),
    "besked ingen start": lambda: letters.informing(none_in_time()),
    "besked rehabilitering": lambda: letters.informing(offered(rehabilitation=True, level=None)),
    "udvidet valg": lambda: letters.extended(extended_choice()),
    "besked traener": lambda: letters.trainer(who_trains()),
    "plan": lambda: letters.plan(
        [
            letters_section("Funktionsevne og behov", [{"label": "Behov", "value": "Træning af gang", "missing": ""}]),
            letters_section("Tests", [], ("Test af funktionsevne", ["Test", "Resultat"], [["Timed Up and Go", "14 sekunder"]])),
        ],
        lead=[("Patient", NANCY)],
        sender=SENDER.name,
        footer="Genoptræningsplan, version 1",
        written_on=DAY,
    ),
}


def letters_section(title: str, said: list[dict[str, str]], *tables: tuple[str, list[str], list[list[str]]]) -> Any:
    from gop.letters.plan import PaperRows, PaperSection, PaperTable

    return PaperSection(title, [PaperRows(said), *(PaperTable(*one) for one in tables)])
