"""The form that decides a case: what is proposed, what is said when it cannot be, and how few presses it takes."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import day_date
from gop.enums import CaseState
from gop.models import Offer
from municipalities.models import FirstTime
from tests import factories as make
from tests.gop import first_times as ours
from tests.gop_web.pages import TRIAGED, case_row, client_of, done, press, queries, text_of

TYPED = {**TRIAGED, "training_field": "under_kirurgisk", "how": "telefon"}


@pytest.fixture
def case(anna: Actor) -> uuid.UUID:
    return make.delivered(anna, interventions=[{"code": "KNFB20", "text": "Hemialloplastik", "on": ""}])[1]


@pytest.fixture
def time(anna: Actor) -> FirstTime:
    return ours.weekly(ours.place(), ours.open_day())


def test_the_first_free_time_and_the_field_are_proposed_and_the_level_is_not(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    text = text_of(page, f"/sager/{case}/")
    assert f'value="{ours.slot(time, ours.open_day())}" checked' in text
    assert 'value="under_kirurgisk" selected' in text
    assert "Foreslået ud fra diagnosen og operationen." in text
    assert "Sig først: »Du sørger som regel selv for at komme frem." in text
    assert 'name="level" value="basal" checked' not in text


def test_one_press_decides_and_the_next_case_stands_on_the_page(page: Client, anna: Actor, case: uuid.UUID, time: FirstTime) -> None:
    _, following = make.delivered(anna)
    done(page, case, "beslut", **TYPED, slot=ours.slot(time, ours.open_day()))
    row = case_row(case)
    assert (row.state, row.owner_name, row.training_field) == (CaseState.OFFERED, "Birgit", "under_kirurgisk")
    text = text_of(page, f"/sager/{case}/")
    assert f'href="/sager/{following}/">Næste sag' in text
    assert "45 minutter" in text


def test_everything_that_is_missing_is_said_at_once_at_its_field(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    refused = press(page, case, "beslut", slot="andet", training_field="")
    assert refused.status_code == 400
    text = refused.content.decode()
    for sentence in (
        "Vælg niveau: basalt eller avanceret.",
        "Skriv en kort begrundelse for niveauet.",
        "Vælg fagområde.",
        "Vælg, hvordan borgeren er vejledt om frit valg",
        "Angiv datoen for det første møde.",
        "Skriv, hvor det første møde holdes.",
    ):
        assert text.count(sentence) == 2, sentence
    assert case_row(case).acknowledged_at is None


def test_a_seat_taken_meanwhile_is_said_at_the_times_with_new_ones(page: Client, anna: Actor, case: uuid.UUID, time: FirstTime) -> None:
    _, other = make.delivered(anna, cpr=make.somebody(), citizen_name="Ruddi Test Elmer")
    day = ours.open_day()
    later = ours.weekly(ours.place(name="Øst"), day, 15)
    done(page, other, "beslut", **TYPED, slot=ours.slot(time, day))
    refused = press(page, case, "beslut", **TYPED, slot=ours.slot(time, day))
    text = refused.content.decode()
    assert refused.status_code == 400
    assert "er taget. Vælg en anden tid." in text
    assert ours.slot(time, day) not in text
    assert ours.slot(later, day) in text
    assert case_row(case).state == CaseState.RECEIVED


def test_no_time_yet_leaves_the_case_triaged_and_the_offer_comes_next(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    done(page, case, "beslut", **TYPED, slot="ingen")
    assert case_row(case).state == CaseState.TRIAGED
    text = text_of(page, f"/sager/{case}/")
    assert "Næste skridt: tilbyd første møde" in text
    done(page, case, "tilbyd", slot=ours.slot(time, ours.open_day()))
    assert case_row(case).state == CaseState.OFFERED


def test_that_none_is_free_in_time_is_said_and_can_be_recorded_with_a_later_offer(page: Client, case: uuid.UUID) -> None:
    due, day = clock.today() + timedelta(days=7), ours.open_day(8)
    late = ours.weekly(ours.place(), day)
    with make.seeding():
        FirstTime.objects.filter(id=late.id).update(valid_from=due + timedelta(days=1))
    text = text_of(page, f"/sager/{case}/")
    assert f"Ingen ledig tid inden {day_date(due)}. De første ledige tider derefter:" in text
    assert f'value="{ours.slot(late, day)}">' in text
    done(page, case, "beslut", **TYPED, slot=ours.slot(late, day), no_start="on")
    row = case_row(case)
    assert row.no_start_at is not None
    assert row.offer_state == "aaben"


def test_a_home_needs_no_address_and_the_letter_gets_what_was_said(page: Client, case: uuid.UUID) -> None:
    when = {"date": (clock.today() + timedelta(days=2)).isoformat(), "time": "10:00"}
    more = {"minutes": "60", "performer": "privat", "duration": "6 uger", "professions": "Ergoterapeut"}
    done(page, case, "beslut", **TYPED, slot="andet", place_kind="hjemmet", **when, **more)
    with make.reading():
        offer = Offer.objects.get(case_id=case)
    assert (offer.place, offer.place_kind, offer.minutes) == ("I borgerens hjem", "hjemmet", 60)
    assert (offer.performer, offer.duration, offer.professions) == ("privat", "6 uger", "Ergoterapeut")


def test_a_typed_day_beside_a_chosen_time_is_asked_about(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    refused = press(page, case, "beslut", **TYPED, slot=ours.slot(time, ours.open_day()), date="2026-12-01", time="10:00")
    assert "Du har også skrevet en dato." in refused.content.decode()
    assert case_row(case).state == CaseState.RECEIVED


def test_the_level_through_the_course_is_shown_once_it_has_changed(page: Client, case: uuid.UUID) -> None:
    done(page, case, "beslut", **TYPED, slot="ingen")
    assert "Niveauet gennem forløbet" not in text_of(page, f"/sager/{case}/")
    done(page, case, "visiter", level="avanceret", criteria=["omfattende"], reason="Mere omfattende.")
    text = text_of(page, f"/sager/{case}/")
    assert "Niveauet gennem forløbet" in text
    assert case_row(case).training_field == "under_kirurgisk"


def test_the_weeks_page_shows_seats_by_team(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    assert "Ledige tider til første møde" in text_of(page, "/team/ledige-tider/")
    assert queries(page, "/team/ledige-tider/") == queries(page, "/team/ledige-tider/")


def test_the_performing_department_cannot_decide_in_one_step(anna: Actor, case: uuid.UUID) -> None:
    from accounts.enums import Role

    make.person("hanne", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    assert press(client_of("hanne"), case, "beslut").status_code == 403


def test_more_times_do_not_mean_more_queries(page: Client, case: uuid.UUID, time: FirstTime) -> None:
    address = f"/sager/{case}/"
    text_of(page, address)
    few = queries(page, address)
    centre: Any = ours.place(name="Nord")
    for ahead in range(1, 8):
        ours.weekly(centre, clock.today() + timedelta(days=ahead), 9, seats=5)
    assert queries(page, address) == few
