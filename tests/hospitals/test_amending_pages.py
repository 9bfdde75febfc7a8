"""Ret planen og Erstat planen: looked through before it is sent, and nothing typed is lost."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import Delivery, Plan, PlanVersion
from gop.selectors.plans import version_of
from gop.services.amending import amend
from gop.services.sent import record_handed_out, withdraw_plan
from hospitals.web.amend_form import AmendForm
from tests import factories
from tests.hospitals.signed_in import client_of

WHY = "Patienten går nu med stok."


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def typed(plan_id: uuid.UUID, number: int = 1, **changed: Any) -> dict[str, Any]:
    """What the page's form would send."""
    with factories.reading():
        plan = Plan.objects.get(id=plan_id)
        form = AmendForm(plan=plan, version=version_of(plan, number))
    said = {name: form[name].value() for name in form.fields}
    said = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items() if value not in (None, False)}
    return {**said, "version": number, "action": "gennemse", "why": WHY, **changed}


def plan_row(plan_id: uuid.UUID) -> Plan:
    with factories.reading():
        return Plan.objects.get(id=plan_id)


def reviewed(answer: Any) -> str:
    found = re.search(r'name="reviewed" value="([0-9a-f]+)"', text_of(answer))
    assert found, text_of(answer)
    return found[1]


def amended_by(name: str, plan_id: uuid.UUID, **values: Any) -> None:
    colleague = factories.author(name)
    with acting_as(colleague):
        amend(colleague, plan_id, 1, values, "Ny vurdering.")


def test_it_is_looked_through_and_then_sent(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    assert f'href="/planer/{plan_id}/ret/"' in text_of(page.get(f"/planer/{plan_id}/"))
    assert "Du retter version 1" in text_of(page.get(f"/planer/{plan_id}/ret/"))
    said = typed(plan_id, training_need="Gang med stok.")
    look = page.post(f"/planer/{plan_id}/ret/", said)
    for text in ("Det sender du", "Træning af gang, trapper og kraft i benene.", "Gang med stok.", "får den straks", "Hvem får version 2"):
        assert text in text_of(look)
    assert plan_row(plan_id).current_version == 1
    sent = page.post(f"/planer/{plan_id}/ret/", said | {"action": "send", "reviewed": reviewed(look)}, follow=True)
    shown = text_of(sent)
    for text in ("Rettelsen er sendt.", "Planen blev rettet, version 2", "Ændret: behov for genoptræning", WHY, "Version 2, rettet"):
        assert text in shown
    assert "Rettet, version 2." in text_of(page.get("/planer/"))
    assert "Version 2, rettet" in text_of(page.get(f"/planer/{plan_id}/udskriv/"))
    again = page.post(f"/planer/{plan_id}/ret/", said | {"action": "send", "reviewed": reviewed(look)})
    assert again.status_code == 302
    assert plan_row(plan_id).current_version == 2


def test_what_was_not_looked_through_is_not_sent(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    look = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, training_need="Gang med stok."))
    more = typed(plan_id, training_need="Gang med stok.", potential="Mere.", action="send", reviewed=reviewed(look))
    answer = page.post(f"/planer/{plan_id}/ret/", more)
    assert "Se den igennem igen" in text_of(answer)
    assert plan_row(plan_id).current_version == 1
    assert page.post(f"/planer/{plan_id}/ret/", more | {"reviewed": reviewed(answer)}).status_code == 302
    assert plan_row(plan_id).current_version == 2


def test_nothing_changed_and_nothing_said(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    assert "ikke rettet noget" in text_of(page.post(f"/planer/{plan_id}/ret/", typed(plan_id)))
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, why="", potential="Mere.", citizen_name=""))
    assert answer.status_code == 400
    for link in ("#id_why", "#id_citizen_name"):
        assert f'href="{link}"' in text_of(answer)
    assert "Mere." in text_of(answer)
    later = (clock.today() + timedelta(days=400)).isoformat()
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, latest_start=later))
    assert "Se efter, om årstallet er rigtigt" in text_of(answer)
    assert "Vælg, om den ændrede start" in text_of(answer)


def test_a_colleagues_version_meanwhile_is_merged_shown_and_looked_through_again(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    amended_by("bo", plan_id, potential="Bos potentiale.", limitations="Bos ord.")
    said = typed(plan_id, limitations="Annas ord.", training_need="Gang med stok.", action="send", reviewed="0")
    answer = page.post(f"/planer/{plan_id}/ret/", said)
    shown = text_of(answer)
    assert answer.status_code == 409
    for text in ("Bo sendte version 2", "Din rettelse er ikke sendt", "Annas ord.", "Bos ord.", "Bos potentiale.", "Gang med stok."):
        assert text in shown
    assert "Du retter version 2" in shown
    assert "»Potentiale«. Det er kommet med." in shown
    assert plan_row(plan_id).current_version == 2
    names = typed(plan_id, 2, limitations="Annas ord.", training_need="Gang med stok.")
    look = page.post(f"/planer/{plan_id}/ret/", names)
    page.post(f"/planer/{plan_id}/ret/", names | {"action": "send", "reviewed": reviewed(look)})
    with factories.reading():
        last = PlanVersion.objects.get(plan_id=plan_id, number=3)
    assert (last.potential, last.limitations, last.training_need) == ("Bos potentiale.", "Annas ord.", "Gang med stok.")


def test_withdrawn_meanwhile_the_text_stays_on_the_page(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    with acting_as(anna):
        withdraw_plan(anna, plan_id, "Forkert patient.")
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, potential="Mit lange svar."))
    assert answer.status_code == 409
    for text in ("for planen er trukket tilbage", "Mit lange svar.", "Det, du skrev, er ikke gemt"):
        assert text in text_of(answer)
    assert page.get(f"/planer/{plan_id}/ret/").url == f"/planer/{plan_id}/"
    assert "/ret/" not in text_of(page.get(f"/planer/{plan_id}/"))


