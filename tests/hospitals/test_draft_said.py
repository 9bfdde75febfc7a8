"""What a draft's pages say of when it was saved, who gets it, and which advice remains."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import seeding
from gop.enums import ConsentKind, RecipientKind, RecipientState
from gop.models import Plan
from gop.selectors.receivers import Receiver
from hospitals.web.presenters import saved_text, to_be_sent
from tests import factories

MORNING = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)


def review(page: Client, plan_id: uuid.UUID) -> str:
    return page.get(f"/planer/{plan_id}/trin/send/").content.decode()


@pytest.mark.parametrize(("today", "said"), [(date(2026, 11, 20), "Gemt kl. 10.05"), (date(2026, 11, 21), "Gemt fre. 20. nov. kl. 10.05")])
def test_a_draft_saved_on_another_day_says_the_day(today: date, said: str) -> None:
    assert saved_text(MORNING, today) == said


def test_the_page_of_a_draft_from_an_earlier_day_says_the_day(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    with seeding():
        old = clock.now() - timedelta(days=2)
        Plan.objects.filter(id=plan_id).update(created_at=old - timedelta(hours=1), changed_at=old)
    text = page.get(f"/planer/{plan_id}/trin/patient/").content.decode()
    assert re.search(r"data-saved-text>Gemt \w{3}\. \d+\. \w+\.? kl\. \d+\.\d\d<", text)


@pytest.mark.parametrize(
    ("kind", "consent"),
    [
        (RecipientKind.MUNICIPALITY, ConsentKind.MUNICIPALITY),
        (RecipientKind.HOSPITAL, ConsentKind.PERFORMING_HOSPITAL),
        (RecipientKind.GP, ConsentKind.GP),
    ],
)
def test_a_patient_who_was_not_asked_has_not_said_no(kind: RecipientKind, consent: ConsentKind) -> None:
    copy = Receiver(kind, "Modtager", RecipientState.DESELECTED)
    assert "ikke spurgt endnu" in to_be_sent([copy], {})[0]["text"]
    assert to_be_sent([copy], {consent: "afslaaet"})[0]["text"] == "får ikke planen, for patienten har ikke sagt ja"


def test_the_review_says_of_each_copy_whether_the_patient_was_asked(page: Client, anna: Actor) -> None:
    text = review(page, factories.draft(anna, consents={}))
    assert "patienten er ikke spurgt endnu" in text
    assert "har ikke sagt ja" not in text


def test_the_review_lists_the_advice_that_remains_by_step_with_a_link_to_each_field(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna, phone="", potential="", training_need="Træning af gang 2 gange om ugen i 8 uger.")
    text = review(page, plan_id)
    assert text.index("Mangler for at sende") < text.index('id="raad"')
    advice = text.split('id="raad"')[1].split("</section>")[0]
    titles = re.findall(r"<h3>([^<]*)</h3>", advice)
    assert titles[0] == "Patient"
    assert "Funktionsevne og behov" in titles
    assert len(titles) == len(set(titles))
    for step, field, key in (
        ("patient", "phone", "telefon_mangler"),
        ("funktionsevne", "potential", "potentiale_mangler"),
        ("funktionsevne", "training_need", "maal_i_behov"),
    ):
        assert f'href="/planer/{plan_id}/trin/{step}/#id_{field}"' in advice
        assert f'value="vaek:{key}"' in advice
    assert page.post(f"/planer/{plan_id}/send/").url == f"/planer/{plan_id}/"  # advice stops nothing


def test_advice_is_put_away_and_taken_forth_from_the_review(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna, potential="")
    at = f"/planer/{plan_id}/trin/send/"
    for _ in range(2):
        assert page.post(at, {"action": "vaek:potentiale_mangler"}).url == at + "#raad"
    text = review(page, plan_id)
    assert 'value="vaek:potentiale_mangler"' not in text
    assert "Vis skjulte råd (1)" in text
    page.post(at, {"action": "frem:potentiale_mangler"})
    assert 'value="vaek:potentiale_mangler"' in review(page, plan_id)
    assert page.post(at, {"action": "vaek:findes_ikke"}).url == at + "#raad"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).dismissed == []


def test_what_stops_the_plan_is_not_said_again_as_advice_on_the_review(page: Client, anna: Actor) -> None:
    text = review(page, factories.draft(anna, training_need=""))
    assert "Beskriv patientens behov for genoptræning." in text
    assert "behov_mangler" not in text
