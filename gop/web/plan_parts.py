"""What a plan as read is made of: sections of answers, each a row of question and answer, before and now, or a small table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gop.rules.lists import LISTS, PlanList
from gop.web.plan_lines import Table, table_of

Row = dict[str, str]


@dataclass(frozen=True)
class Block:
    """Rows, or one table: of a list (`of`, `lines`), or of before and now (`pairs`: the same answers, each under a label of its own)."""

    rows: list[Row] = field(default_factory=list)
    table: Table | None = None
    of: PlanList | None = None
    lines: list[Mapping[str, str]] = field(default_factory=list)
    pairs: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """`first`: what a decision needs at once; the rest may be folded."""

    key: str
    title: str
    blocks: list[Block]
    first: bool

    @property
    def rows(self) -> list[Row]:
        return [row for block in self.blocks for row in block.rows]


def section(key: str, title: str, *blocks: Block | None, first: bool = False) -> Section:
    return Section(key, title, [one for one in blocks if one and (one.rows or one.table)], first)


def row(label: str, value: str, *, missing: str = "") -> Row:
    return {"label": label, "value": value, "missing": missing}


def rows(*candidates: Row) -> Block:
    """Those with an answer, or with a word on that it is missing."""
    return Block([one for one in candidates if one["value"] or one["missing"]])


def a_list(name: str, lines: Iterable[Mapping[str, str]]) -> Block | None:
    """The lines as a small table; an empty list is left out."""
    said = list(lines)
    return Block(table=table_of(LISTS[name], said), of=LISTS[name], lines=said) if said else None


def before_and_now(title: str, parts: Iterable[tuple[str, str, str]]) -> Block | None:
    """`parts`: heading, before, now. Parts without an answer are left out."""
    said = [one for one in parts if one[1].strip() or one[2].strip()]
    if not said:
        return None
    table = Table(title, ["", "Før", "Nu"], [[heading, before or "–", now or "–"] for heading, before, now in said])
    pairs = [row(f"{one[0]} {when}", text) for one in said for when, text in (("før", one[1]), ("nu", one[2])) if text]
    return Block(table=table, pairs=pairs)
