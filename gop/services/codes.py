"""Writing code lists: the project's own and one that is read in here. Called as the platform."""

from collections.abc import Iterable, Mapping

from gop.enums import CodeList
from gop.models import Code, CodeWord
from gop.registry import CodeRow
from gop.rules.code_words import IndexKey, index

BATCH = 2000
FIELDS = ["text", "group", "synonyms", "code_key", "valid_from", "valid_to", "imported"]
CATEGORY = 4  # letters of a code that say what it is about: DS72


def put_codes(of: CodeList, rows: Iterable[CodeRow], *, imported: bool = False) -> int:
    """Add or change these lines; no other is touched and none is deleted, since sent plans name them. Returns how many were given.

    A list that is read in decides text and dates, and keeps group and everyday words where it has none of its own.
    """
    known = {row.code: row for row in Code.objects.filter(code_list=of)}
    groups = _groups(known.values()) if imported else {}
    given = [_merged(of, row, known.get(row.code), groups, imported=imported) for row in rows]
    made = [row for row in given if row.code not in known or _said(row) != _said(known[row.code])]
    if made:
        Code.objects.bulk_create(made, batch_size=BATCH, update_conflicts=True, unique_fields=["code_list", "code"], update_fields=FIELDS)
        _put_words(of)
    return len(given)


def _said(row: Code) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in FIELDS)


def _groups(rows: Iterable[Code]) -> Mapping[str, str]:
    """The beginning of a code → our group for what begins so."""
    found: dict[str, str] = {}
    for row in rows:
        for length in range(CATEGORY, len(row.code) + 1):
            found.setdefault(row.code[:length], row.group)
    return found


def _merged(of: CodeList, row: CodeRow, old: Code | None, groups: Mapping[str, str], *, imported: bool) -> Code:
    decides = imported or old is None or not old.imported
    said = row if decides or old is None else old
    group = (said.group or (old.group if old else "") or _nearest(row.code, groups))[:100]
    synonyms = list(dict.fromkeys([*row.synonyms, *(old.synonyms if old and (imported or old.imported) else ())]))
    return Code(
        code_list=of,
        code=row.code,
        text=said.text,
        group=group,
        synonyms=synonyms,
        code_key=row.code.lower(),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        imported=imported or bool(old and old.imported),
    )


def _nearest(code: str, groups: Mapping[str, str]) -> str:
    return next((groups[code[:length]] for length in range(len(code), CATEGORY - 1, -1) if code[:length] in groups), "")


def _put_words(of: CodeList) -> None:
    """The index as the codes now say; a word that stands for none any more is kept empty, since nobody may delete."""
    now = index(Code.objects.filter(code_list=of).values_list("code", "text", "group", "synonyms"))
    then = {IndexKey(row.word, row.everyday): row.codes for row in CodeWord.objects.filter(code_list=of)}
    changed = {key: codes for key, codes in now.items() if then.get(key) != codes}
    changed |= {key: [] for key, codes in then.items() if codes and key not in now}
    rows = [CodeWord(code_list=of, word=key.word, everyday=key.everyday, codes=codes) for key, codes in changed.items()]
    CodeWord.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code_list", "word", "everyday"], update_fields=["codes"]
    )
