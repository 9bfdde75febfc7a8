"""What the citizen answered about free choice, and what another municipality said when it was chosen (model.md 5 and 7)."""

from datetime import date, datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import OrganisationKind, Verb
from accounts.selectors import organisations
from gop.enums import CaseAction, ChoiceAnswer, GuidanceHow, PlanType
from gop.errors import Refused
from gop.models import Case
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.verbs import begin, iso, move, not_after_today, not_long_before_receipt


def answer_choice(
    actor: Actor,
    case_id: UUID,
    *,
    answer: ChoiceAnswer,
    on: date | None,
    how: GuidanceHow,
    municipality: UUID | None = None,
    seen: datetime | None = None,
) -> None:
    """Record the answer of the day; it replaces an earlier one. `municipality`: which one, when another is chosen.

    Raises Refused by field.
    """
    case, mine = begin(actor, Verb.ANSWER_CHOICE, case_id, CaseAction.ANSWER_CHOICE, seen)
    other = municipality if answer == ChoiceAnswer.OTHER_MUNICIPALITY else None
    if mine and (case.choice_answer, case.choice_answered_on, case.other_municipality_id) == (answer, on, other):
        return
    _may_answer(case)
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér svaret, når det er givet.")
    not_long_before_receipt("on", on, case)
    name = _name_of(actor, other) if answer == ChoiceAnswer.OTHER_MUNICIPALITY else ""
    before = move(case, CaseAction.ANSWER_CHOICE)
    case.choice_answer, case.choice_answered_on, case.other_municipality_id = answer, on, other
    chosen = {"municipality": str(other), "municipality_name": name} if other else {}
    case_event(actor, case, CaseAction.ANSWER_CHOICE, before, answer=answer, on=iso(on), how=how, **chosen)
    reclock(actor, case)


def _may_answer(case: Case) -> None:
    if case.plan_type == PlanType.SPECIALISED_TRAINING:
        raise Refused([("", "Genoptræning på specialiseret niveau har frit sygehusvalg i stedet. Det vejleder sygehuset om.")])
    if case.guidance_at is None:
        raise Refused([("", "Registrér først, at borgeren er vejledt om frit valg.")])
    if case.other_accepted_on:
        raise Refused([("", "Den valgte kommune har sagt ja. Har den fortrudt, så registrér først, at den har sagt nej.")])


def _name_of(actor: Actor, municipality: UUID | None) -> str:
    """The chosen municipality's name. Raises Refused for none, an unknown one, and the authority itself."""
    others = organisations(OrganisationKind.MUNICIPALITY, clock.today()).exclude(id=actor.tenant)
    name = others.filter(id=municipality).values_list("name", flat=True).first() if municipality else None
    if name is None:
        raise Refused([("municipality", "Vælg den kommune, borgeren har valgt.")])
    return name


def other_accepted(actor: Actor, case_id: UUID, *, seen: datetime | None = None) -> None:
    """The chosen municipality said yes: open clocks lapse from today; authority and payer stay. Raises Refused."""
    case, mine = begin(actor, Verb.ANSWER_CHOICE, case_id, CaseAction.OTHER_ACCEPTED, seen)
    if mine and case.other_accepted_on:
        return
    before = move(case, CaseAction.OTHER_ACCEPTED)
    _chosen(case)
    if case.other_accepted_on:
        raise Refused([("", "Det er allerede registreret, at den valgte kommune har sagt ja.")])
    event = case_event(actor, case, CaseAction.OTHER_ACCEPTED, before, municipality=str(case.other_municipality_id))
    case.other_accepted_on = local(event.at).date()
    reclock(actor, case)


def other_declined(actor: Actor, case_id: UUID, *, seen: datetime | None = None) -> None:
    """It said no, or took its yes back: the choice of it falls away, and own offer, clocks and former answer stand."""
    case, mine = begin(actor, Verb.ANSWER_CHOICE, case_id, CaseAction.OTHER_DECLINED, seen)
    if mine and case.choice_answer != ChoiceAnswer.OTHER_MUNICIPALITY:
        return
    before = move(case, CaseAction.OTHER_DECLINED)
    _chosen(case)
    case_event(actor, case, CaseAction.OTHER_DECLINED, before, municipality=str(case.other_municipality_id))
    former = _former_answer(case)
    case.choice_answer, case.choice_answered_on = former or ("", None)
    case.other_municipality_id = case.other_accepted_on = None
    reclock(actor, case)


def _chosen(case: Case) -> None:
    if case.choice_answer != ChoiceAnswer.OTHER_MUNICIPALITY:
        raise Refused([("", "Borgeren har ikke valgt en anden kommune.")])


def _former_answer(case: Case) -> tuple[str, date] | None:
    """The last answer that was not another municipality."""
    rows = case.events.filter(action=CaseAction.ANSWER_CHOICE).exclude(data__answer=ChoiceAnswer.OTHER_MUNICIPALITY)
    data = rows.order_by("-at", "-id").values_list("data", flat=True).first()
    return (data["answer"], date.fromisoformat(data["on"])) if data else None
