"""The verbs within a case as a person meets them: what is offered, what it says follows, and how it reads afterwards."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from gop.enums import CaseState, PlanType, SpecialisedReason
from tests import factories as make
from tests.gop_web.pages import case_row, client_of, done, informed, meeting, press, text_of, triaged
from tests.gop_web.test_case import next_heading


def others(page: Client, case_id: object) -> list[str]:
    """The verbs under "Andre handlinger", in order."""
    part = text_of(page, f"/sager/{case_id}/").partition('id="others-heading"')[2].partition("</section>")[0]
    return re.findall(r'details-summary">([^<]+)<', part)


def heard(page: Client, case_id: object, *sentences: str) -> None:
    text = text_of(page, f"/sager/{case_id}/")
    for sentence in sentences:
        assert sentence in text, sentence


def test_a_cancelled_offer_reads_in_the_history_and_the_next_step_is_a_new_one_that_is_told_anew(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    heard(page, case_id, "aflyses af jer.", "gælder igen.")
    done(page, case_id, "aflys", reason="Terapeuten er syg.")
    assert next_heading(page, case_id) == "tilbyd første møde"
    heard(page, case_id, "er aflyst</strong>", "Terapeuten er syg.", "Aflyst: Terapeuten er syg.", "Besked til borgeren")
    done(page, case_id, "tilbyd", **meeting(5))
    assert next_heading(page, case_id) == "send brevet"


def test_after_the_citizen_said_no_a_new_offer_is_next_and_the_deadline_is_met(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    assert press(page, case_id, "borger-nej").status_code == 400
    assert "Mødet har ikke været endnu." in press(page, case_id, "borger-nej", how="udeblev").content.decode()
    done(page, case_id, "borger-nej", how="sagde_nej")
    assert next_heading(page, case_id) == "tilbyd første møde"
    heard(page, case_id, "Borgeren sagde nej til mødet", "overholdt")
    assert "· overholdt" in text_of(page, "/sager/")


def test_no_start_says_what_follows_and_is_offered_once(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    heard(page, case_id, "Borgeren får udvidet frit valg fra nu af")
    done(page, case_id, "ingen-start")
    heard(page, case_id, "Det er registreret, at start ikke kan tilbydes i tide")
    assert "Registrér, at start ikke kan tilbydes i tide" not in others(page, case_id)


def test_a_pause_is_seen_on_the_case_and_in_the_list_and_says_that_clocks_run(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    heard(page, case_id, "Ingen frist holder pause")
    done(page, case_id, "pause", reason="frit_valg")
    heard(page, case_id, "På pause siden", "Fristerne løber videre.", "Sagen er sat på pause")
    assert "På pause: Frit valg benyttet" in text_of(page, "/sager/")
    done(page, case_id, "genoptag")
    assert "På pause" not in text_of(page, "/sager/")


def test_another_municipality_is_chosen_refused_and_chosen_again(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "vejled", how="samtale")
    said = {"answer": "anden_kommune", "on": clock.today().isoformat(), "how": "samtale"}
    refused = press(page, case_id, "svar", **said)
    assert refused.status_code == 400
    assert "Vælg den kommune, borgeren har valgt." in refused.content.decode()
    done(page, case_id, "svar", **said, municipality=str(make.HERNING))
    heard(page, case_id, "har valgt en anden kommune (Herning Kommune)")
    done(page, case_id, "anden-kommune-nej")
    assert "Registrér, at den valgte kommune har sagt ja" not in others(page, case_id)
    done(page, case_id, "svar", **said, municipality=str(make.HERNING))
    done(page, case_id, "anden-kommune-ja")
    heard(page, case_id, "Den valgte kommune har sagt ja", "sagde ja", "bortfaldet")
    assert "Registrér borgerens svar om frit valg" not in others(page, case_id)


def test_a_broken_clock_is_history_once_another_municipality_has_said_yes(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna, discharge_date=clock.today() - timedelta(days=9))
    assert "Nancy Ann" in text_of(page, "/sager/?vis=overskredet")
    done(page, case_id, "vejled", how="samtale")
    said = {"answer": "anden_kommune", "on": clock.today().isoformat(), "how": "samtale", "municipality": str(make.HERNING)}
    done(page, case_id, "svar", **said)
    done(page, case_id, "anden-kommune-ja")
    assert "Nancy Ann" not in text_of(page, "/sager/?vis=overskredet")
    assert "Uden åbne frister" in text_of(page, "/sager/")
    done(page, case_id, "anden-kommune-nej")
    assert "Nancy Ann" in text_of(page, "/sager/?vis=overskredet")


@pytest.mark.parametrize(
    "code",
    [
        *("intet_behov_borger", "intet_behov_fagperson", "fravalg", "fravalg_sygdom", "fravalg_transport_udgift"),
        *("fravalg_transport_besvaer", "fravalg_anden_traening", "haendelse", "udeblevet", "doed"),
    ],
)
def test_every_code_of_kl_ends_a_case_through_the_form_and_reopening_undoes_it(page: Client, anna: Actor, code: str) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "afslut", code=code, reason="")
    assert others(page, case_id) == ["Genåbn sagen", "Registrér en klage"]
    assert press(page, case_id, "genaabn", reason="").status_code == 400
    done(page, case_id, "genaabn", reason="Afsluttet ved en fejl.")
    assert case_row(case_id).state == CaseState.TRIAGED
    heard(page, case_id, "Sagen er genåbnet", "Afsluttet ved en fejl.")


def test_thirty_days_after_the_end_the_page_offers_reopening_to_the_team_lead_alone(
    page: Client, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, case_id = make.delivered(anna)
    done(page, case_id, "afslut", code="fravalg", reason="")
    make.team_lead("lena")
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=31))
    assert others(page, case_id) == ["Registrér en klage"]
    assert press(page, case_id, "genaabn", reason="Ved en fejl.").status_code == 400
    assert others(client_of("lena"), case_id) == ["Genåbn sagen", "Registrér en klage"]


def test_other_verbs_stand_under_three_headings(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    text = text_of(page, f"/sager/{case_id}/")
    places = [text.index(f"<h3>{heading}</h3>") for heading in ("Møde og besked", "Frit valg", "Sagen")]
    assert places == sorted(places)


def test_a_department_cancels_and_records_for_its_patients(anna: Actor) -> None:
    more = {"specialised_reason": SpecialisedReason.COORDINATION, "performing_department_id": make.PHYSIO}
    make.delivered(anna, plan_type=PlanType.SPECIALISED_TRAINING, **more)
    make.person("hanne", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    ward = client_of("hanne")
    with make.reading():
        from gop.models import Case

        case_id = Case.objects.get(kind="behandling").id
    done(ward, case_id, "vejled", how="samtale")
    done(ward, case_id, "indkald", **meeting(2))
    assert "Patienten sagde nej til mødet" in text_of(ward, f"/sager/{case_id}/")
    done(ward, case_id, "borger-nej", how="aflyste")
    heard(ward, case_id, "Patienten aflyste mødet")
    done(ward, case_id, "indkald", **meeting(3))
    done(ward, case_id, "aflys", reason="Stuen er lukket.")
    for verb in ("svar", "pause", "genaabn", "ingen-start"):
        assert press(ward, case_id, verb).status_code == 403, verb


def test_a_colleagues_cancelling_is_said_and_what_was_typed_is_kept(page: Client, anna: Actor) -> None:
    make.person("carl", Role.TRIAGE_OFFICER, make.AALBORG, name="Carl Friis")
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    seen = clock.now().isoformat()
    done(client_of("carl"), case_id, "aflys", reason="Lokalet er optaget.")
    answer = page.post(f"/sager/{case_id}/aflys/", {"seen": seen, "reason": "Min egen grund."})
    assert answer.status_code == 409
    assert "Carl Friis har aflyst tilbuddet i dag kl." in answer.content.decode()
    assert "Min egen grund." in answer.content.decode()
