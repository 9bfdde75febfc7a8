"""What the citizen answered about free choice, and what another municipality said when it was chosen (model.md 5 and 7)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import OrganisationKind, Verb
from accounts.selectors import organisations
from gop.enums import AssignmentKind, CaseAction, ChoiceAnswer, GuidanceHow, LetterKind, PlanType
from gop.errors import Refused
from gop.models import Case
from gop.rules.assigning import IN_FORCE
from gop.selectors.choice import OWN, choosable_for, missing_to_choose, right_has_arisen
from gop.selectors.course import CHOICE_FALLS
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.letter_stops import stop_unsent
from gop.services.verbs import begin, iso, move, not_after_today, not_long_before_receipt

ANSWERING = (CaseAction.ANSWER_CHOICE, CaseAction.OTHER_DECLINED, CaseAction.ASSIGNMENT_TOLD)


def answer_choice(
    actor: Actor,
    case_id: UUID,
    *,
    answer: ChoiceAnswer,
    on: date | None,
    how: GuidanceHow,
    municipality: UUID | None = None,
    provider: UUID | None = None,
    provider_name: str = "",
    seen: datetime | None = None,
) -> None:
    """Record the answer of the day; it replaces an earlier one, which stays in the history.

    `municipality`: which one, when another is chosen. `provider`: which of the directory, else `provider_name` of one outside it.
    Raises Refused by field.
    """
    case, _ = begin(actor, Verb.ANSWER_CHOICE, case_id, CaseAction.ANSWER_CHOICE, seen)
    other = municipality if answer == ChoiceAnswer.OTHER_MUNICIPALITY else None
    chosen_id = provider if answer == ChoiceAnswer.PROVIDER else None
    stated = provider_name.strip() if answer == ChoiceAnswer.PROVIDER and chosen_id is None else ""
    stands = (case.choice_answer, case.choice_answered_on, case.other_municipality_id, case.choice_provider_id)
    if stands == (answer, on, other, chosen_id) and (chosen_id is not None or case.choice_provider_name == stated):
        return
    _may_answer(case)
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér svaret, når det er givet.")
    not_long_before_receipt("on", on, case)
    name = _name_of(actor, other) if answer == ChoiceAnswer.OTHER_MUNICIPALITY else ""
    provider_name = name_of_provider(case, chosen_id) if chosen_id else stated
    before = move(case, CaseAction.ANSWER_CHOICE)
    case.choice_answer, case.choice_answered_on, case.other_municipality_id = answer, on, other
    case.choice_provider_id, case.choice_provider_name = chosen_id, provider_name
    chosen = {"municipality": str(other), "municipality_name": name} if other else {}
    if provider_name:
        chosen |= {"provider": str(chosen_id) if chosen_id else "", "provider_name": provider_name}
    case_event(actor, case, CaseAction.ANSWER_CHOICE, before, answer=answer, on=iso(on), how=how, **chosen)
    stop_unsent(case, "Borgeren har svaret.", LetterKind.EXTENDED_CHOICE)
    reclock(actor, case)


def _may_answer(case: Case) -> None:
    if case.plan_type == PlanType.SPECIALISED_TRAINING:
        raise Refused([("", "Genoptræning på specialiseret niveau har frit sygehusvalg i stedet. Det vejleder sygehuset om.")])
    if case.guidance_at is None:
        raise Refused([("", "Registrér først, at borgeren er vejledt om frit valg.")])
    if case.other_accepted_on:
        raise Refused([("", "Den valgte kommune har sagt ja. Har den fortrudt, så registrér først, at den har sagt nej.")])


def name_of_provider(case: Case, provider: UUID) -> str:
    """Of one the citizen may choose: agreement for field and level, in time, and KL's only where the right has arisen. Raises Refused."""
    if missing := missing_to_choose(case):
        raise Refused([("provider", missing)])
    rows = [one for one in choosable_for(case) if one.provider_id == provider]
    if not rows:
        raise Refused([("provider", "Leverandøren har ingen aftale, der gælder for fagområdet og niveauet. Vælg en fra listen.")])
    if not any(one.kind == OWN for one in rows):
        if not right_has_arisen(case):
            raise Refused([("provider", "Udvidet frit valg gælder ikke, og I har ingen egen aftale med leverandøren.")])
        if all(one.excluded for one in rows):
            raise Refused([("provider", f"{rows[0].name}: {rows[0].why_not}. Har de et tidligere møde, så skal de først oplyse det.")])
    return rows[0].name


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
    _by_hand(case)
    other_said_yes(actor, case)


