"""What stands beside a field to help: hints from the criteria, readability, and phrases to insert. Everything works without script."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gop.criteria import CRITERIA, READ_BY_PATIENT, Hint, PlanContent, readability
from gop.selectors.phrases import phrase_of, phrases_for
from gop.services.dismissing import dismiss
from hospitals.web.attempt import attempt
from hospitals.web.forms import StepForm
from hospitals.web.steps import field_name, step_url

# Actions of the step's form: 'vaek:telefon_mangler', 'frem:telefon_mangler', 'frase:training_need'
AWAY, FORTH, PHRASE = "vaek:", "frem:", "frase:"
CHOSEN = "frase_"  # the choice beside a field: 'frase_training_need'
FIELD_OF = {one.key: (one.step, one.field) for one in CRITERIA}


@dataclass
class Help:
    """For templates/components/field_help.html."""

    hints: list[Hint] = field(default_factory=list)
    readability: str = ""
    phrases: list[Any] = field(default_factory=list)


def help_fields(form: StepForm, actor: Any, plan: Any, content: PlanContent, found: Iterable[Hint]) -> None:
    """Sets `form.help`, by field as the page names it."""
    said: dict[str, Help] = {}
    for hint in found:
        said.setdefault(field_name(hint.field), Help()).hints.append(hint)
    for name in READ_BY_PATIENT.keys() & form.fields.keys():
        if figure := readability(getattr(content, name)):
            said.setdefault(name, Help()).readability = f"Læsbarhed: {figure.word} (LIX {figure.lix})."
    for name, phrases in phrases_for(actor, plan.department_id, list(form.fields)).items():
        said.setdefault(name, Help()).phrases = phrases
    form.help = said  # type: ignore[attr-defined]


def with_phrase(request: Any) -> Any:
    """What was posted, as if the chosen phrase had been typed at the end of its field."""
    name = _after(request.POST.get("action", ""), PHRASE)
    phrase = phrase_of(request.actor, chosen) if name and (chosen := _uuid(request.POST.get(CHOSEN + name, ""))) else None
    if phrase is None or phrase.field != name:
        return request.POST
    posted = request.POST.copy()
    before = posted.get(name, "").rstrip()
    posted[name] = f"{before}\n{phrase.text}" if before else phrase.text
    return posted


def put_away(request: Any, plan_id: UUID) -> None:
    """Do what a button at a hint asks; an unknown key is nothing."""
    action = request.POST.get("action", "")
    key = _after(action, AWAY) or _after(action, FORTH)
    if key in FIELD_OF:
        attempt(lambda: dismiss(request.actor, plan_id, key, away=action.startswith(AWAY)))


def stay(plan: Any, step: str, action: str) -> str:
    """The address of the field that was helped on the same step; empty when no such button was pressed."""
    if name := _after(action, PHRASE):
        return f"{step_url(plan.id, step)}#id_{name}" if name.isidentifier() else step_url(plan.id, step)
    if action.startswith((AWAY, FORTH)):
        of, criterion = FIELD_OF.get(action.partition(":")[2], ("", ""))
        return step_url(plan.id, step, criterion) if of == step else step_url(plan.id, step)
    return ""


def _after(action: str, prefix: str) -> str:
    return action.removeprefix(prefix) if action.startswith(prefix) else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
