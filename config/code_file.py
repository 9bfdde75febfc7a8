"""A file with a code list, as rows: what of it cannot be used is said by line."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gop.registry import CodeRow

NEEDED, KNOWN = ("code", "text"), ("code", "text", "group", "synonyms", "valid_from", "valid_to")
CODE = re.compile(r"[A-Za-zÆØÅæøå]{1,4}[A-Za-z0-9]{0,10}")
LENGTHS = {"code": 12, "text": 300, "group": 100}
DAYS = ("%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d.%m.%Y")
FOR_EVER = date(2500, 1, 1)  # how SKS writes that a code has no end


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` is counted as an editor counts it."""

    line: int
    message: str


def read(content: bytes) -> tuple[list[CodeRow], list[Fault]]:
    """(rows, faults) of a CSV in UTF-8 or Latin-1, with commas or semicolons. With a fault the rows are not to be used."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    first = text.partition("\n")[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    heads = [(name or "").strip().lower() for name in lines.fieldnames or ()]
    if lacks := [name for name in NEEDED if name not in heads]:
        return [], [Fault(1, f"Overskriften {' og '.join(lacks)} mangler.")]
    lines.fieldnames = heads
    rows: list[CodeRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    try:
        for line in lines:
            said = {name: (line.get(name) or "").replace("\x00", "").strip() for name in KNOWN}
            if not any(said.values()):
                continue
            row, wrong = _row(said)
            if row and row.code in seen:
                wrong.append(f"Koden {row.code} står også på linje {seen[row.code]}.")
            faults += [Fault(lines.line_num, one) for one in wrong]
            if row:
                seen[row.code] = lines.line_num
                rows.append(row)
    except csv.Error:
        faults.append(Fault(lines.line_num, "Linjen kan ikke læses som CSV."))
    if not rows and not faults:
        faults.append(Fault(1, "Filen har ingen koder."))
    return rows, faults


def _row(said: Mapping[str, str]) -> tuple[CodeRow | None, list[str]]:
    wrong = [f"{name} er længere end {most} tegn." for name, most in LENGTHS.items() if len(said[name]) > most]
    if not CODE.fullmatch(said["code"]):
        wrong.append(f"»{said['code'][:30]}« er ikke en kode." if said["code"] else "Koden mangler.")
    if not said["text"]:
        wrong.append("Teksten mangler.")
    synonyms = tuple(one.strip() for one in said["synonyms"].split(";") if one.strip())
    if any(len(one) > 100 for one in synonyms):
        wrong.append("Et synonym er længere end 100 tegn.")
    days: dict[str, date | None] = {}
    for name in ("valid_from", "valid_to"):
        try:
            days[name] = _day(said[name])
        except ValueError:
            wrong.append(f"»{said[name][:30]}« er ikke en dato.")
    begins, ends = days.get("valid_from"), days.get("valid_to")
    ends = None if ends and ends >= FOR_EVER else ends
    if begins and ends and ends < begins:
        wrong.append("Koden slutter, før den begynder.")
    if wrong:
        return None, wrong
    return CodeRow(said["code"], said["text"], said["group"], "", synonyms, begins, ends), []


def _day(text: str) -> date | None:
    for form in DAYS if text else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    if text:
        raise ValueError(text)
    return None
