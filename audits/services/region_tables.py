"""What a region's tables come to before anything is hidden: facts up to the day of data, of the months that are over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.enums import OrganisationKind, RelationKind
from accounts.groupings import groupings_on
from accounts.models import Organisation, OrganisationRelation
from audits.enums import AgeGroup, PeriodKind, Population, Split
from audits.folding import Sums
from audits.grid import Column
from audits.indicators import INDICATORS, TABLES, Table
from audits.indicators.words import KEYS, NONE
from audits.models import Fact
from audits.protection import rounded
from audits.protection.linked import TOTAL, Filled, Place
from audits.rules.period import Period, back, period_of
from audits.selectors.naming import inhabitants, named
from audits.selectors.summed import Summed, added, monthly, summed, together

# How many of each are published, the one that runs among them as far as its months are over.
NUMBER = {PeriodKind.MONTH: 13, PeriodKind.QUARTER: 5, PeriodKind.HALF_YEAR: 3, PeriodKind.YEAR: 2}
MEMBER = {Population.HOME: RelationKind.MUNICIPALITY_IN, Population.SENDER: RelationKind.HOSPITAL_IN}
# A table by row has so many behind a row on average; with fewer it would be all dashes, and only its total is published.
A_ROW = 3
COLUMN = {Population.HOME: "home_id", Population.SENDER: "hospital_id"}


@dataclass(frozen=True, slots=True)
class Published:
    """A table before hiding, with its rows in the order they are read."""

    filled: Filled
    names: tuple[tuple[Place, str], ...]


def over(data_on: date) -> date:
    """The first day of the first month that is not over at the end of the day."""
    return (data_on + timedelta(days=1)).replace(day=1)


def periods_of(data_on: date) -> dict[PeriodKind, tuple[Period, ...]]:
    """Those with a month that is over, oldest first."""
    last = over(data_on) - timedelta(days=1)
    return {kind: back(period_of(last, kind), number) for kind, number in NUMBER.items()}


def regions_on(data_on: date) -> list[UUID]:
    """Those that have or had municipalities or hospitals in the months published, by key."""
    since = min(period.first for periods in periods_of(data_on).values() for period in periods)
    rows = OrganisationRelation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since), kind__in=MEMBER.values())
    parents = rows.filter(valid_from__lte=data_on, parent__kind=OrganisationKind.REGION).values("parent_id")
    return list(Organisation.objects.filter(id__in=parents).order_by("key").values_list("id", flat=True))


@dataclass
class Region:
    """One region and population. Numbers are read once for each table."""

    id: UUID
    population: Population
    data_on: date
    stays: list[tuple[UUID, date, date]] = field(init=False)
    people: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        rows = OrganisationRelation.objects.filter(kind=MEMBER[self.population], parent_id=self.id)
        self.stays = [(child, start, end or date.max) for child, start, end in rows.values_list("child_id", "valid_from", "valid_to")]
        self.people = inhabitants() if self.population == Population.HOME else {}

    def tables(self) -> Iterator[Published]:
        for table in TABLES.values():
            if self.population in table.populations:
                yield from self._now(table) if table.now else self._by_period(table)

    def _now(self, table: Table) -> Iterator[Published]:
        month = self.data_on.replace(day=1)
        members = self._members(self.data_on)
        facts = Fact.objects.filter(**{f"{COLUMN[self.population]}__in": members})
        counted = summed(table, Period(month, PeriodKind.MONTH), self.data_on, facts)
        yield self._filled(table, Period(month, PeriodKind.MONTH), (), counted, self._keys(table, [counted]), self.data_on)

    def _by_period(self, table: Table) -> Iterator[Published]:
        end = over(self.data_on)
        periods = [period for kind, every in periods_of(self.data_on).items() if kind in table.periods for period in every]
        months = sorted({month for period in periods for month in period.months if month < end})
        counted = monthly(table, months, self.data_on, self._facts(months))
        keys = self._keys(table, counted.values())
        for period in periods:
            its = tuple(month for month in period.months if month < end)
            last = min(period.last, self.data_on)
            yield self._filled(table, period, its, together(counted[month] for month in its), keys, last)

    def _members(self, day: date) -> frozenset[UUID]:
        return frozenset(child for child, start, end in self.stays if start <= day <= end)

    def _facts(self, months: Sequence[date]) -> QuerySet[Fact]:
        """A fact belongs to the region that its municipality or hospital lay in, in that month."""
        asked = Q(pk__in=[])
        for members, run in groupby(months, key=self._members):
            asked |= Q(**{f"{COLUMN[self.population]}__in": members}, month__in=list(run))
        return Fact.objects.filter(asked)

    def _keys(self, table: Table, counted: Iterable[Summed]) -> list[str]:
        """The same rows in every period: who is there must not tell who has a number."""
        seen = {key for one in counted for key in one if key != TOTAL}
        if table.rows == Split.AGE:
            seen |= {age.value for age in AgeGroup if age != AgeGroup.UNKNOWN}
        if table.rows == Split.KEY:
            seen |= set(KEYS.get(INDICATORS[table.columns[0].indicator].measure, {}))
        return sorted(seen)

    def _filled(self, table: Table, period: Period, months: tuple[date, ...], counted: Summed, keys: list[str], last: date) -> Published:
        columns = table.of_months if table.of_months and period.kind == PeriodKind.MONTH else table.columns
        if table.rows in (Split.MUNICIPALITY, Split.HOSPITAL):
            keys = sorted({str(one) for one in self._members(last)} | {key for key in counted if key not in (TOTAL, NONE)})
        if table.rows == Split.TOTAL:
            rows = [(Place("", TOTAL), "I alt")]
        else:
            rows = [
                (Place(table.rows.value, key), name)
                for key, name in named(table.rows, keys, INDICATORS[table.columns[0].indicator].measure)
            ]
        base = {place: _sums(columns, counted, place.value) for place, _ in rows}
        if table.rows != Split.TOTAL and _thin(columns, base):
            rows, base = [], {Place("", TOTAL): _added_up(columns, base)}
        groups: dict[Place, tuple[Place, ...]] = {}
        if table.rows == Split.MUNICIPALITY:
            for grouping in groupings_on(last, self.id):
                members = tuple(place for place in base if place.value in {str(one) for one in grouping.municipalities})
                if members:
                    groups[Place(Split.GROUPING.value, str(grouping.id))] = members
                    rows.append((Place(Split.GROUPING.value, str(grouping.id)), grouping.name))
        if table.rows != Split.TOTAL:
            rows.append((Place("", TOTAL), "I alt"))
        if self.people and Place("", TOTAL) in base:
            people = {Place("", TOTAL): sum(self.people[str(one)] for one in self._members(last) if str(one) in self.people)}
            return Published(Filled(table, period, months, columns, base, {}, people), tuple(rows))
        people = {place: self.people[place.value] for place in base if place.value in self.people}
        return Published(Filled(table, period, months, columns, base, groups, people), tuple(rows))


def _sums(columns: Sequence[Column], counted: Summed, key: str) -> dict[str, Sums]:
    row = counted.get(key, {})
    return {column.key: row.get(column.key, Sums()) for column in columns}


def _added_up(columns: Sequence[Column], base: Mapping[Place, Mapping[str, Sums]]) -> dict[str, Sums]:
    return {column.key: added(row[column.key] for row in base.values()) for column in columns}


def _thin(columns: Sequence[Column], base: Mapping[Place, Mapping[str, Sums]]) -> bool:
    """By the rounded total, which is published: that there are no rows tells nothing more."""
    most = max(sum(row[column.key].whole for row in base.values()) for column in columns)
    return rounded(most) < A_ROW * len(base)
