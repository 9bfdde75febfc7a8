"""Which codes a plan names, and which of them had ended on the day it is for. Values in, values out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gop.enums import CodeList
from gop.rules.lists import LISTS, ColumnKind, PlanList

# The lists of a plan whose lines carry a code, and the code list it is searched in
CODED: Mapping[str, CodeList] = {
    of.name: CodeList(column.codes) for of in LISTS.values() for column in of.columns if column.kind is ColumnKind.CODE
}
MAIN = "diagnosis_code"
# What may stand before the code in one notation and not in another: DS720 and S72.0, KNFB40 and NFB40, FB110 and b110
BEFORE = {CodeList.DIAGNOSES: "d", CodeList.INTERVENTIONS: "k", CodeList.ICF: "f"}


@dataclass(frozen=True, slots=True)
class EndedCode:
    """`field` is the answer that names it."""

    field: str
    code: str
    last_day: date


def code_column(of: PlanList) -> str:
    return next(column.name for column in of.columns if column.kind is ColumnKind.CODE)


def named(values: Any) -> Iterator[tuple[str, CodeList, str]]:
    """(field, list, code) for each code of a version or of anything with the same names."""
    if main := getattr(values, MAIN):
        yield MAIN, CodeList.DIAGNOSES, main
    for name, of in CODED.items():
        for line in getattr(values, name):
            if code := line.get(code_column(LISTS[name])):
                yield name, of, code


def keys_of(of: CodeList, typed: str) -> tuple[str, ...]:
    """The folded codes that somebody may mean: DS720 for S72.0, b110 for FB110."""
    key = re.sub(r"[\s.]", "", typed).lower()
    before = BEFORE[of]
    return (key, key[1:]) if of is CodeList.ICF and key.startswith(before) else (key, before + key)
