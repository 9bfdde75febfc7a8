"""Specialised training as its department meets it: hospital choice, a wait too long, the letter of appointment; and what the municipalities read."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from gop.models import CaseLetter
from gop.services.handing_over import successor_id
from gop.services.sending_letters import send_waiting
from tests import factories as make
from tests.gop.handing import case_of, cases_at
from tests.gop.test_hand_over_almen import SPECIALISED
from tests.gop_web.pages import client_of, done, press, text_of
from tests.letters.reading import Paper


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.GOP_DIGITAL_POST, settings.GOP_DIGITAL_POST_FOLDER = "file", str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def case_id(anna: Actor) -> uuid.UUID:
    _, found = make.delivered(anna, **SPECIALISED)
    return found


@pytest.fixture
def tove(case_id: uuid.UUID) -> Client:
    make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    client = client_of("tove")
    for verb in ("kvitter", "tag"):
        done(client, case_id, verb)
    done(client, case_id, "vejled", how="samtale")
    return client


def invited(tove: Client, case_id: uuid.UUID, days: int) -> None:
    day = (clock.today() + timedelta(days=days)).isoformat()
    done(tove, case_id, "indkald", date=day, time="10:00", place="Terapien, indgang 4")


def letter_of(case_id: uuid.UUID) -> CaseLetter:
    with make.reading():
        return CaseLetter.objects.get(case_id=case_id)


def test_the_case_says_how_long_the_wait_may_be_and_that_nobody_has_judged_the_illness(tove: Client, case_id: uuid.UUID) -> None:
    page = text_of(tove, f"/sager/{case_id}/")
    assert "Frit sygehusvalg" in page
    assert "Ikke vurderet. Ventetiden må være 60 dage." in page
    assert "Udvidet frit sygehusvalg: nej." in page
    assert "er en antagelse" in page


def test_a_wait_too_long_is_said_with_reason_day_and_basis_and_stands_in_the_letter(tove: Client, case_id: uuid.UUID) -> None:
    invited(tove, case_id, 45)
    done(tove, case_id, "alvorlig-sygdom", serious="ja")
    page = text_of(tove, f"/sager/{case_id}/")
    assert "Udvidet frit sygehusvalg: ja." in page
    assert "Ventetiden til den tilbudte tid er for lang" in page
    assert "Sundhedsloven § 79 stk. 2" in page
    assert "Du venter mere end 30 dage" in page
    said = Paper(tove.get(f"/sager/{case_id}/brev/udkast/").content).text
    assert "Du venter 45 dage på din tid" in " ".join(said.split())


def test_the_letter_of_appointment_goes_by_digital_post_and_the_patient_counts_as_told(tove: Client, case_id: uuid.UUID) -> None:
    invited(tove, case_id, 6)
    assert "Næste skridt: send brevet" in text_of(tove, f"/sager/{case_id}/")
    done(tove, case_id, "brev", kind="indkaldelse", channel="digital_post")
    send_waiting()
    assert (letter_of(case_id).kind, letter_of(case_id).state) == ("indkaldelse", "leveret")
    page = text_of(tove, f"/sager/{case_id}/")
    assert "Leveret i Digital Post" in page
    assert "Næste skridt: registrér første møde" in page
    assert case_of(case_id).informed_on == clock.today()


def test_a_letter_on_paper_lies_in_the_departments_own_pile(tove: Client, case_id: uuid.UUID) -> None:
    invited(tove, case_id, 6)
    done(tove, case_id, "brev", kind="indkaldelse", channel="brev")
    assert "Nancy Ann Test Berggren" in text_of(tove, "/sager/breve/")
    make.person("theo", Role.HOSPITAL_THERAPIST, make.GOEDSTRUP)
    assert "Nancy Ann Test Berggren" not in text_of(client_of("theo"), "/sager/breve/")


def test_the_choice_of_another_department_keeps_what_was_typed_when_the_patients_yes_is_missing(tove: Client, case_id: uuid.UUID) -> None:
    typed = {"choice": "andet", "department": "", "place": "", "on": clock.today().isoformat(), "how": "telefon"}
    answer = press(tove, case_id, "sygehusvalg", **typed)
    assert answer.status_code == 400
    assert "Uden patientens ja kan planen ikke sendes dertil" in answer.content.decode()
    done(tove, case_id, "sygehusvalg", **typed | {"choice": "her"})
    assert "Bliver hos jer" in text_of(tove, f"/sager/{case_id}/")


def test_no_room_is_a_verb_for_another_regions_patient_alone(tove: Client, case_id: uuid.UUID, anna: Actor) -> None:
    assert "ingen-plads" not in text_of(tove, f"/sager/{case_id}/")
    _, other = make.delivered(anna, **SPECIALISED, home_municipality_id=make.HERNING, cpr="2512489996")
    assert "Patienten bor i en anden region." in text_of(tove, f"/sager/{other}/")
    done(tove, other, "ingen-plads", note="")
    assert "Ingen plads til patienter fra andre regioner" in text_of(tove, f"/sager/{other}/")


def test_the_municipality_reads_who_performs_and_pays_and_the_days_but_no_letter(tove: Client, case_id: uuid.UUID) -> None:
    make.triage_officer()
    (information,) = cases_at(make.AALBORG)
    birgit = client_of("birgit")
    assert "Udføreren har ikke meldt noget endnu." in text_of(birgit, f"/sager/{information.id}/")
    invited(tove, case_id, 6)
    make.deliver_all()
    page = text_of(birgit, f"/sager/{information.id}/")
    for said in ("Hvem gør hvad", "Udfører", "Fysio- og ergoterapien", "Betaler", "Udføreren har indkaldt til første møde"):
        assert said in page
    assert "indgang 4" not in page
    assert "Brev om første tid" not in page


def test_the_new_almen_case_shows_the_closing_status_that_came_along(tove: Client, case_id: uuid.UUID) -> None:
    done(tove, case_id, "bliver-almen", on=clock.today().isoformat(), closing="Går 300 meter med stok.", consent="ja", reason="")
    make.deliver_all()
    make.triage_officer()
    page = text_of(client_of("birgit"), f"/sager/{successor_id(case_id, make.AALBORG)}/")
    assert "Slutstatus fra det specialiserede forløb" in page
    assert "Går 300 meter med stok." in page
    assert "Besked til borgeren senest" in page
