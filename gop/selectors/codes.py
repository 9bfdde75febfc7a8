"""Searching the code lists. They hold no tenant's data, so a scan of a list's words is the plain way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.folding import prefix_range
from accounts.prepared import Asked, Prepared, Typed
from gop.enums import CodeList
from gop.models import Code
from gop.rules.code_lines import CODED, EndedCode, code_column, keys_of, named
from gop.rules.code_ranking import Hits, Listed, Match, as_written, hits, nearly, ranked
from gop.rules.code_words import allowed, asked_words, pieces, swaps, words_of
from gop.rules.lists import LISTS

MOST = 12
RANKED = 200  # so many of the best are held against each other for validity and length
BY_CODE = 500
Spellings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`near`: nothing is spelt as it was typed, these are spelt nearly so. `partly`: not every word was found."""

    rows: list[Code]
    near: bool = False
    partly: bool = False


def find_codes(of: CodeList, text: str, limit: int = MOST) -> Found:
    """The codes that answer what somebody typed, best first."""
    typed = asked_words(text)
    if not typed:
        return Found([])
    found = _as_written(of, typed)
    order, near = ranked(found), False
    if not order:
        closer = _nearly(of, typed)
        found = [one | {code: match for code, match in other.items() if code not in one} for one, other in zip(found, closer, strict=True)]
        order, near = ranked(found), True
    partly = not order
    if partly:
        order = ranked(found, partly=True)
    return Found(
        _rows(of, order, limit, frozenset(words_of(text))), near and bool(order) and order[0][0][1] >= Match.NEAR, partly and bool(order)
    )


def code_named(of: CodeList, code: str) -> Code | None:
    return Code.objects.filter(code_list=of, code=code[:12]).first()


def code_meant(of: CodeList, typed: str) -> Code | None:
    """The code that somebody wrote, in either notation."""
    keys = keys_of(of, typed[:20])
    rows = {row.code_key: row for row in Code.objects.filter(code_list=of, code_key__in=keys)}
    return next((rows[key] for key in keys if key in rows), None)


def holds_a_list_read_in(of: CodeList) -> bool:
    """Whether an organisation's own list has been read into it."""
    return Code.objects.filter(code_list=of, imported=True).exists()


def codes_named(wanted: Iterable[tuple[CodeList, str]]) -> dict[tuple[str, str], Code]:
    """(list, code) → the row, of those that exist. No query when nothing is asked."""
    asked = _lists_and_codes(wanted)
    return {(row.code_list, row.code): row for row in _named.objects(*asked)} if asked else {}


def _lists_and_codes(wanted: Iterable[tuple[CodeList, str]]) -> tuple[str, ...]:
    return tuple(part for of, code in sorted({one for one in wanted if one[1]}) for part in (of, Typed(code)))


def _all_named(*lists_and_codes: Any) -> QuerySet[Code]:
    found = Q()
    for of, code in zip(lists_and_codes[::2], lists_and_codes[1::2], strict=True):
        found |= Q(code_list=of, code=code)
    return Code.objects.filter(found)


_named = Prepared(_all_named)


def ask_named(version: Any) -> Asked | None:
    """As `ended_codes` asks; None: no code is named."""
    asked = _lists_and_codes((of, code) for _, of, code in named(version))
    return (_named, asked) if asked else None


def ended_codes(version: Any, day: date | None) -> list[EndedCode]:
    """The codes of a version that could no longer be used on that day."""
    if day is None:
        return []
    there = list(named(version))
    rows = codes_named((of, code) for _, of, code in there)
    found = [(field, code, rows[of, code].valid_to) for field, of, code in there if (of, code) in rows]
    return [EndedCode(field, code, last) for field, code, last in found if last is not None and last < day]


def with_codes(name: str, lines: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[int]]:
    """(the lines with each code as its list writes it and its text where none was written, the places of those whose code is in no list)."""
    made = [dict(line) for line in lines]
    unknown: list[int] = []
    if name not in CODED:
        return made, unknown
    of, column = CODED[name], code_column(LISTS[name])
    typed = {place: keys_of(of, str(line[column])) for place, line in enumerate(made) if line.get(column)}
    rows = {row.code_key: row for row in Code.objects.filter(code_list=of, code_key__in=sorted(sum(typed.values(), ())))} if typed else {}
    for place, keys in typed.items():
        row = next((rows[key] for key in keys if key in rows), None)
        if row is None:
            unknown.append(place)
            continue
        made[place][column] = row.code
        if not str(made[place].get("text") or "").strip():
            made[place]["text"] = row.text
    return made, unknown


