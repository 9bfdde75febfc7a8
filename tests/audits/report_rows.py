"""A quarter as it was published, for tests of reports: Nordjylland's, by hand."""

import uuid
from datetime import date
from typing import Any

from accounts import clock
from accounts.enums import GroupingKind, OrganisationKind, RelationKind
from accounts.models import Organisation, OrganisationRelation
from accounts.tenancy import seeding
from audits.enums import PeriodKind, Population, ReportKind, ReportState
from audits.models import CommitteeMeeting, Report
from audits.rules.period import Period
from config.registry_loader import id_of
from tests import factories as make
from tests.audits.tables import SMALL, published

QUARTER = Period(date(2026, 7, 1), PeriodKind.QUARTER)
BEFORE = QUARTER.before
DATA_ON = date(2026, 11, 17)
LAESOE, BROENDERSLEV = id_of("kommune-0825"), id_of("kommune-0810")
CLUSTER = uuid.uuid5(uuid.NAMESPACE_URL, "klynge-vest")


def a_quarter(data_on: date = DATA_ON, region: uuid.UUID = make.NORDJYLLAND, aalborg: Any = "82.3", period: Period = QUARTER) -> None:
    """Three municipalities, of which one is small, in two tables."""
    published(
        region,
        "planer",
        {
            make.AALBORG: {"planer": 240, "planer:almen_basal": 200, "planer:almen_avanceret": 40},
            BROENDERSLEV: {"planer": 60, "planer:almen_basal": 60},
            LAESOE: {"planer": SMALL, "planer:almen_basal": SMALL},
            "": {"planer": 300, "planer:almen_basal": 260, "planer:almen_avanceret": 40},
        },
        period=period,
        data_on=data_on,
    )
    published(
        region,
        "frister",
        {
            make.AALBORG: {"besked_inden_dag_4": aalborg, "tilbudt_inden_dag_7": "75.0", "ventetid_median": 6},
            BROENDERSLEV: {"besked_inden_dag_4": "90.0", "tilbudt_inden_dag_7": SMALL, "ventetid_median": "6.5"},
            LAESOE: {},
            "": {"besked_inden_dag_4": "84.1", "tilbudt_inden_dag_7": "77.0", "ventetid_median": 6},
        },
        period=period,
        data_on=data_on,
    )


def cluster(*members: uuid.UUID, name: str = "Klynge Vest (opdigtet)") -> uuid.UUID:
    """An invented grouping in Nordjylland."""
    since, until = date(2024, 1, 1), date(2026, 12, 31)
    with seeding():
        Organisation.objects.create(
            id=CLUSTER,
            kind=OrganisationKind.GROUPING,
            key="klynge-vest",
            code=GroupingKind.CLUSTER,
            name=name,
            valid_from=since,
            valid_to=until,
            invented=True,
        )
        for child in (*members, make.NORDJYLLAND):
            OrganisationRelation.objects.create(
                child_id=child, parent_id=CLUSTER, kind=RelationKind.MEMBER_OF, valid_from=since, valid_to=until
            )
    return CLUSTER


def the(subject: uuid.UUID, kind: ReportKind = ReportKind.QUARTER, population: Population = Population.HOME) -> Report:
    """The one report of its kind."""
    with seeding():
        return Report.objects.get(subject_id=subject, kind=kind, population=population)


def a_report(state: ReportState = ReportState.READY, subject: uuid.UUID = make.AALBORG, **more: Any) -> Report:
    """A quarter's report as the job would leave it, without what it holds."""
    said: dict[str, Any] = {
        "organisation_id": make.NORDJYLLAND,
        "kind": ReportKind.QUARTER,
        "population": Population.HOME,
        "period": QUARTER.first,
        "due_on": QUARTER.last,
        "data_on": DATA_ON,
        "made_at": clock.now(),
        **more,
    }
    with seeding():
        return Report.objects.create(subject_id=subject, state=state, **said)


def released_report() -> uuid.UUID:
    """About Aalborg Kommune, by Region Nordjylland."""
    said = {"released_at": clock.now(), "released_by_name": "Rune", "reader_id": make.AALBORG}
    return a_report(ReportState.RELEASED, **said).id


def committee_meeting() -> uuid.UUID:
    said = {"committee": "Følgegruppen", "meets_on": clock.today(), "made_at": clock.now(), "made_by_name": "Rune"}
    with seeding():
        return CommitteeMeeting.objects.create(organisation_id=make.NORDJYLLAND, subject_id=make.NORDJYLLAND, **said).id
