"""The control of a form field as HTML: in the package's classes, tied to its hint and error.

Django draws one by a template of its own, and a template for each option: several forms on one page took longer than the page.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECTED = mark_safe(" selected")
INPUT, TEXT_AREA = "django/forms/widgets/{}.html", "django/forms/widgets/textarea.html"
INPUTS = {INPUT.format(name) for name in ("input", "text", "number", "email", "password", "hidden", "date", "time", "checkbox")}
KINDS = (
    ("hidden", forms.HiddenInput),
    ("checkboxes", forms.CheckboxSelectMultiple),
    ("radios", forms.RadioSelect),
    ("checkbox", forms.CheckboxInput),
    ("select", forms.Select),
    ("textarea", forms.Textarea),
)


def kind(field: BoundField) -> str:
    """radios, checkboxes, checkbox, select, textarea, hidden or input."""
    widget = field.field.widget
    return next((name for name, classes in KINDS if isinstance(widget, classes)), "input")


def control(field: BoundField, classes: str = "", described_by: str = "") -> SafeString:
    """`described_by`: the ids of its hint and error. A widget with a template of another kind is drawn by Django."""
    css = {"select": "form-select", "checkbox": "form-checkbox"}.get(kind(field), "form-input")
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": " ".join(filter(None, (css, widget.attrs.get("class"), classes)))}
    if described_by:
        attrs["aria-describedby"] = described_by
    if field.errors:
        attrs["aria-invalid"] = "true"
    _native(field)
    if type(widget) is forms.Select:
        return _select(field, attrs)
    if widget.template_name != TEXT_AREA and widget.template_name not in INPUTS:
        return field.as_widget(attrs=attrs)
    built = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        built.setdefault("id", field.auto_id)
    drawn = widget.get_context(field.html_name, field.value(), built)["widget"]
    name, value = conditional_escape(drawn["name"]), drawn["value"]
    if widget.template_name == TEXT_AREA:
        return SafeString(f'<textarea name="{name}"{_flat(drawn["attrs"])}>\n{conditional_escape(value) if value else ""}</textarea>')
    said = "" if value is None else f' value="{conditional_escape(value)}"'
    return SafeString(f'<input type="{drawn["type"]}" name="{name}"{said}{_flat(drawn["attrs"])}>')


def _flat(attrs: Mapping[str, Any]) -> str:
    """As Django's attrs.html: True stands alone, False is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"' for name, value in attrs.items() if value is not False
    )


def _select(field: BoundField, attrs: dict[str, Any]) -> SafeString:
    """A list of municipalities has 98 options."""
    widget = field.field.widget
    options = list(widget.choices)
    if any(isinstance(label, list | tuple) for _, label in options):  # groups
        return field.as_widget(attrs=attrs)
    all_attrs = {"name": field.html_name, "id": field.auto_id, **widget.attrs, **field.build_widget_attrs(attrs, widget)}
    chosen = set(widget.format_value(field.value()))
    drawn = format_html_join(
        "", '<option value="{}"{}>{}</option>', ((v, SELECTED if str(v) in chosen else "", label) for v, label in options)
    )
    return format_html("<select{}>{}</select>", SafeString(_flat(all_attrs)), drawn)


def _native(field: BoundField) -> None:
    """Dates and times as the browser's own input; text that is no date stays to be corrected."""
    parse: Callable[[str], object]
    if isinstance(field.field, forms.DateField):
        kind_of, form, parse = "date", "%Y-%m-%d", date.fromisoformat
    elif isinstance(field.field, forms.TimeField):
        kind_of, form, parse = "time", "%H:%M", time.fromisoformat
    else:
        return
    value = field.value()
    if isinstance(value, str) and value:
        try:
            parse(value)
        except ValueError:
            return
    field.field.widget.input_type, field.field.widget.format = kind_of, form
