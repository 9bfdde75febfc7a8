"""`?format=pdf` on the two pages of figures: the same choice, the same drawings, as a file that names nobody."""

import re
from datetime import date

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from audits.enums import PeriodKind
from audits.rules.period import Period, back
from gop import letters
from tests import factories as make
from tests.audits.drawn import classes
from tests.audits.tables import SMALL, cell, published
from tests.letters.reading import Paper

pytestmark = pytest.mark.django_db
JAMMERBUGT = make.id_of("kommune-0849")
OCTOBER = Period(date(2026, 10, 1), PeriodKind.MONTH)


@pytest.fixture(autouse=True)
def figures(db: None) -> None:
    make.registry()
    for number, month in enumerate(back(OCTOBER, 13)):
        rows = {
            make.AALBORG: {"besked_inden_dag_4": cell(str(70 + number), base=100)},
            JAMMERBUGT: {"besked_inden_dag_4": cell("61", base=50)},
            "": {"besked_inden_dag_4": SMALL},
        }
        published(make.NORDJYLLAND, "frister", rows, period=month, data_on=date(2026, 11, 21))


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client


def test_the_regions_page_comes_as_paper_with_what_was_chosen() -> None:
    client = client_of(make.person("rune", Role.ANALYST, make.NORDJYLLAND))
    page = client.get("/region/?kommune=0851").content.decode()
    drawings = len(re.findall("<svg[^>]*gop-drawing[^>]*>", page))
    assert {"gop-curve", "gop-tiles"} <= classes(page)
    answer = client.get("/region/?kommune=0851&format=pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tal-2026-10.pdf"'
    made = Paper(answer.content)
    assert (made.part("pdfa"), made.part("pdfua")) == ("2", "1")
    assert "Aalborg" in made.text
    assert "82 % fik besked inden dag 4." in made.text
    assert "Besked, tilbud og ventetid" in made.text
    assert made.tags().count("Figure") == drawings


def test_the_own_page_comes_as_paper() -> None:
    answer = client_of(make.person("lone", Role.TEAM_LEAD, make.AALBORG)).get("/tal/?periode=2026-10&format=pdf")
    made = Paper(answer.content)
    assert "Egne tal, uden skjulte tal." in made.text
    assert "oktober 2026" in made.text


def test_where_it_cannot_be_made_the_page_stands_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: letters.Document) -> bytes:
        raise letters.PaperTrouble("no font")

    monkeypatch.setattr(letters, "pdf", fails)
    client = client_of(make.person("rune", Role.ANALYST, make.NORDJYLLAND))
    answer = client.get("/region/?kommune=0851&format=pdf")
    assert answer.headers["Location"] == "/region/?kommune=0851"
    assert "PDF-filen kunne ikke laves" in client.get("/region/?kommune=0851").content.decode()
