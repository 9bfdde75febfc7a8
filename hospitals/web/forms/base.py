"""What every step of the plan form shares.

A draft may lack anything, so no field is required; `required_to_send` only says what is needed in the end.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from gop.cpr import age_on
from gop.rules.lists import LISTS
from hospitals.web.forms.lines import DrawnList, LinesMixin, first_key

Parts = Mapping[str, tuple[str, ...]]
GROWN = 18  # the pathway for children is by age on day 0 (model.md 3)


def id_of(value: str) -> UUID | None:
    return UUID(value) if value else None


def is_child(version: Any, today: date) -> bool:
    """By age on day 0, or today while no date is known; without a date of birth, an adult."""
    return version.birth_date is not None and age_on(version.birth_date, version.discharge_date or today) < GROWN


class StepForm(LinesMixin):
    """`lists` brings the choices that stand in the registry; `initial_of` and `values` are the way from and to the plan."""

    required_to_send: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # fields that are not named as the version names them
    stays: ClassVar[Mapping[str, str]] = {}  # buttons that save and show the page again: action → the part to look at
    parts: ClassVar[Parts] = {}  # what of the page is folded: the names under each key
    theirs: dict[str, list[dict[str, str]]]  # what somebody else answered meanwhile, by field

    def __init__(self, *args: Any, lists: Mapping[str, Any], plan: Any, version: Any, **options: Any) -> None:
        options["initial"] = self.initial_of(plan, version)
        super().__init__(*args, **options)
        self.asked_for = ""  # the list that one more line was asked of
        for name, choices in lists.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        return {name: getattr(version, name) for name in (*cls.base_fields, *cls.line_lists) if name not in cls.own}

    def values(self) -> dict[str, Any]:
        """What can be saved, by the names of the service: a field with an error is not among it, of a list only the lines that can be kept."""
        own = {*self.own, *self.line_fields}
        return {name: value for name, value in self.cleaned_data.items() if name not in own} | self.kept

    def labels(self) -> dict[str, str]:
        """Every answer of the page as a person names it; a list is one answer."""
        plain = {name: str(field.label) for name, field in self.fields.items() if name not in self.line_fields}
        return plain | {name: LISTS[name].title for name in self.line_lists}

    def ask_line(self, name: str) -> None:
        """Show the page at the empty line of this list."""
        if name in self.line_lists:
            self.asked_for = name
            if not self._wrong_in(name):
                self.focus_new_line(name)

    def ask_field(self, name: str) -> None:
        """Show the page at this answer of a line."""
        if name in self.line_fields:
            self.asked_for = name.partition("-")[0]
            self.fields[name].widget.attrs["autofocus"] = True

    def open_parts(self) -> dict[str, bool]:
        """A folded part stands open when something in it is filled, wrong or asked for."""
        return {part: self.asked_for in names or any(self._said_in(name) for name in names) for part, names in self.parts.items()}

    def drawn_in_parts(self) -> dict[str, list[DrawnList]]:
        """The lists of each folded part, in its order."""
        return {part: [self.list_of(name) for name in names if name in self.line_lists] for part, names in self.parts.items()}

    def _said_in(self, name: str) -> bool:
        if name in self.line_lists:
            return len(self.list_of(name).lines) > 1 or self._wrong_in(name) or first_key(name) in getattr(self, "theirs", {})
        return name in self.fields and (name in self.errors or bool(self[name].value()))

    def _wrong_in(self, name: str) -> bool:
        return any(one.startswith(f"{name}-") for one in self.errors)

    def leave_out(self, names: Iterable[str]) -> None:
        """Not asked of this patient: neither shown nor saved."""
        for name in names:
            self.fields.pop(name, None)
