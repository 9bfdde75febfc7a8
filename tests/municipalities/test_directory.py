"""Which providers a citizen may choose among (model.md 7): agreement in force, told in time, nearest first."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from municipalities.directory import Choosable, choosable, kinds_in_force
from municipalities.distance import km_between
from tests import factories as make
from tests.municipalities.providers import FIELD, LEVEL, agreement, contract, place, waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def birgit() -> Actor:
    make.registry()
    return make.triage_officer()


def listed(actor: Actor, latest: int | None = 7, **more: Any) -> list[Choosable]:
    """`latest`: days from today to the meeting of the offer in force."""
    today = clock.today()
    by = None if latest is None else today + timedelta(days=latest)
    asked = {"training_field": FIELD, "level": LEVEL, "on": today, "municipality": make.AALBORG, **more}
    with acting_as(actor):
        return choosable(**asked, latest=by)


def names(rows: list[Choosable]) -> list[str]:
    return [row.name for row in rows]


def test_a_start_on_the_very_day_of_the_offer_is_in_time_and_the_day_after_is_not(birgit: Actor) -> None:
    for name, days in (("Lige", 7), ("Senere", 8)):
        agreement(one := make.provider(name))
        waits(place(one), days)
    equal, later = listed(birgit)
    day = clock.today() + timedelta(days=8)
    month = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")[day.month - 1]
    assert (equal.name, equal.in_time, equal.excluded, equal.why_not) == ("Lige", True, False, "")
    assert (later.name, later.in_time, later.excluded) == ("Senere", False, True)
    assert later.why_not == f"Kan først begynde {day.day}. {month}, efter kommunens tilbud"


def test_without_an_offer_in_force_nobody_is_excluded_on_time(birgit: Actor) -> None:
    agreement(one := make.provider())
    waits(place(one), 200)
    assert [row.in_time for row in listed(birgit, latest=None)] == [True]


def test_who_has_told_no_waiting_time_comes_after_those_in_time_and_before_those_who_cannot(birgit: Actor) -> None:
    for name, days in (("A fuldt", None), ("B for sent", 30), ("C i tide", 1)):
        agreement(one := make.provider(name))
        waits(place(one), days)
    agreement(silent := make.provider("D tavs"))
    place(silent)
    agreement(make.provider("E uden sted"))
    rows = listed(birgit)
    assert names(rows) == ["C i tide", "D tavs", "E uden sted", "A fuldt", "B for sent"]
    assert [(row.why_not, row.excluded) for row in rows[1:4]] == [
        ("Har ikke oplyst ventetid", False),
        ("Har ikke oplyst ventetid", False),
        ("Tager ingen lige nu", True),
    ]


def test_distance_sorts_and_never_filters(birgit: Actor) -> None:
    for name, north in (("A langt væk", 2.5), ("B ukendt", None), ("C tæt på", 0.1)):
        agreement(one := make.provider(name))
        waits(place(one, north=north), 1)
    rows = listed(birgit)
    assert names(rows) == ["C tæt på", "A langt væk", "B ukendt"]
    assert [None if row.km is None else round(row.km) for row in rows] == [11, 278, None]


def test_each_place_in_use_is_a_row_with_its_own_waiting_time(birgit: Actor) -> None:
    agreement(one := make.provider())
    waits(place(one, "Vest"), 1)
    waits(place(one, "Øst"), 30)
    waits(place(one, "Lukket", ended_at=clock.now()), 1)
    assert [(row.place, row.in_time) for row in listed(birgit)] == [("Vest", True), ("Øst", False)]
    assert listed(birgit)[0].address == "Prøvegade 1, 9000 Aalborg"


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ({"valid_to": 0}, True),
        ({"valid_to": -1}, False),
        ({"valid_from": 0}, True),
        ({"valid_from": 1}, False),
        ({"training_field": "hjerte"}, False),
        ({"level": "avanceret"}, False),
    ],
)
def test_an_agreement_counts_on_its_days_for_its_field_and_level(birgit: Actor, what: dict[str, Any], there: bool) -> None:
    said = {name: clock.today() + timedelta(days=value) if isinstance(value, int) else value for name, value in what.items()}
    agreement(one := make.provider(), **said)
    waits(place(one), 1)
    assert bool(listed(birgit)) is there
    with acting_as(birgit):
        assert kinds_in_force(one, FIELD, LEVEL, clock.today()) == ({"kl"} if there else set())


def test_own_contracts_are_a_kind_of_their_own_and_nobody_elses_are_read(birgit: Actor) -> None:
    both, own, theirs = make.provider("Begge"), make.provider("Egen"), make.provider("Hernings")
    agreement(both)
    contract(both)
    contract(own)
    contract(theirs, of=make.HERNING)
    assert [(row.name, row.kind) for row in listed(birgit)] == [("Begge", "kl")]
    rows = listed(birgit, contracts_of=make.AALBORG)
    assert [(row.name, row.kind) for row in rows] == [("Begge", "egen"), ("Begge", "kl"), ("Egen", "egen")]
    assert names(listed(birgit, contracts_of=make.HERNING)) == ["Begge"]
    with acting_as(birgit):
        assert kinds_in_force(both, FIELD, LEVEL, clock.today(), contracts_of=make.AALBORG) == {"kl", "egen"}


def test_the_list_is_one_query_however_many_providers(birgit: Actor) -> None:
    for number in range(3):
        agreement(one := make.provider(f"Nummer {number}"))
        waits(place(one), number)
    with acting_as(birgit), CaptureQueriesContext(connection) as asked:
        choosable(FIELD, LEVEL, clock.today(), None, make.AALBORG, contracts_of=make.AALBORG)
    assert len(asked) == 1


def test_a_degree_of_latitude_is_111_kilometres_and_aalborg_to_herning_about_116() -> None:
    assert km_between((56.0, 10.0), (57.0, 10.0)) == pytest.approx(111.2, abs=0.1)
    assert km_between((57.05, 9.92), (56.14, 8.97)) == pytest.approx(116, abs=3)
    assert km_between((57.05, 9.92), (57.05, 9.92)) == 0
