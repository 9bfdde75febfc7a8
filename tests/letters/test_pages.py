"""Plans and letters as downloads: who gets which, what they say, and that each is logged."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import day_date, long_date
from accounts.enums import Role
from accounts.models import AccessLog
from accounts.tenancy import acting_as
from gop.enums import ConsentKind
from gop.letters import fonts
from gop.models import Case, Plan, PlanAddress, RegionAgreement
from gop.services.offers import offer
from gop.services.sent import withdraw_plan
from tests import factories
from tests.factories import AALBORG, AALBORG_HOSPITAL, PHYSIO
from tests.hospitals.signed_in import client_of
from tests.letters.reading import Paper

SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": PHYSIO}


def paper(client: Client, address: str, file: str) -> Paper:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert answer.headers["Cache-Control"] == "no-store"
    return Paper(answer.content)


def letter(client: Client, plan_id: uuid.UUID) -> str:
    return paper(client, f"/planer/{plan_id}/brev/", "brev-til-patienten.pdf").text


def told(client: Client, address: str) -> str:
    """The sentence that stands where a file would have been."""
    answer = client.get(address, follow=True)
    assert answer.redirect_chain
    return str(answer.content.decode())


def printed(subject: uuid.UUID) -> int:
    with factories.reading():
        return AccessLog.objects.filter(subject_id=subject, action="udskrevet", status=200).count()


def test_the_hospital_gets_the_plan_as_a_file_and_it_is_logged(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna)
    shown = paper(page, f"/planer/{plan_id}/pdf/", "genoptraeningsplan.pdf").text
    for words in ("Nancy Ann Test Berggren", "251248-9996", "Træning af gang, trapper og kraft i benene.", "Almen genoptræning"):
        assert words in shown
    assert printed(plan_id) == 1


def test_the_authority_gets_the_version_it_has_and_it_is_logged(page: Client, anna: Actor) -> None:
    _, case_id = factories.delivered(anna)
    factories.triage_officer()
    shown = paper(client_of("birgit"), f"/sager/{case_id}/pdf/", "genoptraeningsplan.pdf").text
    assert "Går 50 meter med rollator" in shown
    assert "Version: 1" in shown
    assert printed(case_id) == 1


def test_every_heading_of_the_page_stands_on_the_paper(page: Client, anna: Actor) -> None:
    from gop.letters.plan import PaperTable
    from gop.selectors.plans import plan_of, version_of
    from gop.web.paper import paper_sections
    from gop.web.plan_view import plan_sections

    plan_id = factories.sent(anna, body_now="Nedsat kraft i højre ben.", tests=[{"name": "Timed Up and Go", "score": "14 sekunder"}])
    shown = paper(page, f"/planer/{plan_id}/pdf/", "genoptraeningsplan.pdf").text
    with acting_as(anna):
        plan = plan_of(anna, plan_id)
        version = version_of(plan)
        sections = paper_sections(plan_sections(version, version.address, plan.consents.all()))
    for section in sections:
        for block in section.blocks:
            if isinstance(block, PaperTable):
                words = [block.title, *block.heads, *(cell for line in block.rows for cell in line)]
            else:
                words = [said for row in block.rows for said in (row["label"], row["value"] or row["missing"])]
            for said in words:
                assert " ".join(said.split()) in shown


def test_the_paper_names_the_files_of_its_version(page: Client, anna: Actor) -> None:
    from gop.services.attachments import add_attachment
    from gop.services.sending import send_plan
    from tests.gop.files import pdf

    plan_id = factories.draft(anna)
    with acting_as(anna):
        add_attachment(anna, plan_id, "operationsnotat", "Hofteoperation", pdf())
        send_plan(anna, plan_id)
        add_attachment(anna, plan_id, "andet", "Kommer i næste version", pdf(pages=2))
    shown = paper(page, f"/planer/{plan_id}/pdf/", "genoptraeningsplan.pdf").text
    assert "Bilag Operationsnotat: Hofteoperation" in shown
    assert "Kommer i næste version" not in shown


def test_a_draft_is_not_given_out(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    assert page.get(f"/planer/{plan_id}/pdf/").url == f"/planer/{plan_id}/trin/send/"


def test_the_letter_of_an_almen_plan_tells_the_dates_of_the_clocks(page: Client, anna: Actor) -> None:
    shown = letter(page, plan_id := factories.sent(anna))
    assert "Aalborg Kommune har fået din plan" in shown
    assert f"Senest {long_date(clock.today() + factories.days(4))} får du at vide" in shown
    assert f"Senest {long_date(clock.today() + factories.days(7))} skal du kunne begynde" in shown
    assert "Patientkontoret i Region Nordjylland" in shown
    assert "251248" not in shown
    assert "DS720" not in shown
    assert printed(plan_id) == 1


def test_the_type_decides_which_letter(page: Client, anna: Actor) -> None:
    assert "Om din genoptræning på sygehus" in letter(page, factories.sent(anna, **SPECIALISED))
    rehabilitation = {"plan_type": "rehabilitering", "extended_description": "Kan ikke klare hverdagen alene."}
    assert "Om din rehabilitering" in letter(page, _as_rehabilitation(anna, rehabilitation))


def _as_rehabilitation(anna: Actor, changed: dict[str, Any]) -> uuid.UUID:
    """From a department that may, where the region's agreement asks for its level."""
    from hospitals.models import Department

    with factories.reading():
        Department.objects.all().update(function_level="regionsfunktion")
    return factories.sent(anna, **changed)


