"""What stands on the case page beside plan and clocks. Each panel is one function and one template; an empty one is not shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from gop.web import assigned, complaint_panels, hospital_panel, in_hand, meeting_panels, second_plan, whom_to_call
from gop.web.before_deciding import asked_and_answered, before_deciding
from gop.web.letter_rows import letters_panel

if TYPE_CHECKING:
    from gop.models import Case, PlanVersion

# None: nothing to show. Each returns the variables of its template, which reads them as `panel`.
Panel = Callable[[Actor, "Case", "PlanVersion | None"], dict[str, Any] | None]
FIRST: tuple[tuple[str, Panel], ...] = (
    ("gop/second_plan.html", second_plan.first),
    ("gop/followed.html", hospital_panel.followed_panel),
    ("gop/closing_came.html", hospital_panel.closing_panel),
    ("gop/hospital_choice.html", hospital_panel.choice_panel),
    ("gop/assigned_panel.html", assigned.panel_first),
    ("gop/call_panel.html", in_hand.call_panel),
    ("gop/gaps.html", before_deciding),
    ("gop/meetings_panel.html", meeting_panels.first_on_case),
    ("gop/questions.html", asked_and_answered),
)  # above the plan: what a decision needs
AFTER: tuple[tuple[str, Panel], ...] = (
    ("gop/in_hand_panel.html", in_hand.panel),
    ("gop/assigned_panel.html", assigned.panel_after),
    ("gop/letters_panel.html", letters_panel),
    ("gop/meetings_panel.html", meeting_panels.after_on_case),
    ("gop/second_plan_said.html", second_plan.said_of),
    ("gop/complaints_panel.html", complaint_panels.on_case),
    ("gop/whom_to_call.html", whom_to_call.on_case),
)  # below it


def panels_of(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, list[dict[str, Any]]]:
    """{"first": […], "after": […]}, each {template, panel}."""
    return {name: _shown(panels, actor, case, version) for name, panels in (("first", FIRST), ("after", AFTER))}


def _shown(panels: tuple[tuple[str, Panel], ...], actor: Actor, case: "Case", version: "PlanVersion | None") -> list[dict[str, Any]]:
    return [{"template": template, "panel": found} for template, panel in panels if (found := panel(actor, case, version)) is not None]
