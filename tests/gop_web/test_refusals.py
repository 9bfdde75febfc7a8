"""What is refused is said at its field, and nothing typed is lost."""

from datetime import date, timedelta

from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from gop.enums import CaseState
from tests import factories as make
from tests.gop_web.pages import TRIAGED, case_row, client_of, done, informed, meeting, press, triaged


def test_a_level_without_ticks_or_reason_keeps_the_level(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    answer = press(page, case_id, "visiter", level="avanceret")
    text = answer.content.decode()
    assert answer.status_code == 400
    for said in ("Sæt mindst ét kryds ved det, niveauet hviler på.", "Skriv en kort begrundelse for niveauet."):
        assert said in text
    assert 'href="#visiter-reason"' in text
    assert 'id="visiter-level_1" name="level" value="avanceret" checked' in text
    assert case_row(case_id).state == CaseState.RECEIVED
    nothing = press(page, case_id, "visiter").content.decode()
    assert "Vælg niveau: basalt eller avanceret." in nothing


def test_what_was_typed_comes_back(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    answer = press(page, case_id, "visiter", criteria=["enkel"], reason="Kan det meste selv.")
    text = answer.content.decode()
    assert "Kan det meste selv." in text
    assert 'name="criteria" value="enkel" checked' in text


def test_informed_says_everything_that_is_missing(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    answer = press(page, case_id, "besked", on=clock.today().isoformat(), how="telefon")
    text = answer.content.decode()
    assert answer.status_code == 400
    for said in ("Skriv, hvor det første møde holdes.", "Angiv dato og klokkeslæt", "Registrér, at borgeren er vejledt om frit valg."):
        assert said in text
    assert case_row(case_id).informed_on is None


def test_an_offer_needs_day_time_and_place(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    for typed, said, target in [
        ({}, "Skriv, hvor det første møde holdes.", "tilbyd-place"),
        (meeting() | {"date": "31-31-2026"}, "Skriv datoen som dag, måned og år", "tilbyd-date"),
        (meeting() | {"date": (clock.today() - timedelta(days=1)).isoformat()}, "Mødet ligger før i dag.", "tilbyd-date"),
        (meeting() | {"date": "2062-05-24"}, "Se efter, om årstallet er rigtigt.", "tilbyd-date"),
        (meeting() | {"date": "9999-12-31", "time": "23:59"}, "Se efter, om årstallet er rigtigt.", "tilbyd-date"),
        (meeting() | {"date": "2027-03-28", "time": "02:30"}, "findes ikke", "tilbyd-time"),
        (meeting() | {"time": "25.99"}, "Skriv klokkeslættet som timer og minutter", "tilbyd-time"),
    ]:
        answer = press(page, case_id, "tilbyd", **typed)
        text = answer.content.decode()
        assert answer.status_code == 400, typed
        assert said in text, typed
        assert f'href="#{target}"' in text, typed
    assert case_row(case_id).state == CaseState.TRIAGED


def test_a_danish_date_and_time_are_read(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    day = clock.today() + timedelta(days=3)
    done(page, case_id, "tilbyd", date=f"{day.day}.{day.month}.{day.year}", time="9.30", place="Vest")
    found = case_row(case_id).offer_meeting_at
    assert found is not None
    assert (local(found).date(), local(found).hour, local(found).minute) == (day, 9, 30)


def test_dates_that_cannot_be(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "vejled", how="telefon")
    done(page, case_id, "tilbyd", **meeting())
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    for verb, typed in [
        ("besked", {"on": tomorrow, "how": "telefon"}),
        ("besked", {"on": date(26, 1, 1).isoformat(), "how": "telefon"}),
        ("besked", {"on": "", "how": ""}),
        ("foerste-moede", {"on": tomorrow}),
        ("foerste-moede", {"on": "2020-01-01"}),
        ("udskrivning", {"discharge_date": "2062-01-01", "source": "sygehus"}),
        ("udskrivning", {"discharge_date": "", "source": ""}),
        ("overdrag", {"colleague": ""}),
        ("overdrag", {"colleague": "ikke en id"}),
        ("returner", {"reason": "andet", "municipality": "", "note": " "}),
        ("returner", {"reason": "anden_kommune", "municipality": "Andeby"}),
        ("afslut", {"code": "gennemfoert"}),
        ("afslut", {"code": "erstattet"}),
    ]:
        assert press(page, case_id, verb, **typed).status_code == 400, (verb, typed)
    assert case_row(case_id).state == CaseState.OFFERED


def test_the_second_is_told_who_and_when_and_keeps_what_was_typed(page: Client, anna: Actor) -> None:
    make.person("carl", make.Role.TRIAGE_OFFICER, make.AALBORG, name="Carl Friis")
    carl = client_of("carl")
    _, case_id = make.delivered(anna)
    seen = clock.now().isoformat()
    done(carl, case_id, "visiter", **TRIAGED)
    answer = page.post(
        f"/sager/{case_id}/visiter/", {"seen": seen, "level": "avanceret", "criteria": ["omfattende"], "reason": "Min begrundelse."}
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    moment = local(clock.now())
    assert f"Carl Friis har visiteret sagen i dag kl. {moment.hour}." in text
    assert "Se ændringen og prøv igen." in text
    assert "Min begrundelse." in text
    assert case_row(case_id).level == "basal"
    # From the page as it stands now, it may be changed.
    done(page, case_id, "visiter", level="avanceret", criteria=["omfattende"], reason="Min begrundelse.")
    assert case_row(case_id).level == "avanceret"


def test_the_same_form_sent_twice_changes_nothing(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    sent = {"seen": clock.now().isoformat(), **meeting()}
    for _ in range(2):
        assert page.post(f"/sager/{case_id}/tilbyd/", sent).status_code == 302
    with make.reading():
        from gop.models import Offer

        assert Offer.objects.filter(case_id=case_id).count() == 1


def test_a_verb_that_came_too_late_shows_what_was_typed(page: Client, anna: Actor) -> None:
    make.person("carl", make.Role.TRIAGE_OFFICER, make.AALBORG, name="Carl Friis")
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    done(client_of("carl"), case_id, "afslut", code="fravalg", reason="")
    answer = press(page, case_id, "tilbyd", **(meeting() | {"place": "Et andet sted"}))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "for sagen er afsluttet" in text
    assert "Det er ikke gemt. Kopiér det, du vil bruge." in text
    assert "Et andet sted" in text


def test_an_unreadable_moment_counts_as_never(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    for seen in ("", "i går", "2026-11-22T10:00:00"):
        assert page.post(f"/sager/{case_id}/tag/", {"seen": seen}).status_code == 302
