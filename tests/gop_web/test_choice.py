"""The citizen's right on the case: it appears by itself, the letter is drafted, providers stand by field and level, and the answer leads on."""

import uuid
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import long_date
from gop.enums import LetterKind, LetterState, TrainingField
from gop.models import CaseEvent, CaseLetter
from gop.web import choice_panel
from tests import factories as make
from tests.gop_web.pages import TRIAGED, case_row, done, informed, meeting, press, queries, text_of
from tests.municipalities import providers as known

WEDNESDAY = datetime.fromisoformat("2026-11-18T10:00:00+01:00")
FIELD = {"training_field": known.FIELD}


@pytest.fixture
def case(page: Client, anna: Actor) -> uuid.UUID:
    """A late offer made today: told, and the right stands."""
    _, case_id = make.delivered(anna)
    done(page, case_id, "visiter", **TRIAGED, **FIELD)
    done(page, case_id, "vejled", how="telefon")
    done(page, case_id, "tilbyd", **meeting(12))
    done(page, case_id, "besked", on=clock.today().isoformat(), how="telefon")
    return case_id


def klinik(name: str, days: int | None, north: float = 0.01, *, told: bool = True, own: bool = False) -> uuid.UUID:
    provider = make.provider(name)
    (known.contract if own else known.agreement)(provider)
    place = known.place(provider, north=north)
    if told:
        known.waits(place, days)
    return provider


def panel(page: Client, case_id: uuid.UUID) -> str:
    text = text_of(page, f"/sager/{case_id}/")
    assert 'id="frit-valg"' in text
    return text.partition('id="frit-valg"')[2].partition("</section>")[0]


def test_the_right_stands_first_with_reason_law_day_guidance_and_whom_one_may_choose(page: Client, case: uuid.UUID) -> None:
    klinik("Langt Vest", 5, north=0.4)
    klinik("Nær Fysioterapi", 12)
    klinik("Siger Intet", None, told=False)
    klinik("For Sent", 13)
    klinik("Egen Aftale", 3, north=0.2, own=True)
    text = panel(page, case)
    assert f"Udvidet frit valg gælder fra {long_date(clock.today())}" in text
    for words in (
        "Borgeren har ikke svaret endnu",
        "Sundhedsloven § 140 stk. 4",
        "ligger efter tilbudsfristen",
        "Vejledt af Birgit, i telefonen",
    ):
        assert words in text
    order = ["Nær Fysioterapi", "Egen Aftale", "Langt Vest", "Siger Intet", "kan ikke begynde i tide", "For Sent", "efter kommunens tilbud"]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    for words in ("KL-aftale", "Egen aftale", "44 km", "Har ikke oplyst ventetid"):
        assert words in text
    whole = text_of(page, f"/sager/{case}/")
    assert whole.index('id="frit-valg"') < whole.index('id="plan-heading"')


def test_the_nearest_are_shown_and_the_others_one_click_away(page: Client, case: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice_panel, "SHOWN", 1)
    klinik("Langt Vest", 5, north=0.4)
    klinik("Nær Fysioterapi", 5)
    klinik("For Sent", 13)
    klinik("Endnu Senere", 14, north=0.3)
    nearest = text_of(page, f"/sager/{case}/udfoerere/")
    assert "Nær Fysioterapi" in nearest
    assert "Langt Vest" not in nearest
    assert "2 udførere kan ikke begynde i tide, de 1 nærmeste:" in nearest
    assert "Vis flere: 1 til kan begynde i tide" in nearest
    everybody = text_of(page, f"/sager/{case}/udfoerere/?vis=alle")
    assert all(name in everybody for name in ("Langt Vest", "Endnu Senere"))
    assert "Vis flere" not in everybody


def test_what_is_missing_is_said_before_providers_can_be_found(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    done(page, case_id, "tilbyd", **meeting(12))
    assert "Angiv først fagområde, så leverandørerne kan findes." in panel(page, case_id)


def test_before_the_right_there_is_no_panel_and_midnight_brings_it_without_anybody(page: Client, anna: Actor) -> None:
    with time_machine.travel(WEDNESDAY, tick=False) as moved:
        _, case_id = make.delivered(anna)
        done(page, case_id, "visiter", **TRIAGED, **FIELD)
        assert 'id="frit-valg"' not in text_of(page, f"/sager/{case_id}/")
        assert case_row(case_id).choice_from == date(2026, 11, 26)
        moved.move_to(datetime.fromisoformat("2026-11-26T00:00:00+01:00"))
        page.post("/log-ind/", {"username": "birgit", "password": "gop-test-1"})
        text = panel(page, case_id)
    assert "Udvidet frit valg gælder fra torsdag 26. november 2026" in text
    assert "Der er ikke registreret vejledning om frit valg endnu" in text


def test_one_press_writes_the_letter_and_an_answer_stops_it(page: Client, case: uuid.UUID) -> None:
    assert "Send brevet om retten" in panel(page, case)
    typed = {"kind": LetterKind.EXTENDED_CHOICE.value, "channel": "brev"}
    seen = clock.now().isoformat()
    for _ in range(2):  # pressed twice on one page
        assert press(page, case, "brev", **typed, seen=seen).status_code == 302
    with make.reading():
        letter = CaseLetter.objects.get(case_id=case, kind=LetterKind.EXTENDED_CHOICE)
    assert letter.state == LetterState.PRINTING
    text = panel(page, case)
    assert "Send brevet om retten" not in text
    assert "Brevet om retten: skal udskrives" in text
    done(page, case, "svar", answer="venter", on=clock.today().isoformat(), how="telefon")
    with make.reading():
        letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.STOPPED, "Borgeren har svaret.")


