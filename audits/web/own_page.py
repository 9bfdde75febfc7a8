"""An organisation's own figures: what asks for something now, sentences with their trend, and tables that can be filtered. Exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.danish import long_date
from accounts.enums import Kind, Role, Verb
from audits.enums import AgeGroup, PeriodKind, PlanKind
from audits.grid import EMPTY, Column
from audits.indicators import Table
from audits.indicators.words import NONE
from audits.rules.period import Period, back, from_code, latest_whole, period_of
from audits.selectors.counted import counted_at
from audits.selectors.figures import Filters, available, departments_of, diagnosis_groups, other_sides, own_grid, own_tables, own_trends
from audits.web.asked import Asked, address
from audits.web.grids import HOSPITALS, MUNICIPALITIES, table_view
from audits.web.method import method_url
from audits.web.sentences import Told, needed, said_of
from gop.selectors.now import cases_now, plans_now
from gop.selectors.views import WAITS, WEEK

OFFERED = {PeriodKind.MONTH: 25, PeriodKind.QUARTER: 9, PeriodKind.HALF_YEAR: 5, PeriodKind.YEAR: 3}
EARLIEST = 2020

# The column of each sentence, by what the organisation does
HANDLES = ("besked_inden_dag_4", "tilbudt_inden_dag_7", "ventetid_median", "ventetid_holdt", "planer", "maal_naaet")
PERFORMS = ("planer", "ventetid_holdt", "ventetid_hele", "maal_naaet", "kontakter_pr_plan", "afsluttet")
SENDS = ("sendt_ved_udskrivning", "sendt_24_timer", "tilbudt_inden_dag_7", "ventetid_median", "planer", "returneret")
KEPT = ("periode", "tabel")  # when the filters are cleared
APART = frozenset({"nu", "nu_sygehuse", "oplevelse"})  # shown first, or on a page of its own
# The inbox's view that lies nearest to what a table counts
LISTS = {
    "boern": ("boern", "Sager om børn"),
    "frit_valg": ("frit_valg", "Sager med udvidet frit valg uden svar"),
    "slutkoder": ("afsluttet", "Afsluttede sager"),
    "udbytte": ("afsluttet", "Afsluttede sager"),
    "aarsager": ("overskredet", "Sager over fristen"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose between: tables, and (id or word, name) of the filters."""

    tables: Mapping[str, Table]
    sides: Sequence[tuple[str, str]]
    groups: Sequence[str]
    departments: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address has asked for. `on`: as of the end of that day."""

    period: Period
    table: Table
    filters: Filters
    department: UUID | None
    on: date | None

    @property
    def given(self) -> dict[str, Any]:
        """As the selectors take it."""
        return {"department": self.department, "on": self.on, "filters": self.filters}


def own_page(actor: Actor, said: Mapping[str, str]) -> dict[str, Any]:
    """Everything the template shows. As many queries however many plans."""
    today, asked = clock.today(), Asked(said)
    tables = {key: table for key, table in own_tables(actor).items() if key not in APART}
    offered = Offered(tables, other_sides(actor), diagnosis_groups(actor), departments_of(actor))
    choice = _chosen(asked, offered, today)
    grid = own_grid(actor, choice.table.key, choice.period, **choice.given)
    words = _words(choice, today)
    return {
        "wrong": asked.wrong,
        "period": choice.period,
        "running": choice.period > _last_over(choice.period.kind, choice.on, today),
        "now": _now(actor, today),
        "counted_at": counted_at(),
        "on": choice.on,
        "chosen": _in_words(choice, offered),
        "sentences": _sentences(actor, choice, today),
        "table": table_view(grid, side=MUNICIPALITIES if _sends(actor) else HOSPITALS, rows=choice.table.rows),
        "table_title": choice.table.title,
        "list": _list_of(actor, choice),
        "kinds": _kinds(words, choice, today),
        "form": _form(actor, words, choice, offered, today),
        "method": method_url(),
        "pdf": address(reverse("own_figures"), **words, format="pdf"),
        "grids": [grid],
        "said": [f"Periode: {choice.period.name}.", *_in_words(choice, offered)],
    }


def _sends(actor: Actor) -> bool:
    return actor.kind == Kind.AUTHOR


def _last_over(kind: PeriodKind, on: date | None, today: date) -> Period:
    """The last period that is over: at the end of an earlier day, or now, in the middle of one."""
    return latest_whole(kind, on + timedelta(days=1) if on else today)


def _chosen(asked: Asked, offered: Offered, today: date) -> Choice:
    on = asked.day("pr", today)
    usual = _last_over(PeriodKind.MONTH, on, today)
    period, text = usual, asked.said.get("periode", "").strip()
    if text:
        found = from_code(text)
        if found is None or found.code != text or found.first.year < EARLIEST or found.first > (on or today):
            asked.refuse(text, "en periode, der er tal for")
        else:
            period = found
    tables = offered.tables
    return Choice(
        period,
        asked.one("tabel", tables, tables.get("frister", next(iter(tables.values()))), "en tabel her"),
        Filters(
            kind=asked.one("type", {one.value: one for one in PlanKind}, None, "en type"),
            age_group=asked.one("alder", {one.value: one for one in AgeGroup}, None, "en aldersgruppe"),
            diagnosis_group=asked.one("diagnose", {one: one for one in offered.groups}, None, "en diagnosegruppe i jeres tal"),
            subject=asked.one("modpart", {key: UUID(key) for key, _ in offered.sides if key != NONE}, None, "en modpart i jeres tal"),
            psychiatry=asked.one("psykiatri", {"1": True, "0": False}, None, "et svar på, om det er psykiatri"),
        ),
        asked.one("afdeling", {key: UUID(key) for key, _ in offered.departments}, None, "en af jeres afdelinger"),
        on,
    )


def _words(choice: Choice, today: date) -> dict[str, str]:
    """The choice as the address says it again, without what could not be given."""
    filters = choice.filters
    return {
        "periode": choice.period.code if choice.period != _last_over(PeriodKind.MONTH, choice.on, today) else "",
        "tabel": choice.table.key if choice.table.key != "frister" else "",
        "type": filters.kind.value if filters.kind else "",
        "alder": filters.age_group.value if filters.age_group else "",
        "diagnose": filters.diagnosis_group or "",
        "modpart": str(filters.subject or ""),
        "psykiatri": "" if filters.psychiatry is None else str(int(filters.psychiatry)),
        "afdeling": str(choice.department or ""),
        "pr": choice.on.isoformat() if choice.on else "",
    }


def _now(actor: Actor, today: date) -> list[dict[str, Any]]:
    """Exact, and each the number of the list it leads to."""
    if _sends(actor):
        waiting = plans_now(actor, today)
        plans = reverse("hospitals:outbox") if actor.may(Verb.READ_PLAN) else ""
        lines = (
            (waiting.unsent, "Udskrevet uden at planen er sendt", "late"),
            (waiting.returned, "Returneret til jer", "asking"),
            (waiting.unanswered, "Spørgsmål og uenigheder uden svar", "questions"),
        )
        return [{"value": value, "name": name, "list": f"{plans}#{at}" if plans and value else ""} for value, name, at in lines]
    counted, cases = cases_now(actor, today), reverse("gop:inbox") if actor.may(Verb.READ_CASE) else ""
    named = (
        ("overskredet", "over en frist"),
        (WEEK, "har en frist inden for 7 dage"),
        (WAITS, "venter på første møde"),
        ("alle", "åbne i alt"),
    )
    return [
        {"value": counted[view], "name": name, "list": address(cases, vis=view if view != "alle" else "") if cases else ""}
        for view, name in named
    ]


def _sentences(actor: Actor, choice: Choice, today: date) -> list[dict[str, Any]]:
    day = choice.on or today
    kind, number = choice.period.kind, needed(choice.period, period_of(day, choice.period.kind))
    begun = min((one.first for one in available(actor, "planer")), default=day)
    columns = [Column(key) for key in _wanted(actor)]
    trends = own_trends(actor, columns, kind, number, **choice.given)
    # Before the first number nothing is known, so nothing there is nought
    known = [[(period, cell if period.last >= begun else EMPTY) for period, cell in trend] for trend in trends]
    told = [Told(column, trend) for column, trend in zip(columns, known, strict=True)]
    return [said_of(one, choice.period, day, published=False) for one in told]


def _wanted(actor: Actor) -> tuple[str, ...]:
    if _sends(actor):
        return SENDS
    return PERFORMS if actor.role == Role.HOSPITAL_THERAPIST else HANDLES


def _list_of(actor: Actor, choice: Choice) -> dict[str, str] | None:
    found = LISTS.get(choice.table.key)
    if found is None or not actor.may(Verb.READ_CASE):
        return None
    return {"url": address(reverse("gop:inbox"), vis=found[0]), "text": found[1]}


def _kinds(words: Mapping[str, str], choice: Choice, today: date) -> list[dict[str, Any]]:
    """Each leads to the last one that is over."""
    path = reverse("own_figures")
    return [
        {
            "text": kind.label,
            "count": None,
            "url": address(path, **{**words, "periode": _last_over(kind, choice.on, today).code if kind != PeriodKind.MONTH else ""}),
            "active": kind == choice.period.kind,
        }
        for kind in PeriodKind
    ]


def _form(actor: Actor, words: Mapping[str, str], choice: Choice, offered: Offered, today: date) -> dict[str, Any]:
    kind, newest = choice.period.kind, period_of(choice.on or today, choice.period.kind)
    periods = list(reversed(back(newest, OFFERED[kind])))
    if choice.period not in periods:
        periods.append(choice.period)
    fields = [
        ("periode", "Periode", [(one.code, one.name, one == choice.period) for one in periods]),
        ("tabel", "Tabel", [(key, one.title, key == choice.table.key) for key, one in offered.tables.items()]),
        ("type", "Type og niveau", _options(PlanKind.choices(), words["type"])),
        ("alder", "Aldersgruppe", _options(AgeGroup.choices(), words["alder"])),
        ("diagnose", "Diagnosegruppe", _options([(one, one) for one in offered.groups], words["diagnose"])),
        ("modpart", MUNICIPALITIES if _sends(actor) else HOSPITALS, _options(offered.sides, words["modpart"])),
        ("psykiatri", "Psykiatri", _options([("1", "Kun psykiatri"), ("0", "Uden psykiatri")], words["psykiatri"])),
    ]
    if len(offered.departments) > 1:
        fields.append(("afdeling", "Afdeling", _options(offered.departments, words["afdeling"])))
    narrowed = any(words[name] for name in words if name not in KEPT)
    clear = address(reverse("own_figures"), **{name: words[name] for name in KEPT}) if narrowed else ""
    return {"hidden": {}, "fields": fields, "day": {"value": words["pr"], "last": today.isoformat()}, "clear": clear}


def _options(offered: Any, chosen: str) -> list[tuple[str, str, bool]]:
    return [("", "Alle", not chosen), *((value, text, value == chosen) for value, text in offered)]


def _in_words(choice: Choice, offered: Offered) -> list[str]:
    """The choice as sentences, for the page, the print and the paper."""
    filters = choice.filters
    said = {
        "Afdeling": dict(offered.departments).get(str(choice.department), ""),
        "Type": filters.kind.label if filters.kind else "",
        "Alder": filters.age_group.label if filters.age_group else "",
        "Diagnosegruppe": filters.diagnosis_group or "",
        "Modpart": dict(offered.sides).get(str(filters.subject), ""),
        "Psykiatri": "" if filters.psychiatry is None else ("kun psykiatri" if filters.psychiatry else "uden psykiatri"),
        "Som tallene stod": long_date(choice.on) if choice.on else "",
    }
    return [f"{name}: {value}." for name, value in said.items() if value]
