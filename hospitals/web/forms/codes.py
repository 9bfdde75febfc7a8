"""The code of a line of a list: what was typed becomes the code it means, and what means none is searched for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.urls import reverse

from gop.enums import CodeList
from gop.rules.code_lines import CODED, code_column
from gop.rules.lists import LISTS, Column
from gop.selectors.codes import code_named, is_a_codes_text, with_codes
from gop.web.code_search import Answers, answers

CHOOSE = "kode:"  # the action of a button that chooses: 'kode:diagnoses-0-code:DS720'
UNKNOWN = "Vælg på listen herunder, eller slet det, du skrev."
NOTHING = "Ingen kode hedder det. Prøv et andet ord, eller slet det, du skrev."
FREE = "GOP har ingen operationskoder, før jeres egen liste er læst ind. Koden må stå tom; skriv selv, hvad der er gjort."
NO_OPERATION = "Ingen kode hedder det. Slet det her, og skriv det under »Hvad er gjort«."


def drawn(field: BoundField, column: Column) -> Answers:
    """Let the field search while somebody writes; what it has found is what could not be taken for a code."""
    name = field.html_name
    if column.codes == CodeList.INTERVENTIONS and not field.value():
        field.help_text = FREE
    field.field.widget.attrs |= {
        "autocomplete": "off",
        "hx-get": f"{reverse('gop:codes', args=[column.codes])}?felt={name}",
        "hx-trigger": "input changed delay:300ms",
        "hx-target": f"#fundet-{name}",
        "hx-sync": "this:replace",
    }
    return answers(CodeList(column.codes), str(field.value() or "") if field.errors else "", name)


def fill(form: Any, name: str, lines: list[dict[str, str]], key: Callable[[str, int, str], str]) -> None:
    """Write each code as its list does, with its text where none was written; say what is none."""
    column = code_column(LISTS[name])
    made, unknown = with_codes(name, lines)
    for place, (before, now) in enumerate(zip(lines, made, strict=True)):
        for one in before.keys() & now.keys():
            if before[one] != now[one]:
                form.cleaned_data[key(name, place, one)] = form.data[key(name, place, one)] = now[one]
    for place in unknown:
        if key(name, place, column) not in form.errors:
            there = answers(CODED[name], lines[place][column]).rows
            nothing = NO_OPERATION if CODED[name] is CodeList.INTERVENTIONS else NOTHING
            form.add_error(key(name, place, column), UNKNOWN if there else nothing)


def chosen(posted: Mapping[str, str]) -> tuple[str, str] | None:
    """(field of the form, code) of the button that was pressed."""
    action = posted.get("action", "")
    field, _, code = action.removeprefix(CHOOSE).partition(":") if action.startswith(CHOOSE) else ("", "", "")
    return (field, code) if field.partition("-")[0] in CODED and code else None


def with_chosen(posted: QueryDict) -> QueryDict:
    """What was posted, as if the chosen code and its text had been typed. Words of somebody's own stay."""
    if (pressed := chosen(posted)) is None:
        return posted
    field, code = pressed
    name, place, _ = (*field.split("-"), "", "")[:3]
    made = posted.copy()
    made[field] = code
    beside = f"{name}-{place}-text"
    if (text := posted.get(beside, "").strip()) and is_a_codes_text(CODED[name], text):
        row = code_named(CODED[name], code)
        made[beside] = row.text if row else text
    return made


def next_answer(form: Any, pressed: tuple[str, str], key: Callable[[str, int, str], str]) -> str:
    """The field where the writing goes on after a choice: what else the line is asked, or the next line's code."""
    name, code = pressed[0].partition("-")[0], pressed[1]
    of = LISTS[name]
    rest = [one.name for one in of.columns if one.name not in {"text", code_column(of)}]
    kept = [line[code_column(of)] for line in form.kept[name]]
    place = len(kept) - 1 - kept[::-1].index(code) if code in kept else len(kept)
    return key(name, place, rest[0]) if rest and code in kept else key(name, len(kept), code_column(of))
