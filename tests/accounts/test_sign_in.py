"""At the door: log in, choose a membership, log out."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "gop-test-1"


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


@pytest.fixture
def two_hats() -> Client:
    """A coordinator who is also a therapist of the physiotherapy department."""
    make.person("karen", Role.COORDINATOR, make.AALBORG_HOSPITAL)
    make.person("karen", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    client = Client()
    client.post("/log-ind/", {"username": "karen", "password": PASSWORD})
    return client


def choose(client: Client, role: str) -> str:
    rows = client.get("/medlemskab/").context["memberships"]
    chosen = next(row for row in rows if row["role_label"] == role)
    return client.post("/medlemskab/", {"membership": str(chosen["id"]), "next": "/"}, follow=True).request["PATH_INFO"]


def test_a_wrong_password_says_so_and_keeps_the_name() -> None:
    make.author()
    answer = Client().post("/log-ind/", {"username": "anna", "password": "forkert"})
    assert answer.status_code == 400
    assert "Brugernavn eller adgangskode er forkert" in answer.content.decode()
    assert 'value="anna"' in answer.content.decode()


def test_log_in_leads_to_the_page_that_was_asked_for_and_never_to_another_host() -> None:
    make.author()
    form = {"username": "anna", "password": PASSWORD}
    assert Client().post("/log-ind/", form | {"next": "/soeg/"}).headers["Location"] == "/soeg/"
    assert Client().post("/log-ind/", form | {"next": "https://andet.example/"}).headers["Location"] == "/"


def test_with_two_memberships_one_chooses_and_each_choice_is_named(two_hats: Client) -> None:
    assert two_hats.get("/").headers["Location"] == reverse("membership")
    page = two_hats.get("/medlemskab/").content.decode()
    for text in ("Aalborg Universitetshospital", "Koordinator", "Sygehusterapeut", "Fysio- og ergoterapien", "Log ud"):
        assert text in page


def test_the_chosen_membership_is_the_one_that_acts_and_can_be_switched(two_hats: Client) -> None:
    assert choose(two_hats, "Koordinator") == "/planer/"
    assert "Koordinator" in two_hats.get("/planer/").content.decode()
    assert two_hats.get("/sager/").status_code == 403
    assert choose(two_hats, "Sygehusterapeut") == "/sager/"
    assert two_hats.get("/planer/").status_code == 403


def test_another_persons_membership_cannot_be_chosen(two_hats: Client) -> None:
    stranger = make.triage_officer()
    two_hats.post("/medlemskab/", {"membership": str(stranger.membership)})
    assert two_hats.get("/sager/").status_code in {302, 403}


def test_log_out_ends_the_session(two_hats: Client) -> None:
    two_hats.post("/log-ud/")
    assert two_hats.get("/planer/").headers["Location"].startswith("/log-ind/")


def test_an_inactive_user_stops_at_once(two_hats: Client) -> None:
    choose(two_hats, "Koordinator")
    with make.reading():
        User.objects.filter(username="karen").update(is_active=False)
    assert two_hats.get("/planer/").headers["Location"].startswith("/log-ind/")


def test_passwords_are_kept_with_argon2(settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # type: ignore[attr-defined]
    assert identify_hasher(make_password("et-langt-kodeord")).algorithm == "argon2"


def test_the_page_for_logging_in_shows_no_search_and_no_alerts() -> None:
    page = Client().get("/log-ind/").content.decode()
    assert 'name="q"' not in page
    assert "Varsler" not in page
