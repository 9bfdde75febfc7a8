"""The pages of a case that goes on elsewhere: the forms, what they refuse, and what the next holder reads."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts import clock
from accounts.enums import Role
from gop.enums import EndCode
from gop.services import succession
from gop.services.handing_over import successor_id
from tests import factories as make
from tests.gop.handing import at, case_of, rehabilitation
from tests.gop.test_hand_over_almen import SPECIALISED
from tests.gop.test_hand_over_moved import started
from tests.gop_web.pages import client_of, done, press, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def time(db: None) -> Iterator[Any]:
    with time_machine.travel(at("2026-12-29T10:00"), tick=True) as traveller:
        make.registry()
        yield traveller


def test_a_moved_citizens_case_is_sent_on_and_both_pages_say_where(time: Any) -> None:
    _, case_id = make.delivered(make.author())
    make.triage_officer()
    birgit = client_of("birgit")
    done(birgit, case_id, "videresend", municipality=str(make.HERNING), reason="Ny adresse.")
    make.deliver_all()
    here = text_of(birgit, f"/sager/{case_id}/")
    assert "Sagen er fortsat hos Herning Kommune" in here
    assert "Ny adresse." in here
    make.triage_officer("helle", make.HERNING)
    there = text_of(client_of("helle"), f"/sager/{successor_id(case_id, make.HERNING)}/")
    assert "Borgeren er flyttet, og sagen kommer fra Aalborg Kommune." in there
    assert "Sagen er modtaget fra Aalborg Kommune" in there
    assert "Ny adresse." not in there


def test_without_a_municipality_the_form_says_so_and_nothing_happens(time: Any) -> None:
    _, case_id = make.delivered(make.author())
    make.triage_officer()
    answer = press(client_of("birgit"), case_id, "videresend", municipality="", reason="")
    assert answer.status_code == 400
    assert "Vælg borgerens nye bopælskommune" in answer.content.decode()
    assert case_of(case_id).ended_at is None


def test_after_the_start_the_former_clocks_stand_as_a_table_to_read(time: Any) -> None:
    _, case_id = make.delivered(make.author())
    birgit = make.triage_officer()
    started(birgit, case_id)
    done(client_of("birgit"), case_id, "videresend", municipality=str(make.HERNING), reason="")
    make.deliver_all()
    make.triage_officer("helle", make.HERNING)
    page = text_of(client_of("helle"), f"/sager/{successor_id(case_id, make.HERNING)}/")
    assert "Frister hos Aalborg Kommune" in page
    assert "Overholdt tirsdag 29. december" in page
    assert "De 4 og 7 dage løber ikke igen her." in page


def test_a_late_receipt_proposes_its_cause(time: Any) -> None:
    _, case_id = make.delivered(make.author(), discharge_date=clock.today() - timedelta(days=20))
    make.triage_officer()
    done(client_of("birgit"), case_id, "videresend", municipality=str(make.HERNING), reason="")
    make.deliver_all()
    make.triage_officer("helle", make.HERNING)
    page = text_of(client_of("helle"), f"/sager/{successor_id(case_id, make.HERNING)}/")
    assert "Foreslået årsag: modtaget efter fristen." in page


def test_the_department_ends_its_course_with_or_without_consent_and_the_form_says_what_follows(time: Any) -> None:
    _, case_id = make.delivered(make.author(), **SPECIALISED)
    make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    tove = client_of("tove")
    page = text_of(tove, f"/sager/{case_id}/")
    assert "Intet sendes, og kommunen får ingen sag" in page
    assert press(tove, case_id, "bliver-almen", on="2026-12-29", closing="", consent="ja").status_code == 400
    assert press(tove, case_id, "bliver-almen", on="2026-12-29", closing="Slut.", consent="").status_code == 400
    done(tove, case_id, "bliver-almen", on="2026-12-29", closing="Slut.", consent="ja")
    make.deliver_all()
    assert case_of(case_id).end_code == EndCode.TRANSITION
    make.triage_officer()
    there = text_of(client_of("birgit"), f"/sager/{successor_id(case_id, make.AALBORG)}/")
    assert "Det specialiserede forløb hos Aalborg Universitetshospital er slut." in there


def test_a_municipality_and_an_almen_case_have_no_such_form(time: Any) -> None:
    _, case_id = make.delivered(make.author())
    make.triage_officer()
    birgit = client_of("birgit")
    assert "bliver-almen" not in text_of(birgit, f"/sager/{case_id}/")
    assert press(birgit, case_id, "bliver-almen", on="2026-12-29", closing="Slut.", consent="ja").status_code == 400


def test_the_regions_triage_officer_finds_the_case_in_the_inbox_and_goes_on_with_it(time: Any) -> None:
    _, case_id = rehabilitation(make.author())
    make.person("rita", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    rita = client_of("rita")
    assert "Nancy Ann Test Berggren" not in text_of(rita, "/sager/")
    time.move_to(at("2027-01-01T08:00"))
    succession.move_all()
    make.deliver_all()
    rita, new = client_of("rita"), successor_id(case_id, make.NORDJYLLAND)
    assert "Nancy Ann Test Berggren" in text_of(rita, "/sager/")
    assert "Sagen er overtaget fra Aalborg Kommune" in text_of(rita, f"/sager/{new}/")
    done(rita, new, "kvitter")
    done(rita, new, "tag")
    done(rita, new, "visiter", reason="")
    done(rita, new, "vejled", how="telefon")
    done(rita, new, "tilbyd", date="2027-01-04", time="10:00", place="Neurocentret")
    assert case_of(new).offer_place == "Neurocentret"


def test_why_these_dates_goes_back_to_before_the_region_had_the_case(time: Any) -> None:
    _, case_id = rehabilitation(make.author())
    make.person("rita", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    time.move_to(at("2027-01-01T08:00"))
    succession.move_all()
    make.deliver_all()
    rita, new = client_of("rita"), successor_id(case_id, make.NORDJYLLAND)
    now = text_of(rita, f"/sager/{new}/hvorfor/")
    assert "lørdag 2. januar" in now
    assert "Ikke afklaret" in now
    then = text_of(rita, f"/sager/{new}/hvorfor/?tid=2026-12-30T12:00")
    assert "lørdag 2. januar" in then
    assert "Sagen var ikke modtaget endnu." not in then


def test_why_these_dates_says_that_no_clock_runs_after_a_move_from_a_started_course(time: Any) -> None:
    _, case_id = make.delivered(make.author())
    birgit = make.triage_officer()
    started(birgit, case_id)
    done(client_of("birgit"), case_id, "videresend", municipality=str(make.HERNING), reason="")
    make.deliver_all()
    make.triage_officer("helle", make.HERNING)
    assert "Ingen frister løber." in text_of(client_of("helle"), f"/sager/{successor_id(case_id, make.HERNING)}/hvorfor/")


def test_the_hospital_reads_where_its_plan_is_now(time: Any) -> None:
    plan_id, case_id = make.delivered(make.author())
    make.triage_officer()
    done(client_of("birgit"), case_id, "videresend", municipality=str(make.HERNING), reason="")
    make.deliver_all()
    page = text_of(client_of("anna"), f"/planer/{plan_id}/")
    assert "Sendt videre af modtageren" in page
    assert "Aalborg Kommune har sendt sagen videre til Herning Kommune." in page
