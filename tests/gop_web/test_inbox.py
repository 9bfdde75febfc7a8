"""Sager: sorted by the last day to do something, kept whole in the address, and the same few queries however many."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.clock import COPENHAGEN
from gop.models import Case
from gop.selectors import inbox as selectors
from tests import factories as make
from tests.gop_web.pages import client_of, done, informed, queries, text_of


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Stand at a moment of Danish time."""

    def stand(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)
        monkeypatch.setattr(clock, "now", lambda: now)

    return stand


def order(text: str, *found: str) -> None:
    places = [text.index(one) for one in found]
    assert places == sorted(places), found


def test_overdue_first_then_today_then_later_with_both_clocks_in_words(page: Client, anna: Actor, at) -> None:
    at("2026-11-09T09:00")
    make.delivered(anna, discharge_date=date(2026, 11, 9), citizen_name="Sen Senesen")  # besked 13., tilbud 16.
    at("2026-11-12T09:00")
    make.delivered(anna, discharge_date=date(2026, 11, 12), citizen_name="Iris Idag")  # besked 16.
    make.delivered(anna, discharge_date=date(2026, 11, 16), discharge_expected=True, citizen_name="Lone Later")
    at("2026-11-16T10:00")
    text = text_of(page, "/sager/")
    order(text, ">Overskredet</th>", "Sen Senesen", ">I dag</th>", "Iris Idag", ">Senere</th>", "Lone Later")
    for words in ("overskredet 3 dage", "i dag", "4 dage tilbage", "(foreløbig)", "ingen ejer"):
        assert words in text, words
    assert "Sen Senesen" in text_of(page, "/sager/?vis=overskredet")
    assert "Iris Idag" not in text_of(page, "/sager/?vis=overskredet")
    today = text_of(page, "/sager/?vis=i_dag")
    assert "Iris Idag" in today
    assert "Sen Senesen" not in today


def test_on_a_saturday_a_deadline_of_sunday_still_stands_under_today(page: Client, anna: Actor, at) -> None:
    at("2026-11-18T09:00")
    make.delivered(anna, discharge_date=date(2026, 11, 18))  # besked søndag 22.
    at("2026-11-21T10:00")
    text = text_of(page, "/sager/?vis=i_dag")
    assert "fre. 20. nov." in text
    assert "1 dag tilbage" in text


def test_filters_follow_the_case(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    for name in ("alle", "uden_ejer", "nye"):
        assert "Nancy Ann" in text_of(page, f"/sager/?vis={name}"), name
    for name in ("mine", "overskredet", "specialiseret", "orientering", "afsluttet"):
        assert "Nancy Ann" not in text_of(page, f"/sager/?vis={name}"), name
    done(page, case_id, "kvitter")
    done(page, case_id, "tag")
    assert "Nancy Ann" in text_of(page, "/sager/?vis=mine")
    assert "Nancy Ann" not in text_of(page, "/sager/?vis=nye")
    done(page, case_id, "afslut", code="fravalg", reason="")
    assert "Borgeren har fravalgt" in text_of(page, "/sager/?vis=afsluttet")
    assert "Nancy Ann" not in text_of(page, "/sager/")


def test_an_empty_list_says_when_the_next_deadline_is(page: Client, anna: Actor) -> None:
    assert "Ingen sager venter." in text_of(page, "/sager/")
    make.delivered(anna)
    assert "Ingen sager venter. Næste frist er" in text_of(page, "/sager/?vis=overskredet")


def test_a_met_case_stands_last_without_an_open_deadline(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    text = text_of(page, "/sager/")
    assert "Uden åbne frister" in text
    assert text.count("· overholdt") == 2


def test_pages_follow_each_other_by_key(page: Client, anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    for number in range(5):
        make.delivered(anna, citizen_name=f"Nancy Nummer{number}")
    seen, address = [], "/sager/"
    for _ in range(3):
        text = text_of(page, address)
        seen += [number for number in range(5) if f"Nummer{number}" in text]
        after = text.partition('href="/sager/?efter=')[2].partition('"')[0]
        address = f"/sager/?efter={after}"
    assert sorted(seen) == list(range(5))
    with make.reading():
        ids = list(Case.objects.values_list("id", flat=True))
    for case_id in ids:
        done(page, case_id, "afslut", code="fravalg", reason="")
    first = text_of(page, "/sager/?vis=afsluttet")
    assert "Vis flere" in first
    second = first.partition('href="/sager/?vis=afsluttet&amp;efter=')[2].partition('"')[0]
    assert "Til listens begyndelse" in text_of(page, f"/sager/?vis=afsluttet&efter={second}")


def test_a_key_that_is_no_key_begins_at_the_start(page: Client) -> None:
    for view in ("alle", "afsluttet", "findes-ikke"):
        for after in ("x", "2026-13-45_1", "9999-12-31_", "_", "\x00", f"2026-11-22_{uuid.uuid4()}", f"0001-01-01_{uuid.uuid4()}"):
            assert page.get("/sager/", {"vis": view, "efter": after}).status_code == 200, (view, after)


def test_inbox_and_case_take_as_many_queries_with_1_20_and_200_plans(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    first = queries(page, "/sager/"), queries(page, f"/sager/{case_id}/")
    for wanted in (20, 200):
        _copies(case_id, wanted)
        assert (queries(page, "/sager/"), queries(page, f"/sager/{case_id}/")) == first, wanted
        assert client_of("birgit").get("/sager/").status_code == 200


def _copies(case_id: uuid.UUID, wanted: int) -> None:
    with make.reading():
        case = Case.objects.get(id=case_id)
        for number in range(wanted - Case.objects.count()):
            case.id, case.plan_id, case._state.adding = uuid.uuid4(), uuid.uuid4(), True
            case.cpr_hash = uuid.uuid4().bytes * 2  # another citizen: two plans of one are asked about
            case.last_working_day = clock.today() + timedelta(days=number % 9)
            case.save(force_insert=True)
