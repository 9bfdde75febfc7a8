"""A control drawn by hand is what Django draws."""

from typing import Any

import pytest
from django import forms
from django.test.html import parse_html

from accounts.controls import control
from accounts.drawing import described_by, drawn

CHOICES = [("", "Vælg"), ("a", "A & B <i>"), (3, "Tre"), ("x' y", "Æ")]
ODD = "<b>&\"'</b>"


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, required=False)
    needed = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"data-x": "1"}))
    grouped = forms.ChoiceField(choices=[("Gruppe", [("a", "A")]), ("b", "B")], required=False)


class Writing(forms.Form):
    name = forms.CharField(max_length=40, help_text=ODD)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "spellcheck": False}), initial=ODD)
    number = forms.IntegerField(min_value=1)
    secret = forms.CharField(widget=forms.PasswordInput)
    tick = forms.BooleanField(required=False)
    way = forms.ChoiceField(label=ODD, choices=[("a", ODD), ("b", "B")], widget=forms.RadioSelect)


@pytest.mark.parametrize("data", [None, {}, {"one": "a", "needed": "3", "grouped": "a"}, {"one": "x' y", "needed": "findes ikke"}])
@pytest.mark.parametrize("name", ["one", "needed", "grouped"])
def test_a_select_is_drawn_as_django_does(name: str, data: dict[str, Any] | None) -> None:
    form = Choosing(data, initial={"needed": 3})
    attrs = {"class": "form-select", **({"aria-describedby": f"id_{name}-error", "aria-invalid": "true"} if form[name].errors else {})}
    theirs = form[name].as_widget(attrs=attrs)
    assert parse_html(control(form[name], described_by=described_by(form[name]))) == parse_html(theirs)


@pytest.mark.parametrize("data", [None, {}, {"name": ODD, "text": ODD, "number": "<1", "secret": ODD, "tick": "on"}])
@pytest.mark.parametrize("name", ["name", "text", "number", "secret", "tick"])
def test_what_is_written_in_is_drawn_as_django_does(name: str, data: dict[str, Any] | None) -> None:
    field = Writing(data, initial={"number": 4})[name]
    attrs: dict[str, Any] = {"class": "form-checkbox" if name == "tick" else "form-input"}
    attrs |= {"aria-describedby": described_by(field)} if described_by(field) else {}
    attrs |= {"aria-invalid": "true"} if field.errors else {}
    ours, theirs = control(field, described_by=described_by(field)), field.as_widget(attrs=attrs)
    assert parse_html(ours) == parse_html(theirs)


def test_labels_hints_answers_and_errors_are_escaped_where_a_field_is_drawn() -> None:
    form = Writing({"name": "", "text": ODD, "way": ODD})
    form.add_error("way", ODD)
    form.theirs = {"name": [{"label": ODD, "text": ODD}], "tick": [{"label": ODD, "text": ODD}]}  # type: ignore[attr-defined]
    form.choice_hints = {"way": {"a": ODD}}  # type: ignore[attr-defined]
    page = "".join(drawn(field, label=ODD) for field in form)
    assert "<b>" not in page
    assert page.count("&lt;b&gt;&amp;") >= 12
