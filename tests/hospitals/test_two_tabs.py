"""Two pages on one draft: the later one sees the difference and loses nothing."""

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from gop.models import Plan
from tests import factories
from tests.factories import AALBORG, HERNING, NANCY
from tests.hospitals.signed_in import client_of
from tests.hospitals.test_steps import new_plan, version

HIDDEN = ("revision", "base", "page", "writer")


@pytest.fixture
def other(anna: Actor) -> Client:
    """A colleague of the same hospital."""
    factories.author("bo")
    return client_of("bo")


class Tab:
    """One open page: what it knew when it was made goes along with what is typed."""

    def __init__(self, client: Client, plan_id: uuid.UUID, step: str) -> None:
        self.client, self.address = client, f"/planer/{plan_id}/trin/{step}/"
        self.read(client.get(self.address).content.decode())

    def read(self, text: str) -> None:
        self.text = text
        self.hidden = {name: unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1]) for name in HIDDEN}

    def press(self, action: str = "gem", **typed: str) -> Any:
        answer = self.client.post(self.address, {"action": action, **self.hidden, **typed})
        if answer.status_code in (400, 409) and action != "auto":
            self.read(answer.content.decode())
        return answer


def revision(plan_id: uuid.UUID) -> int:
    with factories.reading():
        return Plan.objects.get(id=plan_id).revision


def test_the_later_tab_sees_both_texts_and_who_and_when(page: Client, other: Client) -> None:
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "funktionsevne"), Tab(other, plan_id, "funktionsevne")
    assert theirs.press(functioning_now="Går med rollator.", potential="").status_code == 302
    answer = mine.press(functioning_now="Går med stok.", potential="Godt.")
    assert answer.status_code == 409
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Går med rollator." in mine.text
    assert re.search(r"<textarea[^>]*name=\"functioning_now\"[^>]*>\s*Går med stok.", mine.text)
    assert re.search(r"Bo \(\w+\. \d+\. \w+\.? kl\. \d+\.\d\d\) ændrede svaret", mine.text)
    assert 'href="#id_functioning_now"' in mine.text
    assert 'id="id_functioning_now-theirs"' in mine.text
    saved = version(plan_id)
    assert (saved.functioning_now, saved.potential) == ("Går med rollator.", "Godt.")
    assert mine.press(functioning_now="Går med stok eller rollator.", potential="Godt.").status_code == 302
    assert version(plan_id).functioning_now == "Går med stok eller rollator."


def test_the_other_window_of_oneself_is_called_so_and_never_by_ones_own_name(page: Client) -> None:
    plan_id = new_plan(page)
    mine, earlier = Tab(page, plan_id, "funktionsevne"), Tab(page, plan_id, "funktionsevne")
    assert earlier.press(functioning_now="Går med rollator.", potential="Godt.").status_code == 302
    said = mine.press("auto", functioning_now="Går med stok.", potential="Godt.").json()["unsaved"]
    assert re.match(r"Du har selv ændret »[^«]+« i et andet vindue\. Tryk Gem kladde", said)
    assert mine.press(functioning_now="Går med stok.", potential="Godt.").status_code == 409
    assert re.search(
        r"Du har selv ændret svaret i et andet vindue \(\w+\. \d+\. \w+\.? kl\. \d+\.\d\d\)\. Dit svar er ikke gemt", mine.text
    )
    assert "Anna (" not in mine.text
    third, fourth = Tab(page, plan_id, "patient"), Tab(page, plan_id, "patient")
    third.press(city="Aalborg")
    answer = fourth.press(city="", phone="12345678")
    assert "Du har selv ændret »By« i et andet vindue. Det er kommet med." in page.get(answer.url).content.decode()


def test_a_namesake_is_not_oneself_and_a_draft_from_before_persons_were_kept_says_the_name(page: Client, anna: Actor) -> None:
    plan_id = new_plan(page)
    for other_person in (str(uuid.uuid4()), None):
        mine, earlier = Tab(page, plan_id, "funktionsevne"), Tab(page, plan_id, "funktionsevne")
        earlier.press(functioning_now=f"Går med rollator {other_person}.")
        with factories.seeding():
            plan = Plan.objects.get(id=plan_id)
            plan.marks = {unit: [*mark[:4], other_person][: 5 if other_person else 4] for unit, mark in plan.marks.items()}
            plan.save(update_fields=["marks"])
        assert mine.press(functioning_now="Går med stok.").status_code == 409
        assert f"{anna.name} (" in mine.text
        assert "Du har selv" not in mine.text


