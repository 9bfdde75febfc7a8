"""Mine varsler and Regler for varsler: who may, what is refused in words, and that it holds."""

from datetime import time

import pytest

from accounts.enums import Role
from deadlines.models import AlertPreference, AlertSetting
from tests import factories as make
from tests.gop_web.pages import client_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)
HOURS = {
    "warning_to_lead": "12",
    "warning_to_all": "24",
    "breach_to_lead": "1",
    "breach_to_all": "2",
    "unowned_open_days": "2",
    "unowned_time": "10.00",
}


@pytest.fixture(autouse=True)
def registry(transactional_db: None) -> None:
    make.registry()


def test_a_person_sets_digest_quiet_hours_and_absence_and_finds_them_again() -> None:
    make.triage_officer()
    bo = make.triage_officer("bo")
    page = client_of("birgit")
    given = {
        "digest_at": "12.00",
        "quiet_from": "20:00",
        "quiet_to": "6:30",
        "absent_from": "2026-12-21",
        "absent_to": "2026-12-27",
        "cover": str(bo.user),
    }
    assert page.post("/varsler/mine/", given).url == "/varsler/mine/"
    with make.reading():
        row = AlertPreference.objects.get()
    assert (row.digest_at, row.quiet_from, row.quiet_to, row.cover_id) == (time(12), time(20), time(6, 30), bo.user)
    assert "2026-12-27" in text_of(page, "/varsler/mine/")
    assert page.post("/varsler/mine/", dict.fromkeys(given, "")).status_code == 302
    with make.reading():
        assert AlertPreference.objects.get().digest_at is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"quiet_from": "20:00"}, "Angiv både hvornår de stille timer begynder, og hvornår de slutter."),
        ({"quiet_from": "20:00", "quiet_to": "20:00"}, "De stille timer begynder og slutter på samme tid."),
        ({"absent_from": "2026-12-27", "absent_to": "2026-12-21"}, "Sidste dag ligger før første dag."),
        ({"absent_from": "2026-12-27"}, "Angiv både første og sidste dag."),
        ({"digest_at": "kl. 12"}, "Skriv klokkeslættet som timer og minutter, fx 9:30."),
        ({"cover": "00000000-0000-0000-0000-000000000000"}, "Vælg en kollega fra listen."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(given: dict[str, str], said: str) -> None:
    make.triage_officer()
    answer = client_of("birgit").post("/varsler/mine/", given)
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.ORGANISATION_ADMIN])
def test_lead_and_administrator_set_the_rules_of_the_own_authority_alone(role: Role) -> None:
    make.person("lena", role, make.AALBORG)
    make.team_lead("lone", make.HERNING)
    page = client_of("lena")
    assert page.post("/varsler/regler/", HOURS).url == "/varsler/regler/"
    assert page.post("/varsler/regler/", HOURS).status_code == 302  # the same day, the same row
    with make.reading():
        row = AlertSetting.objects.get()
    assert (row.organisation_id, row.warning_to_lead, row.unowned_time) == (make.AALBORG, 12, time(10))
    assert "12, derefter 24" in text_of(page, "/varsler/regler/")
    assert "12, derefter 24" not in text_of(client_of("lone"), "/varsler/regler/")


def test_no_hours_at_all_are_refused() -> None:
    make.team_lead()
    answer = client_of("lena").post("/varsler/regler/", {**HOURS, "breach_to_all": "0"})
    assert answer.status_code == 400
    assert "skriv et helt tal fra 1 til 240" in answer.content.decode()
