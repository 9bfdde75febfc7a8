"""Contacts by matter: one at a time, from a day, written by the organisation alone, and found from their day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import ProgrammingError, connection

from accounts import contact_file
from accounts.actor import Actor, job_actor
from accounts.contact_services import Became, ContactAsked, confirm_contact, end_contact, set_contact, take_back
from accounts.contacts import contacts_to_ask_about, own_contacts
from accounts.enums import ContactMatter, Kind, Role
from accounts.errors import NotAccepted
from accounts.models import Contact
from accounts.selectors import contact_of, contact_text
from accounts.sheet import text_of
from accounts.tenancy import acting_as
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
CHILDREN, GENERAL = ContactMatter.CHILDREN, ContactMatter.GENERAL


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def alma(friday: time_machine.Traveller) -> Actor:
    return make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)


def asked(
    matter: ContactMatter = CHILDREN, day: date = TODAY, name: str = "Børn og unge", phone: str = "99 00 00 31", **more: str
) -> ContactAsked:
    return ContactAsked(matter=matter, name=name, phone=phone, valid_from=day, **more)


def given(actor: Actor, *all_of: ContactAsked) -> list[Became]:
    with acting_as(actor):
        return [set_contact(actor, one) for one in all_of]


def name_on(day: date, matter: ContactMatter = CHILDREN) -> str:
    with acting_as(job_actor("test", Kind.AUTHOR)):
        found = contact_of(make.AALBORG, matter, day)
    return found.name if found else ""


def rows(actor: Actor) -> list[Contact]:
    with acting_as(actor):
        return own_contacts(actor)


def test_a_change_is_found_from_its_day_and_the_old_one_until_the_day_before(alma: Actor) -> None:
    january = date(2027, 1, 1)
    assert given(alma, asked(day=january)) == [Became.CHANGED]
    assert name_on(january - timedelta(days=1)) == "Børneterapien"
    assert name_on(january) == "Børn og unge"


def test_a_matter_without_a_contact_is_answered_by_the_general_one(alma: Actor) -> None:
    with acting_as(alma):
        children = next(row for row in own_contacts(alma) if row.matter == CHILDREN)
        end_contact(alma, children.id, last=TODAY)
    assert name_on(TODAY) == "Børneterapien"
    assert name_on(TODAY + timedelta(days=1)) == "Visitation til genoptræning"
    with acting_as(make.author()):
        assert contact_text(make.AALBORG, CHILDREN, TODAY + timedelta(days=1)).startswith("Visitation til genoptræning, tlf. 99 00 02 07")
        assert contact_of(make.ORTHOPAEDIC, CHILDREN, TODAY) is None


def test_the_same_again_changes_nothing_and_a_second_change_the_same_day_drops_the_first(alma: Actor) -> None:
    before = len(rows(alma))
    assert given(alma, asked(), asked(), asked(name="Familieteamet")) == [Became.CHANGED, Became.SAME, Became.CHANGED]
    after = rows(alma)
    assert len(after) == before + 2
    assert [row.name for row in after if row.dropped] == ["Børn og unge"]
    assert name_on(TODAY) == "Familieteamet"


def test_a_contact_that_begins_later_keeps_its_day_when_today_s_is_changed(alma: Actor) -> None:
    january = date(2027, 1, 1)
    given(alma, asked(day=january, name="Fra januar"), asked(name="Fra i dag"))
    assert name_on(january - timedelta(days=1)) == "Fra i dag"
    assert name_on(january) == "Fra januar"


def test_a_contact_taken_back_before_its_day_leaves_the_one_it_should_replace(alma: Actor) -> None:
    january = date(2027, 1, 1)
    given(alma, asked(day=january, name="Fra januar"))
    coming = next(row for row in rows(alma) if row.name == "Fra januar")
    with acting_as(alma):
        take_back(alma, coming.id)
    assert name_on(january) == "Børneterapien"
    old = next(row for row in rows(alma) if row.name == "Børneterapien")
    assert (old.valid_to, old.ended_at) == (None, None)


def test_each_row_says_who_made_confirmed_and_ended_it(alma: Actor) -> None:
    given(alma, asked())
    made = next(row for row in rows(alma) if row.name == "Børn og unge")
    ended = next(row for row in rows(alma) if row.name == "Børneterapien")
    assert (made.made_by_name, ended.ended_by_name, ended.valid_to) == ("Alma", "Alma", TODAY - timedelta(days=1))
    with acting_as(alma):
        confirm_contact(alma, made.id)
    assert next((row.confirmed_on, row.confirmed_by_name) for row in rows(alma) if row.id == made.id) == (TODAY, "Alma")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (asked(day=TODAY - timedelta(days=1)), "valid_from"),
        (asked(day=date(2036, 1, 1)), "valid_from"),
        (asked(name=" "), "name"),
        (asked(phone=""), "phone"),
        (asked(phone="1234"), "phone"),
        (asked(email="ikke en adresse"), "email"),
        (asked(hours="x" * 201), "hours"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_kept(alma: Actor, wrong: ContactAsked, field: str) -> None:
    before = len(rows(alma))
    with acting_as(alma), pytest.raises(NotAccepted) as refused:
        set_contact(alma, wrong)
    assert [name for name, _ in refused.value.wrong] == [field]
    assert len(rows(alma)) == before


def test_a_colleagues_change_meanwhile_is_said_and_nothing_is_written_over(alma: Actor) -> None:
    shown = next(row for row in rows(alma) if row.matter == CHILDREN)
    adam = make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)
    given(adam, asked(name="Adams nye"))
    with acting_as(alma), pytest.raises(NotAccepted, match="Adam har ændret kontakten"):
        set_contact(alma, asked(name="Almas nye"), instead=shown.id)
    assert name_on(TODAY) == "Adams nye"


def test_one_older_than_a_year_is_asked_about_until_it_is_confirmed(alma: Actor) -> None:
    with acting_as(alma):
        assert contacts_to_ask_about(alma, TODAY) == 4
        for row in own_contacts(alma):
            confirm_contact(alma, row.id)
        assert contacts_to_ask_about(alma, TODAY) == 0
        assert contacts_to_ask_about(alma, TODAY + timedelta(days=365)) == 0
        assert contacts_to_ask_about(alma, TODAY + timedelta(days=366)) == 4


def test_an_organisation_writes_only_its_own_contacts_also_in_sql(alma: Actor) -> None:
    with acting_as(alma), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_contact SET phone = '1' WHERE organisation_id = %s", [make.HERNING])
        assert cursor.rowcount == 0
        cursor.execute("UPDATE accounts_contact SET hours = 'x' WHERE organisation_id = %s", [make.AALBORG])
        assert cursor.rowcount == 4
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(alma):
        Contact.objects.create(organisation_id=make.HERNING, matter="boern", name="Fremmed", valid_from=TODAY)
    herning = next(iter(rows(make.person("hans", Role.ORGANISATION_ADMIN, make.HERNING))))
    with acting_as(alma), pytest.raises(NotAccepted, match="findes ikke"):
        confirm_contact(alma, herning.id)


FILE = "\ufeffEmne;Navn;Telefon;E-mail;Adresse;Telefontid;Gælder fra\r\nBørn;Børn og unge æøå;99 00 00 31;boern@aalborg.example;;Hverdage kl. 8-14;01.01.2027\r\ngenerelt;Visitation til genoptræning;99 00 02 07;traening@aalborg-kommune.example;;;\r\n"


def took(actor: Actor, text: str, *, keep: bool = True) -> tuple[list[contact_file.Fate], bool]:
    found = contact_file.read(text, TODAY)
    assert found.wrong == ""
    with acting_as(actor):
        return contact_file.take_in(actor, found.lines, keep=keep)


def test_a_file_is_read_with_its_mark_semicolons_and_danish_letters_and_says_what_each_line_does(alma: Actor) -> None:
    text = text_of(FILE.encode("utf-8"))
    fates, kept = took(alma, text, keep=False)
    assert [(fate.number, fate.became, fate.wrong) for fate in fates] == [(2, Became.CHANGED, []), (3, Became.SAME, [])]
    assert not kept
    assert name_on(date(2027, 1, 1)) == "Børneterapien"
    assert took(alma, text)[1]
    assert name_on(date(2027, 1, 1)) == "Børn og unge æøå"


def test_the_old_windows_letters_and_commas_are_read_too() -> None:
    text = text_of('navn,emne,tlf\n"Børn, unge og familier",børn,99 00 00 31\n'.encode("cp1252"))
    [line] = contact_file.read(text, TODAY).lines
    assert line.asked == ContactAsked(matter=CHILDREN, name="Børn, unge og familier", phone="99 00 00 31", valid_from=TODAY)


def test_one_wrong_line_keeps_every_line_out_and_each_says_why(alma: Actor) -> None:
    lines = ["emne;navn;telefon;gælder fra", "børn;Ny;99 00 00 31;", "fødder;Ny;99 00 00 32;", "børn;Anden;99 00 00 33;20-11-2026"]
    lines += ["psykiatri;Ny;99 00 00 34;31.02.2027", "hjerneskade;Ny;99 00 00 35;1/1/2020", "hjerneskade;Ny;;"]
    fates, kept = took(alma, "\n".join(lines))
    said = {fate.number: " ".join(fate.wrong) for fate in fates}
    assert not kept
    assert said[2] == ""
    assert "»fødder« kendes ikke" in said[3]
    assert "Samme emne og dag som linje 2" in said[4]
    assert "»31.02.2027« kan ikke læses" in said[5]
    assert "Datoen er passeret" in said[6]
    assert "telefonnummer eller en e-mailadresse" in said[7]
    assert name_on(TODAY) == "Børneterapien"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "tom"),
        ("navn;telefon\nx;y", "mangler: emne"),
        ("emne;navn\n", "ingen linjer"),
        ("emne;navn\n" + "børn;x\n" * 201, "højst 200"),
        ("emne;navn;navn\nbørn;x;y", "to gange"),
    ],
)
def test_a_file_that_is_no_list_of_contacts_says_why(text: str, why: str) -> None:
    assert why in contact_file.read(text, TODAY).wrong


def test_a_spreadsheet_that_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Gem regnearket som CSV"):
        text_of(b"PK\x03\x04\x00\x00")
