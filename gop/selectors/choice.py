"""Extended choice as the case's row keeps it: the day it stands from, and whether it waits for the citizen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from django.db.models import Q

from accounts import clock
from accounts.clock import local
from accounts.danish import copenhagen_moment
from deadlines.selectors import rules_in_force
from gop.enums import ChoiceAnswer, PlanType
from gop.models import Case, CaseEvent
from gop.rules.course import Choices, Course
from gop.selectors.course import choices_for, course
from municipalities.directory import Choosable, choosable

KL, OWN = "kl", "egen"
DAY = timedelta(days=1)


def choice_from(case: Case, events: Iterable[CaseEvent] | None = None) -> date | None:
    """The day the right stands from if nothing more happens; it may be to come. None: it does not arise by itself.

    Reckoned at the later of now and the midnight after the offer deadline, the only moment at which the right arises without an event.
    """
    if case.offer_by is None or case.ended_at or case.first_meeting_on or case.choice_answer or case.started_elsewhere:
        return None
    found = course(case, None, events)
    return coming(found, case.offer_by).decision.from_date if found else None


def coming(found: Course, offer_by: date) -> Choices:
    """The decision as it will stand on the day after the offer deadline, or now if that has passed."""
    return choices_for(found, max(clock.now(), copenhagen_moment(offer_by + DAY, time(0))), rules_in_force())


def stands(case: Case, day: date) -> bool:
    """Whether the right stands unanswered on the Copenhagen day, by the row alone."""
    return case.choice_from is not None and case.choice_from <= day


def unanswered(day: date) -> Q:
    """The same for a list."""
    return Q(choice_from__lte=day)


def provider_chosen(case: Case) -> bool:
    """The citizen has said which provider, and the training has not begun."""
    return case.choice_answer == ChoiceAnswer.PROVIDER and case.first_meeting_on is None and case.ended_at is None


def right_has_arisen(case: Case, events: Iterable[CaseEvent] | None = None) -> bool:
    """Whether the right stands now, whatever the citizen has answered meanwhile."""
    found = course(case, None, events)
    return found is not None and choices_for(replace(found, answers=()), clock.now(), rules_in_force()).decision.allowed


def missing_to_choose(case: Case) -> str:
    """What must be decided before a provider can be found by field and level; empty when nothing is."""
    if case.plan_type == PlanType.SPECIALIST_REHABILITATION:
        return "Rehabilitering har intet niveau her, så leverandørerne kan ikke findes i registret. Se dem på mingenoptraening.dk."
    missing = [word for word, value in (("fagområde", case.training_field), ("niveau", case.level)) if not value]
    return f"Angiv først {' og '.join(missing)}, så leverandørerne kan findes." if missing else ""


def choosable_for(case: Case) -> list[Choosable]:
    """Providers with KL's agreement or the authority's own for the case's field and level; later than the offer in force said. One query.

    Several parts of a case's page ask; the answer is kept with the row it was asked for.
    """
    latest = local(case.offer_meeting_at).date() if case.offer_meeting_at else None
    here = case.home_municipality_id or case.organisation_id
    asked = (case.training_field, case.level, clock.today(), latest, here)
    kept = case.__dict__.setdefault("_choosable", {})
    if asked not in kept:
        kept[asked] = choosable(*asked, contracts_of=case.organisation_id)
    found: list[Choosable] = kept[asked]
    return found
