"""A case that comes is laid on a desk by the authority's own rules, once."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection

from accounts.models import Membership
from accounts.tenancy import acting_as
from deadlines.models import Unowned
from gop.models import Case, Delivery
from gop.services import cases
from gop.services.handing_over import forward
from gop.services.receiving import apply_delivery
from tests import factories as make
from tests.gop.amendments import SPECIALISED
from tests.gop.courses import told_alike
from tests.municipalities.desks import case_of, routed, rule, team

pytestmark = pytest.mark.django_db
ADDRESS = {"postcode": "9000", "street": "Prøvegade 1", "city": "Aalborg"}


def test_the_first_rule_that_fits_lays_the_case_on_a_teams_desk_and_the_course_is_untouched(anna: Any) -> None:
    lena = make.team_lead()
    nord, syd = team("Nord", lena, areas=["9000", "9400"]), team("Syd")
    rule(1, "Hjerneskade", to_team=syd, brain_injury=True)
    rule(2, "Teamets område", to_team=nord, in_team_area=True)
    rule(3, "Resten", to_team=syd)
    _, case_id = make.delivered(anna, **ADDRESS)
    case = told_alike(case_id)
    assert (case.team_name, case.owner_id, case.routed_by) == ("Nord", None, "Teamets område")
    assert [(one["rule"], one["team"], one["problem"]) for one in routed(case_id)] == [("Teamets område", "Nord", "")]
    with make.reading():
        assert Unowned.objects.get(subject_id=case_id).team_id == nord.id


def test_the_same_citizens_second_case_comes_to_the_owner_of_the_first(anna: Any) -> None:
    birgit = make.triage_officer()
    _, first = make.delivered(anna)
    with acting_as(birgit):
        cases.take(birgit, first)
    rule(1, "Kendt borger", to_existing_owner=True, existing_case=True)
    _, second = make.delivered(anna, diagnosis_code="DM170")
    assert (case_of(second).owner_name, case_of(second).routed_by) == ("Birgit", "Kendt borger")


def test_a_rule_that_names_somebody_who_has_left_leaves_the_case_unowned_and_says_so(anna: Any) -> None:
    carl = make.triage_officer("carl")
    rule(1, "Til Carl", to_user=carl.user, to_user_name="Carl")
    with make.reading():
        Membership.objects.filter(id=carl.membership).update(valid_to=date(2021, 1, 1))
    _, case_id = make.delivered(anna)
    assert case_of(case_id).owner_id is None
    assert [one["problem"] for one in routed(case_id)] == ["Carl kan ikke få sager her mere."]
    with make.reading():
        assert Unowned.objects.filter(subject_id=case_id, ended_at__isnull=True).exists()


def test_another_authoritys_rules_and_ended_ones_touch_nothing(anna: Any) -> None:
    away = team("Herning", organisation=make.HERNING)
    rule(1, "Hernings", organisation=make.HERNING, to_team=away)
    old = rule(1, "Gammel", to_team=team("Nord"))
    with make.reading():
        type(old).objects.filter(id=old.id).update(ended_at=old.made_at)
    _, case_id = make.delivered(anna)
    assert (case_of(case_id).team_id, routed(case_id)) == (None, [])


def test_an_information_case_is_routed_only_by_a_rule_that_names_them(anna: Any) -> None:
    nord = team("Nord")
    rule(1, "Alle", to_team=nord)
    make.delivered(anna, **SPECIALISED)
    with make.reading():
        assert Case.objects.get(kind="information").team_id is None
    rule(2, "Til orientering", to_team=nord, information=True)
    make.delivered(anna, **SPECIALISED, cpr=make.content()["cpr"], diagnosis_code="DM170")
    with make.reading():
        assert list(Case.objects.filter(kind="information").order_by("received_at").values_list("routed_by", flat=True)) == [
            "",
            "Til orientering",
        ]


def test_a_delivery_applied_twice_routes_once(anna: Any) -> None:
    rule(1, "Alle", to_team=team("Nord"))
    _, case_id = make.delivered(anna)
    with make.reading():
        Delivery.objects.filter(case_id=case_id, kind="plan").update(applied_at=None)
    make.deliver_all()
    assert len(routed(case_id)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_receive_the_same_plan_route_it_once() -> None:
    make.registry()
    rule(1, "Alle", to_team=team("Nord"))
    make.sent(make.author())
    with make.reading():
        delivery = Delivery.objects.get(kind="plan", receiver_id=make.AALBORG)
    gate = threading.Barrier(2)

    def receive() -> None:
        connection.ensure_connection()
        gate.wait(timeout=10)
        apply_delivery(delivery.id, make.AALBORG)
        connection.close()

    threads = [threading.Thread(target=receive) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert delivery.case_id
    assert len(routed(delivery.case_id)) == 1
    assert case_of(delivery.case_id).team_name == "Nord"


def test_a_case_of_a_citizen_who_has_moved_is_routed_at_the_new_municipality_without_the_old_postcode(anna: Any) -> None:
    birgit = make.triage_officer()
    _, case_id = make.delivered(anna, **ADDRESS)
    away = team("Herning", organisation=make.HERNING)
    rule(1, "Postnummer", organisation=make.HERNING, to_team=away, areas=["9000"])
    rule(2, "Alle", organisation=make.HERNING, to_team=away)
    with acting_as(birgit):
        forward(birgit, case_id, make.HERNING, reason="Flyttet.")
    make.deliver_all()
    with make.reading():
        there = Case.objects.get(organisation_id=make.HERNING)
    assert (there.postcode, there.team_name, there.routed_by) == ("", "Herning", "Alle")