def test_a_patient_who_said_no_to_the_municipality_hears_that_nobody_has_it(page: Client, anna: Actor) -> None:
    refused = factories.consents() | {ConsentKind.MUNICIPALITY: {"answer": "afslaaet"}}
    shown = letter(page, factories.sent(anna, consents=refused))
    assert "Det er kun dig, der har den" in shown
    assert "Senest" not in shown


def test_a_draft_that_lacks_nothing_has_its_letter_before_it_is_sent(page: Client, anna: Actor) -> None:
    assert "får din plan, når vi sender den" in letter(page, factories.draft(anna))
    unfinished = factories.draft(anna, training_need="")
    assert "når planen ikke mangler noget" in told(page, f"/planer/{unfinished}/brev/")


def test_a_plan_that_no_longer_holds_has_no_letter(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna)
    with acting_as(anna):
        withdraw_plan(anna, plan_id, "Forkert patient", clock.now())
    assert "Planen er trukket tilbage, så der er intet brev" in told(page, f"/planer/{plan_id}/brev/")


def test_self_training_with_a_plan_is_off_until_the_region_has_agreed_on_it(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna)
    address = f"/planer/{plan_id}/brev/egentraening/"
    assert "har ingen aftale om egentræning" in told(page, address)
    assert "egentraening" not in page.get(f"/planer/{plan_id}/").content.decode()
    with factories.reading():
        _agree()
    assert "Vurderingen er, at du kan træne selv" in paper(page, address, "brev-til-patienten.pdf").text
    assert address in page.get(f"/planer/{plan_id}/").content.decode()


def _agree() -> None:
    RegionAgreement.objects.create(
        id=uuid.uuid4(),
        region_id=factories.NORDJYLLAND,
        matter="egentraening",
        follows="advares",
        text="Planen oplyser om egentræning.",
        source="Prøve",
        valid_from=clock.today(),
    )


def assessed(client: Client, outcome: str, *told: str) -> uuid.UUID:
    """The record of an assessment that ended without a plan."""
    record_id, today = uuid.uuid4(), clock.today().isoformat()
    typed = {"cpr": "251248-9996", "citizen_name": "Nancy Ann Test Berggren", "department_id": str(factories.ORTHOPAEDIC)}
    said = {"record_id": str(record_id), "udfald": outcome, "assessed_on": today, "assessed_by": "Anna, fysioterapeut", "told_on": today}
    answer = client.post("/planer/uden-plan/ny/", typed | said | {"told": list(told), "home_municipality": str(AALBORG)})
    assert answer.status_code == 302, answer.content.decode()
    return record_id


def test_whoever_trains_alone_without_a_plan_has_a_letter_and_it_is_logged(page: Client) -> None:
    record_id = assessed(page, "intet_behov", "vurderet")
    address = f"/planer/uden-plan/{record_id}/brev/"
    assert address in page.get(f"/planer/uden-plan/{record_id}/").content.decode()
    shown = paper(page, address, "brev-til-patienten.pdf").text
    assert "Du har derfor ikke fået en genoptræningsplan" in shown
    assert "Anna, fysioterapeut" in shown
    assert "251248" not in shown
    assert printed(record_id) == 1
    factories.author("vera", factories.GOEDSTRUP)
    assert client_of("vera").get(address).status_code == 404


