"""What an organisation offers: its own words, never edited but made anew, taken in from a file whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from accounts import offering_file
from accounts import offering_services as change
from accounts.actor import Actor
from accounts.civil import holds_number
from accounts.enums import Kind, Role
from accounts.errors import NotAccepted
from accounts.models import Offering
from accounts.offering_services import Became, OfferAsked
from accounts.offerings import offerings_of, to_ask_about
from accounts.tenancy import acting_as
from tests import factories as make
from tests.security.test_sql_as_each_role import actor as anybody
from tests.security.test_sql_as_each_role import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
HIP = OfferAsked("Hold efter ny hofte", "Voksne med ny hofte", "Styrke\nBalance", "Genoptræningsplan", "Havnegade 1", "2 uger")


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=False) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def lena(friday: time_machine.Traveller) -> Actor:
    return make.team_lead()


def asked(title: str, **more: str) -> OfferAsked:
    return OfferAsked(**{"target_group": "Alle", "content": "Træning", "referral": "Plan", **more}, title=title)


def page(actor: Actor) -> list[Offering]:
    with acting_as(actor):
        return offerings_of(actor.tenant)


def test_an_offer_is_changed_by_a_new_row_and_the_old_one_says_who_ended_it(lena: Actor) -> None:
    with acting_as(lena):
        assert change.add_offering(lena, HIP) == Became.NEW
        assert change.add_offering(lena, HIP) == Became.SAME
        [row] = offerings_of(lena.tenant)
        assert change.change_offering(lena, row.id, asked(HIP.title, waiting="2 uger")) == Became.CHANGED
    [now] = page(lena)
    assert (now.target_group, now.waiting, now.waiting_stated_on) == ("Alle", "2 uger", TODAY)
    with make.reading():
        old = Offering.objects.get(id=row.id)
    assert (old.content, old.ended_by_name, now.position) == ("Styrke\nBalance", "Lena", old.position)


def test_a_change_of_other_words_leaves_the_day_the_waiting_time_was_told(lena: Actor, friday: time_machine.Traveller) -> None:
    with acting_as(lena):
        change.add_offering(lena, HIP)
    friday.move_to(datetime(2026, 12, 21, 11, 0, tzinfo=UTC))
    with acting_as(lena):
        [row] = offerings_of(lena.tenant)
        assert to_ask_about(lena, date(2026, 12, 20)) == 0  # thirty days
        assert to_ask_about(lena, date(2026, 12, 21)) == 1
        change.change_offering(lena, row.id, asked(HIP.title, waiting="2 uger"))
        [row] = offerings_of(lena.tenant)
        assert row.waiting_stated_on == TODAY
        change.state_waiting(lena, {row.id: "2 uger"})
        assert to_ask_about(lena, date(2026, 12, 21)) == 0
    assert page(lena)[0].waiting_stated_on == date(2026, 12, 21)


def test_the_order_is_the_organisations_own(lena: Actor) -> None:
    with acting_as(lena):
        for title in ("A", "B", "C"):
            change.add_offering(lena, asked(title))
        rows = offerings_of(lena.tenant)
        change.move_offering(lena, rows[2].id, -1)
        change.move_offering(lena, rows[0].id, -1)
        assert [row.title for row in offerings_of(lena.tenant)] == ["A", "C", "B"]
        change.put_away(lena, rows[0].id)
        change.put_away(lena, rows[0].id)
        assert [row.title for row in offerings_of(lena.tenant)] == ["C", "B"]


def test_a_colleagues_change_is_told_and_nothing_is_written_over(lena: Actor) -> None:
    with acting_as(lena):
        change.add_offering(lena, HIP)
        [row] = offerings_of(lena.tenant)
        change.change_offering(lena, row.id, asked("Andet"))
        with pytest.raises(NotAccepted, match="Lena har ændret eller lagt tilbuddet væk"):
            change.change_offering(lena, row.id, asked("Tredje"))
    assert [one.title for one in page(lena)] == ["Andet"]


def test_what_is_missing_or_names_a_citizen_is_refused_by_field(lena: Actor) -> None:
    with acting_as(lena), pytest.raises(NotAccepted) as refusal:
        change.add_offering(lena, OfferAsked("", "Alle", "Ring om 251248-9996", "x" * 501))
    assert [name for name, _ in refusal.value.wrong] == ["title", "referral", "content"]


@pytest.mark.parametrize("text", ["251248-9996", "Ring om 2512489996 i dag", "251248 9996", "071200 1XY2", "850199-1234"])
def test_what_may_be_a_citizens_number_is_seen(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize("text", ["99 00 00 21", "+4599000021", "5798001234567", "2026-11-22", "4599000021", "12 uger, 30 minutter"])
def test_telephone_days_and_amounts_are_no_citizens_number(text: str) -> None:
    assert not holds_number(text)


FILE = "tilbud;målgruppe;indhold;henvisning;ventetid\n{};Voksne;Styrke;Plan;3 uger\nNyt;Børn;Leg;Plan;\n"


def test_a_file_changes_by_name_adds_the_rest_and_leaves_what_it_does_not_name(lena: Actor) -> None:
    with acting_as(lena):
        change.add_offering(lena, HIP)
        change.add_offering(lena, asked("Bliver"))
        sheet = offering_file.read(FILE.format(HIP.title.upper()))
        fates, kept = offering_file.take_in(lena, sheet.lines, keep=False)
        assert ([fate.became for fate in fates], kept) == ([Became.CHANGED, Became.NEW], False)
        assert [row.target_group for row in offerings_of(lena.tenant)] == ["Voksne med ny hofte", "Alle"]
        fates, kept = offering_file.take_in(lena, sheet.lines, keep=True)
        assert kept
    assert [(row.title, row.waiting) for row in page(lena)] == [(HIP.title.upper(), "3 uger"), ("Bliver", ""), ("Nyt", "")]


def test_one_bad_line_and_nothing_of_the_file_is_kept(lena: Actor) -> None:
    text = "tilbud;målgruppe;indhold;henvisning\nA;Alle;Træning;Plan\nB;;Ring om 251248-9996;Plan\nA;Alle;Mere;Plan"
    with acting_as(lena):
        fates, kept = offering_file.take_in(lena, offering_file.read(text).lines, keep=True)
    assert not kept
    assert [fate.number for fate in fates if fate.wrong] == [3, 4]
    assert fates[1].wrong[0] == "Målgruppe: Skriv, hvem tilbuddet er til."
    assert "CPR-nummer" in fates[1].wrong[1]
    assert fates[2].wrong == ["Samme tilbud som linje 2."]
    assert page(lena) == []


def test_another_tenant_writes_nothing_there_and_nobody_edits_what_has_stood(lena: Actor) -> None:
    with acting_as(lena):
        change.add_offering(lena, HIP)
    insert = """INSERT INTO accounts_offering (id, organisation_id, title, target_group, content, referral, place, waiting, position, made_at, made_by_name)
        VALUES (gen_random_uuid(), %s, 'x', 'x', 'x', 'x', '', '', 1, now(), 'x')"""

    def execute(sql: str, *arguments: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            return cursor.rowcount

    for kind, organisation in ((Kind.AUTHORITY, make.HERNING), (Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        with acting_as(anybody(kind, organisation)):
            assert refused(lambda: execute(insert, make.AALBORG))
            assert execute("UPDATE accounts_offering SET position = 9 WHERE organisation_id = %s", make.AALBORG) == 0
    with acting_as(anybody(Kind.AUTHORITY, make.AALBORG)):
        assert refused(lambda: execute("UPDATE accounts_offering SET content = 'x'"))
    for kind in (Kind.PUBLIC, Kind.PROVIDER, Kind.ANALYST):
        with acting_as(anybody(kind, make.AALBORG)):
            assert refused(lambda: execute(insert, make.AALBORG))
            assert execute("SELECT 1 FROM accounts_offering") == 1


def test_only_who_keeps_the_page_may(lena: Actor) -> None:
    from accounts.actor import NotAllowed

    rune = make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    with acting_as(rune), pytest.raises(NotAllowed):
        change.add_offering(rune, HIP)
