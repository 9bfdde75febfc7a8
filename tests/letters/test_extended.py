"""The letter about extended choice: transport first, then the right with reason and day, then whom one may choose; plain and short."""

from datetime import timedelta

from accounts import clock
from gop import letters
from gop.criteria.lix import readability
from gop.enums import ChoiceReason, LetterKind
from gop.models import Case, CaseLetter
from gop.selectors.case_letters import stale
from tests.letters.examples import around, extended_choice
from tests.letters.reading import Paper
from tests.letters.test_informing import prose
from tests.letters.test_words import said


def test_limits_on_transport_come_before_the_right_and_the_right_before_whom_one_may_choose() -> None:
    shown = said(letters.extended(extended_choice()))
    order = ["Du kan få hjælp til udgiften", "Hvorfor du kan vælge", "Det kan du fra lørdag 21. november 2026", "Hvem du kan vælge"]
    order += ["Fjordbyens Fysioterapi", "Klinik Nordvest", "Hvad du kan svare", "Hvem du kan ringe til", "Dine rettigheder"]
    assert [shown.index(one) for one in order] == sorted(shown.index(one) for one in order)


def test_each_reason_of_the_right_is_said_with_its_deadline() -> None:
    words = {
        ChoiceReason.OFFERED_LATE: "senest fredag 27. november 2026. Vi tilbød dig en tid, der lå senere",
        ChoiceReason.NO_START: "senest fredag 27. november 2026. Vi har sagt, at vi ikke kunne nå det",
        ChoiceReason.NOTHING_OFFERED: "senest fredag 27. november 2026. Vi har ikke givet dig en tid inden da, som holdt",
    }
    for because, expected in words.items():
        shown = said(letters.extended(extended_choice(because=because)))
        assert expected in shown
        # An offer made since then stands in the same letter, so no reason may say that there is none now
        assert "Din tid hos os fredag 4. december 2026 står ved magt" in shown


def test_the_own_offer_stands_and_no_answer_is_not_a_no() -> None:
    shown = said(letters.extended(extended_choice()))
    assert "Din tid hos os fredag 4. december 2026 står ved magt, til du har valgt" in shown
    assert "Svarer du ikke, er det ikke et nej" in shown
    assert "Kan begynde torsdag 26. november 2026" in shown
    assert "Der er 3 flere" in shown
    assert "står ved magt" not in said(letters.extended(extended_choice(meeting_at=None)))


def test_without_anybody_in_time_the_letter_says_so() -> None:
    assert "Ingen har fortalt os, at de kan begynde i tide" in said(letters.extended(extended_choice(to_choose=(), more=0)))


def test_the_letter_is_easy_to_read_and_at_most_two_pages() -> None:
    found = readability(prose(letters.extended(extended_choice())))
    assert found is not None
    assert found.lix <= 40
    long = extended_choice(to_choose=extended_choice().to_choose * 3, around=around())
    assert len(Paper(letters.pdf(letters.extended(long))).file.pages) <= 2


def test_a_letter_that_waits_is_stale_once_the_right_lies_ahead() -> None:
    """Day 0 moved later: the row then holds the day on which the right may come."""
    letter = CaseLetter(kind=LetterKind.EXTENDED_CHOICE)
    assert stale(Case(choice_from=clock.today()), letter, None, letter.id) == ""
    for ahead in (Case(choice_from=clock.today() + timedelta(days=3)), Case(choice_from=None)):
        assert "retten er faldet bort" in stale(ahead, letter, None, letter.id)
