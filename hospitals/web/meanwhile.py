"""What somebody else wrote while this page was open: taken over where it was not touched here, shown beside where it was."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from accounts.danish import long_date, short_moment
from gop.rules.lists import LISTS
from gop.rules.type_guide import KNOWN
from gop.selectors.draft_texts import CONSENT, UNIT, digests_of
from gop.services.two_tabs import Change, Saved, Seen
from gop.web.plan_lines import line_words
from hospitals.web.forms import StepForm
from hospitals.web.forms.lines import first_key

EMPTY = "Ikke udfyldt"
SHOWN_AT = {"diagnosis_code": "diagnosis_query", "type_answers": "guide_behov"}


def seen_of(posted: Mapping[str, str]) -> Seen | None:
    """What the page says that it knew; None for a form without it."""
    try:
        revision = int(posted.get("revision", ""))
    except ValueError:
        return None
    pairs = (one.partition(":") for one in posted.get("base", "")[:5000].split())
    return Seen(revision, {unit: digest for unit, _, digest in pairs}, posted.get("page", "")[:36])


def known(plan: Any, version: Any, form: StepForm, page: str = "") -> dict[str, Any]:
    """The hidden fields of a step."""
    return {"revision": plan.revision, "base": digests_of(plan, version, form.labels()), "page_id": page or uuid.uuid4().hex[:12]}


def fields_of(unit: str, form: StepForm) -> list[str]:
    if unit in form.line_lists:
        return [unit]
    names = [unit, *(name for name, other in UNIT.items() if other == unit)]
    if unit == "type_answers":
        names += [f"guide_{question}" for question in KNOWN]
    if unit.startswith(CONSENT):
        names += [f"{unit}_on", f"{unit}_how", f"{unit}_by"]
    return [name for name in names if name in form.fields]


def show_theirs(form: StepForm, now: StepForm, saved: Saved, version: Any, me: UUID | None = None) -> None:
    """`now` is the same form unbound, as the draft stands. What was untouched here follows it; a collision is said at its field."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    for unit in saved.theirs:
        for name in fields_of(unit, form):
            if name not in LISTS:
                _follow(data, name, now[name].value())
    form.data = data
    for name in saved.theirs.keys() & set(form.line_lists):
        form.follow_lines(name, now.initial[name])
    form.theirs = {}
    for unit, change in saved.collided.items():
        place = first_key(unit) if unit in form.line_lists else SHOWN_AT.get(unit, unit)
        form.theirs[place] = [_line(now, name, version) for name in fields_of(unit, form)]
        form.add_error(place, f"{_who(change, me)}. Dit svar er ikke gemt endnu. Ret det til, og gem igen.")


def _follow(data: QueryDict, name: str, value: Any) -> None:
    if value is None or value is False or value == "":
        data.pop(name, None)
    else:
        data[name] = value.isoformat() if isinstance(value, date) else str(value)


def _line(now: StepForm, name: str, version: Any) -> dict[str, str]:
    if name in LISTS:
        return {"label": LISTS[name].title, "text": "\n".join(line_words(LISTS[name], line) for line in now.initial[name]) or EMPTY}
    field, value = now[name].field, now[name].value()
    if value is None or value == "":
        said = EMPTY
    elif name == "diagnosis_code":
        said = f"{version.diagnosis_code} {version.diagnosis_text}".strip()
    elif isinstance(value, bool):
        said = "Ja" if value else "Nej"
    elif isinstance(value, date):
        said = long_date(value)
    else:
        said = dict(_flat(getattr(field, "choices", ()))).get(str(value), str(value))
    return {"label": str(field.label), "text": said}


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def _who(change: Change, me: UUID | None) -> str:
    if _own(change, me):
        return f"Du har selv ændret svaret i et andet vindue ({short_moment(change.at)})"
    return f"{change.by_name} ({short_moment(change.at)}) ændrede svaret, mens du skrev"


def _own(change: Change, me: UUID | None) -> bool:
    return change.by == str(me)


def _changed(changes: Collection[Change], labels: Iterable[str], me: UUID | None) -> str:
    """'Bo har imens ændret »Potentiale«'; oneself is told so."""
    others = sorted({one.by_name for one in changes if not _own(one, me)})
    said = ", ".join(f"»{label}«" for label in labels)
    if not others:
        return f"Du har selv ændret {said} i et andet vindue"
    both = [*others, "du selv"] if any(_own(one, me) for one in changes) else others
    return f"{' og '.join(both)} har imens ændret {said}"


def merged_text(form: StepForm, theirs: Mapping[str, Change], me: UUID | None = None) -> str:
    """'Bo har imens ændret »Potentiale«. Det er kommet med.'"""
    if not theirs:
        return ""
    labels = [label for unit, label in form.labels().items() if unit in theirs]
    return f"{_changed(theirs.values(), labels, me)}. Det er kommet med."


def unsaved_text(form: StepForm, saved: Saved, me: UUID | None = None) -> str:
    """What a quiet save left out, as a sentence that can wait."""
    if saved.collided:
        labels = [label for unit, label in form.labels().items() if unit in saved.collided]
        return f"{_changed(saved.collided.values(), labels, me)}. Tryk Gem kladde for at se begge svar."
    count = len(form.errors)
    return f"{count} svar er ikke gemt endnu." if count else ""