def test_the_answer_names_the_provider_leads_on_and_changes_nothing_when_repeated(page: Client, case: uuid.UUID) -> None:
    provider = klinik("Nær Fysioterapi", 5)
    said = {"answer": "valgt_leverandoer", "on": clock.today().isoformat(), "how": "telefon"}
    assert "Vælg, hvilken leverandør" in press(page, case, "svar", **said).content.decode()
    done(page, case, "svar", **said, provider=str(provider))
    done(page, case, "svar", **said, provider=str(provider))
    row = case_row(case)
    assert (row.choice_answer, row.choice_provider_id, row.choice_provider_name) == ("valgt_leverandoer", provider, "Nær Fysioterapi")
    assert row.choice_from is None
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case, action="svar_frit_valg").count() == 1
    text = panel(page, case)
    assert "Borgeren har valgt Nær Fysioterapi" in text
    assert f"udfoerer={provider}" in text
    assert "har valgt en leverandør (Nær Fysioterapi)" in text_of(page, f"/sager/{case}/")


def test_a_later_answer_replaces_it_and_both_stay_in_the_history(page: Client, case: uuid.UUID) -> None:
    said = {"on": clock.today().isoformat(), "how": "telefon"}
    done(page, case, "svar", answer="valgt_leverandoer", provider_name="Uden for registret", **said)
    done(page, case, "svar", answer="venter", **said)
    row = case_row(case)
    assert (row.choice_answer, row.choice_provider_name) == ("venter", "")
    text = text_of(page, f"/sager/{case}/frit-valg/")
    assert text.index("Uden for registret") < text.index("har sagt nej til frit valg og venter")
    assert 'id="frit-valg"' not in text_of(page, f"/sager/{case}/")


@pytest.mark.parametrize(
    ("days", "own", "field", "why"),
    [
        (13, False, known.FIELD, "efter kommunens tilbud"),
        (5, False, next(one.value for one in TrainingField if one.value != known.FIELD), "ingen aftale, der gælder"),
    ],
)
def test_a_provider_too_late_or_without_agreement_is_refused(
    page: Client, case: uuid.UUID, days: int, own: bool, field: str, why: str
) -> None:
    from gop.errors import Refused
    from gop.services.answers import name_of_provider

    provider = klinik("Et Sted", days, own=own)
    row = case_row(case)
    row.training_field = field
    with make.reading(), pytest.raises(Refused, match=why):
        name_of_provider(row, provider)


def test_without_the_right_only_own_contracts_may_be_chosen(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    done(page, case_id, "visiter", **TRIAGED, **FIELD)
    done(page, case_id, "vejled", how="telefon")
    national, own = klinik("Kun KL", 2), klinik("Vores Egen", 2, own=True)
    text = text_of(page, f"/sager/{case_id}/udfoerere/")
    assert "Vores Egen" in text
    assert "Kun KL" not in text
    assert "Udvidet frit valg gælder ikke" in text
    assert "Andre kommuners egne tilbud" in text
    said = {"answer": "valgt_leverandoer", "on": clock.today().isoformat(), "how": "telefon"}
    assert press(page, case_id, "svar", **said, provider=str(national)).status_code == 400
    done(page, case_id, "svar", **said, provider=str(own))


def test_the_forms_of_guidance_and_answer_begin_with_the_limits_on_transport(page: Client, case: uuid.UUID, anna: Actor) -> None:
    words = "Sig først: »Du sørger som regel selv for at komme frem."
    answer = text_of(page, f"/sager/{case}/").partition(f"/sager/{case}/svar/")[0]
    assert words in answer[-900:]
    _, new = make.delivered(anna, cpr=make.somebody(), citizen_name="Ruddi Test Elmer")
    text = text_of(page, f"/sager/{new}/")
    assert text.count(words) >= 2, "in the form that decides, and in the form of guidance alone"
    done(page, new, "vejled", how="samtale")
    with make.reading():
        assert CaseEvent.objects.get(case_id=new, action="vejled").data == {"how": "samtale", "transport_said": True}


def test_the_proof_and_its_pdf_are_read_in_a_constant_number_of_queries(page: Client, case: uuid.UUID) -> None:
    address = f"/sager/{case}/frit-valg/"
    text_of(page, address)
    before = queries(page, address)
    for days in (13, 14, 15):
        done(page, case, "tilbyd", **meeting(days))
    assert queries(page, address) == before
    answer = page.get(f"{address}pdf/")
    assert answer.content.startswith(b"%PDF")
    assert "Berggren" not in answer["Content-Disposition"]


def test_the_inbox_says_that_a_right_waits_for_an_answer(page: Client, case: uuid.UUID) -> None:
    assert "Borgeren har ikke svaret endnu" in text_of(page, "/sager/")
    assert str(case) in text_of(page, "/sager/?vis=frit_valg")
    done(page, case, "svar", answer="venter", on=(clock.today() - timedelta(days=0)).isoformat(), how="telefon")
    assert "Borgeren har ikke svaret endnu" not in text_of(page, "/sager/")
    assert str(case) not in text_of(page, "/sager/?vis=frit_valg")
