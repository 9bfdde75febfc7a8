"""A doctor's approval of a draft, where the department wants one. Any later change asks again (adr/0034)."""

from uuid import UUID

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Verb
from gop.criteria import missing_to_send
from gop.enums import ApprovalAnswer, PlanState
from gop.errors import AlreadyDone, Refused
from gop.models import Approval, Plan, PlanVersion
from gop.selectors.approvals import asks_a_doctor, last_question, standing_of
from gop.selectors.plans import content_of, version_of
from gop.services.drafts import AWAY, locked_plan
from gop.services.events import plan_event

ASK, APPROVE, SEND_BACK = "bed_om_godkendelse", "godkend", "godkend_ikke"
SENT = "Planen er sendt og skal ikke godkendes."
COMMENT = 2000


def ask_approval(actor: Actor, plan_id: UUID) -> Approval:
    """The draft is complete; a doctor of the department is asked. While a question is open, asking again is the same question.

    Raises NotFound, Refused (what is missing, by field; or nobody needs to be asked).
    """
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused(SENT)
    if plan.put_away_at is not None:
        raise Refused(AWAY)
    if not asks_a_doctor(plan):
        raise Refused("Afdelingen beder ikke en læge godkende sine planer. Du kan sende planen.")
    last = last_question(plan)
    if last is not None and (last.answered_at is None or _holds(last, plan)):
        return last
    missing = missing_to_send(content_of(plan, version_of(plan)), clock.today())
    if missing:
        raise Refused([(one.field, one.message) for one in missing])
    row = Approval.objects.create(
        organisation_id=actor.tenant,
        plan=plan,
        revision=plan.revision,
        asked_at=clock.now(),
        asked_by=actor.person,
        asked_by_name=actor.name,
    )
    plan_event(actor, plan, ASK, plan.state)
    return row


def _holds(row: Approval, plan: Plan) -> bool:
    return row.answer == ApprovalAnswer.APPROVED and row.revision == plan.revision


def answer_approval(actor: Actor, plan_id: UUID, seen_revision: int, answer: ApprovalAnswer, comment: str = "") -> Approval:
    """`seen_revision` is the draft's as the page showed it. One's own answer again changes nothing.

    Raises NotFound (another department's too), NotAllowed (one's own question), Refused (changed since, not asked, no comment),
    AlreadyDone (another doctor answered).
    """
    actor.must(Verb.APPROVE_PLAN)
    plan = locked_plan(actor, plan_id)
    row = last_question(plan)
    if row is not None and row.answered_at is not None:
        return _answered(actor, row, answer)
    if plan.state != PlanState.DRAFT:
        raise Refused(SENT)
    if row is None:
        raise Refused("Ingen har bedt om, at planen bliver godkendt.")
    if actor.user in (row.asked_by, plan.author_id):
        raise NotAllowed("Du kan ikke godkende en plan, du selv har skrevet eller bedt om at få godkendt.")
    if seen_revision != plan.revision:
        raise Refused("Planen er ændret, siden du åbnede siden. Se den igennem igen.")
    if answer == ApprovalAnswer.SENT_BACK and not comment.strip():
        raise Refused([("comment", "Skriv, hvad der skal ændres, så forfatteren kan gå videre.")])
    if len(comment) > COMMENT:
        raise Refused([("comment", "Teksten er for lang. Kort den af til 2.000 tegn.")])
    if answer == ApprovalAnswer.APPROVED:
        missing = missing_to_send(content_of(plan, version_of(plan)), clock.today())
        if missing:
            raise Refused("Planen mangler noget for at kunne sendes. Send den tilbage til forfatteren.")
    row.answer, row.revision, row.comment = answer, plan.revision, comment.strip()
    row.answered_at, row.answered_by, row.answered_by_name = clock.now(), actor.person, actor.name
    row.save()
    reason = {"reason": row.comment} if row.comment else {}
    plan_event(actor, plan, APPROVE if answer == ApprovalAnswer.APPROVED else SEND_BACK, plan.state, **reason)
    return row


def _answered(actor: Actor, row: Approval, answer: ApprovalAnswer) -> Approval:
    if row.answered_by == actor.user and row.answer == answer:
        return row
    if row.answered_at is None or row.answered_by == actor.user:
        raise Refused("Du har allerede svaret på planen. Forfatteren kan bede om en ny godkendelse.")
    raise AlreadyDone(row.answered_by_name, row.answered_at)


def approved_for_sending(plan: Plan, version: PlanVersion) -> None:
    """Called with the plan held, before it is frozen: who approved goes on the version. Raises Refused where a doctor is still to be asked."""
    standing = standing_of(plan)
    if standing is None:
        return
    if not standing.sendable or standing.row is None:
        raise Refused([("approval", "Planen skal godkendes af en læge, før den kan sendes. Bed om godkendelse, når den er færdig.")])
    version.approved_by_name, version.approved_at = standing.row.answered_by_name, standing.row.answered_at
