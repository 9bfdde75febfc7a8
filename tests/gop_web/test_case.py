"""The case page leads through a case, one next step at a time, and shows everything that happened."""

import re

from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import long_date
from accounts.enums import Role
from accounts.models import AccessLog
from accounts.tenancy import acting_as
from gop.enums import CaseState, PlanType, SpecialisedReason
from gop.models import Plan
from gop.services import sent
from tests import factories as make
from tests.gop_web.pages import TRIAGED, case_row, client_of, done, informed, meeting, press, text_of, triaged


def next_heading(page: Client, case_id: object) -> str:
    found = re.search(r'id="next-heading">Næste skridt: ([^<]+)<', text_of(page, f"/sager/{case_id}/"))
    return found[1] if found else ""


def test_the_next_step_leads_the_whole_way(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    steps = [
        ("visitér og tilbyd", "visiter", TRIAGED),
        ("kvittér for modtagelsen", "kvitter", {}),
        ("tag sagen", "tag", {}),
        ("registrér vejledning om frit valg", "vejled", {"how": "telefon"}),
        ("tilbyd første møde", "tilbyd", meeting(0) | {"time": "23:59"}),
        ("send brevet", "besked", {"on": clock.today().isoformat(), "how": "telefon"}),
        ("registrér første møde", "foerste-moede", {"on": clock.today().isoformat()}),
        ("aftal mål", "afslut", {"code": "gennemfoert", "reason": ""}),
    ]
    for heading, verb, typed in steps:
        assert next_heading(page, case_id) == heading
        done(page, case_id, verb, **typed)
    assert case_row(case_id).state == CaseState.ENDED
    text = text_of(page, f"/sager/{case_id}/")
    assert "Sagen er afsluttet. Der er ikke mere at gøre." in text
    for title in (
        "Planen er modtaget",
        "Der er kvitteret",
        "Visiteret til basalt niveau",
        "Funktionsnedsættelsen er enkel og afgrænset",
        "Gennemført",
    ):
        assert title in text, title


def test_the_page_shows_citizen_clocks_and_why(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    text = text_of(page, f"/sager/{case_id}/")
    assert "251248-9996" in text
    assert "Besked til borgeren senest" in text
    assert "4 dage tilbage" in text
    assert "Hvorfor denne dato?" in text
    assert f"Dag 0 er udskrivningen {long_date(clock.today())}." in text
    assert "Træning af gang, trapper og kraft i benene." in text


def test_every_look_is_logged_and_another_tenants_case_is_not_there(page: Client, anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    text_of(page, f"/sager/{case_id}/")
    helle = make.triage_officer("helle", make.HERNING)
    assert client_of("helle").get(f"/sager/{case_id}/").status_code == 404
    assert press(client_of("helle"), case_id, "kvitter").status_code == 404
    with make.reading():
        seen = set(AccessLog.objects.filter(subject_id=case_id, page__startswith="gop:").values_list("user_id", "page", "action", "status"))
    assert (birgit.user, "gop:case", "vist", 200) in seen
    assert (helle.user, "gop:case", "afvist", 404) in seen
    assert (helle.user, "gop:acknowledge", "afvist", 404) in seen


def test_a_new_offer_is_told_anew(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    assert next_heading(page, case_id) == "registrér første møde"
    done(page, case_id, "tilbyd", **meeting(4))
    assert next_heading(page, case_id) == "send brevet"
    assert "Borgeren kender endnu ikke det, der nu gælder." in text_of(page, f"/sager/{case_id}/")
    done(page, case_id, "besked", on=clock.today().isoformat(), how="samtale")
    # The same day at another hour must be told too.
    done(page, case_id, "tilbyd", **(meeting(4) | {"time": "14:00"}))
    assert next_heading(page, case_id) == "send brevet"
    text = text_of(page, f"/sager/{case_id}/")
    assert text.count("Afløst af et nyt tilbud") == 2


def test_a_changed_level_is_told_anew(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    informed(page, case_id)
    done(page, case_id, "visiter", level="avanceret", criteria=["omfattende", "enkel"], reason="Mere omfattende end antaget.")
    assert case_row(case_id).level_criteria == ["omfattende"]
    assert next_heading(page, case_id) == "send brevet"
    assert "Niveauet er ændret fra basalt niveau til avanceret niveau" in text_of(page, f"/sager/{case_id}/")


def test_no_start_in_time_can_be_told_before_an_offer(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "vejled", how="samtale")
    done(page, case_id, "besked", on=clock.today().isoformat(), how="telefon", no_start="on")
    case = case_row(case_id)
    assert case.told_no_offer_on == clock.today()
    assert (case.inform_state, case.offer_state) == ("overholdt", "aaben")
    assert next_heading(page, case_id) == "tilbyd første møde"


def test_a_late_offer_says_so_and_the_clock_runs_on(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    triaged(page, case_id)
    done(page, case_id, "vejled", how="samtale")
    done(page, case_id, "tilbyd", **meeting(20))
    assert "tilbudt første møde ligger efter fristen" in text_of(page, f"/sager/{case_id}/")
    assert "tilbudt for sent" in text_of(page, "/sager/")


def test_the_performing_department_invites_and_the_municipality_is_informed(page: Client, anna: Actor) -> None:
    plan_id = make.sent(
        anna,
        plan_type=PlanType.SPECIALISED_TRAINING,
        specialised_reason=SpecialisedReason.COORDINATION,
        performing_department_id=make.PHYSIO,
    )
    make.deliver_all()
    make.person("hanne", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    ward = client_of("hanne")
    with make.reading():
        from gop.models import Case

        ours = Case.objects.get(plan_id=plan_id, kind="behandling")
        theirs = Case.objects.get(plan_id=plan_id, kind="information")
    for heading, verb, typed in [
        ("kvittér for modtagelsen", "kvitter", {}),
        ("tag sagen", "tag", {}),
        ("registrér vejledning om frit valg", "vejled", {"how": "samtale"}),
        ("indkald patienten", "indkald", meeting(2)),
        ("send brevet", "besked", {"on": clock.today().isoformat(), "how": "telefon"}),  # told by phone instead
    ]:
        assert next_heading(ward, ours.id) == heading
        done(ward, ours.id, verb, **typed)
    assert next_heading(ward, ours.id) == "registrér første møde"
    text = text_of(ward, f"/sager/{ours.id}/")
    assert "Patienten er vejledt om frit valg" in text
    assert "Patienten har fået besked" in text
    assert press(ward, ours.id, "tilbyd").status_code == 403
    # The municipality acknowledges and ends, nothing else.
    assert next_heading(page, theirs.id) == "kvittér for modtagelsen"
    done(page, theirs.id, "kvitter")
    assert next_heading(page, theirs.id) == "afslut sagen"
    assert "Andre handlinger" not in text_of(page, f"/sager/{theirs.id}/")
    refused = press(page, theirs.id, "visiter")
    assert refused.status_code == 409
    assert "den kan kvitteres og afsluttes" in refused.content.decode()


def test_a_discharge_that_is_called_off_leaves_the_case_waiting(page: Client, anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna, discharge_expected=True)
    assert "foreløbig" in text_of(page, f"/sager/{case_id}/")
    with acting_as(anna):
        sent.call_off_discharge(anna, plan_id)
        assert Plan.objects.get(id=plan_id).discharge_date is None
    make.deliver_all()
    text = text_of(page, f"/sager/{case_id}/")
    assert "Sagen afventer udskrivning" in text
    assert "Tidligere frister" in text
    text_of(page, "/sager/")


def test_a_verbs_address_in_the_browser_leads_to_the_case(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    for verb in ("kvitter", "visiter", "afslut"):
        assert page.get(f"/sager/{case_id}/{verb}/").url == f"/sager/{case_id}/"
