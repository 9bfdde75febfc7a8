"""What stands on a sent plan's page and above the list beside the plan itself. Each is one function and one template."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from gop.web import complaint_panels, meeting_panels
from gop.web.ahead_line import LINE, ahead_line
from hospitals.web import documents
from hospitals.web.questions import questions_panel, waiting_questions

if TYPE_CHECKING:
    from gop.models import Plan

# None: nothing to show. The template reads the variables as `panel`.
ON_PLAN: tuple[tuple[str, Callable[[Actor, "Plan"], dict[str, Any] | None]], ...] = (
    ("hospitals/questions.html", questions_panel),
    ("hospitals/documents_panel.html", documents.of_plan),
    ("gop/meetings_panel.html", meeting_panels.on_plan),
    ("gop/complaints_panel.html", complaint_panels.on_plan),
)
ABOVE_LIST: tuple[tuple[str, Callable[[Actor, date], dict[str, Any] | None]], ...] = (
    (LINE, ahead_line),
    ("hospitals/questions_above.html", waiting_questions),
    ("hospitals/documents_above.html", documents.unread),
    ("gop/meetings_above.html", meeting_panels.above_plans),
)


def on_plan(actor: Actor, plan: "Plan") -> list[dict[str, Any]]:
    """[{template, panel}] of one sent plan."""
    return [{"template": template, "panel": found} for template, panel in ON_PLAN if (found := panel(actor, plan)) is not None]


def above_list(actor: Actor, today: date) -> list[dict[str, Any]]:
    """[{template, panel}] above Mine planer."""
    return [{"template": template, "panel": found} for template, panel in ABOVE_LIST if (found := panel(actor, today)) is not None]


def asked_by(panels: list[dict[str, Any]]) -> list[str]:
    """What the panels ask of the plan's author, for the next step."""
    return [said for one in panels for said in one["panel"].get("asks", ())]
