"""Routing rules as the team lead keeps them: tried before they are saved, each change a new row, and no change lost between two leads."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import Case, CaseEvent
from gop.services import cases
from gop.services.receiving import apply_delivery, waiting
from municipalities.models import RoutingRule
from municipalities.routing_services import RuleAsked, move_rule, put_away, save_rule
from tests import factories as make
from tests.broken.test_races import race
from tests.gop_web.pages import client_of, queries, text_of
from tests.municipalities.desks import case_of, rule, team

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead() -> Actor:
    make.registry()
    return make.team_lead()


def in_force() -> list[str]:
    with make.reading():
        return list(RoutingRule.objects.filter(ended_at__isnull=True).order_by("position", "made_at").values_list("name", flat=True))


def does(actor: Actor, verb: Callable[..., Any], *args: Any, **more: Any) -> Any:
    with acting_as(actor):
        return verb(actor, *args, **more)


def asked(name: str, to: uuid.UUID, **more: Any) -> RuleAsked:
    return RuleAsked(name=name, team=to, **more)


def test_trying_a_rule_shows_what_it_would_have_taken_and_writes_nothing(lead: Actor) -> None:
    birgit, nord = make.triage_officer(), team("Nord")
    _, first = make.delivered(make.author())
    make.delivered(make.author("anders"), diagnosis_code="DM170", postcode="9000")
    with acting_as(birgit):
        cases.take(birgit, first)
    page = client_of("lena")
    with make.reading():
        events = CaseEvent.objects.count()
    typed = {"name": "Midtbyen", "place": "0", "to": "team", "team": str(nord.id), "areas": "9000"}
    answer = page.post("/team/fordeling/ny/", {**typed, "do": "proev"})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "2 sager er prøvet. 1 sag ville være lagt et andet sted hen" in said
    assert "Nord (Midtbyen)" in said
    assert 'value="Midtbyen"' in said  # what was typed stays
    with make.reading():
        assert (RoutingRule.objects.count(), CaseEvent.objects.count()) == (0, events)
        assert not Case.objects.exclude(team_id=None).exists()
    assert page.post("/team/fordeling/ny/", {**typed, "do": "gem"}).status_code == 302
    assert in_force() == ["Midtbyen"]
    assert "0 sager" not in text_of(page, "/team/fordeling/proev/")


def test_a_change_is_tried_against_the_rule_it_replaces(lead: Actor) -> None:
    nord, syd = team("Nord"), team("Syd")
    row = rule(10, "Alle", to_team=nord)
    make.delivered(make.author())
    page = client_of("lena")
    said = page.post(
        f"/team/fordeling/{row.id}/", {"name": "Alle", "place": "0", "to": "team", "team": str(syd.id), "do": "proev"}
    ).content.decode()
    assert "Syd (Alle)" in said
    assert "Nord (Alle)" in said
    without = page.post(f"/team/fordeling/{row.id}/vaek/", {"do": "proev"}).content.decode()
    assert "Ingen regel" in without
    assert in_force() == ["Alle"]


def test_each_change_is_a_new_row_and_the_old_one_is_kept(lead: Actor) -> None:
    nord = team("Nord")
    first = does(lead, save_rule, asked("A", nord.id), 0)
    does(lead, save_rule, asked("B", nord.id), 1)
    does(lead, save_rule, asked("C", nord.id), 0)
    assert in_force() == ["C", "A", "B"]
    moved = does(lead, move_rule, first.id, 2)
    assert in_force() == ["C", "B", "A"]
    does(lead, save_rule, asked("A2", nord.id), 2, moved.id)
    does(lead, put_away, next(row for row in _rows() if row.name == "C").id)
    assert in_force() == ["B", "A2"]
    with make.reading():
        assert RoutingRule.objects.count() == 5


def _rows() -> list[RoutingRule]:
    with make.reading():
        return list(RoutingRule.objects.filter(ended_at__isnull=True))


def test_saving_and_putting_away_twice_changes_nothing(lead: Actor) -> None:
    nord = team("Nord")
    one = does(lead, save_rule, asked("A", nord.id), 0)
    assert does(lead, save_rule, asked("A", nord.id), 0).id == one.id
    for _ in range(2):
        does(lead, put_away, one.id)
    assert in_force() == []


def test_rules_keep_their_order_when_there_is_no_number_left_between_two(lead: Actor) -> None:
    nord = team("Nord")
    for number in range(12):
        does(lead, save_rule, asked(f"R{number}", nord.id), 0)
    assert in_force() == [f"R{number}" for number in reversed(range(12))]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Skriv et navn, så I kan kende reglen på sagerne."),
        ({"to": "kollega"}, "Vælg en kollega fra listen."),
        ({"team": ""}, "Vælg et team fra listen."),
        ({"age_from": "70", "age_to": "60"}, "Den højeste alder er mindre end den laveste."),
        ({"age_from": "500"}, "Skriv en alder fra 0 til 120 år."),
        ({"areas": "Aalborg 90000"}, "Skriv postnumre med fire cifre."),
        ({"in_team_area": "on"}, "Teamet har intet område."),
        ({"to": "ejer", "existing_case": "nej"}, "Så skal borgeren have en."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(lead: Actor, typed: dict[str, str], said: str) -> None:
    given = {"name": "X", "place": "0", "to": "team", "team": str(team("Nord").id), "do": "gem", **typed}
    answer = client_of("lena").post("/team/fordeling/ny/", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_rule_that_names_somebody_who_has_left_says_so_on_the_page(lead: Actor) -> None:
    rule(10, "Til Carl", to_user=uuid.uuid4(), to_user_name="Carl")
    assert "Carl kan ikke få sager her mere." in text_of(client_of("lena"), "/team/fordeling/")


def test_a_rule_a_colleague_has_put_away_is_shown_as_such(lead: Actor) -> None:
    row = rule(10, "Alle", to_team=team("Nord"))
    does(lead, put_away, row.id)
    answer = client_of("lena").get(f"/team/fordeling/{row.id}/")
    assert answer.status_code == 409
    assert "lagt væk imens" in answer.content.decode()


def test_two_leads_who_change_the_same_rule_get_one_row_and_one_is_told(lead: Actor) -> None:
    lars, nord = make.team_lead("lars"), team("Nord")
    row = rule(10, "Alle", to_team=nord)
    answers = race(
        lambda: does(lead, save_rule, asked("Lenas", nord.id), 0, row.id),
        lambda: does(lars, save_rule, asked("Lars'", nord.id), 0, row.id),
    )
    assert sorted(one is None for one in answers) == [False, True]
    assert len(in_force()) == 1


def test_plans_that_arrive_while_a_rule_is_changed_come_by_the_old_or_the_new_one(lead: Actor) -> None:
    nord, syd = team("Nord"), team("Syd")
    row = rule(10, "Alle", to_team=nord)
    for code in ("DS720", "DM170", "DS525"):
        make.sent(make.author(f"a{code.lower()}"), diagnosis_code=code)
    rows = waiting()
    answers = race(
        lambda: does(lead, save_rule, asked("Alle", syd.id), 0, row.id),
        lambda: [apply_delivery(*one) for one in rows],
    )
    assert answers == [None, None]
    with make.reading():
        desks = set(Case.objects.values_list("team_name", flat=True))
    assert desks <= {"Nord", "Syd"}
    assert "" not in desks


def test_the_trial_asks_the_same_number_of_queries_for_one_case_and_for_many(lead: Actor) -> None:
    rule(10, "Kendt", to_existing_owner=True, existing_case=True)
    rule(20, "Alle", to_team=team("Nord"))
    anna, page = make.author(), client_of("lena")
    _, case_id = make.delivered(anna)
    few = queries(page, "/team/fordeling/proev/")
    for code in ("DM170", "DS525", "DS422"):
        make.delivered(anna, diagnosis_code=code)
    assert queries(page, "/team/fordeling/proev/") == few
    assert case_of(case_id).team_name == "Nord"


def test_another_authoritys_rule_cannot_be_read_or_changed(lead: Actor) -> None:
    row = rule(10, "Alle", to_team=team("Nord"))
    make.team_lead("hans", make.HERNING)
    away: Client = client_of("hans")
    assert away.get(f"/team/fordeling/{row.id}/").status_code == 404
    assert away.post(f"/team/fordeling/{row.id}/flyt/", {"vej": "op"}).status_code == 404
    assert away.post(f"/team/fordeling/{row.id}/vaek/", {"do": "vaek"}).status_code == 404
    assert in_force() == ["Alle"]
