"""The authority's verbs on an assignment: send it, take it back, ask for documentation, open it again (model.md 5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import short_moment
from accounts.enums import OrganisationKind, Verb
from accounts.models import Organisation
from accounts.selectors import valid_on
from accounts.services import log_access
from deadlines.selectors import calendar_of
from gop.cpr import age_on
from gop.enums import (
    AssignmentAction,
    AssignmentKind,
    AssignmentState,
    CaseAction,
    ChoiceAnswer,
    ConsentBy,
    ConsentHow,
    GuidanceHow,
    PerformerKind,
    PlanType,
)
from gop.errors import NotFound, Refused
from gop.models import Assignment, AssignmentEvent, Case, DocumentationRequest
from gop.rules.assigning import MOST_ANSWER_DAYS, answer_limit, consent_problem, last_day_of_access, next_assignment_state
from gop.selectors.choice import right_has_arisen
from gop.services.answers import name_of_provider, other_said_no
from gop.services.assignment_ends import in_force, take_back
from gop.services.assignment_events import assignment_event
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.offer_ends import cancel
from gop.services.second_plan import answered_first
from gop.services.verbs import begin, iso, locked, move, not_after_today
from municipalities.directory import kinds_in_force

MESSAGE_LENGTH, REASON_LENGTH, ASKED_LENGTH, MOST_DAYS = 2000, 500, 500, 90
HOW_ANSWERED = {
    ConsentHow.SPOKEN: GuidanceHow.CONVERSATION,
    ConsentHow.WRITTEN: GuidanceHow.WRITTEN,
    ConsentHow.DIGITAL: GuidanceHow.WRITTEN,
}
AGREED = {AssignmentKind.EXTENDED: "kl", AssignmentKind.CONTRACT: "egen"}
Wrong = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _To:
    provider: Organisation
    kind: AssignmentKind


def assign(
    actor: Actor,
    case_id: UUID,
    *,
    assignment_id: UUID,
    provider: UUID | None,
    kind: AssignmentKind,
    consent_on: date | None,
    consent_how: ConsentHow | None,
    consent_by: ConsentBy | None,
    message: str = "",
    answer_days: int | None = None,
    seen: datetime | None = None,
) -> None:
    """Send the plan's version in hand to whoever shall perform it. Clocks run on, and nothing of the own offer changes.

    `assignment_id`: made by the form, so that sent twice is one. `answer_days`: opening days to answer in; None: the usual number.
    Raises NotAllowed, NotFound, AlreadyDone, TransitionNotAllowed, Refused by field.
    """
    case, _ = begin(actor, Verb.ASSIGN, case_id, CaseAction.ASSIGN, seen)
    if Assignment.objects.filter(id=assignment_id, authority_id=actor.tenant, case_id=case.id).exists():
        return
    before = move(case, CaseAction.ASSIGN)
    answered_first(case)
    if (given := in_force(case)) is not None:
        raise Refused(f"Opgaven er hos {given.provider_name}. Træk den tilbage, før den sendes til en anden.")
    consent_on = not_after_today("consent_on", consent_on, "Datoen ligger i fremtiden. Send opgaven, når samtykket er givet.")
    wrong = [*_consent(case, consent_on, consent_how, consent_by), *_sizes(message, answer_days)]
    to = _receiver(actor, case, provider, kind, wrong)
    if wrong or to is None or consent_how is None or consent_by is None:
        raise Refused(wrong)
    _answer(actor, case, to, consent_on, consent_how)
    now = clock.now()
    days = answer_days or settings.GOP_ANSWER_DAYS
    row = Assignment(
        id=assignment_id,
        authority_id=case.organisation_id,
        authority_name=actor.organisation_name,
        provider_id=to.provider.id,
        provider_name=to.provider.name,
        case=case,
        plan_id=case.plan_id,
        version=case.plan_version,
        from_version=case.plan_version,
        kind=kind,
        citizen_name=case.citizen_name,
        training_field=case.training_field,
        level=case.level,
        start_by=_start_by(case),
        message=message.strip(),
        consent_on=consent_on,
        consent_how=consent_how,
        consent_by=consent_by,
        sent_at=now,
        sent_by_name=actor.name,
        answer_by=answer_limit(local(now).date(), days, calendar_of(case.organisation_id, local(now).date())),
    )
    row.save(force_insert=True)
    assignment_event(actor, row, AssignmentAction.SEND, version=row.version)
    if to.provider.kind == OrganisationKind.PROVIDER:  # a meeting that was offered there already is that provider's
        case.offers.filter(withdrawn_at__isnull=True, performer=PerformerKind.PRIVATE).update(assignment_id=row.id)
    case.assigned_to = row.provider_name
    said = {"assignment": str(row.id), "provider_name": row.provider_name, "kind": kind, "answer_by": iso(row.answer_by)}
    consent = {"consent_on": iso(consent_on), "consent_how": consent_how, "consent_by": consent_by}
    case_event(actor, case, CaseAction.ASSIGN, before, version=row.version, **said, **consent)
    reclock(actor, case)


def _consent(case: Case, on: date, how: ConsentHow | None, by: ConsentBy | None) -> Wrong:
    wrong: Wrong = []
    if how is None:
        wrong.append(("consent_how", "Vælg, hvordan samtykket blev givet."))
    if by is None:
        wrong.append(("consent_by", "Vælg, hvem der gav samtykket."))
    elif problem := consent_problem(by, age_on(case.birth_date, on) if case.birth_date else None):
        wrong.append(("consent_by", problem))
    return wrong


def _sizes(message: str, answer_days: int | None) -> Wrong:
    wrong: Wrong = []
    if len(message.strip()) > MESSAGE_LENGTH:
        wrong.append(("message", "Beskeden er for lang. Kort den af til 2.000 tegn."))
    if answer_days is not None and not 1 <= answer_days <= MOST_ANSWER_DAYS:
        wrong.append(("answer_days", f"Vælg fra 1 til {MOST_ANSWER_DAYS} åbningsdage."))
    return wrong


def _receiver(actor: Actor, case: Case, provider: UUID | None, kind: AssignmentKind, wrong: Wrong) -> _To | None:
    """Who may be asked by this kind of right; what is wrong is added by field."""
    if case.plan_type == PlanType.SPECIALISED_TRAINING:
        raise Refused("Genoptræning på specialiseret niveau varetages af et sygehus og kan ikke sendes til en udfører.")
    if case.guidance_at is None:
        raise Refused("Registrér først, at borgeren er vejledt om frit valg.")
    found = Organisation.objects.filter(valid_on(clock.today()), id=provider).first() if provider else None
    if found is None or found.id == actor.tenant or found.kind not in (OrganisationKind.PROVIDER, OrganisationKind.MUNICIPALITY):
        wrong.append(("provider", "Vælg en udfører fra listen."))
        return None
    if kind == AssignmentKind.OTHER_MUNICIPALITY:
        wrong += _other_municipality(case, found)
    else:
        wrong += _private(actor, case, found, kind)
    return _To(found, kind)


def _other_municipality(case: Case, found: Organisation) -> Wrong:
    if found.kind != OrganisationKind.MUNICIPALITY:
        return [("provider", "En anden kommune kan kun bruges med dens egne tilbud. Vælg en kommune.")]
    if case.choice_answer != ChoiceAnswer.OTHER_MUNICIPALITY or case.other_municipality_id != found.id:
        return [("provider", f"Registrér først, at borgeren har valgt {found.name}.")]
    if case.other_accepted_on:
        return [("provider", f"{found.name} har allerede sagt ja.")]
    return []


def _private(actor: Actor, case: Case, found: Organisation, kind: AssignmentKind) -> Wrong:
    """An agreement in force for field and level; extended choice only where the right stands or the citizen has chosen a provider."""
    if found.kind != OrganisationKind.PROVIDER:
        return [("provider", "Vælg en leverandør fra listen.")]
    if not case.training_field:
        return [("provider", "Angiv først fagområdet, når sagen visiteres. Aftalerne gælder for fagområde og niveau.")]
    if case.choice_answer == ChoiceAnswer.OTHER_MUNICIPALITY:
        return [("provider", "Borgeren har valgt en anden kommune. Registrér et nyt svar først.")]
    chosen = case.choice_answer == ChoiceAnswer.PROVIDER
    if chosen and case.choice_provider_id not in (None, found.id):
        return [("provider", f"Borgeren har valgt {case.choice_provider_name}. Registrér et nyt svar først.")]
    agreed = kinds_in_force(found.id, case.training_field, case.level, clock.today(), contracts_of=actor.tenant)
    if AGREED[kind] not in agreed:
        which = "aftale med KL" if kind == AssignmentKind.EXTENDED else "egen aftale med jer"
        return [("provider", f"{found.name} har ingen {which}, der gælder for fagområdet og niveauet i dag.")]
    if kind == AssignmentKind.EXTENDED and not chosen and not right_has_arisen(case):
        return [("kind", "Udvidet frit valg gælder ikke for borgeren nu. Se hvorfor på sagen.")]
    return []


def _answer(actor: Actor, case: Case, to: _To, on: date, how: ConsentHow) -> None:
    """Consent to a provider under extended choice is the citizen's choice of it, where no answer was recorded before."""
    if to.kind != AssignmentKind.EXTENDED or case.choice_answer == ChoiceAnswer.PROVIDER:
        return
    name = name_of_provider(case, to.provider.id)
    case.choice_answer, case.choice_answered_on = ChoiceAnswer.PROVIDER, on
    case.choice_provider_id, case.choice_provider_name = to.provider.id, name
    said = {"provider": str(to.provider.id), "provider_name": name}
    case_event(actor, case, CaseAction.ANSWER_CHOICE, answer=ChoiceAnswer.PROVIDER, on=iso(on), how=HOW_ANSWERED[how], **said)


