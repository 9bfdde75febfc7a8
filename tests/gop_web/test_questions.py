"""Before deciding, question and answer as they meet the triage officer and the author: two people, each signed in."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts import clock
from accounts.tenancy import acting_as
from gop.models import Plan, Question
from gop.selectors.cases import consents_for, version_for
from gop.selectors.gaps import received_content
from gop.selectors.plans import content_of, version_of
from gop.services.amending import amend
from tests import factories as make
from tests.gop_web.pages import case_row, client_of, done, press, queries, text_of

WANTED = "Hvad forventer I, at borgeren kan opnå med genoptræningen?"
WHOLE = {"phone": "99 00 00 03", "street": "Testvej 1", "postcode": "9000", "city": "Aalborg"}


def case_without_potential(anna: Any, **more: Any) -> tuple[Any, Any]:
    return make.delivered(anna, **{**WHOLE, "potential": "", **more})


def answer_address(plan_id: Any) -> str:
    with make.reading():
        question = Question.objects.filter(plan_id=plan_id, organisation_id=make.AALBORG_HOSPITAL).latest("asked_at")
    return f"/planer/{plan_id}/spoergsmaal/{question.shared_id}/"


def test_the_authority_reads_the_same_content_as_the_author_consents_and_department_included(anna: Any, birgit: Any) -> None:
    plan_id, case_id = make.delivered(anna, **WHOLE)
    with acting_as(anna):
        plan = Plan.objects.get(id=plan_id)
        written = content_of(plan, version_of(plan))
    case = case_row(case_id)
    with acting_as(birgit):
        version = version_for(case)
        assert version is not None
        read = received_content(version, consents_for(case))
    assert read == written
    assert read.consents
    assert read.specialty


def test_what_is_missing_stands_first_with_its_heading_and_a_question_ready_to_change(page: Client, anna: Any) -> None:
    _, case_id = case_without_potential(anna)
    text = text_of(page, f"/sager/{case_id}/")
    assert text.index("Før I beslutter") < text.index("Genoptræningsplanen</h2>")
    assert "Der står ikke, hvad borgeren kan opnå." in text
    ready = text_of(page, f"/sager/{case_id}/spoerg/?om=potentiale_mangler")
    assert re.search(rf'<textarea[^>]*id="spoerg-text"[^>]*>\s*Om »Potentiale«: {re.escape(WANTED)}', ready)
    assert 'name="about" value="potentiale_mangler"' in ready


def test_nothing_missing_is_one_quiet_line_and_a_gap_that_is_not_there_has_no_question(page: Client, anna: Any) -> None:
    _, case_id = make.delivered(anna, **WHOLE)
    text = text_of(page, f"/sager/{case_id}/")
    assert "Før I beslutter" not in text
    assert "Intet i planen ser ud til at mangle" in text
    assert page.get(f"/sager/{case_id}/spoerg/?om=potentiale_mangler").status_code == 302


def test_gaps_are_folded_once_the_case_is_triaged_and_stop_nobody(page: Client, anna: Any) -> None:
    _, case_id = case_without_potential(anna)
    done(page, case_id, "kvitter")
    done(page, case_id, "tag")
    with make.reading():
        case_row(case_id)
    done(page, case_id, "visiter", level="basal", criteria=["enkel"], reason="Enkel funktionsnedsættelse.")
    text = text_of(page, f"/sager/{case_id}/")
    assert "Før I beslutter" not in text
    assert "Mangler og modsigelser i planen (1)" in text


def test_a_question_goes_to_the_author_and_its_answer_stands_with_it_on_the_case(page: Client, anna: Any) -> None:
    plan_id, case_id = case_without_potential(anna)
    done(page, case_id, "spoerg", text=WANTED, about="potentiale_mangler")
    waiting = text_of(page, f"/sager/{case_id}/")
    assert "Afventer svar" in waiting
    assert "venter på svar" in waiting
    assert "Fristerne løber, mens I venter." in waiting
    assert "afventer svar siden" in text_of(page, "/sager/")
    make.deliver_all()

    author = client_of("anna")
    above = text_of(author, "/planer/")
    assert above.index("Venter på svar fra dig") < above.index("Kladder")
    assert WANTED in above
    plan = text_of(author, f"/planer/{plan_id}/")
    assert "Aalborg Kommune venter på svar" in plan
    assert f'action="{answer_address(plan_id)}"' in plan
    empty = author.post(answer_address(plan_id), {"text": ""})
    assert empty.status_code == 400
    assert "Skriv svaret." in empty.content.decode()
    assert author.post(answer_address(plan_id), {"text": "At gå ude med stok."}).status_code == 302
    assert "Venter på svar fra dig" not in text_of(author, "/planer/")
    make.deliver_all()

    text = text_of(page, f"/sager/{case_id}/")
    assert "Svar modtaget" in text
    assert f"Spørgsmål: {WANTED}\nSvar: At gå ude med stok." in text
    assert re.search(r"Besvaret \w+\. \d+\.", text)
    assert "svar modtaget" in text_of(page, "/sager/")


def test_whoever_acts_on_the_case_has_read_the_answer(page: Client, anna: Any) -> None:
    plan_id, case_id = case_without_potential(anna)
    done(page, case_id, "spoerg", text=WANTED, about="")
    make.deliver_all()
    client_of("anna").post(answer_address(plan_id), {"text": "Ude med stok."})
    make.deliver_all()
    done(page, case_id, "kvitter")
    assert "svar modtaget" not in text_of(page, "/sager/")
    assert "Tidligere spørgsmål og svar (1)" in text_of(page, f"/sager/{case_id}/")


def test_an_author_who_has_amended_the_plan_finds_the_answer_begun(page: Client, anna: Any) -> None:
    plan_id, case_id = case_without_potential(anna)
    done(page, case_id, "spoerg", text=WANTED, about="")
    make.deliver_all()
    with acting_as(anna):
        amend(anna, plan_id, 1, {"potential": "At gå ude med stok."}, "Potentiale er tilføjet.")
    assert "Planen er rettet, se version 2: Potentiale er tilføjet." in text_of(client_of("anna"), f"/planer/{plan_id}/")


def test_a_colleague_who_answers_late_keeps_what_was_typed(page: Client, anna: Any) -> None:
    plan_id, case_id = case_without_potential(anna)
    done(page, case_id, "spoerg", text=WANTED, about="")
    make.deliver_all()
    client_of("anna").post(answer_address(plan_id), {"text": "Ude med stok."})
    make.author("olga", make.AALBORG_HOSPITAL)
    late = client_of("olga").post(answer_address(plan_id), {"text": "Uden stok."})
    assert late.status_code == 409
    assert "Anna" in late.content.decode()
    assert "Uden stok." in late.content.decode()


def test_a_disagreement_shows_both_deciders_and_that_its_day_has_passed_on_both_sides(page: Client, anna: Any) -> None:
    plan_id, case_id = case_without_potential(anna)
    by = clock.today() + timedelta(days=1)
    done(page, case_id, "uenig", text="Typen bør være specialiseret.", decider="Lena, teamleder", decide_by=by.isoformat())
    make.deliver_all()
    author = client_of("anna")
    assert "er uenig: skriv, hvem der afgør det hos jer" in text_of(author, f"/planer/{plan_id}/")
    author.post(f"{answer_address(plan_id)}afgoerer/", {"decider": "Ole, overlæge", "text": "", "seen": clock.now().isoformat()})
    make.deliver_all()
    with make.reading():
        Question.objects.update(decide_by=clock.today() - timedelta(days=1))
    for text in (text_of(page, f"/sager/{case_id}/"), text_of(author, f"/planer/{plan_id}/")):
        assert "Lena, teamleder" in text
        assert "Ole, overlæge" in text
        assert "Overskredet" in text
    done(page, case_id, "afgjort", on=clock.today().isoformat(), outcome="Typen ændres ikke.")
    make.deliver_all()
    for text in (text_of(page, f"/sager/{case_id}/"), text_of(author, f"/planer/{plan_id}/")):
        assert "Typen ændres ikke." in text
    assert "Uenigheden er ikke afgjort" not in text_of(author, f"/planer/{plan_id}/")


def test_a_disagreement_without_decider_is_refused_beside_its_fields_and_keeps_what_was_typed(page: Client, anna: Any) -> None:
    _, case_id = case_without_potential(anna)
    answer = press(page, case_id, "uenig", text="Typen.", decider="", decide_by="")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Skriv navn og funktion" in text
    assert "Foreslå en dato" in text
    assert ">\nTypen.</textarea>" in text


def test_the_outbox_asks_the_same_number_of_queries_for_one_question_and_for_many(page: Client, anna: Any) -> None:
    author = client_of("anna")
    text_of(author, "/planer/")
    _, case_id = case_without_potential(anna)
    done(page, case_id, "spoerg", text=WANTED, about="")
    make.deliver_all()
    queries(author, "/planer/")
    one = queries(author, "/planer/"), queries(page, f"/sager/{case_id}/")
    for number in range(4):
        done(page, case_id, "spoerg", text=f"Spørgsmål {number}", about="")
    make.deliver_all()
    assert (queries(author, "/planer/"), queries(page, f"/sager/{case_id}/")) == one
