"""What a document is begun with: goals, contacts and dates of the case as text, to be corrected by whoever signs it."""

from typing import TYPE_CHECKING

from accounts.clock import local
from accounts.danish import long_date
from gop.enums import ContactForm, ContactState, DocumentKind, GoalReached, OtherLaw
from gop.selectors.in_hand import contacts_on, counts_of, goals_on

if TYPE_CHECKING:
    from gop.models import Case, Goal


def begun(case: "Case", kind: DocumentKind) -> dict[str, str]:
    """By the keys of the document's headings; what the case does not know is left to be written."""
    goals, training = goals_text(case), training_text(case)
    match kind:
        case DocumentKind.CHILD_STATUS:
            return {"tilbud": training, "maal": goals}
        case DocumentKind.STATUS:
            return {"maal": goals, "traening": training}
        case DocumentKind.CLOSING_STATUS:
            return {"forloeb": training, "maal": goals, "videre": follows_text(case)}
        case _:
            return {"resume": training, "maal": goals, "videre": follows_text(case)}


def closing_text(case: "Case") -> str:
    """The closing status in one piece."""
    return "\n".join(part for part in (training_text(case), goals_text(case)) if part)


def goals_text(case: "Case") -> str:
    """One line a goal; one that was changed into another is left out."""
    rows = goals_on(case)
    changed = {goal.replaces_id for goal in rows}
    return "\n".join(_goal(goal) for goal in rows if goal.id not in changed)


def _goal(goal: "Goal") -> str:
    of = f" ({goal.code_text})" if goal.code_text else ""
    reached = f": {GoalReached(goal.reached).label.lower()}" if goal.reached else ""
    return f"{goal.text.rstrip('.')}{of}{reached}."


def training_text(case: "Case") -> str:
    """From when to when, how often, how, and with what."""
    contacts = contacts_on(case)
    held = [one for one in contacts if one.state == ContactState.HELD]
    lines = []
    if case.first_meeting_on:
        until = f" Afsluttet {long_date(local(case.ended_at).date())}." if case.ended_at else ""
        lines.append(f"Første møde {long_date(case.first_meeting_on)}.{until}")
    if held:
        counts = counts_of(contacts)
        forms = sorted({ContactForm(one.form).label.lower() for one in held})
        missed = f" Udeblevet {counts.missed} gange." if counts.missed > 1 else " Udeblevet én gang." if counts.missed else ""
        lines.append(f"{counts.held} {'kontakt' if counts.held == 1 else 'kontakter'} ({', '.join(forms)}).{missed}")
    if what := list(dict.fromkeys(one.code_text for one in reversed(held) if one.code_text)):
        lines.append(f"Indhold: {', '.join(what)}.")
    return "\n".join(lines)


def follows_text(case: "Case") -> str:
    return f"{OtherLaw(case.other_law).label}." if case.other_law else ""
