"""Grupper: a member belongs by dates, a klynge ends with 2026, and a file is taken in whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import NotAllowed, job_actor
from accounts.enums import GroupingKind, Kind, Role
from accounts.grouping_file import read
from accounts.grouping_services import Became, Fate, known_organisations, take_in
from accounts.groupings import Grouping, groupings_on
from accounts.models import Organisation, OrganisationRelation, User
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from tests import factories as make

pytestmark = pytest.mark.django_db
HEADING = "type;gruppe;region;medlem;gælder fra;gælder til\n"
EAST = "klynge;Klynge Øst;Region Nordjylland;0813;01.01.2026;\nklynge;Klynge Øst;Region Nordjylland;Læsø;2026-03-01;\n"
COUNCIL = "sundhedsråd;Sundhedsråd Nord;Region Nordjylland;0813;2027-01-01;\n"
JOB = job_actor("load_groupings", Kind.PLATFORM)
NORTH = id_of("region-nordjylland")


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True):
        make.registry()
        with make.reading():  # the demo's own are out of the way
            OrganisationRelation.objects.filter(kind="medlem_af").delete()
            Organisation.objects.filter(kind="gruppe").delete()
        yield


def taken(lines: str, *, keep: bool = True) -> tuple[list[Fate], bool]:
    with acting_as(JOB):
        return take_in(JOB, read(HEADING + lines, known_organisations()).lines, keep=keep)


def on(day: date) -> list[Grouping]:
    with make.reading():
        return groupings_on(day)


def test_a_member_belongs_from_its_first_day_to_its_last() -> None:
    taken(EAST)
    before, after = on(date(2026, 2, 28)), on(date(2026, 3, 1))
    assert [one.municipalities for one in before] == [(id_of("kommune-0813"),)]
    assert after[0].members == (id_of("kommune-0813"), id_of("kommune-0825"))
    assert (after[0].name, after[0].kind, after[0].region_id) == ("Klynge Øst", GroupingKind.CLUSTER, NORTH)


def test_klynger_end_with_2026_and_sundhedsraad_begin_the_day_after() -> None:
    taken(EAST + COUNCIL)
    assert [one.name for one in on(date(2026, 12, 31))] == ["Klynge Øst"]
    assert [one.name for one in on(date(2027, 1, 1))] == ["Sundhedsråd Nord"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("klynge;Klynge Vest;Region Nordjylland;0787;2026-01-01;2027-06-30", "ophører 31.12.2026."),
        ("sundhedsråd;Sundhedsråd Syd;Region Nordjylland;0787;2026-07-01;", "findes fra 01.01.2027."),
        ("klynge;Klynge Vest;Region Nordjylland;0813;2026-06-01;", "er i Klynge Øst en del af den tid."),
        ("klynge;Klynge Vest;Region Nordjylland;Herning;2026-06-01;", "ligger ikke i Region Nordjylland den dag."),
        ("klynge;Klynge Vest;Region Nordjylland;0787;2026-06-01;2026-05-31", "Den sidste dag ligger før den første."),
        ("klynge;Klynge Øst;Region Nordjylland;0813;2026-05-01;", "er allerede medlem en del af den tid."),
        ("kreds;Klynge Vest;Region Nordjylland;0787;2026-06-01;", "Typen »kreds« kendes ikke."),
        ("klynge;Klynge Vest;Region Nordjylland;Atlantis;2026-06-01;", "Medlemmet »Atlantis« findes ikke"),
        ("klynge;Klynge Vest;Region Nordjylland;0787;i morgen;", "Datoen »i morgen« kan ikke læses."),
    ],
)
def test_a_line_that_cannot_be_keeps_the_whole_file_out_and_says_why(line: str, sentence: str) -> None:
    fates, kept = taken(EAST + line)
    assert not kept
    assert sentence in " ".join(fates[-1].wrong)
    assert [one.wrong for one in fates[:-1]] == [[], []]
    assert on(date(2026, 6, 1)) == []


def test_the_same_file_again_changes_nothing_and_a_new_last_day_changes_one_member() -> None:
    taken(EAST)
    fates, _ = taken(EAST)
    assert {one.became for one in fates} == {Became.SAME}
    fates, _ = taken("klynge;Klynge Øst;Region Nordjylland;0813;01.01.2026;2026-06-30\n")
    assert fates[0].became == Became.CHANGED
    assert on(date(2026, 7, 1))[0].municipalities == (id_of("kommune-0825"),)


def test_groupings_of_a_day_are_one_query_and_those_of_a_region_are_its_own() -> None:
    taken(EAST + "forum;Forum Vest;Region Midtjylland;Herning;2026-01-01;\n")
    with make.reading(), CaptureQueriesContext(connection) as asked:
        found = groupings_on(date(2026, 6, 1), NORTH)
    assert [one.name for one in found] == ["Klynge Øst"]
    assert len(asked.captured_queries) == 1


def signed_in(role: Role) -> Client:
    actor = make.person("alma", role, id_of("platform") if role == Role.PLATFORM_ADMIN else make.AALBORG)
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_what_each_line_does_before_anything_is_kept() -> None:
    client = signed_in(Role.PLATFORM_ADMIN)
    seen = client.post(reverse("groupings_file"), {"text": HEADING + EAST})
    assert "Nyt medlem" in seen.content.decode()
    assert on(date(2026, 6, 1)) == []
    kept = client.post(reverse("groupings_file"), {"text": HEADING + EAST, "indlaes": "ja"}, follow=True).content.decode()
    assert "2 linjer er indlæst." in kept
    assert "Læsø Kommune (fra søndag 1. marts 2026 til og med torsdag 31. december 2026)" in kept


def test_what_is_wrong_stands_at_its_line_and_what_was_sent_stays() -> None:
    answer = signed_in(Role.PLATFORM_ADMIN).post(
        reverse("groupings_file"), {"text": HEADING + EAST.replace("Læsø", "Lilleø"), "indlaes": "ja"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Medlemmet »Lilleø« findes ikke i registret." in page
    assert "Lilleø;2026-03-01" in page
    assert on(date(2026, 6, 1)) == []


def test_an_administrator_of_a_municipality_does_not_write_groupings() -> None:
    assert signed_in(Role.ORGANISATION_ADMIN).get(reverse("groupings")).status_code == 403
    actor = make.person("otto", Role.ORGANISATION_ADMIN, make.AALBORG)
    with acting_as(actor), pytest.raises(NotAllowed):
        take_in(actor, [], keep=True)


def test_the_command_reads_a_file_or_says_each_wrong_line(tmp_path: Path) -> None:
    file = tmp_path / "grupper.csv"
    file.write_text(HEADING + EAST, encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("load_groupings", file, stdout=out)
    assert "2 linjer er indlæst: 2 nye" in out.getvalue()
    file.write_text(HEADING + EAST.replace("0813", "9999"), encoding="utf-8")
    with pytest.raises(CommandError, match="intet er indlæst"):
        call_command("load_groupings", file, stderr=err)
    assert "Linje 2: Medlemmet »9999« findes ikke i registret." in err.getvalue()
