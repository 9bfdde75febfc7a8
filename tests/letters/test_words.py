"""What each letter says, and to whom."""

from datetime import date
from typing import Any

import pytest

from gop import letters
from gop.criteria.lix import EASY, readability
from gop.letters.known import PatientOffice
from tests.letters.examples import ALL, DAY, NANCY, alone, around, letters_section, meeting, plan, specialised
from tests.letters.reading import Paper


def said(document: letters.Document) -> str:
    return Paper(letters.pdf(document)).text


LETTERS = sorted(set(ALL) - {"plan"})


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_says_what_happens_then_whom_to_call_and_rights_last(name: str) -> None:
    shown = said(ALL[name]())
    call, rights = shown.index("Hvem du kan ringe til"), shown.index("Dine rettigheder")
    assert call < rights
    assert shown.index("Styrelsen for Patientklager") > rights
    assert "tlf. 99 00 00 01" in shown
    assert shown.index("Med venlig hilsen") > rights


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_speaks_to_its_reader_and_names_no_disease(name: str) -> None:
    shown = said(ALL[name]())
    assert " du " in shown
    assert NANCY in shown
    for word in ("borgeren", "patienten", "DS72", "251248"):
        assert word not in shown


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_plain_danish(name: str) -> None:
    document = ALL[name]()
    prose = "\n".join("".join(part.text for part in block.parts) for block in document.blocks if block.kind == "text")
    found = readability(prose)
    assert found is not None
    assert found.lix <= EASY


def test_almen_tells_both_dates_the_level_and_free_choice() -> None:
    shown = said(letters.almen(plan()))
    assert (
        "Senest tirsdag 24. november 2026 får du at vide, hvor og hvornår du kan begynde, og om du skal træne på basalt eller avanceret"
        in shown
    )
    assert "Senest fredag 27. november 2026 skal du kunne begynde" in shown
    assert "Kan du ikke begynde senest fredag 27. november 2026, kan du vælge en privat leverandør" in shown
    assert "Træningen er gratis" in shown
    assert "Om ventetid, eller om hvor meget du træner: skriv til Aalborg Kommune" in shown


def test_rehabilitering_tells_the_dates_and_no_level() -> None:
    shown = said(letters.rehabilitation(plan()))
    assert "hvor og hvornår du kan begynde." in shown
    assert "niveau" not in shown
    assert "hele din hverdag" in shown


def test_private_choice_is_promised_only_where_the_law_gives_it() -> None:
    assert "privat leverandør" not in said(letters.rehabilitation(plan(private_choice=False)))


def test_an_expected_discharge_makes_the_dates_follow_it() -> None:
    assert "Flytter den dag sig" in said(letters.almen(plan(expected=True)))
    assert "Flytter den dag sig" not in said(letters.almen(plan()))


def test_a_letter_made_late_promises_no_day_that_has_passed() -> None:
    shown = said(letters.almen(plan(written_on=date(2026, 11, 26))))
    assert "Senest tirsdag 24. november" not in shown
    assert "Senest fredag 27. november" in shown
    assert "Har du intet hørt, så ring til Aalborg Kommune" in said(letters.almen(plan(written_on=date(2026, 12, 1))))


def test_a_plan_that_is_not_sent_says_so() -> None:
    shown = said(letters.almen(plan(authority="")))
    assert "Det er kun dig, der har den" in shown
    assert "24. november" not in shown
    assert "finder ud af, hvilken myndighed" in said(letters.almen(plan(authority="", on_its_way=True)))


def test_before_it_is_sent_the_letter_says_that_it_will_be() -> None:
    assert "Aalborg Kommune får din plan, når vi sender den" in said(letters.almen(plan(sent=False)))


def test_specialised_has_no_days_and_tells_of_hospital_choice() -> None:
    shown = said(letters.specialised(specialised()))
    assert "Fysio- og Ergoterapien har fået din plan og skriver til dig med en tid" in shown
    assert "mere end 60 dage, kan du have ret til at vælge et privathospital" in shown
    assert "30 dage. Spørg sygehuset" in shown
    assert "Aalborg Kommune får planen til orientering" in shown
    assert "privat leverandør" not in shown
    assert "basalt" not in shown


