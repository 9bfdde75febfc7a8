"""Hvorfor disse datoer? As it stands, and as it stood."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN, long_date
from accounts.models import AccessLog
from deadlines.enums import DeadlineKind
from deadlines.models import Deadline
from gop.web.views.why import past_moment
from tests import factories as make
from tests.gop_web.pages import case_row, client_of, done, informed, meeting, text_of, triaged


def test_the_page_says_why_each_date_and_why_no_choice(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    day_zero = case_row(case_id).day_zero
    assert day_zero is not None
    text = text_of(page, f"/sager/{case_id}/hvorfor/")
    assert "Sådan står det nu." in text
    assert f"senest {long_date(day_zero + timedelta(days=4))}" in text
    assert "4 kalenderdage efter dag 0" in text
    assert "Gælder ikke." in text
    assert "Der er ikke tilbudt noget første møde." in text


def test_as_of_a_moment_before_the_offer_nothing_is_offered_and_after_it_the_offer_stands(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    before = clock.now()
    done(page, case_id, "vejled", how="telefon")
    done(page, case_id, "tilbyd", **meeting())
    then = before.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert "Intet tilbud gælder" in text_of(page, f"/sager/{case_id}/hvorfor/?tid={then}")
    now = text_of(page, f"/sager/{case_id}/hvorfor/")
    assert long_date(clock.today() + timedelta(days=3)) in now
    assert "Intet tilbud gælder" not in now


def test_before_receipt_it_says_so(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    assert "Sagen var ikke modtaget endnu." in text_of(page, f"/sager/{case_id}/hvorfor/?tid=2020-01-01T10:00")


def test_a_late_offer_opens_the_choice_and_the_case_page_says_since_when(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "vejled", how="telefon")
    done(page, case_id, "tilbyd", **meeting(20))
    since = f"fra {long_date(clock.today())}"
    assert f"Udvidet frit valg: gælder {since}" in text_of(page, f"/sager/{case_id}/")
    text = text_of(page, f"/sager/{case_id}/hvorfor/")
    assert f"Gælder {since}" in text
    assert "Det tilbudte første møde ligger efter tilbudsfristen" in text


def test_the_clocks_on_the_page_are_those_of_the_rows(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(
        anna, latest_start=clock.today() + timedelta(days=3), start_reason_kind="koordinering", start_reason="Ferie."
    )
    informed(page, case_id)
    with make.reading():
        rows = [f"{DeadlineKind(row.kind).label} senest {long_date(row.due_on)}" for row in Deadline.objects.filter(subject_id=case_id)]
    shown = re.findall(r"<h3[^>]*>([^<]* senest [^<]*)</h3>", text_of(page, f"/sager/{case_id}/hvorfor/"))
    assert len(rows) == 3
    assert sorted(shown) == sorted(rows)


@pytest.mark.parametrize("typed", ["i går", "2026-13-01T10:00", "2026-03-29T02:30", "0001-01-01T00:00", "2026-11-25T10:00+01:00"])
def test_a_moment_that_does_not_exist_is_said_and_the_page_shows_now(page: Client, anna: Actor, typed: str) -> None:
    _, case_id = make.delivered(anna)
    answer = page.get(f"/sager/{case_id}/hvorfor/", {"tid": typed})
    assert answer.status_code == 400
    assert "Tidspunktet kan ikke læses" in answer.content.decode()
    assert "Sådan står det nu." in answer.content.decode()


def test_another_authority_finds_nothing_and_a_look_is_logged(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    make.triage_officer("herbert", make.HERNING)
    assert client_of("herbert").get(f"/sager/{case_id}/hvorfor/").status_code == 404
    page.get(f"/sager/{case_id}/hvorfor/")
    with make.reading():
        assert AccessLog.objects.filter(page="gop:why", subject_id=case_id).exists()


def test_the_inbox_leads_to_the_explanation_of_each_row(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    assert f'href="/sager/{case_id}/hvorfor/"' in text_of(page, "/sager/")


def test_the_autumn_hour_is_the_first() -> None:
    assert past_moment("2026-10-25T02:30").isoformat() == "2026-10-25T00:30:00+00:00"