def other_said_yes(actor: Actor, case: Case, by_name: str = "") -> None:
    """On a locked case. `by_name`: who said it, where the municipality itself did."""
    before = move(case, CaseAction.OTHER_ACCEPTED)
    _chosen(case)
    if case.other_accepted_on:
        raise Refused([("", "Det er allerede registreret, at den valgte kommune har sagt ja.")])
    event = case_event(actor, case, CaseAction.OTHER_ACCEPTED, before, municipality=str(case.other_municipality_id), by_name=by_name)
    case.other_accepted_on = local(event.at).date()
    reclock(actor, case)


def other_declined(actor: Actor, case_id: UUID, *, seen: datetime | None = None) -> None:
    """It said no, or took its yes back: the choice of it falls away, and own offer, clocks and former answer stand."""
    case, mine = begin(actor, Verb.ANSWER_CHOICE, case_id, CaseAction.OTHER_DECLINED, seen)
    if mine and case.choice_answer != ChoiceAnswer.OTHER_MUNICIPALITY:
        return
    _by_hand(case)
    other_said_no(actor, case)


def other_said_no(actor: Actor, case: Case, by_name: str = "") -> None:
    """On a locked case. `by_name`: who said it, where the municipality itself did."""
    before = move(case, CaseAction.OTHER_DECLINED)
    _chosen(case)
    case_event(actor, case, CaseAction.OTHER_DECLINED, before, municipality=str(case.other_municipality_id), by_name=by_name)
    _fall_back(case)
    case.other_municipality_id = case.other_accepted_on = None
    reclock(actor, case)


def provider_said_no(actor: Actor, case: Case, by_name: str = "", *, falls: bool = True, **said: Any) -> None:
    """A provider said no, on a locked case. `falls`: it is the one chosen, so the choice falls away, and the right stands as it did."""
    falls = falls and case.choice_answer == ChoiceAnswer.PROVIDER
    case_event(actor, case, CaseAction.ASSIGNMENT_TOLD, by_name=by_name, **said, **({CHOICE_FALLS: True} if falls else {}))
    if falls:
        _fall_back(case)
    reclock(actor, case)


def _by_hand(case: Case) -> None:
    """An answer is recorded by hand only for a municipality that was not sent the task here."""
    if case.assigned_to and case.assignments.filter(kind=AssignmentKind.OTHER_MUNICIPALITY, state__in=IN_FORCE).exists():
        raise Refused([("", f"Opgaven er sendt til {case.assigned_to}, som svarer her i systemet. Træk opgaven tilbage først.")])


def _fall_back(case: Case) -> None:
    """To the answer the citizen had before, as the events tell it."""
    former = _former_answer(case)
    case.choice_answer, case.choice_answered_on, case.choice_provider_id, case.choice_provider_name = former or ("", None, None, "")


def _chosen(case: Case) -> None:
    if case.choice_answer != ChoiceAnswer.OTHER_MUNICIPALITY:
        raise Refused([("", "Borgeren har ikke valgt en anden kommune.")])


def _former_answer(case: Case) -> tuple[str, date, UUID | None, str] | None:
    """The last answer that has not fallen away with the no of whoever was chosen, with its provider."""
    stands: list[dict[str, str]] = []
    for action, data in case.events.filter(action__in=ANSWERING).order_by("at", "id").values_list("action", "data"):
        if action == CaseAction.ANSWER_CHOICE:
            stands.append(data)
        elif fallen := falls_with(action, data):
            stands = [one for one in stands if one["answer"] != fallen]
    if not stands:
        return None
    last = stands[-1]
    provider = UUID(last["provider"]) if last.get("provider") else None
    return last["answer"], date.fromisoformat(last["on"]), provider, last.get("provider_name", "")


def falls_with(action: str, data: Mapping[str, Any]) -> ChoiceAnswer | None:
    """Which answer falls away with a line of the case's history."""
    if action == CaseAction.OTHER_DECLINED:
        return ChoiceAnswer.OTHER_MUNICIPALITY
    return ChoiceAnswer.PROVIDER if action == CaseAction.ASSIGNMENT_TOLD and data.get(CHOICE_FALLS) else None
