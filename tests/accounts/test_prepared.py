"""A query kept by its text answers for whoever asks, and for nobody else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init, pre_init
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import Membership, Organisation
from accounts.prepared import Asked, Prepared, Typed, ahead
from accounts.roomy import roomy
from accounts.selectors import memberships_of
from accounts.tenancy import acting_as, seeding
from accounts.web.addresses import address_by_id
from gop.models import Case, Plan, PlanVersion
from gop.selectors.cases import cases_visible_to
from gop.selectors.inbox import inbox
from tests import factories as make


@pytest.fixture
def registry(db: None) -> None:
    make.registry()


def test_the_kept_text_of_a_list_gives_each_asker_the_own_rows(registry: None) -> None:
    author, here = make.author(), make.triage_officer()
    there = make.triage_officer("tove", make.AALBORG_HOSPITAL)
    make.delivered(author)
    for _ in range(2):
        with acting_as(here):
            assert [case.organisation_id for case in inbox(here, clock.today()).cases] == [make.AALBORG]
        with acting_as(there):
            found = inbox(there, clock.today())
            assert (found.cases, set(found.counts.values())) == ([], {0})


def test_without_the_policys_role_the_own_equality_still_narrows(registry: None) -> None:
    make.delivered(make.author())
    elsewhere, here = make.triage_officer("tove", make.AALBORG_HOSPITAL), make.triage_officer()
    with seeding():
        assert inbox(elsewhere, clock.today()).cases == []
        assert len(inbox(here, clock.today()).cases) == 1


def test_an_object_holds_what_the_models_own_way_of_making_it_gives(registry: None) -> None:
    make.delivered(make.author())
    here = make.triage_officer()
    asked = cases_visible_to(here).select_related("organisation").only("citizen_name", "declined_meetings", "organisation__name")
    with acting_as(here):
        ours, theirs = Prepared(lambda: asked).first(), asked.get()
        held = [{name: value for name, value in vars(one).items() if name != "_state"} for one in (ours, theirs)]
        assert held[0] == held[1]
        assert (ours._state.db, ours._state.adding) == (theirs._state.db, theirs._state.adding)
        assert ours.get_deferred_fields() == theirs.get_deferred_fields()
        assert (ours.organisation.name, ours.kind) == (theirs.organisation.name, theirs.kind)


def test_no_model_has_a_way_of_its_own_of_being_made() -> None:
    for model in apps.get_models():
        assert (model.from_db.__func__, model.__init__) == (Model.from_db.__func__, Model.__init__), model
        assert not [signal for signal in (pre_init, post_init) if signal.has_listeners(model)], model


def test_a_membership_of_departments_is_another_text_than_one_of_the_whole_house(registry: None) -> None:
    ask = Prepared(lambda actor: cases_visible_to(actor).values_list("id"))
    whole = make.author()
    some = make.author("agnes", make.AALBORG_HOSPITAL, make.PHYSIO, make.ORTHOPAEDIC)
    assert "department_id" not in ask.said(whole)[0]
    assert "department_id" in ask.said(some)[0]
    assert set(ask.said(some)[1]) == {make.AALBORG_HOSPITAL, make.PHYSIO, make.ORTHOPAEDIC}


def test_a_value_that_is_changed_on_its_way_into_the_query_is_refused(db: None) -> None:
    ask = Prepared(lambda day: Organisation.objects.filter(valid_from__lte=day + timedelta(days=1)))
    with pytest.raises(ValueError, match="as they are given"):
        ask.rows(date(2026, 11, 18))


def test_a_membership_that_has_ended_is_gone_at_the_next_look(registry: None) -> None:
    actor = make.triage_officer()
    user = type("Known", (), {"id": actor.user})
    assert [one.organisation.name for one in memberships_of(user)] == ["Aalborg Kommune"]
    with seeding():
        Membership.objects.filter(user_id=actor.user).update(valid_to=clock.today() - timedelta(days=1))
    assert memberships_of(user) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_at_the_door_ends_with_the_one_read() -> None:
    make.registry()
    user = type("Known", (), {"id": make.triage_officer().user})
    assert len(memberships_of(user)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.user', true), ''), current_setting('role')")
        assert cursor.fetchone() == ("", "none")


def test_the_address_of_a_row_is_the_one_that_reverse_gives(db: None) -> None:
    assert address_by_id("gop:case", make.AALBORG) == f"/sager/{make.AALBORG}/"


def test_a_deep_stack_under_a_roomy_frame_answers_and_raises_as_without_it() -> None:
    def deep(left: int) -> int:
        return deep(left - 1) if left else sys.getrecursionlimit()

    assert roomy(deep, 300) == sys.getrecursionlimit()
    with pytest.raises(KeyError):
        roomy({}.__getitem__, "missing")


def test_a_hash_is_a_value_so_no_citizen_makes_a_text_of_its_own(registry: None) -> None:
    author = make.author()
    plan_id, other_id = make.sent(author), make.draft(author)
    ask = Prepared(lambda cpr_hash: Plan.objects.filter(cpr_hash=cpr_hash).values_list("id"))
    with acting_as(author):
        of_both = bytes(Plan.objects.get(id=plan_id).cpr_hash)
        assert {one for (one,) in ask.rows(of_both)} == {plan_id, other_id}
        assert ask.rows(b"0" * 32) == []
    assert ask.said(of_both)[1] == [of_both]


def test_a_constant_with_a_percent_sign_stays_as_it_is(registry: None) -> None:
    ask = Prepared(lambda day: Organisation.objects.filter(valid_from__lte=day, name__contains="100 % Test").values_list("id"))
    assert ask.rows(clock.today()) == []


def test_the_server_keeps_the_plan_of_what_is_asked_again(registry: None) -> None:
    ask = Prepared(lambda day: Organisation.objects.filter(valid_from__lte=day, name="Spørges igen og igen").values_list("id"))
    for _ in range(2):
        ask.rows(clock.today())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%Spørges igen og igen%"])
        assert cursor.fetchone() == (1,)


def test_a_kept_plan_answers_each_role_with_its_own_rows(registry: None) -> None:
    """The plan of one function's policies is never used for another's."""
    author, officer = make.author(), make.triage_officer()
    make.delivered(author)
    ask = Prepared(lambda plan_id: PlanVersion.objects.filter(plan_id=plan_id).values_list("number"))
    plan_id = make.sent(author)  # not applied, and no delivery for the officer of another municipality
    elsewhere = make.triage_officer("tove", make.HOLBAEK)
    for _ in range(3):
        with acting_as(author):
            assert len(ask.rows(plan_id)) == 1
        with acting_as(elsewhere):
            assert ask.rows(plan_id) == []
        with acting_as(officer):
            assert len(ask.rows(plan_id)) == 1


def test_a_typed_text_goes_in_anew_and_any_other_word_belongs_to_the_query(registry: None) -> None:
    ask = Prepared(lambda key, kind: Organisation.objects.filter(key=key, kind=kind).values_list("key"))
    with seeding():
        asked = [ask.rows(Typed(key), "kommune") for key in ("kommune-0851", "kommune-0657", "o'; DROP")]
    assert asked == [[("kommune-0851",)], [("kommune-0657",)], []]
    assert ask.said(Typed("kommune-0851"), "kommune")[0] == ask.said(Typed("kommune-0657"), "kommune")[0]
    assert "kommune-0851" not in ask.said(Typed("kommune-0851"), "kommune")[0]


def test_what_is_asked_ahead_is_given_once_and_then_asked_anew(registry: None) -> None:
    ask = Prepared(lambda key: Organisation.objects.filter(id=key).values_list("name"))
    with seeding():
        with ahead((ask, (make.AALBORG,)), (ask, (make.HERNING,))) as left:
            Organisation.objects.filter(id=make.AALBORG).update(name="Nyt navn")
            assert ask.rows(make.AALBORG) == [("Aalborg Kommune",)]
            assert ask.rows(make.AALBORG) == [("Nyt navn",)]
            assert list(left) == [(ask, (make.HERNING,))]
        assert ask.rows(make.HERNING) == [("Herning Kommune",)]


def test_a_page_that_writes_nothing_asks_each_question_once(registry: None) -> None:
    ask = Prepared(lambda key: Organisation.objects.filter(id=key).values_list("name"))
    with seeding(), CaptureQueriesContext(connection) as asked:
        with ahead((ask, (make.AALBORG,)), again=True):
            assert ask.rows(make.AALBORG) == ask.rows(make.AALBORG) == [("Aalborg Kommune",)]
            assert ask.rows(make.HERNING) == ask.rows(make.HERNING) == [("Herning Kommune",)]
        assert ask.rows(make.HERNING) == [("Herning Kommune",)]
    assert sum("accounts_organisation" in one["sql"] for one in asked.captured_queries) == 3


def test_what_is_asked_ahead_stands_under_the_askers_policies(registry: None) -> None:
    make.delivered(make.author())
    elsewhere = make.triage_officer("tove", make.AALBORG_HOSPITAL)
    ask = Prepared(lambda _: Case.objects.values_list("id"))
    with acting_as(elsewhere), ahead((ask, ("all",))) as left:
        assert left[ask, ("all",)] == []


def test_a_sending_takes_all_that_it_asked_ahead(registry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[dict[Any, Any]] = []

    @contextmanager
    def watched(*asked: Asked) -> Iterator[None]:
        with ahead(*asked) as come:
            assert len(come) == 7
            left.append(come)
            yield

    monkeypatch.setattr("gop.services.sending.ahead", watched)
    make.delivered(make.author())
    assert left == [{}]