def test_what_does_not_collide_is_merged(page: Client, other: Client) -> None:
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "funktionsevne"), Tab(other, plan_id, "funktionsevne")
    theirs.press(limitations="Nedsat kraft.")
    answer = mine.press(limitations="", training_need="Træning af gang.")
    assert answer.status_code == 302
    saved = version(plan_id)
    assert (saved.limitations, saved.training_need) == ("Nedsat kraft.", "Træning af gang.")
    assert "Bo har imens ændret »Funktionsnedsættelser" in page.get(answer.url).content.decode()


def test_a_page_shown_again_follows_what_it_had_not_touched(page: Client, other: Client) -> None:
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "patient"), Tab(other, plan_id, "patient")
    theirs.press(citizen_name="Nancy Berggren", city="Aalborg", protected="on")
    assert mine.press(citizen_name="", city="Vejle", phone="12345678").status_code == 409
    assert 'value="Nancy Berggren"' in mine.text
    assert re.search(r'name="protected"[^>]*checked', mine.text)
    assert "Sådan står det nu" in mine.text
    assert mine.press(citizen_name="Nancy Berggren", city="Vejle", phone="12345678", protected="on").status_code == 302
    saved = version(plan_id)
    assert (saved.citizen_name, saved.address.city, saved.address.phone, saved.address.protected) == (
        "Nancy Berggren",
        "Vejle",
        "12345678",
        True,
    )


def test_the_same_answer_from_both_is_no_difference(page: Client, other: Client) -> None:
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "patient"), Tab(other, plan_id, "patient")
    theirs.press(cpr=NANCY)
    assert mine.press(cpr="251248-9996").status_code == 302


def test_one_answer_of_two_fields_is_not_put_together_from_two_people(page: Client, other: Client) -> None:
    plan_id = new_plan(page)
    today = clock.today()
    mine, theirs = Tab(page, plan_id, "kontakt"), Tab(other, plan_id, "kontakt")
    theirs.press(discharge_date=today.isoformat(), discharge_expected="forventet")
    answer = mine.press(discharge_date="", discharge_expected="bekraeftet")
    assert answer.status_code == 409
    assert "Udskrivningsdato: " in mine.text
    assert (version(plan_id).discharge_date, version(plan_id).discharge_expected) == (today, True)


@pytest.mark.parametrize(
    ("step", "first", "second", "shown"),
    [
        ("patient", {"home_municipality_id": str(AALBORG)}, {"home_municipality_id": str(HERNING)}, "Aalborg Kommune"),
        ("patient", {"home_municipality_id": "ingen"}, {"home_municipality_id": str(HERNING)}, "Ingen dansk kommune"),
        ("patient", {"cpr": NANCY}, {"cpr": "250947-9989"}, "251248-9996"),
        ("kontakt", {"diagnosis_code": "DS720"}, {"diagnosis_code": "DS721"}, "DS720 Fraktur af lårbenshals"),
        ("type", {"plan_type": "almen"}, {"plan_type": "rehabilitering"}, "Almen genoptræning"),
        ("samtykke", {"consent_plan": "givet"}, {"consent_plan": "afslaaet"}, "Ja"),
    ],
)
def test_each_kind_of_answer(page: Client, other: Client, step: str, first: dict, second: dict, shown: str) -> None:
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, step), Tab(other, plan_id, step)
    theirs.press(**first)
    assert mine.press(**second).status_code == 409
    box = re.search(r'class="gop-theirs".*?</div>', mine.text, re.S)
    assert box
    assert shown in box[0]


def test_a_new_revision_only_when_something_is_new(page: Client) -> None:
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "patient")
    tab.press(citizen_name="Nancy")
    assert revision(plan_id) == 1
    tab.press(citizen_name="Nancy")
    assert revision(plan_id) == 1


def test_what_a_page_carries_cannot_be_read_and_a_sent_plan_keeps_no_marks(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    tab = Tab(page, plan_id, "funktionsevne")
    assert "rollator" not in tab.hidden["base"]
    with factories.reading():
        marks = str(Plan.objects.get(id=plan_id).marks)
    assert "rollator" not in marks
    assert NANCY not in marks
    assert page.post(f"/planer/{plan_id}/send/").status_code == 302
    with factories.reading():
        assert Plan.objects.get(id=plan_id).marks is None


def test_a_form_from_another_house_says_nothing_of_what_it_knew(page: Client) -> None:
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "patient")
    for wrong in ({"revision": "x"}, {"revision": "-1", "base": ":::: a b:"}, {"base": "x" * 9000}, {"revision": "9" * 30}):
        assert tab.press(**(tab.hidden | wrong), citizen_name="Nancy").status_code == 302
