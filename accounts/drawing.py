"""A form field as HTML: label, hint above the control and the error at it. Forms stay plain Django forms.

From the form, by the field's name: `required_to_send` (a draft may lack it), `choice_hints = {name: {value: hint}}` and
`theirs = {name: [{label, text}]}`, what somebody else answered while this was typed; `help = {name: …}`, what helps its author.
"""

from typing import Any

from django.forms.boundfield import BoundField
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import conditional_escape as safe
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.controls import control, kind

NEEDED = '<span class="gop-needed"> (skal udfyldes for at sende)</span>'


def target(field: BoundField) -> str:
    """The id that a link to the field leads to: the first choice of a group."""
    return f"{field.auto_id}_0" if kind(field) in {"radios", "checkboxes"} else field.auto_id


def theirs(field: BoundField) -> list[dict[str, str]]:
    found: list[dict[str, str]] = getattr(field.form, "theirs", {}).get(field.name, [])
    return found


def help_beside(field: BoundField) -> Any:
    """What stands below the field to help its author; None for other forms."""
    return getattr(field.form, "help", {}).get(field.name)


def _help(field: BoundField) -> str:
    return render_to_string("components/field_help.html", {"field": field}) if help_beside(field) else ""


def described_by(field: BoundField) -> str:
    parts = {"hint": field.help_text, "error": field.errors, "theirs": theirs(field), "raad": getattr(help_beside(field), "hints", None)}
    return " ".join(f"{field.auto_id}-{name}" for name, there in parts.items() if there)


def drawn(field: BoundField, classes: str = "", label: Any = "", *, inline: bool = False) -> SafeString:
    """`classes` for the control; `label` instead of the field's own; `inline` puts two short answers on one line."""
    needed = NEEDED if field.name in getattr(field.form, "required_to_send", ()) else ""
    said = f"{safe(label or field.label)}{needed}"
    match kind(field):
        case "hidden":
            return SafeString(field)
        case "radios" | "checkboxes":
            body = _choices(field, said, inline)
        case "checkbox":
            body = _checkbox(field, said)
        case _:
            body = (
                f'<label class="form-label" for="{field.id_for_label}">{said}</label>\n'
                f"{hint_and_error(field)}{control(field, classes, described_by(field))}{_help(field)}"
            )
    return SafeString(f'<div class="form-group{" form-error" if field.errors else ""}">\n{body}\n</div>')


def hint_and_error(field: BoundField) -> SafeString:
    return SafeString(f"{_hint(field)}{_error(field)}{_theirs(field)}")


def _hint(field: BoundField) -> str:
    return f'<span class="form-hint" id="{field.auto_id}-hint">{safe(field.help_text)}</span>\n' if field.help_text else ""


def _error(field: BoundField) -> str:
    if not field.errors:
        return ""
    text = " ".join(safe(str(one)) for one in field.errors)
    return f'<span class="form-error-message" id="{field.auto_id}-error"><span class="sr-only">Fejl: </span>{text}</span>\n'


def _theirs(field: BoundField) -> str:
    answers = theirs(field)
    if not answers:
        return ""
    several = len(answers) > 1
    rows = "".join(
        f"<p>{escape(one['label'])}: {escape(one['text'])}</p>" if several else f"<p>{linebreaksbr(one['text'])}</p>" for one in answers
    )
    return f'<div class="gop-theirs" id="{field.auto_id}-theirs"><p><strong>Sådan står det nu</strong></p>{rows}<p><strong>Dit svar</strong></p></div>\n'


def _choices(field: BoundField, label: str, inline: bool) -> str:
    hints = getattr(field.form, "choice_hints", {}).get(field.name, {})
    described = described_by(field)
    tied = f' aria-describedby="{described}"' if described else ""
    rows = "".join(_choice(one.data, one.id_for_label, one.choice_label, hints) for one in field)
    return (
        f'<fieldset{tied}>\n<legend class="form-label">{label}</legend>\n{hint_and_error(field)}'
        f'<div class="{"gop-inline" if inline else ""}">{rows}</div>\n{_help(field)}</fieldset>'
    )


def _choice(data: dict[str, Any], key: str, label: Any, hints: dict[str, str]) -> str:
    shape, value = data["type"], "" if data["value"] is None else data["value"]
    hint = hints.get(str(data["value"]), "")
    tied, told = (f' aria-describedby="{key}-hint"', f'<span class="form-hint" id="{key}-hint">{safe(hint)}</span>\n') if hint else ("", "")
    return (
        f'\n<div class="form-group-{shape}">\n<input class="form-{shape}" type="{shape}" id="{key}" name="{data["name"]}" '
        f'value="{escape(value)}"{" checked" if data["selected"] else ""}{tied}>\n'
        f'<label class="form-label" for="{key}">{safe(label)}</label>\n{told}</div>'
    )


def _checkbox(field: BoundField, label: str) -> str:
    answers = theirs(field)
    stands = (
        f'<div class="gop-theirs" id="{field.auto_id}-theirs"><p>Sådan står det nu: <strong>{escape(answers[0]["text"])}</strong></p></div>\n'
        if answers
        else ""
    )
    return (
        f'{_error(field)}{stands}<div class="form-group-checkbox">\n{control(field, described_by=described_by(field))}\n'
        f'<label class="form-label" for="{field.id_for_label}">{label}</label>\n{_hint(field)}</div>'
    )
