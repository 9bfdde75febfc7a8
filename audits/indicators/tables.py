"""The fixed list of tables. Only these are published; an organisation's own pages and the reports show the same ones."""

from dataclasses import dataclass

from audits.enums import AgeGroup, PeriodKind, PlanKind, Population, Split
from audits.grid import Column

MONTH, QUARTER, HALF, YEAR = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR
BOTH = frozenset({Population.HOME, Population.SENDER})
HOME, SENDER = frozenset({Population.HOME}), frozenset({Population.SENDER})
LONG = frozenset({QUARTER, YEAR})
ALL = frozenset({MONTH, QUARTER, HALF, YEAR})
PLANS_BY_KIND = (*(Column("planer", kind.value) for kind in PlanKind), Column("planer"))
TIMES = tuple(Column(key) for key in ("besked_inden_dag_4", "tilbudt_inden_dag_7", "ventetid_median", "ventetid_holdt", "ventetid_hele"))
SENT = (Column("sendt_ved_udskrivning"), Column("sendt_24_timer"))
CHOICE = tuple(Column(key) for key in ("valg_opstaaet", "valg_besked", "valg_taget", "valg_afslaaet"))
ENDS = (Column("maal_naaet"), Column("kontakter_pr_plan"))


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: what a row is; the total stands last. `now`: what stands on the day of data, whatever the period. `psychiatry`, `age`: of these alone.

    `of_months`: the columns of a published month, where they are fewer: a month by kind as well leaves too little to hide behind.
    The two populations share no row, so that neither is found from the other (docs/adr/0052).
    """

    key: str
    title: str
    rows: Split
    columns: tuple[Column, ...]
    populations: frozenset[Population]
    periods: frozenset[PeriodKind]
    now: bool = False
    psychiatry: bool = False
    age: AgeGroup | None = None
    of_months: tuple[Column, ...] = ()


_ALL = (
    Table("planer", "Planer efter type og niveau", Split.MUNICIPALITY, PLANS_BY_KIND, HOME, ALL, of_months=(Column("planer"),)),
    Table("frister", "Besked, tilbud og ventetid", Split.MUNICIPALITY, TIMES, HOME, ALL),
    Table("sendt", "Sendt i tide", Split.MUNICIPALITY, SENT, HOME, ALL),
    Table("sygehuse", "Planer efter sygehus", Split.HOSPITAL, PLANS_BY_KIND, SENDER, LONG),
    Table("sygehuse_sendt", "Sendt i tide, efter sygehus", Split.HOSPITAL, (*SENT, Column("tilbudt_inden_dag_7")), SENDER, LONG),
    Table("afdelinger", "Planer efter afdeling", Split.DEPARTMENT, (Column("planer"), *SENT), SENDER, LONG),
    Table("alder", "Planer efter alder", Split.AGE, (Column("planer"), *TIMES), HOME, LONG),
    Table("diagnoser", "Planer efter diagnosegruppe", Split.DIAGNOSIS, (Column("planer"), *TIMES), HOME, LONG),
    Table("aarsager", "Hvorfor første møde ikke blev tilbudt inden fristen", Split.KEY, (Column("ikke_tilbudt"),), HOME, LONG),
    Table("frit_valg", "Udvidet frit valg", Split.MUNICIPALITY, CHOICE, HOME, LONG),
    Table("retur", "Returneret og erstattet", Split.MUNICIPALITY, (Column("returneret"), Column("erstattet")), HOME, LONG),
    Table(
        "retur_sygehuse",
        "Returneret og erstattet, efter sygehus",
        Split.HOSPITAL,
        (Column("returneret"), Column("erstattet")),
        SENDER,
        LONG,
    ),
    Table("slutkoder", "Hvordan forløbene sluttede", Split.KEY, (Column("afsluttet"),), HOME, LONG),
    Table("udbytte", "Mål og kontakter", Split.MUNICIPALITY, ENDS, HOME, LONG),
    Table("udfoerere", "Kontakter efter udfører", Split.KEY, (Column("kontakter_pr_plan"),), HOME, LONG),
    Table("klager", "Klager", Split.MUNICIPALITY, (Column("klager"),), HOME, frozenset({YEAR})),
    Table("oplevelse", "Borgernes oplevelse", Split.MUNICIPALITY, (Column("oplevelse_helhed"), Column("oplevelse_inddraget")), HOME, LONG),
    Table("indbyggere", "Planer pr. 1.000 indbyggere", Split.MUNICIPALITY, (Column("planer_pr_1000"),), HOME, frozenset({YEAR})),
    Table("psykiatri", "Psykiatri: planer efter kommune", Split.MUNICIPALITY, PLANS_BY_KIND, HOME, LONG, psychiatry=True),
    Table("psykiatri_tider", "Psykiatri: sendt, besked og tilbud", Split.TOTAL, (*SENT, *TIMES), BOTH, LONG, psychiatry=True),
    Table("boern", "Børn: planer og frister", Split.TOTAL, (Column("planer"), *TIMES), HOME, LONG, age=AgeGroup.CHILD),
    Table(
        "nu",
        "Nu",
        Split.MUNICIPALITY,
        tuple(Column(key) for key in ("aabne_nu", "forfalder_nu", "overskredet_nu")),
        HOME,
        frozenset({MONTH}),
        now=True,
    ),
    Table("nu_sygehuse", "Nu, på sygehusene", Split.HOSPITAL, (Column("ikke_sendt_nu"),), SENDER, frozenset({MONTH}), now=True),
)
TABLES = {table.key: table for table in _ALL}
