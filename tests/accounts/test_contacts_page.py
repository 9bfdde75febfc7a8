"""Kontakter: what is typed wrong is said at its field, the file's lines each have a fate, and the old is asked about."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.contact_services import ContactAsked, confirm_contact, set_contact
from accounts.contacts import own_contacts
from accounts.enums import ContactMatter, Role
from accounts.models import Contact, User
from accounts.tenancy import acting_as
from tests import factories as make

pytestmark = pytest.mark.django_db
TYPED = {"name": "Børn og unge", "phone": "99 00 00 31", "email": "", "address": "", "hours": "", "valid_from": "2027-01-01"}


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        yield traveller


def signed_in(role: Role = Role.ORGANISATION_ADMIN, organisation: Any = make.AALBORG) -> Client:
    actor = make.person("alma", role, organisation)
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def children() -> Contact:
    with make.reading():
        return Contact.objects.get(organisation_id=make.AALBORG, matter="boern", dropped=False, valid_to=None)


def test_a_changed_contact_stands_beside_the_one_it_follows() -> None:
    client = signed_in()
    html = said(client.post(reverse("contact", args=[children().id]), TYPED, follow=True))
    assert "Kontakten er ændret fra den dag, du valgte." in html
    assert "Børneterapien" in html
    assert "Fra fredag 1. januar 2027" in html
    assert "Oprettet af Alma" in html


def test_what_is_missing_stands_at_its_field_and_what_was_typed_stays() -> None:
    answer = signed_in().post(reverse("contact_new"), TYPED | {"matter": "boern", "phone": "", "valid_from": "2020-01-01"})
    html = said(answer)
    assert answer.status_code == 422
    assert 'href="#id_phone"' in html
    assert 'href="#id_valid_from"' in html
    assert 'value="Børn og unge"' in html


def test_a_matter_that_has_a_contact_is_changed_not_added() -> None:
    answer = signed_in().post(reverse("contact_new"), TYPED | {"matter": "boern"})
    assert answer.status_code == 422
    assert "Der er allerede en kontakt om børn den dag: Børneterapien" in said(answer)


def test_a_contact_may_end_and_one_that_has_not_begun_be_taken_back() -> None:
    client = signed_in()
    client.post(reverse("contact", args=[children().id]), TYPED)
    with make.reading():
        coming = Contact.objects.get(name="Børn og unge")
    assert "Kontakten er taget tilbage" in said(client.post(reverse("contact_end", args=[coming.id]), follow=True))
    html = said(client.post(reverse("contact_end", args=[children().id]), {"last": "2026-12-31"}, follow=True))
    assert "Kontakten ophører" in html
    assert "til og med torsdag 31. december 2026" in html


def test_the_old_are_asked_about_here_and_on_the_administrators_first_page() -> None:
    client = signed_in()
    assert "ikke bekræftet i et år" in said(client.get(reverse("calendars:show")))
    html = said(client.get(reverse("contacts")))
    assert html.count("Ikke bekræftet i et år") == 4
    with make.reading():
        mine = list(Contact.objects.filter(organisation_id=make.AALBORG).values_list("id", flat=True))
    for one in mine:
        client.post(reverse("contact_confirm", args=[one]))
    assert "bekræftet i et år" not in said(client.get(reverse("contacts")))
    assert "bekræftet i et år" not in said(client.get(reverse("calendars:show")))


def test_a_file_is_seen_line_by_line_before_anything_is_kept() -> None:
    client, address = signed_in(), reverse("contacts_file")
    file = SimpleUploadedFile("kontakter.csv", "emne;navn;telefon;gælder fra\nbørn;Børn og unge;99 00 00 31;1.1.2027\n".encode())
    seen = client.post(address, {"file": file, "text": ""})
    assert "Afløser den nuværende" in said(seen)
    assert "Intet er indlæst endnu." in said(seen)
    assert children().name == "Børneterapien"
    text = seen.context["form"]["text"].value()
    html = said(client.post(address, {"text": text, "indlaes": "ja"}, follow=True))
    assert "1 linjer er indlæst." in html or "1 linje er indlæst." in html
    assert children().name == "Børn og unge"


def test_a_file_with_a_wrong_line_is_not_half_taken_in_even_when_asked_to() -> None:
    client, address = signed_in(), reverse("contacts_file")
    text = "emne;navn;telefon\npsykiatri;Ny;99 00 00 34\nfødder;Ny;99 00 00 31"
    answer = client.post(address, {"text": text, "indlaes": "ja"})
    assert answer.status_code == 422
    assert "Intet er indlæst" in said(answer)
    assert "»fødder« kendes ikke" in said(answer)
    with make.reading():
        assert not Contact.objects.filter(name="Ny").exists()


def test_an_analysts_or_a_visitators_role_reaches_no_contacts_and_a_foreign_contact_is_not_there() -> None:
    with make.reading():
        herning = Contact.objects.filter(organisation_id=make.HERNING).first()
    assert herning is not None
    client = signed_in()
    assert client.get(reverse("contact", args=[herning.id])).status_code == 404
    assert client.post(reverse("contact_confirm", args=[herning.id])).status_code == 404


def test_the_page_asks_the_same_number_of_queries_whatever_was_decided() -> None:
    client = signed_in()
    client.get(reverse("contacts"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("contacts"))
    admin = make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)
    with acting_as(admin):
        for number in range(1, 20):
            set_contact(
                admin,
                ContactAsked(matter=ContactMatter.CHILDREN, name=f"Nr. {number}", phone="99 00 00 31", valid_from=date(2027, 1, number)),
            )
        for row in own_contacts(admin):
            if row.matter != ContactMatter.CHILDREN:
                confirm_contact(admin, row.id)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("contacts"))
    assert len(many) == len(few)