def known_lines(name: str, lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a list without any code that is not in its code list."""
    made, unknown = with_codes(name, lines)
    for place in unknown:
        made[place][code_column(LISTS[name])] = ""
    return made


def is_a_codes_text(of: CodeList, text: str) -> bool:
    """Whether these words are a code's own, and nobody's writing."""
    return Code.objects.filter(code_list=of, text=text).exists()


def _rows(of: CodeList, order: Sequence[tuple[tuple[int, int, int], str]], limit: int, typed: frozenset[str]) -> list[Code]:
    """Of equal hits those in force first, then those that are called so, then the shortest text; those found by their code stay in its order."""
    score = {code: one for one, code in order[:RANKED]}
    rows = Code.objects.filter(code_list=of, code__in=list(score))

    def place(row: Code) -> tuple[object, ...]:
        by_code = score[row.code][1] <= Match.CODE_PREFIX
        called_so = any(typed <= set(words_of(one)) for one in row.synonyms)
        return score[row.code], row.valid_to is not None, not called_so, 0 if by_code else len(row.text), row.code

    return sorted(rows, key=place)[:limit]


def _as_written(of: CodeList, typed: list[Spellings]) -> list[Hits]:
    every = {one for spellings in typed for one in spellings}
    like = [f"%{one}%" if len(one) > 2 else f"{one}%" if len(one) == 2 else one for one in every]
    words = _listed(of, "word LIKE ANY(%s)", [like])
    found = [hits((one, as_written(spellings, one.word, everyday=one.everyday)) for one in words) for spellings in typed]
    return [
        _by_code(of, spellings) | one if not (codes := _by_code(of, spellings)) else one | codes
        for spellings, one in zip(typed, found, strict=True)
    ]


def _by_code(of: CodeList, spellings: Spellings) -> Hits:
    """Codes that are or begin with the word, in either notation. In the lists of diagnoses and ICF a code has a digit."""
    word = spellings[0]
    if len(word) < 2 or not word.isascii() or not (of is CodeList.INTERVENTIONS or any(one.isdigit() for one in word)):
        return {}
    keys = keys_of(of, word)
    asked = Q(pk__in=[])
    for key in keys:
        low, high = prefix_range(key)
        asked |= Q(code_key__gte=low, code_key__lt=high)
    rows = Code.objects.filter(asked, code_list=of).order_by("code_key").values_list("code", "code_key")[:BY_CODE]
    return {code: Match.CODE if key in keys else Match.CODE_PREFIX for code, key in rows}


def _nearly(of: CodeList, typed: list[Spellings]) -> list[Hits]:
    """Only words that hold one unbroken piece at its place can be near enough; how near is measured here."""
    asked: list[str] = []
    values: list[Any] = []
    for one in {one for spellings in typed for one in spellings if allowed(one)}:
        most = allowed(one)
        parts = pieces(one)
        asked.append("length(word) >= %s AND (word = ANY(%s)" + " OR strpos(substr(word, %s, %s), %s) > 0" * len(parts) + ")")
        values += [len(one) - most, swaps(one) if most == 1 else []]
        for place, letters in parts:
            values += [max(1, place + 1 - most), len(letters) + most + min(most, place), letters]
    if not asked:
        return [{} for _ in typed]
    words = _listed(of, " OR ".join(f"({one})" for one in asked), values)
    return [hits((one, nearly(spellings, one.word)) for one in words) for spellings in typed]


def _listed(of: CodeList, condition: str, values: Sequence[Any]) -> list[Listed]:
    """`condition` is written above, never typed by anybody."""
    query = f"SELECT word, everyday, codes FROM gop_codeword WHERE code_list = %s AND codes <> '{{}}' AND ({condition})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [of, *values])
        return [Listed(*row) for row in cursor.fetchall()]
