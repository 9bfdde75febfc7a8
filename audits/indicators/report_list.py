"""Which reports there are, of whom, how often, and which of the fixed tables each holds. Data; nothing is counted here."""

from dataclasses import dataclass
from datetime import timedelta

from audits.enums import PeriodKind, Population, ReportKind
from audits.indicators.tables import TABLES, Table

HOME, SENDER = Population.HOME, Population.SENDER
QUARTER, HALF, YEAR = PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR

# From the tenth day after the period: by then day 7 of its last plans has passed and been counted, so that a share is of the whole period.
READY_AFTER = timedelta(days=10)
# A committee has its status so long before it meets.
BEFORE_A_MEETING = timedelta(days=14)

# Those with a row for each municipality stand first: they are all that a municipality's and a grouping's report hold.
_BY_MUNICIPALITY = ("planer", "frister", "sendt", "frit_valg", "retur", "udbytte", "oplevelse")
_OF_THE_REGION = ("sygehuse", "sygehuse_sendt", "alder", "diagnoser", "aarsager", "slutkoder", "udfoerere", "boern")
_OF_A_YEAR = ("klager", "indbyggere")
_OF_SENDERS = ("sygehuse", "sygehuse_sendt", "afdelinger", "retur_sygehuse")
_PSYCHIATRY = ("psykiatri", "psykiatri_tider")
_NOW = ("nu",)


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of report that comes again. `whole`: of the region; else of each municipality (`municipalities`) or grouping (`groupings`)."""

    kind: ReportKind
    period: PeriodKind
    population: Population
    tables: tuple[str, ...]
    whole: bool = False
    groupings: bool = False
    municipalities: bool = False

    def held(self) -> tuple[Table, ...]:
        """Its tables, as far as they are published for the population and this length of period, in order."""
        return tuple(table for table in known(self.tables) if self.population in table.populations and self.period in table.periods)


def known(keys: tuple[str, ...]) -> tuple[Table, ...]:
    return tuple(TABLES[key] for key in keys if key in TABLES)


SERIES = (
    Series(ReportKind.QUARTER, QUARTER, HOME, (*_BY_MUNICIPALITY, *_OF_THE_REGION), whole=True),
    Series(ReportKind.QUARTER, QUARTER, SENDER, _OF_SENDERS, whole=True),
    Series(ReportKind.QUARTER, QUARTER, HOME, _BY_MUNICIPALITY, groupings=True, municipalities=True),
    Series(ReportKind.PSYCHIATRY, QUARTER, HOME, _PSYCHIATRY, whole=True),
    Series(ReportKind.PSYCHIATRY, QUARTER, SENDER, _PSYCHIATRY, whole=True),
    Series(ReportKind.GROUPING, HALF, HOME, _BY_MUNICIPALITY, groupings=True),
    Series(ReportKind.YEAR, YEAR, HOME, (*_BY_MUNICIPALITY, *_OF_A_YEAR, *_OF_THE_REGION), whole=True),
    Series(ReportKind.YEAR, YEAR, SENDER, _OF_SENDERS, whole=True),
    Series(ReportKind.YEAR, YEAR, HOME, (*_BY_MUNICIPALITY, *_OF_A_YEAR), groupings=True, municipalities=True),
)
# Of the last whole quarter; what stands on the day itself comes first.
STATUS_OF_REGION = Series(ReportKind.COMMITTEE, QUARTER, HOME, (*_BY_MUNICIPALITY, "aarsager"), whole=True)
STATUS_OF_GROUPING = Series(ReportKind.COMMITTEE, QUARTER, HOME, _BY_MUNICIPALITY, groupings=True)
STATUS_NOW = known(_NOW)

# How long a period a report of the kind is of.
PERIODS = {
    ReportKind.QUARTER: QUARTER,
    ReportKind.YEAR: YEAR,
    ReportKind.GROUPING: HALF,
    ReportKind.COMMITTEE: QUARTER,
    ReportKind.PSYCHIATRY: QUARTER,
}


def series_of(kind: ReportKind, population: Population, of_the_region: bool) -> Series:
    """The series a report belongs to. Raises LookupError for one that no longer comes."""
    if kind == ReportKind.COMMITTEE:
        return STATUS_OF_REGION if of_the_region else STATUS_OF_GROUPING
    for one in SERIES:
        if (one.kind, one.population, one.whole) == (kind, population, of_the_region):
            return one
    raise LookupError(f"{kind} of {population}")
