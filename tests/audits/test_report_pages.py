"""The pages of reports: the analyst reads, comments and releases; whom it is about reads it then; what changed since stands beside it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import seeding
from audits.enums import ReportState
from audits.models import CommitteeMeeting, Report
from audits.services.reports import make_reports
from tests import factories as make
from tests.audits.report_rows import DATA_ON, LAESOE, a_quarter, a_report, cluster, the

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)
LIST = "/rapporter/"


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client


@pytest.fixture
def analyst() -> Client:
    return client_of(make.person("rune", Role.ANALYST, make.NORDJYLLAND))


@pytest.fixture
def aalborg() -> Report:
    a_quarter()
    make_reports()
    return the(make.AALBORG)


def url(report: Report, *more: str) -> str:
    return f"{LIST}{report.id}/" + "".join(f"{part}/" for part in more)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def seen(client: Client, report: Report) -> str:
    return str(client.get(url(report)).context["seen"])


def test_the_analyst_finds_all_of_the_regions_and_the_draft_is_said_to_be_one(analyst: Client, aalborg: Report) -> None:
    listed = html(analyst.get(LIST))
    assert "Aalborg Kommune" in listed
    assert "Klar til frigivelse" in listed
    page = html(analyst.get(url(aalborg)))
    assert "Kun regionen kan se den" in page
    assert "82,3 % fik besked inden dag 4. Hele regionen: 84,1 %." in page
    assert "240" in page
    assert "Planer, 3. kvartal 2026" in page or "Planer efter type og niveau, 3. kvartal 2026" in page


def test_the_list_has_the_region_first_then_groupings_then_municipalities_by_the_danish_alphabet(analyst: Client, aalborg: Report) -> None:
    names = [row["subject"] for row in analyst.get(LIST).context["rows"]]
    assert names[0] == "Region Nordjylland"
    assert names[1].startswith("Klynge")
    assert (names[-1], names[-2]) == ("Aalborg Kommune", "Vesthimmerlands Kommune")


def test_a_comment_is_kept_with_its_name_and_frozen_with_the_report(analyst: Client, aalborg: Report) -> None:
    assert analyst.post(url(aalborg, "kommentar"), {"comment": "Ferie i juli.", "seen": ""}).status_code == 302
    assert "Rune, onsdag 18. november 2026 kl. 10.00" in html(analyst.get(url(aalborg)))
    assert analyst.post(url(aalborg, "frigiv"), {"seen": seen(analyst, aalborg)}).status_code == 302
    again = analyst.post(url(aalborg, "kommentar"), {"comment": "Noget andet.", "seen": ""})
    assert again.status_code == 409
    assert "Rune har frigivet rapporten" in html(again)
    assert the(make.AALBORG).comment == "Ferie i juli."


def test_a_colleagues_comment_is_not_written_over_unseen_and_nothing_typed_is_lost(analyst: Client, aalborg: Report) -> None:
    other = client_of(make.person("mia", Role.ANALYST, make.NORDJYLLAND))
    analyst.post(url(aalborg, "kommentar"), {"comment": "Ferie i juli.", "seen": ""})
    refused = other.post(url(aalborg, "kommentar"), {"comment": "Strejke i august.", "seen": ""})
    assert refused.status_code == 422
    assert "Rune har ændret kommentaren" in html(refused)
    assert "Strejke i august." in html(refused)
    assert "Ferie i juli." in html(refused)
    assert other.post(url(aalborg, "frigiv"), {"seen": ""}).status_code == 422
    shown = refused.context["seen"]
    assert other.post(url(aalborg, "kommentar"), {"comment": "Ferie og strejke.", "seen": shown}).status_code == 302


def test_a_comment_with_a_citizens_number_is_refused(analyst: Client, aalborg: Report) -> None:
    refused = analyst.post(url(aalborg, "kommentar"), {"comment": "Se 251248-9996.", "seen": ""})
    assert refused.status_code == 422
    assert "CPR-nummer" in html(refused)
    assert the(make.AALBORG).comment == ""


def test_a_municipality_reads_the_released_report_about_itself_and_no_other(analyst: Client, aalborg: Report) -> None:
    birgit, lena = client_of(make.triage_officer()), client_of(make.team_lead())
    assert birgit.get(url(aalborg)).status_code == 404
    analyst.post(url(aalborg, "frigiv"), {"seen": ""})
    for client in (birgit, lena):
        page = html(client.get(url(aalborg)))
        assert "82,3 %" in page
        assert "Frigiv rapporten" not in page
        assert "Aalborg Kommune" in html(client.get(LIST))
    assert birgit.get(url(the(LAESOE))).status_code == 404
    assert client_of(make.triage_officer("hanne", make.HERNING)).get(url(aalborg)).status_code == 404
    assert client_of(make.author()).get(LIST).status_code == 403


def test_releasing_again_changes_nothing_and_a_colleague_is_told_who_did(analyst: Client, aalborg: Report) -> None:
    other = client_of(make.person("mia", Role.ANALYST, make.NORDJYLLAND))
    analyst.post(url(aalborg, "frigiv"), {"seen": ""})
    assert analyst.post(url(aalborg, "frigiv"), {"seen": ""}).status_code == 302
    told = other.post(url(aalborg, "frigiv"), {"seen": ""})
    assert told.status_code == 409
    assert "Rune har frigivet rapporten ons. 18. nov. kl. 10.00." in html(told)
    assert the(make.AALBORG).released_by_name == "Rune"


def test_one_that_is_not_made_is_not_released_and_has_no_file(analyst: Client) -> None:
    planned = a_report(ReportState.PLANNED, data_on=None, made_at=None, problem="Venter på tal.")
    assert analyst.post(url(planned, "frigiv"), {"seen": ""}).status_code == 422
    assert analyst.get(url(planned, "fil", "pdf")).status_code == 404
    assert "Venter på tal." in html(analyst.get(url(planned)))


def test_a_later_correction_is_shown_cell_by_cell_with_its_day_and_the_report_stays(analyst: Client, aalborg: Report) -> None:
    analyst.post(url(aalborg, "frigiv"), {"seen": ""})
    before = the(make.AALBORG).content
    for days, value in ((1, "82.3"), (2, "83.1"), (3, "83.1")):
        a_quarter(data_on=DATA_ON + timedelta(days=days), aalborg=value)
    make_reports()
    page = analyst.get(url(aalborg))
    [(one, since)] = page.context["corrections"]
    assert (one.row, one.then, one.now, since) == ("Aalborg Kommune", "82,3 %", "83,1 %", "torsdag 19. november 2026")
    assert the(make.AALBORG).content == before
    assert "82,3 % fik besked inden dag 4." in html(page)
    assert "1 tal er siden ændret" in html(analyst.get(LIST))
    assert "83,1 %" in html(client_of(make.triage_officer()).get(url(aalborg)))


def test_a_draft_is_made_again_of_the_newest_figures_and_keeps_its_comment(analyst: Client, aalborg: Report) -> None:
    analyst.post(url(aalborg, "kommentar"), {"comment": "Ferie i juli.", "seen": ""})
    a_quarter(data_on=DATA_ON + timedelta(days=1), aalborg="83.1")
    make_reports()
    assert "Lav udkastet igen" in html(analyst.get(url(aalborg)))
    assert analyst.post(url(aalborg, "lav-igen")).status_code == 302
    make_reports()
    again = the(make.AALBORG)
    assert (again.state, again.comment, again.data_on) == (ReportState.READY, "Ferie i juli.", DATA_ON + timedelta(days=1))
    page = analyst.get(url(aalborg))
    assert "83,1 % fik besked inden dag 4." in html(page)
    assert page.context["corrections"] == []
    analyst.post(url(aalborg, "frigiv"), {"seen": seen(analyst, aalborg)})
    assert analyst.post(url(aalborg, "lav-igen")).status_code == 409


def test_without_a_change_the_page_says_what_it_was_compared_with(analyst: Client, aalborg: Report) -> None:
    a_quarter(data_on=DATA_ON + timedelta(days=1))
    make_reports()
    assert "Intet tal er ændret" in html(analyst.get(url(aalborg)))


def test_progress_is_shown_while_reports_are_made_and_the_page_asks_again(analyst: Client) -> None:
    a_report(ReportState.MAKING, progress=50, data_on=None, made_at=None)
    a_report(ReportState.READY, subject=make.NORDJYLLAND)
    page = html(analyst.get(LIST))
    assert "1 af 2 er lavet i dag, 75 %." in page
    assert 'hx-trigger="every 5s"' in page
    assert "75 %" in html(analyst.get(f"{LIST}laves/"))


def test_a_report_that_cannot_be_made_says_why_and_is_not_asked_about(analyst: Client) -> None:
    a_report(ReportState.FAILED, data_on=None, made_at=None, problem="Rapporten kunne ikke laves (ValueError).", retry_at=NOW)
    page = html(analyst.get(LIST))
    assert "Rapporten kunne ikke laves (ValueError)." in page
    assert "Prøves igen ons. 18. nov. kl. 10.00." in page
    assert "every 5s" not in page


def test_the_round_stands_in_the_address(analyst: Client, aalborg: Report) -> None:
    chips = analyst.get(LIST).context["chips"]
    assert {chip["url"] for chip in chips} >= {"?udgave=kvartal.2026-K3"}
    for nonsense in ("x", "kvartal.x", "kvartal.1999-K1", ".."):
        assert analyst.get(LIST, {"udgave": nonsense}).status_code == 200


def test_a_committees_meeting_is_kept_and_called_off(analyst: Client) -> None:
    about = cluster(make.AALBORG)
    said = {"committee": "Klyngestyregruppen", "meets_on": "2026-12-10", "subject": str(about)}
    for _ in range(2):
        assert analyst.post(f"{LIST}moeder/", said).status_code == 302
    with seeding():
        meeting = CommitteeMeeting.objects.get()
    assert (meeting.committee, meeting.subject_id, meeting.made_by_name) == ("Klyngestyregruppen", about, "Rune")
    assert "torsdag 10. december 2026" in html(analyst.get(f"{LIST}moeder/"))
    analyst.post(f"{LIST}moeder/{meeting.id}/aflys/")
    assert "Aflyst af Rune" in html(analyst.get(f"{LIST}moeder/"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"committee": ""}, "committee"),
        ({"committee": "x" * 201}, "committee"),
        ({"meets_on": ""}, "meets_on"),
        ({"meets_on": "2026-11-17"}, "meets_on"),
        ({"subject": ""}, "subject"),
        ({"subject": str(make.HERNING)}, "subject"),
    ],
)
def test_a_meeting_that_cannot_stand_is_answered_at_its_field(analyst: Client, changed: dict[str, str], field: str) -> None:
    said = {"committee": "Følgegruppen", "meets_on": "2026-12-10", "subject": str(make.NORDJYLLAND), **changed}
    answer = analyst.post(f"{LIST}moeder/", said)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]


def test_the_list_takes_as_many_queries_with_1_and_20_reports(analyst: Client) -> None:
    a_report()
    one = queries(analyst)
    for day in range(1, 21):
        a_report(subject=make.HERNING, committee=str(day), kind="kvartal", meets_on=date(2026, 11, day))
    assert queries(analyst) == one


def queries(client: Client) -> int:
    client.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST).status_code == 200
    return len(captured)
