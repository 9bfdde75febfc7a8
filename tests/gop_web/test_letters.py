"""Letters to the citizen as a person meets them: one click on the case, the pile of paper, the trainer."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from accounts.secret import cpr_hash
from gop.models import CaseLetter
from gop.services.sending_letters import send_waiting
from tests import factories as make
from tests.gop import letters_out as out
from tests.gop_web.pages import case_row, client_of, done, meeting, press, queries, text_of, triaged
from tests.letters.reading import Paper


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.GOP_DIGITAL_POST, settings.GOP_DIGITAL_POST_FOLDER = "file", str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def offered(page: Client, anna: Actor) -> uuid.UUID:
    """Offered a first meeting; nobody guided, nobody told."""
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "tilbyd", **meeting())
    return case_id


def send(page: Client, case_id: uuid.UUID, channel: str = "digital_post", kind: str = "orientering") -> None:
    done(page, case_id, "brev", kind=kind, channel=channel)


def letter_of(case_id: uuid.UUID) -> CaseLetter:
    with make.reading():
        return CaseLetter.objects.filter(case_id=case_id).order_by("-made_at").first()  # type: ignore[return-value]


def test_the_letter_is_the_next_step_and_one_press_with_digital_post_chosen(page: Client, offered: uuid.UUID) -> None:
    shown = text_of(page, f"/sager/{offered}/")
    assert "Næste skridt: send brevet" in shown
    assert "Brevet fortæller om første møde" in shown
    assert "skriftlig vejledning" in shown
    form = shown[shown.index(f"/sager/{offered}/brev/") :]
    assert 'value="digital_post"' in form[: form.index("</form>")]
    send(page, offered)
    after = text_of(page, f"/sager/{offered}/")
    assert "Næste skridt: registrér første møde" in after
    assert "Afventer afsendelse" in after
    send_waiting()
    assert "Leveret i Digital Post" in text_of(page, f"/sager/{offered}/")
    assert case_row(offered).informed_on == clock.today()


def test_the_draft_and_the_sent_letter_are_files_and_each_look_is_logged(page: Client, offered: uuid.UUID) -> None:
    draft = page.get(f"/sager/{offered}/brev/udkast/?om=orientering")
    assert draft.headers["Content-Disposition"] == 'attachment; filename="brev-til-borgeren.pdf"'
    assert "Træningscenter Vest" in Paper(draft.content).text
    send(page, offered)
    sent = page.get(f"/sager/{offered}/brev/{letter_of(offered).id}/")
    assert Paper(sent.content).text == Paper(draft.content).text
    with make.reading():
        assert AccessLog.objects.filter(subject_id=offered, action="udskrevet").count() == 2


def test_a_letter_of_another_case_is_not_found_under_this_one(page: Client, anna: Actor, offered: uuid.UUID) -> None:
    send(page, offered)
    _, other = make.delivered(anna, cpr=make.somebody())
    assert page.get(f"/sager/{other}/brev/{letter_of(offered).id}/").status_code == 404


def test_the_pile_is_ticked_and_posted_with_the_day(page: Client, offered: uuid.UUID) -> None:
    send(page, offered, "brev")
    letter = letter_of(offered)
    assert "Breve, der skal udskrives og sendes: 1" in text_of(page, "/sager/")
    assert "Nancy Ann Test Berggren" in text_of(page, "/sager/breve/")
    empty = page.post("/sager/breve/sendt/", {"on": clock.today().isoformat()})
    assert empty.status_code == 400
    assert "Sæt kryds ved de breve, der er sendt" in empty.content.decode()
    late = page.post("/sager/breve/sendt/", {"on": (clock.today() + timedelta(days=2)).isoformat(), "letter": str(letter.id)})
    assert late.status_code == 400
    assert "checked" in late.content.decode()  # what was ticked stays
    assert page.post("/sager/breve/sendt/", {"on": clock.today().isoformat(), "letter": str(letter.id)}).status_code == 302
    assert case_row(offered).informed_how == "brev"
    assert "Ingen breve skal udskrives" in text_of(page, "/sager/breve/")


def test_a_letter_whose_offer_changed_is_not_to_be_posted(page: Client, offered: uuid.UUID) -> None:
    send(page, offered, "brev")
    done(page, offered, "tilbyd", **meeting(4))
    shown = text_of(page, "/sager/breve/")
    assert "Gælder ikke længere" in shown
    assert "Tilbuddet er ændret" in shown
    assert "Registrér som sendt" not in shown
    assert page.post(f"/sager/breve/{letter_of(offered).id}/fjern/").status_code == 302
    assert letter_of(offered).state == "stoppet"
    assert "Næste skridt: send brevet" in text_of(page, f"/sager/{offered}/")


def test_an_exempt_citizen_is_said_to_be_and_the_letter_lies_in_the_pile(page: Client, offered: uuid.UUID, folder: Path) -> None:
    folder.mkdir()
    (folder / "fritaget.txt").write_text(cpr_hash(make.NANCY).hex())
    answer = page.post(
        f"/sager/{offered}/brev/", {"seen": clock.now().isoformat(), "kind": "orientering", "channel": "digital_post"}, follow=True
    )
    assert "Borgeren får ikke Digital Post" in answer.content.decode()
    assert "Fritaget for Digital Post" in text_of(page, "/sager/breve/")


def test_what_digital_post_turned_down_is_said_on_the_case_and_in_the_list(page: Client, offered: uuid.UUID, folder: Path) -> None:
    send(page, offered)
    folder.mkdir()
    (folder / "fritaget.txt").write_text(cpr_hash(make.NANCY).hex())
    send_waiting()
    assert "Digital Post tog ikke brevet til borgeren" in text_of(page, f"/sager/{offered}/")
    assert "Nancy Ann Test Berggren" in text_of(page, "/sager/breve/")


def test_a_letter_that_waits_more_than_an_hour_stands_in_the_list(page: Client, offered: uuid.UUID) -> None:
    send(page, offered)
    assert "Venter stadig" not in text_of(page, "/sager/breve/")
    with make.reading():
        CaseLetter.objects.filter(case_id=offered).update(made_at=clock.now() - timedelta(minutes=61))
    assert "Venter stadig på Digital Post" in text_of(page, "/sager/breve/")


def test_no_start_in_time_is_a_letter_beside_the_offer(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    assert "I ikke kan tilbyde start i tide" in text_of(page, f"/sager/{case_id}/")
    send(page, case_id, kind="ingen_start")
    send_waiting()
    assert case_row(case_id).told_no_offer_on == clock.today()


def test_the_trainer_is_typed_or_chosen_from_those_named_before(page: Client, anna: Actor, offered: uuid.UUID) -> None:
    missing = press(page, offered, "traener", name="", phone="")
    assert missing.status_code == 400
    assert "Skriv, hvem der træner" in missing.content.decode()
    done(page, offered, "traener", name="Mette Test, fysioterapeut", phone="99 00 00 31", address="Prøvevej 7")
    _, other = make.delivered(anna, cpr=make.somebody())
    triaged(page, other)
    shown = text_of(page, f"/sager/{other}/")
    assert "Mette Test, fysioterapeut, 99 00 00 31" in shown
    done(page, other, "traener", known_as="0", name="", phone="", address="")
    row = case_row(other)
    assert (row.trainer_name, row.trainer_phone, row.trainer_address) == ("Mette Test, fysioterapeut", "99 00 00 31", "Prøvevej 7")


def test_a_trainer_named_after_the_letter_is_told_in_one_of_its_own(page: Client, offered: uuid.UUID) -> None:
    send(page, offered)
    send_waiting()
    done(page, offered, "traener", name="Mette Test", phone="99 00 00 31", address="")
    assert "Besked om træner" in text_of(page, f"/sager/{offered}/")
    send(page, offered, kind="traener")
    send_waiting()
    assert case_row(offered).trainer_told_on == clock.today()


def test_a_childs_letter_offers_paper(page: Client, offered: uuid.UUID) -> None:
    with make.reading():
        from gop.models import Case

        Case.objects.filter(id=offered).update(birth_date=clock.today() - timedelta(days=3650))
    assert "brevet går til forældrene" in text_of(page, f"/sager/{offered}/")
    refused = press(page, offered, "brev", kind="orientering", channel="digital_post")
    assert refused.status_code == 400
    assert "Vælg brev på papir" in refused.content.decode()


def test_a_hundred_letters_in_the_pile_cost_as_many_queries_as_one(page: Client, anna: Actor, offered: uuid.UUID) -> None:
    send(page, offered, "brev")
    text_of(page, "/sager/breve/")
    one = queries(page, "/sager/breve/")
    row = letter_of(offered)
    with make.reading():
        CaseLetter.objects.bulk_create(_copy(row) for _ in range(99))
    assert queries(page, "/sager/breve/") == one


def _copy(row: CaseLetter) -> CaseLetter:
    values = {field.attname: getattr(row, field.attname) for field in CaseLetter._meta.concrete_fields}
    return CaseLetter(**{**values, "id": uuid.uuid4()})


def test_a_hospital_therapist_sends_no_letters_of_the_authority(page: Client, offered: uuid.UUID) -> None:
    make.author("olga")
    assert client_of("olga").get("/sager/breve/").status_code == 403


def test_a_letter_on_paper_lets_the_case_say_so(page: Client, offered: uuid.UUID) -> None:
    send(page, offered, "brev")
    shown = text_of(page, f"/sager/{offered}/")
    assert "Skal udskrives og sendes" in shown
    assert "Næste skridt: registrér første møde" in shown
    assert out.letters(offered) == [("brev", "til_udskrift")]
