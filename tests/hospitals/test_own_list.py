"""Mine planer: how much of each list stands there at first."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import seeding
from gop.models import Plan
from hospitals.web.notice_rows import FEW
from tests import factories as make
from tests.hospitals.signed_in import client_of
from tests.hospitals.test_department_page import part


@pytest.fixture
def olga(anna: Actor) -> Actor:
    return make.author("olga", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


def late(olga: Actor, number: int) -> None:
    for days in range(1, number + 1):
        plan_id = make.draft(olga, citizen_name=f"Dag {days} Test")
        with seeding():
            Plan.objects.filter(id=plan_id).update(discharge_date=clock.today() - timedelta(days=days), discharge_expected=False)


def without_a_plan(client: Client, asked: str = "") -> str:
    return part(client.get(f"/planer/{asked}").content.decode(), 'aria-labelledby="late"')


def test_those_who_waited_longest_stand_there_and_the_rest_one_press_away(olga: Actor) -> None:
    late(olga, FEW + 1)
    few, every = without_a_plan(client_of("olga")), without_a_plan(client_of("olga"), "?udskrevet=alle")
    assert few.count("<tr class") == FEW
    assert ">Dag 1 Test" not in few
    assert few.index(f">Dag {FEW + 1} Test") < few.index(">Dag 2 Test")
    assert f"Her står de {FEW}, der har ventet længst." in few
    assert 'href="?udskrevet=alle"' in few
    assert every.count("<tr class") == FEW + 1
    assert "udskrevet=alle" not in every


def test_a_list_that_is_whole_offers_no_more(olga: Actor) -> None:
    late(olga, FEW)
    shown = without_a_plan(client_of("olga"))
    assert shown.count("<tr class") == FEW
    assert "ventet længst." not in shown
    assert "udskrevet=alle" not in shown
