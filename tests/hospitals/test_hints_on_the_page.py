"""Hints, readability and phrases beside the field: they help, lose nothing, and go away when asked."""

import uuid

from django.test import Client

from accounts.tenancy import acting_as
from gop.models import Plan
from gop.selectors.plans import version_of
from gop.services.phrases import end_phrase, keep_phrase
from tests import factories as make
from tests.hospitals.signed_in import client_of

LONG = "Patienten går 50 meter med rollator. Trapper klares med støtte fra en anden. " * 3


def at(plan_id: uuid.UUID, step: str) -> str:
    return f"/planer/{plan_id}/trin/{step}/"


def stored(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def texts(plan_id: uuid.UUID) -> tuple[str, str]:
    with make.reading():
        version = version_of(Plan.objects.get(id=plan_id))
        return version.functioning_before, version.training_need


def test_a_hint_stands_at_its_field_and_in_the_aside(page: Client, anna) -> None:
    plan_id = make.draft(anna, functioning_before="")
    text = page.get(at(plan_id, "funktionsevne")).content.decode()
    assert text.count("Der står, hvad patienten kan nu, men ikke hvad patienten kunne før.") >= 2
    assert 'id="id_functioning_before-raad"' in text
    assert "id_functioning_before-raad" in text.split('id="id_functioning_before"')[0].rsplit("<textarea", 1)[-1] or (
        'aria-describedby="id_functioning_before-raad"' in text
    )


def test_putting_a_hint_away_saves_what_was_typed_and_comes_back_to_the_step(page: Client, anna) -> None:
    plan_id = make.draft(anna, potential="")
    answer = page.post(at(plan_id, "funktionsevne"), {"action": "vaek:potentiale_mangler", "training_need": "Nyt behov: gang og trapper."})
    assert answer.url.startswith(at(plan_id, "funktionsevne") + "#id_potential")
    assert texts(plan_id)[1] == "Nyt behov: gang og trapper."
    assert stored(plan_id).dismissed == ["potentiale_mangler"]
    text = page.get(at(plan_id, "funktionsevne")).content.decode()
    assert 'value="vaek:potentiale_mangler"' not in text
    assert "Vis skjulte råd (1)" in text


def test_a_hint_put_away_twice_is_put_away_once_and_can_be_taken_forth(page: Client, anna) -> None:
    plan_id = make.draft(anna, potential="")
    for _ in range(2):
        page.post(at(plan_id, "funktionsevne"), {"action": "vaek:potentiale_mangler"})
    assert stored(plan_id).dismissed == ["potentiale_mangler"]
    page.post(at(plan_id, "funktionsevne"), {"action": "frem:potentiale_mangler"})
    assert stored(plan_id).dismissed == []


def test_an_unknown_hint_and_a_sent_plan_change_nothing(page: Client, anna) -> None:
    plan_id = make.draft(anna)
    assert page.post(at(plan_id, "funktionsevne"), {"action": "vaek:findes_ikke"}).status_code == 302
    assert stored(plan_id).dismissed == []
    sent = make.sent(anna)
    assert page.post(at(sent, "funktionsevne"), {"action": "vaek:potentiale_mangler"}).url == f"/planer/{sent}/"
    assert stored(sent).dismissed == []


def test_what_is_missing_by_law_is_not_said_again_as_a_hint(page: Client, anna) -> None:
    plan_id = make.draft(anna, training_need="")
    text = page.get(at(plan_id, "funktionsevne")).content.decode()
    assert "Beskriv patientens behov for genoptræning." in text
    assert "vaek:behov_mangler" not in text


def test_what_the_patient_reads_has_a_plain_word_for_how_easy_it_is(page: Client, anna) -> None:
    plan_id = make.draft(anna, functioning_now=LONG)
    assert "Læsbarhed: let (LIX" in page.get(at(plan_id, "funktionsevne")).content.decode()


def test_a_phrase_is_put_at_the_end_of_its_field_and_the_page_is_saved(page: Client, anna) -> None:
    plan_id, mine = make.draft(anna), uuid.uuid4()
    with acting_as(anna):
        keep_phrase(anna, mine, "training_need", "Gang", "Behov for at genvinde sikker gang.")
    assert "Gang (din egen)" in page.get(at(plan_id, "funktionsevne")).content.decode()
    answer = page.post(
        at(plan_id, "funktionsevne"),
        {"action": "frase:training_need", "frase_training_need": mine, "training_need": "Først dette.", "functioning_before": "Gik frit."},
    )
    assert answer.url == at(plan_id, "funktionsevne") + "#id_training_need"
    assert texts(plan_id) == ("Gik frit.", "Først dette.\nBehov for at genvinde sikker gang.")


def test_no_phrase_chosen_saves_the_page_and_stays(page: Client, anna) -> None:
    plan_id = make.draft(anna)
    answer = page.post(
        at(plan_id, "funktionsevne"), {"action": "frase:training_need", "frase_training_need": "", "training_need": "Behov."}
    )
    assert answer.url == at(plan_id, "funktionsevne") + "#id_training_need"
    assert texts(plan_id)[1] == "Behov."


def test_a_phrase_of_another_person_another_department_or_another_field_is_not_inserted(page: Client, anna, orthopaedist) -> None:
    plan_id = make.draft(orthopaedist)
    theirs, elsewhere, wrong, ended = (uuid.uuid4() for _ in range(4))
    karen = make.person("karen", make.Role.COORDINATOR, make.AALBORG_HOSPITAL)
    with acting_as(anna):
        keep_phrase(anna, theirs, "training_need", "Annas", "Annas tekst.")
    with acting_as(karen):
        keep_phrase(karen, elsewhere, "training_need", "Fys", "Fysioterapiens tekst.", make.PHYSIO)
        keep_phrase(karen, wrong, "potential", "Andet felt", "Potentialets tekst.", make.ORTHOPAEDIC)
        keep_phrase(karen, ended, "training_need", "Gammel", "Gammel tekst.", make.ORTHOPAEDIC)
        end_phrase(karen, ended)
    olga = client_of("olga")
    shown = olga.get(at(plan_id, "funktionsevne")).content.decode()
    assert "Andet felt" in shown
    for title in ("Annas", "Fys<", "Gammel"):
        assert title not in shown
    for phrase in (theirs, elsewhere, wrong, ended, uuid.uuid4()):
        olga.post(at(plan_id, "funktionsevne"), {"action": "frase:training_need", "frase_training_need": phrase, "training_need": "Behov."})
        assert texts(plan_id)[1] == "Behov."
