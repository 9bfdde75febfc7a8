"""Notices ahead: the agreement's own period by region and kind, fixed receivers, read once an organisation, taken back with a reason."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection

from accounts.actor import Actor, NotAllowed
from accounts.enums import Kind, Role
from accounts.models import Organisation
from accounts.tenancy import acting_as
from gop.enums import CapacityNoticeKind
from gop.errors import NotFound, Refused
from gop.models import CapacityNotice, CapacityNoticeSeen
from gop.selectors.told_ahead import NEAR_KM, marks_of, notice_ahead, receivers_of, told_to, unread_ahead
from gop.services.telling_ahead import NO_PERIOD, AheadAsked, mark_read, propose, tell, withdraw_ahead
from tests import factories as make
from tests.security.test_sql_as_each_role import actor as anybody
from tests.security.test_sql_as_each_role import refused

pytestmark = pytest.mark.django_db
CAPACITY, ACTIVITY, TAKEOVER = CapacityNoticeKind.CAPACITY, CapacityNoticeKind.ACTIVITY, CapacityNoticeKind.TAKEOVER
TODAY = date(2026, 8, 31)


@pytest.fixture(autouse=True)
def last_of_august(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 8, 31, 9, 0, tzinfo=UTC), tick=False) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def herning(last_of_august: time_machine.Traveller) -> Actor:
    return make.team_lead("helle", make.HERNING)


@pytest.fixture
def hospital(last_of_august: time_machine.Traveller) -> Actor:
    return make.person("karl", Role.COORDINATOR, make.AALBORG_HOSPITAL)


def asked(
    kind: CapacityNoticeKind | None = TAKEOVER, day: date | None = date(2027, 2, 28), text: str = "Vi tager holdet hjem"
) -> AheadAsked:
    return AheadAsked(kind=kind, title="Hold efter ny hofte", text=text, effective_on=day)


def sent(actor: Actor, what: AheadAsked | None = None) -> CapacityNotice:
    with acting_as(actor):
        return tell(actor, uuid.uuid4(), what or asked())


def names(rows: Any) -> set[str]:
    return {row.name for row in rows}


def test_late_is_what_the_agreement_of_the_senders_region_says_and_is_sent_all_the_same(herning: Actor) -> None:
    in_time, late = sent(herning), sent(herning, asked(day=date(2027, 2, 27)))
    assert (in_time.earliest_on, late.earliest_on) == (date(2027, 2, 28), date(2027, 2, 28))
    assert "seks måneder" in late.period_text
    with acting_as(herning):
        assert not propose(herning, asked()).late
        assert propose(herning, asked(day=date(2027, 2, 27))).late


def test_an_agreement_without_months_makes_nothing_late_and_an_unknown_period_is_not_guessed(hospital: Actor) -> None:
    with acting_as(hospital):
        soon = propose(hospital, asked(ACTIVITY, date(2026, 9, 1)))
        unknown = propose(hospital, asked(TAKEOVER, date(2026, 9, 1)))
    assert soon.period is not None
    assert (soon.earliest_on, soon.late, soon.period.assumption) == (None, False, False)
    assert "så tidligt som muligt" in soon.period_text
    assert (unknown.period, unknown.late, unknown.period_text) == (None, False, NO_PERIOD)


def test_a_hospital_tells_its_regions_municipalities_other_hospitals_and_the_region(hospital: Actor) -> None:
    with acting_as(hospital):
        found = receivers_of(hospital, TODAY)
    assert len(found.other_side) == 11
    assert "Aalborg Kommune" in names(found.other_side)
    assert "Herning Kommune" not in names(found.other_side)
    assert found.neighbours
    assert make.AALBORG_HOSPITAL not in {row.id for row in found.everybody()}
    assert found.region is not None
    assert found.region.name == "Region Nordjylland"


def test_a_municipality_tells_its_regions_hospitals_and_the_municipalities_near_it_in_any_region(herning: Actor) -> None:
    with acting_as(herning):
        found = receivers_of(herning, TODAY)
    assert "Regionshospitalet Gødstrup" in names(found.other_side)
    assert {row.kind for row in found.other_side} == {"sygehus"}
    assert "Ikast-Brande Kommune" in names(found.neighbours), NEAR_KM
    assert "Aalborg Kommune" not in names(found.neighbours)
    everybody = [row.id for row in found.everybody()]
    assert len(everybody) == len(set(everybody))


def test_each_organisation_reads_once_and_the_sender_sees_who(hospital: Actor) -> None:
    notice = sent(hospital, asked(ACTIVITY))
    birgit, carl, rune = make.triage_officer(), make.triage_officer("carl"), make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    with acting_as(birgit):
        assert unread_ahead(birgit) == 1
        mark_read(birgit, notice.id)
        assert unread_ahead(birgit) == 0
    with acting_as(carl):
        again = mark_read(carl, notice.id)
        assert again is not None
        assert again.by_name == "Birgit"
    with acting_as(rune):
        mark_read(rune, notice.id)
        assert [mark.by_name for mark in marks_of(notice)] == ["Rune"]
    with acting_as(hospital):
        assert mark_read(hospital, notice.id) is None
        assert unread_ahead(hospital) == 0
        assert {mark.by_name for mark in marks_of(notice)} == {"Birgit", "Rune"}


def test_a_withdrawn_notice_says_who_and_why_and_asks_nobody_to_read_it(hospital: Actor) -> None:
    notice = sent(hospital, asked(ACTIVITY))
    with acting_as(hospital):
        with pytest.raises(Refused):
            withdraw_ahead(hospital, notice.id, " ")
        withdraw_ahead(hospital, notice.id, "Det blev aflyst")
        withdraw_ahead(hospital, notice.id, "Igen")
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert unread_ahead(birgit) == 0
        seen = notice_ahead(birgit, notice.id)
        assert (seen.withdrawn_reason, seen.withdrawn_by_name) == ("Det blev aflyst", "Karl")
    lena = make.team_lead()
    with acting_as(lena), pytest.raises(NotFound):
        withdraw_ahead(lena, notice.id, "Ikke min")


def test_who_was_told_is_fixed_and_sending_twice_is_once(herning: Actor, last_of_august: time_machine.Traveller) -> None:
    notice_id = uuid.uuid4()
    with acting_as(herning):
        first = tell(herning, notice_id, asked())
        assert tell(herning, notice_id, asked(day=date(2028, 1, 1))).effective_on == first.effective_on
    last_of_august.move_to(datetime(2027, 1, 2, 9, 0, tzinfo=UTC))
    with acting_as(herning):
        assert notice_ahead(herning, notice_id).addressees == first.addressees
        assert CapacityNotice.objects.count() == 1


def test_what_names_a_citizen_or_is_missing_is_refused_by_field(herning: Actor) -> None:
    with acting_as(herning), pytest.raises(Refused) as refusal:
        tell(herning, uuid.uuid4(), asked(None, None, "Det gælder 251248-9996"))
    assert [name for name, _ in refusal.value.messages] == ["kind", "text", "effective_on"]


def test_who_reads_may_not_tell(herning: Actor) -> None:
    birgit = make.triage_officer()
    with acting_as(birgit), pytest.raises(NotAllowed):
        tell(birgit, uuid.uuid4(), asked())


def test_the_wall_shows_a_notice_to_its_addressees_and_a_mark_to_the_two_it_concerns(hospital: Actor) -> None:
    notice = sent(hospital, asked(ACTIVITY))
    birgit = make.triage_officer()
    with acting_as(birgit):
        mark_read(birgit, notice.id)

    def count(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    sees = {
        (Kind.AUTHOR, make.AALBORG_HOSPITAL): (1, 1),
        (Kind.AUTHORITY, make.AALBORG): (1, 1),
        (Kind.ANALYST, make.NORDJYLLAND): (1, 0),
        (Kind.AUTHORITY, make.HERNING): (0, 0),
        (Kind.AUTHOR, make.GOEDSTRUP): (0, 0),
        (Kind.ANALYST, make.MIDTJYLLAND): (0, 0),
    }
    for (kind, organisation), seen in sees.items():
        with acting_as(anybody(kind, organisation)):
            assert (count("gop_capacitynotice"), count("gop_capacitynoticeseen")) == seen, (kind, organisation)
    for kind in (Kind.PROVIDER, Kind.PUBLIC, Kind.JOB):
        with acting_as(anybody(kind, make.AALBORG)):
            assert refused(lambda: count("gop_capacitynotice"))


def test_nobody_writes_anothers_notice_or_marks_what_was_not_sent_to_them(hospital: Actor) -> None:
    notice = sent(hospital, asked(ACTIVITY))

    def mark(organisation: uuid.UUID, sender: uuid.UUID) -> None:
        said = {"organisation_id": organisation, "sender_id": sender, "notice_id": notice.id}
        CapacityNoticeSeen(**said, at=datetime.now(UTC), by_name="x").save(force_insert=True)

    with acting_as(anybody(Kind.AUTHORITY, make.HERNING)):
        assert refused(lambda: mark(make.HERNING, make.AALBORG_HOSPITAL))
        assert refused(lambda: mark(make.AALBORG, make.AALBORG_HOSPITAL))
        assert CapacityNotice.objects.filter(id=notice.id).update(withdrawn_reason="x") == 0
    with acting_as(anybody(Kind.AUTHORITY, make.AALBORG)):
        assert refused(lambda: mark(make.AALBORG, make.HERNING))
        assert CapacityNotice.objects.filter(id=notice.id).update(withdrawn_reason="x") == 0
    with pytest.raises(DatabaseError), acting_as(anybody(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        CapacityNotice.objects.filter(id=notice.id).update(text="x")


def test_the_list_holds_own_and_received_and_no_others(herning: Actor, hospital: Actor) -> None:
    own, other = sent(herning), sent(hospital, asked(ACTIVITY))
    with acting_as(herning):
        assert [row.id for row in told_to(herning)] == [own.id]
    with make.reading():
        assert Organisation.objects.filter(id__in=other.addressees).count() == len(other.addressees)
