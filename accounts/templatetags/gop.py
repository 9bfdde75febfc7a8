"""`{% load gop %}`: the icon, the parts of a form field, and days and numbers in Danish.

A field is drawn by templates/components/field.html; what it must know about the widget is here,
so that forms stay plain Django forms.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts import words

register = template.Library()

SELECTED = mark_safe(" selected")
TONES = {
    "ok": ("time", "God tid"),
    "soon": ("hourglass", "Snart"),
    "today": ("warning", "I dag eller sidste arbejdsdag"),
    "overdue": ("error", "Overskredet"),
    "met": ("check", "Opfyldt"),
    "closed": ("minus", "Bortfaldet"),
}


def _said(say: Any) -> Any:
    """A filter that leaves text and emptiness as they are: presenters may have said it already."""
    return lambda value, *args: value if isinstance(value, str) else say(value, *args) if value is not None else ""


for name in ("day_long", "day_plain", "day_short", "time_of_day", "moment_long", "moment_short"):
    register.filter(name, _said(getattr(words, name)))
register.filter("cpr", words.cpr_text)
register.filter("cpr_last_four", words.cpr_last_four)
register.filter("number", words.number)


@register.filter
def counted(count: int, forms_of_word: str) -> str:
    """`{{ n|counted:"plan,planer" }}`"""
    return words.counted(count, *forms_of_word.split(","))


@register.filter
def iso(value: date | datetime) -> str:
    """For the datetime attribute of <time>."""
    return value.isoformat() if hasattr(value, "isoformat") else ""


@register.simple_tag
@lru_cache(512)  # a list shows the same few in every row
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """One icon of the package's sprite; silent unless it has a label."""
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}#{}"></use></svg>',
        classes, said, static("dkfds/img/all-svg-icons.svg"), name,
    )  # fmt: skip


@register.filter
def tone_icon(tone: str) -> str:
    return TONES.get(tone, TONES["ok"])[0]


@register.filter
def tone_words(tone: str) -> str:
    return TONES.get(tone, TONES["ok"])[1]


@register.filter
def kind(field: BoundField) -> str:
    """Which component draws the field: radios, checkboxes, checkbox, select, textarea, hidden or input."""
    widget = field.field.widget
    for name, classes in (
        ("hidden", forms.HiddenInput),
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("checkbox", forms.CheckboxInput),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
    ):
        if isinstance(widget, classes):
            return name
    return "input"


@register.filter
def target(field: BoundField) -> str:
    """The id that a link to the field leads to: the first choice of a group."""
    return f"{field.auto_id}_0" if kind(field) in {"radios", "checkboxes"} else field.auto_id


@register.filter
def described_by(field: BoundField) -> str:
    parts = {"hint": field.help_text, "error": field.errors, "theirs": theirs(field), "raad": getattr(help_beside(field), "hints", None)}
    return " ".join(f"{field.auto_id}-{name}" for name, there in parts.items() if there)


@register.filter
def theirs(field: BoundField) -> list[dict[str, str]]:
    """What somebody else answered while this was typed, from the form's `theirs = {field: [{label, text}]}`."""
    found: list[dict[str, str]] = getattr(field.form, "theirs", {}).get(field.name, [])
    return found


@register.filter("help")
def help_beside(field: BoundField) -> Any:
    """What stands below the field to help its author, from the form's `help = {field: …}`; None for other forms."""
    return getattr(field.form, "help", {}).get(field.name)


@register.filter
def needed_to_send(field: BoundField) -> bool:
    """A draft may lack it, a sent plan may not: the form lists such names in `required_to_send`."""
    return field.name in getattr(field.form, "required_to_send", ())


@register.filter
def described_choices(field: BoundField) -> list[tuple[Any, str]]:
    """Each choice with its own hint, from the form's `choice_hints = {field: {value: hint}}`."""
    hints = getattr(field.form, "choice_hints", {}).get(field.name, {})
    return [(choice, hints.get(str(choice.data["value"]), "")) for choice in field]


@register.simple_tag
def control(field: BoundField, classes: str = "") -> SafeString:
    """The control itself, in the package's classes and tied to its hint and error."""
    css = {"select": "form-select", "checkbox": "form-checkbox"}.get(kind(field), "form-input")
    widget = field.field.widget
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, (css, widget.attrs.get("class"), classes)))}
    if described_by(field):
        attrs["aria-describedby"] = described_by(field)
    if field.errors:
        attrs["aria-invalid"] = "true"
    _native(field)
    return _select(field, attrs) if type(widget) is forms.Select else field.as_widget(attrs=attrs)


def _select(field: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """As Django draws it. Its template takes a template an option, and a list of municipalities has 98."""
    widget = field.field.widget
    options = list(widget.choices)
    if any(isinstance(label, list | tuple) for _, label in options):  # groups
        return field.as_widget(attrs=attrs)
    all_attrs = {"name": field.html_name, "id": field.auto_id, **widget.attrs, **field.build_widget_attrs(attrs, widget)}
    chosen = set(widget.format_value(field.value()))
    drawn = format_html_join(
        "", '<option value="{}"{}>{}</option>', ((v, SELECTED if str(v) in chosen else "", label) for v, label in options)
    )
    return format_html("<select{}>{}</select>", flatatt(all_attrs), drawn)


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
