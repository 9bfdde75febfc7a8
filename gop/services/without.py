"""Recording an assessment that ends without a plan at the municipality, and taking its draft up again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.folding import name_key
from accounts.secret import cpr_hash, cpr_hashes, encrypt_cpr
from deadlines.unsent import end_unsent
from gop import cpr
from gop.enums import ConsentKind, PlanState, ToldWithout, WithoutOutcome
from gop.errors import NotFound, Refused
from gop.models import Plan, WithoutPlan
from gop.rules.without import offered, untold
from gop.selectors.plans import cpr_of, version_of
from gop.selectors.without import recorded_for, refused_by, without_visible_to
from gop.services.drafts import department_of, locked_plan
from gop.services.events import plan_event
from gop.services.notice_ends import close_without_plan, notices_of
from gop.services.unsent import watch_draft

PUT_AWAY, TAKE_UP = "uden_plan", "genoptag"


@dataclass(frozen=True)
class Said:
    """What the form says. With a plan, number and name are the plan's."""

    outcome: WithoutOutcome
    assessed_on: date | None
    assessed_by: str
    told_on: date | None
    told: Sequence[ToldWithout] = ()
    told_note: str = ""
    cpr: str = ""
    citizen_name: str = ""
    department_id: UUID | None = None
    home_municipality_id: UUID | None = None


def record_without(actor: Actor, record_id: UUID, said: Said, plan_id: UUID | None = None) -> WithoutPlan:
    """Under the id that the form brought: sent twice, it is one. A draft is put away, an open notice of the patient is closed.

    Raises NotFound, Refused (by field).
    """
    actor.must(Verb.WRITE_PLAN)
    existing = without_visible_to(actor).filter(id=record_id).first()
    if existing:
        return existing
    plan = locked_plan(actor, plan_id) if plan_id else None
    number, name, home = _who(said, plan)
    may = _offered(said.outcome, plan)
    told = [one for one in may if one in said.told]
    wrong = _wrong(said, may, told)
    if wrong or said.assessed_on is None or said.told_on is None:
        raise Refused(wrong)
    row = WithoutPlan(
        id=record_id,
        organisation_id=actor.tenant,
        department_id=plan.department_id if plan else department_of(actor, said.department_id),
        plan=plan,
        notice_id=plan.notice_id if plan else None,
        outcome=said.outcome,
        cpr_encrypted=encrypt_cpr(number.number),
        cpr_kind=number.kind,
        cpr_hash=cpr_hash(number.number),
        citizen_name=name,
        name_key=name_key(name),
        home_municipality_id=home,
        self_paying=said.outcome == WithoutOutcome.REFERRED,
        assessed_on=said.assessed_on,
        assessed_by=said.assessed_by.strip(),
        told_on=said.told_on,
        told=[str(one) for one in told],
        told_note=said.told_note.strip(),
        author_id=actor.person,
        author_name=actor.name,
        created_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # the id is taken, or the plan has one already
        raise NotFound from error
    if said.outcome != WithoutOutcome.NOT_SENT:
        _put_away(actor, plan, said.outcome)
        for notice in notices_of(actor, cpr_hashes(number.number)):
            close_without_plan(actor, notice)
    return row


def _who(said: Said, plan: Plan | None) -> tuple[cpr.CivilNumber, str, UUID | None]:
    """(number, name, home municipality); the plan's own where it has them."""
    typed, name, home = said.cpr, said.citizen_name.strip(), said.home_municipality_id
    if plan is not None:
        version = version_of(plan)
        typed, name, home = cpr_of(version) or typed, version.citizen_name or name, version.home_municipality_id or home
    wrong = [] if name else [("citizen_name", "Skriv patientens navn.")]
    if not typed:
        raise Refused([("cpr", "Skriv patientens CPR-nummer."), *wrong])
    try:
        number = cpr.parse(typed)
    except cpr.CprError as error:
        raise Refused([("cpr", str(error)), *wrong]) from error
    if wrong:
        raise Refused(wrong)
    return number, name, home


def _offered(outcome: WithoutOutcome, plan: Plan | None) -> tuple[ToldWithout, ...]:
    """What may be ticked. Raises Refused when the outcome does not fit the plan."""
    if outcome == WithoutOutcome.NOT_SENT:
        refused = refused_by(plan) if plan else frozenset()
        if plan is None or plan.state not in (PlanState.DRAFT, PlanState.SENT) or not refused:
            raise Refused("Det gælder kun en plan, hvor patienten har sagt nej til kommunen eller egen læge under samtykke.")
        return offered(outcome, municipality_refused=ConsentKind.MUNICIPALITY in refused, gp_refused=ConsentKind.GP in refused)
    if plan is not None and plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt. Træk den tilbage, hvis den ikke længere gælder.")
    if plan is not None and (plan.put_away_at is not None or recorded_for(plan) is not None):
        raise Refused("Det er allerede registreret, at vurderingen endte uden plan.")
    return offered(outcome)


def _wrong(said: Said, may: Sequence[ToldWithout], told: Sequence[ToldWithout]) -> list[tuple[str, str]]:
    found = []
    for name, day in (("assessed_on", said.assessed_on), ("told_on", said.told_on)):
        if day is None:
            found.append((name, "Skriv en dato, fx 24.05.2022."))
        elif day > clock.today():
            found.append((name, "Datoen ligger i fremtiden. Registrér det, når det er sket."))
    if not said.assessed_by.strip():
        found.append(("assessed_by", "Skriv, hvem der har vurderet behovet."))
    if not said.told_note.strip():
        missing = untold(said.outcome, may, told)
        if missing:
            found.append(("told", f"Patienten skal have at vide, {missing[0].label}. Sæt kryds, eller skriv i bemærkningen, hvorfor ikke."))
        elif not told:
            found.append(("told", "Sæt kryds ved det, patienten har fået at vide, eller skriv det i bemærkningen."))
    return found


def _put_away(actor: Actor, plan: Plan | None, outcome: WithoutOutcome) -> None:
    """The draft is kept and leaves the lists; nothing is deleted."""
    if plan is None:
        return
    plan.put_away_at = plan.changed_at = clock.now()
    plan.save(update_fields=["put_away_at", "changed_at"])
    plan_event(actor, plan, PUT_AWAY, plan.state, outcome=outcome)
    end_unsent(plan.organisation_id, plan.id)


def take_up(actor: Actor, record_id: UUID) -> Plan:
    """The patient has changed mind: the draft is a draft again, and the record stays with who took it back and when.

    Raises NotFound, Refused.
    """
    actor.must(Verb.WRITE_PLAN)
    row = without_visible_to(actor).filter(id=record_id, plan__isnull=False).first()
    if row is None or row.plan_id is None:
        raise NotFound
    plan = locked_plan(actor, row.plan_id)
    if plan.put_away_at is None or row.undone_at is not None:
        raise Refused("Kladden er allerede taget op igen, eller der var ingen.")
    row.undone_at, row.undone_by_name = clock.now(), actor.name
    row.save(update_fields=["undone_at", "undone_by_name"])
    plan.put_away_at, plan.changed_at = None, clock.now()
    plan.save(update_fields=["put_away_at", "changed_at"])
    plan_event(actor, plan, TAKE_UP, plan.state)
    watch_draft(plan)
    return plan
