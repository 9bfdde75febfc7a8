"""`{% load gop %}`: the icon, form fields (drawn by accounts/drawing.py), and days and numbers in Danish."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import drawing, words
from accounts.controls import control

register = template.Library()

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


register.filter("target", drawing.target)
register.filter("help", drawing.help_beside)
register.simple_tag(drawing.hint_and_error)


@register.filter
def control_alone(field: BoundField) -> SafeString:
    """The control without its label, for a place that sets something beside it."""
    return control(field, described_by=drawing.described_by(field))


@register.simple_tag(takes_context=True)
def drawn_field(context: Any) -> SafeString:
    """What components/field.html was given: field, classes, field_label, inline."""
    field: BoundField = context["field"]
    return drawing.drawn(field, context.get("classes") or "", context.get("field_label") or "", inline=bool(context.get("inline")))
