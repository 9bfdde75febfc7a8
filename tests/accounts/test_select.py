"""A list of choices drawn by hand is what Django draws."""

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test.html import parse_html

CHOICES = [("", "Vælg"), ("a", "A & B <i>"), (3, "Tre"), ("x' y", "Æ")]


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, required=False)
    needed = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"data-x": "1"}))
    grouped = forms.ChoiceField(choices=[("Gruppe", [("a", "A")]), ("b", "B")], required=False)


@pytest.mark.parametrize("data", [None, {}, {"one": "a", "needed": "3", "grouped": "a"}, {"one": "x' y", "needed": "findes ikke"}])
@pytest.mark.parametrize("name", ["one", "needed", "grouped"])
def test_a_select_is_drawn_as_django_does(name: str, data: dict[str, Any] | None) -> None:
    form = Choosing(data, initial={"needed": 3})
    ours = Template("{% load gop %}{% control field %}").render(Context({"field": form[name]}))
    attrs = {"class": "form-select", **({"aria-describedby": f"id_{name}-error", "aria-invalid": "true"} if form[name].errors else {})}
    theirs = form[name].as_widget(attrs=attrs)
    assert parse_html(ours) == parse_html(theirs)