def _start_by(case: Case) -> date | None:
    """The latest first meeting that is in time: no later than the offer in force, else than the offer deadline while it has not passed."""
    if case.offer_meeting_at is not None:
        return local(case.offer_meeting_at).date()
    return case.offer_by if case.offer_by and case.offer_by >= clock.today() else None


def withdraw(actor: Actor, case_id: UUID, *, reason: str, consent_withdrawn: bool = False, seen: datetime | None = None) -> None:
    """Take the task back from whoever has it. Its own meeting is void as if the authority had cancelled it. Raises Refused by field."""
    case, mine = begin(actor, Verb.ASSIGN, case_id, CaseAction.WITHDRAW_ASSIGNMENT, seen)
    row = in_force(case)
    if mine and row is None:
        return
    before, reason = move(case, CaseAction.WITHDRAW_ASSIGNMENT), reason.strip()
    if row is None:
        raise Refused("Der er ingen opgave at trække tilbage.")
    _nobody_said_yes_meanwhile(row, seen)
    if not reason:
        raise Refused([("reason", "Skriv, hvorfor opgaven trækkes tilbage. Udføreren ser det.")])
    if len(reason) > REASON_LENGTH:
        raise Refused([("reason", f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn.")])
    take_back(actor, row, reason, consent_withdrawn_on=clock.today() if consent_withdrawn else None)
    case.assigned_to = ""
    said = {"assignment": str(row.id), "provider_name": row.provider_name, "consent_withdrawn": consent_withdrawn}
    case_event(actor, case, CaseAction.WITHDRAW_ASSIGNMENT, before, reason=reason, **said)
    gives_back(actor, case, row)


def _nobody_said_yes_meanwhile(row: Assignment, seen: datetime | None) -> None:
    """A page from before the answer says nothing of it."""
    if seen is None:
        return
    newer = AssignmentEvent.objects.filter(assignment=row, action=AssignmentAction.ACCEPT, made_at__gt=seen).first()
    if newer is not None:
        raise Refused(f"{row.provider_name} har sagt ja {short_moment(newer.made_at)}. Se opgaven igen, før du trækker den tilbage.")


def gives_back(actor: Actor, case: Case, row: Assignment, by_name: str = "") -> None:
    """Whoever had said yes will not start after all: its meeting is void, and the choice of another municipality falls away."""
    offer = case.offers.filter(withdrawn_at__isnull=True).first()
    if case.first_meeting_on is None and offer is not None and offer.assignment_id == row.id and case.ended_at is None:
        cancel(actor, case, row.withdrawn_reason[:120] or f"{row.provider_name} holder ikke mødet", by_name)
    if case.first_meeting_on is None and row.kind == AssignmentKind.OTHER_MUNICIPALITY and case.other_accepted_on is not None:
        other_said_no(actor, case, by_name)
    else:
        reclock(actor, case)


def ask_documentation(
    actor: Actor, case_id: UUID, *, request_id: UUID, text: str, due_on: date | None, seen: datetime | None = None
) -> None:
    """Ask the performer for documentation of start and content by a day. `request_id`: made by the form, so that sent twice is one.

    Many may ask; `seen` is not looked at. Raises NotFound, Refused by field."""
    case = locked(actor, Verb.ASSIGN, case_id)
    if DocumentationRequest.objects.filter(id=request_id, authority_id=actor.tenant).exists():
        return
    row, text = _last(case), text.strip()
    next_assignment_state(AssignmentState(row.state), AssignmentAction.ASK_DOCUMENTATION)
    if not row.access_open:
        raise Refused("Udføreren kan ikke læse opgaven mere. Åbn den igen først.")
    wrong: Wrong = []
    if not text:
        wrong.append(("text", "Skriv, hvad I beder om."))
    elif len(text) > ASKED_LENGTH:
        wrong.append(("text", f"Teksten er for lang. Kort den af til {ASKED_LENGTH} tegn."))
    if due_on is None:
        wrong.append(("due_on", "Angiv, hvornår svaret senest skal være her."))
    elif not clock.today() <= due_on <= clock.today() + timedelta(days=MOST_DAYS):
        wrong.append(("due_on", f"Vælg en dag fra i dag og op til {MOST_DAYS} dage frem."))
    elif row.access_until and due_on > row.access_until:
        wrong.append(("due_on", "Da kan udføreren ikke læse opgaven mere. Vælg en tidligere dag, eller åbn den igen først."))
    if wrong or due_on is None:
        raise Refused(wrong)
    before = move(case, CaseAction.ASK_DOCUMENTATION)
    DocumentationRequest(
        id=request_id,
        assignment=row,
        organisation_id=row.provider_id,
        authority_id=row.authority_id,
        text=text,
        due_on=due_on,
        asked_at=clock.now(),
        asked_by_name=actor.name,
    ).save(force_insert=True)
    assignment_event(actor, row, AssignmentAction.ASK_DOCUMENTATION, id=str(request_id), due_on=iso(due_on))
    said = {"assignment": str(row.id), "provider_name": row.provider_name}
    case_event(actor, case, CaseAction.ASK_DOCUMENTATION, before, due_on=iso(due_on), **said)
    case.save()


def reopen(actor: Actor, case_id: UUID, *, days: int, reason: str, seen: datetime | None = None) -> None:
    """For a complaint: whoever performed it may read it and document for so many days yet. Logged. Raises Refused by field."""
    case, mine = begin(actor, Verb.ASSIGN, case_id, CaseAction.REOPEN_ASSIGNMENT, seen)
    row, reason = _last(case), reason.strip()
    until = last_day_of_access(clock.today(), days) if 1 <= days <= MOST_DAYS else None
    if mine and row.access_open and row.access_until == until:
        return
    next_assignment_state(AssignmentState(row.state), AssignmentAction.REOPEN)
    wrong: Wrong = []
    if until is None:
        wrong.append(("days", f"Vælg fra 1 til {MOST_DAYS} dage."))
    if not reason:
        wrong.append(("reason", "Skriv, hvorfor adgangen åbnes igen, fx en klage."))
    elif len(reason) > REASON_LENGTH:
        wrong.append(("reason", f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn."))
    if row.answered_at is None:
        wrong.append(("", "Udføreren svarede aldrig på opgaven, så der er intet at åbne."))
    if row.consent_withdrawn_on is not None:
        wrong.append(("", "Borgeren har trukket sit samtykke tilbage. Opgaven kan ikke åbnes igen."))
    if wrong or until is None:
        raise Refused(wrong)
    before = move(case, CaseAction.REOPEN_ASSIGNMENT)
    row.access_open, row.access_until = True, max(until, row.access_until or until)
    row.save(update_fields=["access_open", "access_until"])
    assignment_event(actor, row, AssignmentAction.REOPEN, until=iso(row.access_until))
    said = {"assignment": str(row.id), "provider_name": row.provider_name, "until": iso(row.access_until)}
    case_event(actor, case, CaseAction.REOPEN_ASSIGNMENT, before, reason=reason, **said)
    case.save()
    log_access(actor, "gop:reopen_assignment", case.id, action="åbnet")


def _last(case: Case) -> Assignment:
    """The case's latest assignment, locked. Raises NotFound."""
    rows = Assignment.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(authority_id=case.organisation_id, case_id=case.id).order_by("-sent_at", "-id").first()
    if row is None:
        raise NotFound
    return row