def test_a_diagnosis_is_searched_and_chosen_without_script(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    found = text_of(page.post(f"/planer/{plan_id}/ret/", typed(plan_id, action="soeg", diagnosis_query="skulder", potential="Mit svar.")))
    assert "Mit svar." in found
    codes = re.findall(r'name="diagnosis_code" value="(\w+)"', found)
    look = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, diagnosis_code=codes[-1]))
    assert "Diagnose" in text_of(look)
    page.post(f"/planer/{plan_id}/ret/", typed(plan_id, diagnosis_code=codes[-1], action="send", reviewed=reviewed(look)))
    with factories.reading():
        assert PlanVersion.objects.get(plan_id=plan_id, number=2).diagnosis_code == codes[-1]


def test_the_patient_has_not_been_given_the_new_version(page: Client, anna: Actor) -> None:
    from gop.enums import HandedOutHow

    plan_id, _ = factories.delivered(anna)
    with acting_as(anna):
        record_handed_out(anna, plan_id, clock.today(), HandedOutHow.PAPER)
    amended_by("bo", plan_id, potential="Mere.")
    assert "Version 2 er ikke udleveret til patienten" in text_of(page.get("/planer/"))


def test_a_draft_is_not_amended(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    assert page.get(f"/planer/{plan_id}/ret/").url == f"/planer/{plan_id}/"
    assert page.post(f"/planer/{plan_id}/ret/", {"version": "x"}).url == f"/planer/{plan_id}/"


@pytest.mark.parametrize("version", ["", "x", "99", "-1", "²", "99999999999999999999"])
def test_a_version_that_never_was_is_taken_for_the_first(page: Client, anna: Actor, version: str) -> None:
    plan_id, _ = factories.delivered(anna)
    answer = page.post(f"/planer/{plan_id}/ret/", typed(plan_id, potential="Mere.") | {"version": version})
    assert "Det sender du" in text_of(answer)


def replaced(page: Client, plan_id: uuid.UUID) -> uuid.UUID:
    new_id = uuid.uuid4()
    assert page.post(f"/planer/{plan_id}/erstat/", {"new_id": str(new_id), "how": "fortsaetter"}).url == f"/planer/{new_id}/trin/patient/"
    return new_id


def test_a_new_plan_is_begun_asked_about_and_sent(page: Client, anna: Actor) -> None:
    from gop.services.drafts import save_step

    plan_id, _ = factories.delivered(anna)
    new_id = replaced(page, plan_id)
    step = text_of(page.get(f"/planer/{new_id}/trin/patient/"))
    assert "Kladden skal erstatte en sendt plan" in step
    assert "Samtykkerne er ikke med" in step
    assert "erstatter en sendt plan" in text_of(page.get("/planer/"))
    assert "En ny plan er begyndt" in text_of(page.get(f"/planer/{plan_id}/"))
    missing = page.post(f"/planer/{new_id}/send/")
    assert "Registrér patientens svar" in text_of(missing)
    with acting_as(anna):
        save_step(anna, new_id, {"consents": factories.consents()})
    assert "Modtagerens sag om den slutter" in text_of(page.get(f"/planer/{new_id}/trin/send/"))
    assert page.post(f"/planer/{new_id}/send/").url == f"/planer/{new_id}/"
    with factories.reading():
        assert set(Delivery.objects.filter(applied_at__isnull=True).values_list("kind", flat=True)) == {"plan", "erstatning"}
    old = text_of(page.get(f"/planer/{plan_id}/"))
    for text in ("Planen er erstattet af en ny", f'href="/planer/{new_id}/"', "Planen blev erstattet af en ny"):
        assert text in old
    assert "Planen erstatter en tidligere plan." in text_of(page.get(f"/planer/{new_id}/"))
    assert "Erstattet af en ny plan." in text_of(page.get("/planer/"))
    assert "Planen er erstattet af en ny og gælder ikke længere" in text_of(page.get(f"/planer/{plan_id}/udskriv/"))


def test_the_second_who_replaces_is_told_and_finds_the_draft(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    new_id = replaced(page, plan_id)
    factories.author("bo")
    shown = text_of(client_of("bo").post(f"/planer/{plan_id}/erstat/", {"new_id": str(uuid.uuid4())}, follow=True))
    assert "Anna har allerede gjort det" in shown
    assert f'href="/planer/{new_id}/"' in shown
    assert page.post(f"/planer/{plan_id}/erstat/", {"new_id": "sludder"}).url == f"/planer/{new_id}/trin/patient/"


def test_withdrawn_meanwhile_the_draft_says_so_and_can_go_on_alone(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    new_id = replaced(page, plan_id)
    page.post(f"/planer/{new_id}/loesriv/")
    assert plan_row(new_id).replaces_id == plan_id
    with acting_as(anna):
        withdraw_plan(anna, plan_id, "Forkert patient.")
    shown = text_of(page.get(f"/planer/{new_id}/trin/send/"))
    assert "trukket tilbage af Anna" in shown
    assert "Send planen</button>" not in shown
    assert page.post(f"/planer/{new_id}/loesriv/", follow=True).status_code == 200
    assert plan_row(new_id).replaces_id is None


def test_another_hospital_finds_nothing(page: Client, anna: Actor) -> None:
    plan_id, _ = factories.delivered(anna)
    factories.author("vera", factories.GOEDSTRUP)
    stranger = client_of("vera")
    for place in ("ret/", "erstat/", "loesriv/"):
        assert stranger.post(f"/planer/{plan_id}/{place}").status_code == 404