def test_specialised_without_consent_says_who_does_not_have_it() -> None:
    assert "fordi du ikke har sagt ja" in said(letters.specialised(specialised(performing="", informed="")))


def test_an_appointment_has_day_hour_place_and_how_to_cancel() -> None:
    shown = said(letters.appointment(meeting()))
    assert "Dag: tirsdag 1. december 2026" in shown
    assert "Tid: kl. 9.30" in shown
    assert "Sted: Indgang 3, 2. sal" in shown
    assert "Ring til os, tlf. 99 00 00 01, så snart du ved det" in shown
    assert "Tag dette brev og dit sundhedskort med" in shown
    assert "Har du brug for tolk" in shown
    assert "alle regioners sygehuse" in shown
    assert "Prøvevej 1" in shown


def test_an_appointment_repeats_the_needs_of_the_plan() -> None:
    shown = said(letters.appointment(meeting(interpreter="arabisk", wheelchair=True, needs_transport=True)))
    for words in ("brug for tolk (arabisk)", "du bruger kørestol", "brug for kørsel"):
        assert words in shown


def test_self_training_is_no_referral_and_starts_no_clock() -> None:
    with_plan, without = said(letters.self_training_with_plan(plan())), said(letters.self_training(alone()))
    assert "Aalborg Kommune og din egen læge den også" in with_plan
    assert "ingen henvisning til træning i kommunen" in with_plan
    assert "Du har derfor ikke fået en genoptræningsplan" in without
    for shown in (with_plan, without):
        assert "Senest" not in shown
        assert "skal du kunne begynde" not in shown


def test_transport_names_the_reasons_and_asks_for_an_amount_nobody_knows() -> None:
    shown = said(letters.almen(plan()))
    for words in ("Du får pension", "ikke kan tage bus eller tog", "mere end 50 km"):
        assert words in shown
    assert "Aalborg Kommune kan sige, hvor meget det er i år" in shown
    assert " kr." not in shown


def test_transport_names_an_amount_that_is_known_and_in_force() -> None:
    shown = said(letters.almen(plan(around=around(date(2022, 5, 1)))))
    assert "mindst 104 kr. Får du pension, er det mindst 44 kr" in shown


def test_after_the_reform_transport_says_that_the_rules_may_have_changed() -> None:
    assert "ændret fra 1. januar 2027" in said(letters.almen(plan(around=around(date(2027, 1, 2)))))
    assert "2027" not in said(letters.almen(plan()))


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (None, "Patientvejlederne i din region. Nummeret står"),
        (PatientOffice("region-x", "Patientkontoret i X", "", date(2007, 1, 1), None), "Patientkontoret i X. Nummeret står"),
        (PatientOffice("region-x", "Patientkontoret i X", "99 00 00 09", date(2007, 1, 1), None), "Patientkontoret i X, tlf. 99 00 00 09"),
    ],
)
def test_the_patients_advisers_are_named_with_a_number_only_when_one_is_known(office: Any, words: str) -> None:
    assert words in said(letters.almen(plan(around=around(office=office))))


def test_the_plan_shows_every_row_and_what_is_missing() -> None:
    shown = said(ALL["plan"]())
    for words in ("Behov: Træning af gang", "Test af funktionsevne", "Timed Up and Go", "14 sekunder"):
        assert words in shown


def test_a_table_of_long_texts_is_read_line_by_line() -> None:
    heads, line = ["Undersøgelse", "Resultat", "Dato", "Udført af"], ["Syn", "Ser kun med det ene øje. " * 10, "1. maj 2026", "Øjenlæge"]
    document = letters.plan(
        [letters_section("Fund", [], ("Særlige undersøgelser", heads, [line]), ("Tests", heads, [["a", "b", "c", "d"]]))],
        lead=[],
        sender="Afdelingen",
        footer="Plan",
        written_on=DAY,
    )
    assert [block.kind for block in document.blocks[1:]] == ["heading", "heading", "rows", "rows", "rows", "table"]
    assert "Resultat Ser kun med det ene øje." in said(document)
