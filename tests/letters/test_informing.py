"""What law and agreements want in the authority's letters, line by line, and that they are short and plain."""

from datetime import UTC, datetime

import pytest

from gop import letters
from gop.criteria.lix import readability
from gop.enums import GeneralLevel
from gop.letters.document import Document
from tests.letters.examples import METTE, around, late, none_in_time, offered, who_trains
from tests.letters.reading import Paper
from tests.letters.test_words import said

# What is asked for → the words that answer it.
ASKED = {
    "when": "Dag: torsdag 26. november 2026 Tid: kl. 10.00",
    "where": "Sted: Træningscenter Vest, Prøvevej 7, 9000 Aalborg",
    "level in plain words": "Du skal træne på basalt niveau. Det er til dig, når det, du har svært ved, er enkelt",
    "how long the meeting is": "Mødet varer: 45 minutter",
    "how long and how often": "Så længe og så tit træner du: otte uger, to gange om ugen",
    "professions": "Du møder: fysioterapeut",
    "public": "Du træner hos Aalborg Kommune. Det er et offentligt tilbud",
    "waiting time": "Ventetiden er 6 dage, regnet fra den dag, du blev udskrevet",
    "the goal is set together": "Du og den, der træner med dig, aftaler målet sammen",
    "ordinary choice": "kommunens egne tilbud, dem kommunen har aftale med, og andre kommuners egne tilbud",
    "how to say no": "Du må også sige nej til at træne",
    "how to move the time": "Ring til os, tlf. 99 00 00 01, så snart du ved det. Så finder vi en anden tid",
    "contact": "Aalborg Kommune, Kontaktpunkt for genoptræning, tlf. 99 00 00 01",
    "when it answers": "Åbent: mandag til torsdag kl. 9-14",
    "trainer": "Din træner: Mette Test, fysioterapeut, tlf. 99 00 00 31, Prøvevej 7, 9000 Aalborg",
    "transport": "Du kan få hjælp til udgiften",
    "complaint, treatment": "Styrelsen for Patientklager",
    "complaint, service": "Om ventetid, eller om hvor meget du træner: skriv til Aalborg Kommune",
    "the patients' advisers": "Patientkontoret i Region Nordjylland",
    "free": "Træningen er gratis",
}


@pytest.mark.parametrize("what", ASKED)
def test_the_informing_letter_says(what: str) -> None:
    assert ASKED[what] in said(letters.informing(offered(trainer=METTE)))


def test_what_happens_and_when_comes_first_and_limits_on_transport_before_the_choice() -> None:
    shown = said(letters.informing(late()))
    order = ["Dag: fredag 4. december", "Hvad sker der nu", "Hvem du kan ringe til", "Dine rettigheder"]
    order += ["Et valg kan koste dig kørsel", "Du kan altid vælge mellem", "privat leverandør, som har aftale med KL", "Hvis du vil klage"]
    assert [shown.index(one) for one in order] == sorted(shown.index(one) for one in order)


def test_extended_choice_is_promised_only_when_the_decision_allows_it() -> None:
    shown = said(letters.informing(late()))
    assert "De skal kunne begynde senest fredag 4. december 2026" in shown
    assert "Det er senere, end det skulle være: du skulle kunne begynde senest fredag 27. november 2026" in shown
    assert "mingenoptraening.dk" not in said(letters.informing(offered()))
    assert "mingenoptraening.dk" not in said(letters.informing(late(extended=False)))


def test_that_none_can_be_in_time_names_no_time_and_says_what_one_may_do() -> None:
    shown = said(letters.informing(none_in_time()))
    for words in (
        "Det kan vi ikke nå. Det beklager vi",
        "Du kan vente på os",
        "Du kan vælge et andet sted",
        "mingenoptraening.dk",
        "basalt",
    ):
        assert words in shown
    assert "Tid: kl." not in shown


def test_a_later_start_by_the_plan_counts_the_waiting_from_then() -> None:
    assert "regnet fra den dag, planen siger, at du tidligst skal begynde" in said(letters.informing(offered(from_later=True)))


def test_a_private_place_and_the_advanced_level_are_said() -> None:
    shown = said(letters.informing(offered(private=True, level=GeneralLevel.ADVANCED)))
    assert "privat leverandør, som Aalborg Kommune har aftale med" in shown
    assert "avanceret niveau" in shown


def test_without_a_trainer_the_letter_says_that_one_will_be_named() -> None:
    assert "Du får skriftlig besked om, hvem der skal træne med dig" in said(letters.informing(offered()))


def test_a_childs_letter_is_to_the_parents() -> None:
    shown = said(letters.informing(offered(child=True, to="Til forældrene til\nRasmus Test", citizen="Rasmus Test")))
    assert "Til forældrene til Rasmus Test" in shown
    assert "Kære forældre til Rasmus Test" in shown
    assert "Når der står »du«, mener vi jeres barn" in shown


def test_under_a_region_no_choice_is_promised() -> None:
    shown = said(letters.informing(offered(by_region=True, extended=False)))
    assert "kommunens egne tilbud" not in shown


def test_the_trainers_letter_has_name_phone_and_address_and_the_next_meeting() -> None:
    meets = who_trains(meeting_at=datetime(2026, 11, 26, 9, tzinfo=UTC), place="Vest")
    shown = said(letters.trainer(meets))
    for words in ("Navn: Mette Test, fysioterapeut", "Telefon: 99 00 00 31", "Adresse: Prøvevej 7", "første gang torsdag 26. november"):
        assert words in shown
    over = who_trains(meeting_at=datetime(2026, 11, 12, 9, tzinfo=UTC), place="Vest")
    assert "første gang" not in said(letters.trainer(over))


def prose(document: Document) -> str:
    """Paragraphs and lists: the letter's own text."""
    lines = [[block.parts] if block.kind == "text" else block.items for block in document.blocks if block.kind in ("text", "list")]  # type: ignore[union-attr]
    return "\n".join("".join(part.text for part in one) for some in lines for one in some)


@pytest.mark.parametrize("facts", [offered(), late(), none_in_time(), offered(trainer=METTE, level=GeneralLevel.ADVANCED)])
def test_the_letters_own_text_is_easy_to_read(facts: object) -> None:
    found = readability(prose(letters.informing(facts)))  # type: ignore[arg-type]
    assert found is not None
    assert found.lix <= 40


def test_a_letter_is_at_most_two_pages() -> None:
    long = late(trainer=METTE, level=GeneralLevel.ADVANCED, interpreter=True, around=around())
    assert len(Paper(letters.pdf(letters.informing(long))).file.pages) <= 2
