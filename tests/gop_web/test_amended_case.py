"""A case whose plan was amended: what is different is shown, and somebody looks again."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import GeneralLevel
from gop.models import CaseEvent
from gop.services import cases
from gop.services.amending import amend
from tests import factories
from tests.gop_web.pages import case_row, press

LEVEL: dict[str, Any] = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel."}


@pytest.fixture
def triaged(anna: Actor, birgit: Actor) -> tuple[uuid.UUID, uuid.UUID]:
    plan_id, case_id = factories.delivered(anna)
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)
        cases.take(birgit, case_id)
        cases.triage(birgit, case_id, **LEVEL)
    return plan_id, case_id


def amended(anna: Actor, plan_id: uuid.UUID, base: int, **values: Any) -> None:
    with acting_as(anna):
        amend(anna, plan_id, base, values, "Patienten går nu med stok.")
    factories.deliver_all()


def events(case_id: uuid.UUID, action: str) -> int:
    with factories.reading():
        return CaseEvent.objects.filter(case_id=case_id, action=action).count()


def test_the_page_shows_before_and_now_and_asks_to_look_again(page: Client, anna: Actor, triaged: tuple[uuid.UUID, uuid.UUID]) -> None:
    plan_id, case_id = triaged
    amended(anna, plan_id, 1, potential="Går ude med stok.", latest_start=clock.today() + timedelta(days=5), **STARTS)
    shown = page.get(f"/sager/{case_id}/").content.decode()
    assert "er nu version 2. Sagen er besluttet på version 1" in shown
    assert "Hvad er ændret fra version 1 til version 2" in shown
    for text in ("Forventes at kunne gå ude uden hjælpemidler.", "Går ude med stok.", "Patienten går nu med stok.", "ikke udfyldt"):
        assert text in shown
    assert "Næste skridt: registrér, at sagen er vurderet igen" in shown
    assert "Visiteret, vurdér igen" in page.get("/sager/").content.decode()
    assert press(page, case_id, "vurder-igen", version="2", note="Ændrer intet.").status_code == 302
    assert (case_row(case_id).decided_on_version, case_row(case_id).level) == (2, "basal")
    shown = page.get(f"/sager/{case_id}/").content.decode()
    assert "Sagen er vurderet igen på version 2" in shown
    assert "Hvad er ændret fra version 1 til version 2" in shown
    assert "Vurdér igen." not in shown
    press(page, case_id, "vurder-igen", version="2", note="")
    assert events(case_id, "vurder_igen") == 1


STARTS = {"start_reason_kind": "sundhedsfaglig", "start_reason": "Bruddet skal hele."}


def test_a_version_that_came_after_the_page_is_not_taken_for_read(page: Client, anna: Actor, triaged: tuple[uuid.UUID, uuid.UUID]) -> None:
    plan_id, case_id = triaged
    amended(anna, plan_id, 1, potential="Går ude med stok.")
    amended(anna, plan_id, 2, potential="Går ude med rollator.")
    answer = press(page, case_id, "vurder-igen", version="2", note="Ændrer intet.")
    assert answer.status_code == 400
    assert "er nu version 3" in answer.content.decode()
    assert "Ændrer intet." in answer.content.decode()
    assert case_row(case_id).decided_on_version == 1


def test_a_level_is_not_changed_on_a_text_that_changed_under_the_page(
    page: Client, anna: Actor, triaged: tuple[uuid.UUID, uuid.UUID]
) -> None:
    plan_id, case_id = triaged
    seen = clock.now().isoformat()
    amended(anna, plan_id, 1, potential="Går ude med stok.")
    typed = {"level": "avanceret", "criteria": ["omfattende"], "reason": "Omfattende."}
    answer = page.post(f"/sager/{case_id}/visiter/", {"seen": seen, **typed})
    assert "har rettet planen" in answer.content.decode()
    assert case_row(case_id).level == "basal"
    assert press(page, case_id, "visiter", **typed).status_code == 302
    assert (case_row(case_id).level, case_row(case_id).decided_on_version) == ("avanceret", 2)


def test_the_same_level_again_says_that_it_stands_and_nobody_is_told_anew(
    page: Client, anna: Actor, triaged: tuple[uuid.UUID, uuid.UUID]
) -> None:
    plan_id, case_id = triaged
    amended(anna, plan_id, 1, potential="Går ude med stok.")
    press(page, case_id, "visiter", level="basal", criteria=["enkel"], reason="Enkel.")
    assert case_row(case_id).decided_on_version == 2
    assert (events(case_id, "vurder_igen"), events(case_id, "ret_niveau")) == (1, 0)


def test_a_case_not_yet_triaged_shows_the_difference_and_asks_nothing(page: Client, anna: Actor) -> None:
    plan_id, case_id = factories.delivered(anna)
    amended(anna, plan_id, 1, potential="Går ude med stok.")
    shown = page.get(f"/sager/{case_id}/").content.decode()
    assert "Hvad er ændret fra version 1 til version 2" in shown
    assert "Vurdér igen." not in shown
    assert "Planen er rettet, version 2" in shown


def test_an_old_case_leads_to_the_new_and_back(page: Client, anna: Actor) -> None:
    from gop.services.drafts import save_step
    from gop.services.replacing import replace_plan
    from gop.services.sending import send_plan

    plan_id, case_id = factories.delivered(anna)
    with acting_as(anna):
        new = replace_plan(anna, plan_id, uuid.uuid4())
        save_step(anna, new.id, {"consents": factories.consents()})
        send_plan(anna, new.id)
    factories.deliver_all()
    with factories.reading():
        new.refresh_from_db()
    assert f'href="/sager/{new.case_id}/"' in page.get(f"/sager/{case_id}/").content.decode()
    shown = page.get(f"/sager/{new.case_id}/").content.decode()
    assert f'href="/sager/{case_id}/"' in shown
    assert "om borgeren er lovet et møde i den sag" in shown


def test_an_address_that_became_protected_is_said(page: Client, anna: Actor, triaged: tuple[uuid.UUID, uuid.UUID]) -> None:
    plan_id, case_id = triaged
    amended(anna, plan_id, 1, protected=True)
    shown = page.get(f"/sager/{case_id}/").content.decode()
    fold = shown[shown.index("Hvad er ændret fra version 1") :]
    assert "Adressen er beskyttet og må ikke gives videre" in fold[: fold.index("</details>")]
