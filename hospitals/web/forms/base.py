"""What every step of the plan form shares.

A draft may lack anything, so no field is required; `required_to_send` only says what is needed in the end.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms


def id_of(value: str) -> UUID | None:
    return UUID(value) if value else None


class StepForm(forms.Form):
    """`lists` brings the choices that stand in the registry; `initial_of` and `values` are the way from and to the plan."""

    required_to_send: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # fields that are not named as the version names them
    theirs: dict[str, list[dict[str, str]]]  # what somebody else answered meanwhile, by field

    def __init__(self, *args: Any, lists: Mapping[str, Any], plan: Any, version: Any, **options: Any) -> None:
        options["initial"] = self.initial_of(plan, version)
        super().__init__(*args, **options)
        for name, choices in lists.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        return {name: getattr(version, name) for name in cls.base_fields if name not in cls.own}

    def values(self) -> dict[str, Any]:
        """What can be saved, by the names of the service: a field with an error is not among it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own}
