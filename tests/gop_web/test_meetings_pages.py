"""The pages of a meeting: called, moved, cancelled and written up without script, the same at either side."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from gop.enums import PlanType
from gop.models import Case, CoordinationMeeting, Plan
from tests import factories as make
from tests.gop.notice_steps import notified, received
from tests.gop_web.pages import client_of, queries, text_of

pytestmark = pytest.mark.django_db(transaction=True)
NO_CLOCK = "Det ændrer ingen frist og tæller ikke som første møde."


@pytest.fixture
def ends(anna: Actor, birgit: Actor) -> tuple[UUID, UUID, Client, Client]:
    """(plan, case, the author's browser, the triage officer's)."""
    return (*make.delivered(anna), client_of("anna"), client_of("birgit"))


def typed(**changed: str) -> dict[str, str]:
    day = clock.today() + timedelta(days=7)
    said = {"kind": "hjemmebesoeg", "date": day.isoformat(), "time": "10:30", "place": "Borgerens hjem", "agenda": "Hjælpemidler"}
    return said | {"role_0": "patient", "name_0": "", "role_1": "visitator", "name_1": "Birgit", "seen": clock.now().isoformat()} | changed


def row(organisation: UUID) -> CoordinationMeeting:
    with make.reading():
        return CoordinationMeeting.objects.get(organisation_id=organisation)


def done(page: Client, address: str, data: dict[str, Any]) -> str:
    answer = page.post(address, data, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_visitator_calls_from_the_case_and_the_author_sees_it_on_the_plan_and_above_the_list(ends: Any) -> None:
    plan_id, case_id, author, officer = ends
    address = f"/sager/{case_id}/samarbejdsmoede/"
    assert address in text_of(officer, f"/sager/{case_id}/")
    form = text_of(officer, address)
    assert NO_CLOCK in form
    assert "Patienten" in form
    html = done(officer, address, typed())
    assert "Mødet er indkaldt." in html
    assert "Hjemmebesøg" in html
    make.deliver_all()
    plan = text_of(author, f"/planer/{plan_id}/")
    assert "Møder med kommunen" in plan
    assert "Visitator fra kommunen: Birgit" in plan
    assert "Møder i dag og de næste syv dage: 1" in text_of(author, "/planer/")
    assert "Møder i dag og de næste syv dage: 1" in text_of(officer, "/sager/")


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(ends: Any) -> None:
    _, case_id, _, officer = ends
    answer = officer.post(f"/sager/{case_id}/samarbejdsmoede/", typed(date="2020-01-01", place="", role_1="", kind=""))
    html = answer.content.decode()
    assert answer.status_code == 400
    for field in ("kind", "date", "place", "role_0"):
        assert f'href="#moede-{field}' in html, field
    assert "Hjælpemidler" in html
    assert 'value="Birgit"' in html


def test_either_side_moves_cancels_and_writes_the_outcome_which_stands_on_both(ends: Any) -> None:
    plan_id, case_id, author, officer = ends
    done(author, f"/planer/{plan_id}/moede/", typed())
    make.deliver_all()
    here, there = f"/sager/moeder/{row(make.AALBORG).id}/", f"/planer/moeder/{row(make.AALBORG_HOSPITAL).id}/"
    html = done(officer, here, {**typed(place="Rådhuset"), "handling": "flyt", "shown": "1", "reason": "Borgeren er på aflastning"})
    assert "Den anden part får det at vide." in html
    make.deliver_all()
    assert "Borgeren er på aflastning" in text_of(author, there)
    assert "Udfaldet kan skrives, når mødet er holdt." in text_of(author, there)
    with make.reading():
        CoordinationMeeting.objects.update(at=clock.now())
    done(
        author,
        there,
        {"handling": "udfald", "shown": "2", "goals": "Gå til bageren", "who_0": "Kommunen", "what_0": "Træner gang", "who_1": ""},
    )
    make.deliver_all()
    case = text_of(officer, f"/sager/{case_id}/")
    assert "Fælles mål: Gå til bageren" in case
    assert "Kommunen: Træner gang" in case
    assert "Holdt: hjemmebesøg" in case
    assert "Holdt: hjemmebesøg" in text_of(author, f"/planer/{plan_id}/")


def test_a_colleagues_change_is_said_and_what_was_typed_stays(ends: Any) -> None:
    plan_id, _, author, officer = ends
    done(author, f"/planer/{plan_id}/moede/", typed())
    make.deliver_all()
    here = f"/sager/moeder/{row(make.AALBORG).id}/"
    make.team_lead()
    done(client_of("lena"), here, {"handling": "aflys", "shown": "1", "reason": "Aflyst af Lena"})
    answer = officer.post(here, {"handling": "aflys", "shown": "1", "reason": "Min begrundelse"})
    assert answer.status_code == 409
    assert "Lena, Aalborg Kommune har ændret noget om mødet" in answer.content.decode()


def test_changed_at_both_sides_at_once_is_said_on_both_pages(ends: Any) -> None:
    plan_id, _, author, officer = ends
    done(author, f"/planer/{plan_id}/moede/", typed())
    make.deliver_all()
    here, there = f"/sager/moeder/{row(make.AALBORG).id}/", f"/planer/moeder/{row(make.AALBORG_HOSPITAL).id}/"
    done(author, there, {**typed(place="Afsnit 5"), "handling": "flyt", "shown": "1"})
    done(officer, here, {**typed(place="Rådhuset"), "handling": "flyt", "shown": "1"})
    make.deliver_all()
    for page, address in ((author, there), (officer, here)):
        html = text_of(page, address)
        assert "Mødet blev ændret to steder på samme tid." in html
        assert "Rådhuset" in html
        assert "Afsnit 5" in html


def test_before_there_is_a_plan_both_call_from_the_notice(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    copy_of = received(notice_id)
    assert copy_of is not None
    author, officer = client_of("anna"), client_of("birgit")
    done(officer, f"/sager/varslet/{copy_of.id}/moede/", typed())
    make.deliver_all()
    html = text_of(author, f"/planer/varsling/{notice_id}/")
    assert "Hjemmebesøg" in html
    assert "Indkaldt til hjemmebesøg" in html
    assert "Mødet er indkaldt." in done(author, f"/planer/varsling/{notice_id}/moede/", typed(kind="udskrivningskonference"))
    make.deliver_all()
    assert "Udskrivningskonference" in text_of(officer, f"/sager/varslet/{copy_of.id}/")


def test_rehabilitering_proposes_a_meeting_and_makes_none(ends: Any) -> None:
    plan_id, case_id, author, officer = ends
    proposed = "kan et samarbejdsmøde mellem sygehus og kommune være en god begyndelse"
    assert proposed not in text_of(officer, f"/sager/{case_id}/")
    with make.reading():
        Case.objects.update(plan_type=PlanType.SPECIALIST_REHABILITATION)
        Plan.objects.update(plan_type=PlanType.SPECIALIST_REHABILITATION)
    assert proposed in text_of(officer, f"/sager/{case_id}/")
    assert proposed in text_of(author, f"/planer/{plan_id}/")
    with make.reading():
        assert not CoordinationMeeting.objects.exists()


def test_the_pages_ask_as_much_for_many_meetings_as_for_one_and_each_look_is_logged(ends: Any) -> None:
    plan_id, case_id, author, officer = ends
    addresses = [(officer, f"/sager/{case_id}/"), (officer, "/sager/"), (author, f"/planer/{plan_id}/"), (author, "/planer/")]
    done(author, f"/planer/{plan_id}/moede/", typed())
    make.deliver_all()
    for page, address in addresses:
        page.get(address)
    few = [queries(page, address) for page, address in addresses]
    for _ in range(5):
        done(author, f"/planer/{plan_id}/moede/", typed())
    make.deliver_all()
    # Each call is a milestone of its own in the history, which is one query whatever its length.
    assert [queries(page, address) for page, address in addresses] == few
    with make.reading():
        one = CoordinationMeeting.objects.filter(organisation_id=make.AALBORG).first()
    assert one is not None
    text_of(officer, f"/sager/moeder/{one.id}/")
    with make.reading():
        assert AccessLog.objects.filter(page="gop:meeting", subject_id=case_id).exists()
