"""The desk a team shares: saved views, the search in the list, several at once, fresh without reloading, the paper for an outage."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from accounts.tenancy import acting_as, seeding
from gop.enums import CaseKind, GeneralLevel, PlanType
from gop.models import Case, CaseEvent, PlanAddress
from gop.selectors.inbox import inbox
from gop.services import cases
from municipalities.models import Team
from tests import factories as make
from tests.gop_web.pages import case_row, client_of, done, queries, text_of

COPIES = ("Mine", "Ingen", "Sen", "Idag", "Ny", "Omraade", "Postnummer", "Spurgt", "Uenig", "Avanceret", "Barn", "Special", "Orientering")


@pytest.fixture
def desk(page: Client, anna: Actor, birgit: Actor) -> uuid.UUID:
    """One open case for each view, owned by a colleague, seen, and due in good time unless its name says otherwise."""
    _, case_id = make.delivered(anna)
    today, now = clock.today(), clock.now()
    colleague = make.triage_officer("bo")
    with seeding():
        own = Team.objects.create(organisation_id=make.AALBORG, name="Team Øst", members=[birgit.user], areas=["9220"])
        other = Team.objects.create(organisation_id=make.AALBORG, name="Team Vest", members=[colleague.user], areas=["9200"])
        case = Case.objects.get(id=case_id)
        plain = {
            "owner_id": colleague.user, "owner_name": "Bo", "acknowledged_at": now, "last_working_day": today + timedelta(days=5),
            "inform_by": today + timedelta(days=5), "offer_by": today + timedelta(days=8), "birth_date": date(1950, 1, 1), "postcode": "9000",
        }  # fmt: skip
        late = {"inform_by": today - timedelta(days=1), "last_working_day": today - timedelta(days=1)}
        own_way: dict[str, dict[str, Any]] = {
            "Mine": {"owner_id": birgit.user}, "Ingen": {"owner_id": None, "owner_name": ""}, "Sen": late,
            "Idag": {"inform_by": today, "last_working_day": today}, "Ny": {"acknowledged_at": None}, "Omraade": {"team_id": own.id},
            "Postnummer": {"postcode": "9220"}, "Spurgt": {"asked_at": now}, "Uenig": {"disagreed_at": now},
            "Avanceret": {"level": GeneralLevel.ADVANCED}, "Barn": {"birth_date": today - timedelta(days=365 * 17)},
            "Special": {"plan_type": PlanType.SPECIALISED_TRAINING}, "Orientering": {"kind": CaseKind.INFORMATION},
        }  # fmt: skip
        for name in COPIES:
            case.id, case.plan_id, case._state.adding = uuid.uuid4(), uuid.uuid4(), True
            for field, value in (plain | {"team_id": None, "asked_at": None, "disagreed_at": None, "level": "", "plan_type": "almen"}
                                 | {"kind": CaseKind.TREATMENT, "citizen_name": f"Nancy {name}", "name_key": f"{name.lower()} nancy"}
                                 | own_way[name]).items():  # fmt: skip
                setattr(case, field, value)
            case.save(force_insert=True)
    done(page, case_id, "afslut", code="fravalg", reason="")
    return other.id


def in_view(birgit: Actor, view: str, team: str = "") -> set[str]:
    with acting_as(birgit):
        found = inbox(birgit, clock.today(), view, team=team)
    assert found.counts.get(view, len(found.cases)) == len(found.cases)
    return {case.citizen_name.removeprefix("Nancy ") for case in found.cases}


def test_each_view_shows_its_cases_and_its_chip_counts_them(desk: uuid.UUID, birgit: Actor) -> None:
    treated = set(COPIES) - {"Orientering"}
    wanted = {
        "alle": treated, "mine": {"Mine"}, "uden_ejer": {"Ingen"}, "overskredet": {"Sen"}, "i_dag": {"Idag"}, "nye": {"Ny"},
        "omraade": {"Omraade", "Postnummer"}, "svar": {"Spurgt", "Uenig"}, "avanceret": {"Avanceret"}, "boern": {"Barn"},
        "specialiseret": {"Special"}, "orientering": {"Orientering"}, "afsluttet": {"Ann Test Berggren"},
    }  # fmt: skip
    for view, names in wanted.items():
        assert in_view(birgit, view) == names, view


def test_a_childs_eighteenth_birthday_is_the_first_day_it_is_no_child(
    desk: uuid.UUID, birgit: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with seeding():
        Case.objects.filter(citizen_name="Nancy Barn").update(birth_date=date(2008, 2, 29))
    now = clock.now()
    for day, child in ((date(2026, 2, 28), {"Barn"}), (date(2026, 3, 1), set())):
        monkeypatch.setattr(clock, "now", lambda day=day: now.replace(year=day.year, month=day.month, day=day.day, hour=10))
        assert in_view(birgit, "boern") == child, day


def test_a_teams_desk_is_a_view_and_another_authoritys_team_is_none(desk: uuid.UUID, birgit: Actor, page: Client) -> None:
    with seeding():
        Case.objects.filter(citizen_name="Nancy Ny").update(team_id=desk, team_name="Team Vest")
        theirs = Team.objects.create(organisation_id=make.HERNING, name="Team Herning", members=[], areas=[])
    assert in_view(birgit, "team", str(desk)) == {"Ny"}
    assert "Team: Team Vest" in text_of(page, "/sager/")
    for stranger in (str(theirs.id), "findes ikke"):
        assert in_view(birgit, "team", stranger) == in_view(birgit, "alle")


def test_the_chosen_view_stands_in_sight_and_the_rest_behind_more_views(desk: uuid.UUID, page: Client) -> None:
    text = text_of(page, "/sager/?vis=svar")
    first, _, rest = text.partition("Flere visninger")
    assert re.search(r'aria-current="true"[^>]*>.*?Afventer svar', first, re.S)
    for name in ("Alle", "Mine", "Uden ejer", "Overskredet", "I dag", "Nye"):
        assert f">{name} <" in first, name
    assert "Mit område" in rest
    assert "Mit område" not in text_of(client_of("bo"), "/sager/").partition("Flere visninger")[0]


def test_without_a_team_nobody_has_an_area(page: Client, anna: Actor) -> None:
    make.delivered(anna)
    assert "Mit område" not in text_of(page, "/sager/")


def found(page: Client, **typed: str) -> str:
    answer = page.post("/sager/find/", typed)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_search_narrows_the_view_and_says_what_lies_outside_it(desk: uuid.UUID, page: Client) -> None:
    narrowed = found(page, q="mi", vis="mine")
    assert "1 sag i visningen Mine" in narrowed
    assert "Nancy Mine" in narrowed
    assert "Nancy Sen" not in narrowed
    outside = found(page, q="sen", vis="mine")
    assert "uden for visningen Mine" in outside
    assert "Nancy Sen" in outside
    by_number = found(page, q=make.NANCY, vis="svar")
    assert "2 sager i visningen Afventer svar" in by_number
    assert "Ingen sager passer" in found(page, q="findesikke")


def test_the_searchs_words_stand_in_no_address_and_a_wrong_number_is_said_at_the_field(desk: uuid.UUID, page: Client) -> None:
    text = found(page, q=make.NANCY)
    assert not re.search(rf'(href|action|hx-get)="[^"]*{make.NANCY}', text)
    wrong = page.post("/sager/find/", {"q": "251248999"})
    assert wrong.status_code == 422
    assert 'id="find-q-error"' in wrong.content.decode()
    assert 'value="251248999"' in wrong.content.decode()
    with seeding():
        log = AccessLog.objects.filter(action="soegt").values_list("page", flat=True)
        assert set(log) == {"gop:inbox"}


def ids_of(*names: str) -> list[str]:
    with make.reading():
        return [str(key) for key in Case.objects.filter(citizen_name__in=[f"Nancy {name}" for name in names]).values_list("id", flat=True)]


def several(page: Client, verb: str, ids: list[str], seen: str = "", **typed: str) -> Any:
    return page.post(f"/sager/flere/{verb}/", {"sag": ids, "seen": seen or clock.now().isoformat(), **typed})


def test_several_are_taken_at_once_and_taking_them_again_changes_nothing(desk: uuid.UUID, page: Client, birgit: Actor) -> None:
    ids, seen = ids_of("Ny", "Ingen", "Sen"), clock.now().isoformat()
    for _ in range(2):
        answer = several(page, "tag", ids, seen, vis="svar")
        assert (answer.status_code, answer["Location"]) == (302, "/sager/?vis=svar")
    assert "3 sager er taget." in text_of(page, "/sager/")
    with make.reading():
        assert Case.objects.filter(id__in=ids, owner_id=birgit.user).count() == 3
        assert CaseEvent.objects.filter(case_id__in=ids, action="tag").count() == 3


def test_what_a_colleague_took_meanwhile_stays_with_the_colleague_and_is_named(desk: uuid.UUID, page: Client) -> None:
    seen, (nobodys,) = clock.now().isoformat(), ids_of("Ingen")
    assert several(client_of("bo"), "tag", [nobodys]).status_code == 302
    answer = several(page, "tag", ids_of("Ingen", "Ny"), seen)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "1 sag er ikke taget. 1 sag er taget." in text
    assert re.search(r"Nancy Ingen</a>: Bo har taget eller overdraget den i dag", text)
    assert (case_row(uuid.UUID(nobodys)).owner_name, case_row(uuid.UUID(ids_of("Ny")[0])).owner_name) == ("Bo", "Birgit")


def test_several_go_to_a_colleague_or_to_a_teams_desk(desk: uuid.UUID, page: Client) -> None:
    lena, ids = make.team_lead(), ids_of("Ny", "Ingen")
    assert several(page, "overdrag", ids, colleague=str(lena.user)).status_code == 302
    assert {case_row(uuid.UUID(one)).owner_name for one in ids} == {"Lena"}
    assert several(page, "overdrag", ids, colleague=f"team:{desk}").status_code == 302
    assert {(case_row(uuid.UUID(one)).team_name, case_row(uuid.UUID(one)).owner_name) for one in ids} == {("Team Vest", "")}


def test_nothing_ticked_and_nobody_chosen_are_said_above_the_list_with_the_ticks_kept(desk: uuid.UUID, page: Client) -> None:
    assert "Sæt kryds ved mindst én sag." in several(page, "tag", []).content.decode()
    (one,) = ids_of("Ny")
    for nobody in ("", "team:", str(uuid.uuid4()), f"team:{uuid.uuid4()}", "\x00"):
        answer = several(page, "overdrag", [one], colleague=nobody)
        text = answer.content.decode()
        assert answer.status_code == 400, nobody
        assert "fra listen" in text
        assert re.search(rf'value="{one}"[^>]* checked', text)


def test_a_case_of_another_authority_among_the_chosen_is_left_alone(desk: uuid.UUID, anna: Actor) -> None:
    make.triage_officer("hanne", make.HERNING)
    (one,) = ids_of("Ny")
    assert several(client_of("hanne"), "tag", [one]).status_code == 302
    assert case_row(uuid.UUID(one)).owner_name == "Bo"


def test_the_list_answers_304_until_what_it_shows_has_changed(desk: uuid.UUID, page: Client, birgit: Actor) -> None:
    first = page.get("/sager/nyt/?vis=nye")
    etag = first["ETag"]
    assert f'data-etag="{etag}"'.replace('"', "") in first.content.decode().replace("&quot;", "").replace('"', "")
    again = page.get("/sager/nyt/?vis=nye", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    with acting_as(birgit):
        cases.take(birgit, uuid.UUID(ids_of("Ny")[0]))
    changed = page.get("/sager/nyt/?vis=nye", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "Birgit" in changed.content.decode()
    assert "<html" not in changed.content.decode()


def test_asking_for_what_is_new_keeps_no_session_alive_and_logs_no_look_at_nothing(desk: uuid.UUID, page: Client) -> None:
    etag = page.get("/sager/nyt/")["ETag"]
    session = page.session
    session["saved_at"] = 1
    session.save()
    with seeding():
        looks = AccessLog.objects.count()
    page.get("/sager/nyt/", headers={"If-None-Match": etag, "X-Poll": "1"})
    assert page.session["saved_at"] == 1
    with seeding():
        assert AccessLog.objects.count() == looks
    page.get("/sager/")
    assert page.session["saved_at"] > 1


def test_the_paper_for_an_outage_has_every_open_case_and_no_phone_of_a_protected_address(page: Client, anna: Actor) -> None:
    _, shown = make.delivered(
        anna, citizen_name="Nancy Åben", address={"street": "Prøvegade 1", "postcode": "9000", "city": "Aalborg", "phone": "99 00 00 11"}
    )
    _, hidden = make.delivered(anna, citizen_name="Nancy Skjult")
    with seeding():
        addresses = PlanAddress.objects.filter(version__plan_id__in=[case_row(one).plan_id for one in (shown, hidden)])
        addresses.update(phone="99 00 00 11")
        addresses.filter(version__plan_id=case_row(hidden).plan_id).update(phone="99 00 00 22", protected=True)
    text = text_of(page, "/sager/liste/")
    for words in ("Nancy Åben", "Nancy Skjult", "251248-9996", "99 00 00 11", "Indeholder personoplysninger", "2 åbne sager"):
        assert words in text, words
    assert "99 00 00 22" not in text
    with seeding():
        assert AccessLog.objects.filter(page="gop:list", action="udskrevet").count() == 1


def test_every_list_takes_as_many_queries_however_many_cases(desk: uuid.UUID, page: Client) -> None:
    asked = ("/sager/?vis=omraade", "/sager/nyt/", "/sager/liste/")
    first = [queries(page, one) for one in asked]
    with make.reading():
        case = Case.objects.get(citizen_name="Nancy Postnummer")
        for _ in range(60):
            case.id, case.plan_id, case._state.adding = uuid.uuid4(), uuid.uuid4(), True
            case.save(force_insert=True)
    assert [queries(page, one) for one in asked] == first
