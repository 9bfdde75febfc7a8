"""Amending what a plan says under the other headings: lists too, with the difference looked through first."""

from django.test import Client

from accounts.actor import Actor
from gop.models import PlanVersion
from tests import factories
from tests.hospitals.test_amending_pages import amended_by, plan_row, reviewed, text_of, typed
from tests.hospitals.whole_plan import WHOLE


def newest(plan_id: object) -> PlanVersion:
    with factories.reading():
        return PlanVersion.objects.select_related("address").filter(plan_id=plan_id).order_by("-number")[0]


def test_a_line_and_a_text_are_amended_and_the_difference_is_looked_through_first(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna, **WHOLE)
    said = typed(
        plan_id, practical="Bruger ikke høreapparat mere.", **{"tests-0-score": "18 sekunder", "tests-1-slet": "on", "aids-1-name": "Stok"}
    )
    looked = page.post(f"/planer/{plan_id}/ret/", said)
    text = text_of(looked)
    assert "Ændret: Timed Up and Go, 12. november 2026, 24 sekunder, Med rollator → Timed Up and Go, 12. november 2026, 18 sekunder" in text
    assert "Slettet: Bergs balanceskala, 38 af 56" in text
    assert "Tilføjet: Stok" in text
    sent = page.post(f"/planer/{plan_id}/ret/", {**said, "action": "send", "reviewed": reviewed(looked)})
    assert sent.status_code == 302
    saved = newest(plan_id)
    assert (saved.number, [line["score"] for line in saved.tests], len(saved.aids)) == (2, ["18 sekunder"], 2)
    assert saved.address.relatives == WHOLE["relatives"]
    assert "Ændret: andre praktiske forhold, test af funktionsevne, hjælpemidler" in text_of(page.get(f"/planer/{plan_id}/"))


def test_an_amendment_as_it_stands_changes_nothing(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna, **WHOLE)
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id))
    assert answer.status_code == 400
    assert "Du har ikke rettet noget" in text_of(answer)


def test_one_more_line_is_shown_and_nothing_is_sent(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna, **WHOLE)
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, action="linje:aids", **{"aids-1-name": "Stok"}))
    text = text_of(answer)
    assert 'value="Stok"' in text
    assert 'name="aids-2-name"' in text
    assert plan_row(plan_id).current_version == 1


def test_a_faulty_line_stops_an_amendment_at_its_field(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna, **WHOLE)
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, **{"links-1-text": "Øvelser", "links-1-url": "http://eksempel.dk"}))
    text = text_of(answer)
    assert answer.status_code == 400
    assert 'href="#id_links-1-url"' in text
    assert 'value="http://eksempel.dk"' in text
    assert plan_row(plan_id).current_version == 1


def test_a_list_somebody_else_amended_meanwhile_is_shown_as_text_beside_one_s_own(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna, **WHOLE)
    said = typed(plan_id, **{"aids-0-name": "Stok"})
    amended_by("bo", plan_id, aids=[{"name": "Kørestol", "state": "", "note": ""}], tests=[])
    answer = page.post(f"/planer/{plan_id}/ret/", said)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "Kørestol" in text
    assert 'value="Stok"' in text
    assert "har imens ændret »Test af funktionsevne«" in text
    assert 'value="Timed Up and Go"' not in text
