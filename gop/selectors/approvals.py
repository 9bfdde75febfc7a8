"""How a draft stands with the doctor whom the department wants asked."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import ApprovalAnswer, PlanState
from gop.models import Approval, Plan
from gop.selectors.plans import plans_visible_to
from hospitals.models import Department

MOST = 50
NOT_ASKED, WAITING, APPROVED, CHANGED, SENT_BACK = "ikke_spurgt", "venter", "godkendt", "aendret", "tilbage"


@dataclass(frozen=True)
class Standing:
    """`state` is one of the words above; `row` the last question, None when nobody has asked."""

    state: str
    row: Approval | None

    @property
    def sendable(self) -> bool:
        return self.state == APPROVED


def asks_a_doctor(plan: Plan) -> bool:
    """As the registry says of the plan's department."""
    details: Department | None = getattr(plan.department, "department", None)
    return details is not None and details.needs_approval


def last_question(plan: Plan) -> Approval | None:
    return plan.approvals.order_by("-asked_at", "-id").first()


def standing_of(plan: Plan) -> Standing | None:
    """None where the department asks no doctor. An approval holds for the draft as it was then."""
    if not asks_a_doctor(plan):
        return None
    row = last_question(plan)
    if row is None:
        return Standing(NOT_ASKED, None)
    if row.answered_at is None:
        return Standing(WAITING, row)
    if row.answer == ApprovalAnswer.SENT_BACK:
        return Standing(SENT_BACK, row)
    return Standing(APPROVED if row.revision == plan.revision else CHANGED, row)


def awaiting_approval(actor: Actor) -> list[Approval]:
    """Open questions about drafts of the membership's departments, oldest first."""
    if not (actor.may(Verb.APPROVE_PLAN) or actor.may(Verb.REASSIGN_DRAFT)):
        return []
    plans = plans_visible_to(actor).filter(state=PlanState.DRAFT, put_away_at__isnull=True)
    rows = Approval.objects.filter(organisation_id=actor.tenant, answered_at__isnull=True, plan__in=plans)
    return list(rows.select_related("plan__department").order_by("asked_at", "id")[:MOST])