def test_whoever_declined_a_plan_has_no_letter_about_training_alone(page: Client) -> None:
    record_id = assessed(page, "oensker_ikke_plan", "ingen_traening")
    assert "som kan træne selv" in told(page, f"/planer/uden-plan/{record_id}/brev/")


def test_a_draft_that_was_put_away_has_no_letter(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    with factories.reading():
        Plan.objects.filter(id=plan_id).update(put_away_at=clock.now())
    assert page.get(f"/planer/{plan_id}/brev/").status_code == 302


def test_the_pages_lead_to_the_files(page: Client, anna: Actor) -> None:
    draft_id, plan_id = factories.draft(anna), factories.sent(anna)
    assert f'href="/planer/{draft_id}/brev/"' in page.get(f"/planer/{draft_id}/trin/send/").content.decode()
    shown = page.get(f"/planer/{plan_id}/").content.decode()
    assert f'href="/planer/{plan_id}/brev/"' in shown
    assert f'href="/planer/{plan_id}/pdf/"' in shown


@pytest.fixture
def invited(page: Client, anna: Actor) -> Case:
    """A department's case with a first meeting, of a patient whose address is known."""
    address = {"street": "Prøvevej 1", "postcode": "9000", "city": "Aalborg"}
    plan_id = factories.sent(anna, **SPECIALISED, **address, interpreter="arabisk")
    factories.deliver_all()
    kirsten = factories.person("kirsten", Role.HOSPITAL_THERAPIST, AALBORG_HOSPITAL, PHYSIO)
    with factories.reading():
        case = Case.objects.get(plan_id=plan_id, organisation_id=AALBORG_HOSPITAL)
    assert "Indkald patienten først" in told(client_of("kirsten"), f"/sager/{case.id}/indkaldelsesbrev/")
    _invite(kirsten, case)
    return case


def _invite(kirsten: Actor, case: Case) -> None:
    from datetime import timedelta

    from gop.enums import GuidanceHow
    from gop.services.cases import record_guidance

    with acting_as(kirsten):
        record_guidance(kirsten, case.id, GuidanceHow.CONVERSATION)
        offer(kirsten, case.id, meeting_at=clock.now() + timedelta(days=9), place="Indgang 3")


def test_a_department_gets_its_appointment_letter_and_it_is_logged(invited: Case) -> None:
    kirsten = client_of("kirsten")
    shown = paper(kirsten, f"/sager/{invited.id}/indkaldelsesbrev/", "indkaldelse.pdf").text
    assert day_date(clock.today() + factories.days(9)) in shown
    assert "Sted: Indgang 3" in shown
    assert "Fysio" in shown
    assert "brug for tolk (arabisk)" in shown
    assert "Prøvevej 1 9000 Aalborg" in shown
    assert printed(invited.id) == 2  # once asked for in vain
    assert f"/sager/{invited.id}/indkaldelsesbrev/" in kirsten.get(f"/sager/{invited.id}/").content.decode()


def test_a_protected_address_stands_on_no_paper(invited: Case) -> None:
    with factories.reading():
        PlanAddress.objects.filter(version__plan_id=invited.plan_id).update(protected=True)
    files = {f"/sager/{invited.id}/indkaldelsesbrev/": "indkaldelse.pdf", f"/sager/{invited.id}/pdf/": "genoptraeningsplan.pdf"}
    for address, file in files.items():
        assert "Prøvevej" not in paper(client_of("kirsten"), address, file).text
    hospital = paper(client_of("anna"), f"/planer/{invited.plan_id}/pdf/", "genoptraeningsplan.pdf").text
    assert "Prøvevej" not in hospital
    assert "Vises ikke, fordi adressen er beskyttet" in hospital


def test_a_visitator_makes_no_appointment_letter(page: Client, anna: Actor) -> None:
    _, case_id = factories.delivered(anna)
    factories.triage_officer("birgit", AALBORG)
    assert client_of("birgit").get(f"/sager/{case_id}/indkaldelsesbrev/").status_code == 403


def test_without_fonts_the_reader_is_told_and_nothing_is_half_made(
    page: Client, anna: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    plan_id = factories.sent(anna)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.fonts.cache_clear()
    try:
        assert "PDF-filen kunne ikke laves" in told(page, f"/planer/{plan_id}/brev/")
    finally:
        fonts.fonts.cache_clear()
    assert "IBMPlexSans-Regular.ttf is missing" in caplog.text
    assert "Berggren" not in caplog.text
