"""Earlier plans of the same patient at the same hospital, found by the CPR number of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.prepared import Asked, Prepared
from gop.enums import PlanState
from gop.models import Plan, PlanEvent, PlanVersion
from gop.selectors.plans import plans_visible_to, version_of

MOST = 5
EARLIER = "earlier"  # the field of the refusal that asks for it
ASK_FIRST = "Patienten har en plan, der gælder. Svar på, om den nye plan handler om det samme problem."
BESIDE = "uafhaengigt"  # the event of a draft whose author has said that it stands beside an earlier plan


@dataclass(frozen=True)
class Part:
    """What can be fetched together: never consents, dates or type. `names` stand on the version or the address."""

    key: str
    label: str
    names: tuple[str, ...]
    usual: bool = True


PARTS: tuple[Part, ...] = (
    Part(
        "hvor",
        "Navn, bopælskommune, adresse, telefon og pårørende",
        ("citizen_name", "home_municipality_id", "street", "postcode", "city", "phone", "email", "convene_at", "relatives"),
    ),
    Part("behov", "Tolk, kørestol, kørsel og praktisk", ("interpreter", "wheelchair", "transport_need", "practical", "safety")),
    Part("laege", "Egen læge, skole og kontaktperson", ("gp_name", "gp_number", "school_contact", "municipal_contact_person")),
    Part(
        "foer",
        "Det, patienten kunne før (krop, aktivitet og omgivelser)",
        ("body_before", "functioning_before", "surroundings_before"),
        usual=False,
    ),
)


@dataclass(frozen=True)
class Earlier:
    """`in_force`: the patient has it now. Its `version` is the one in force or the last."""

    plan: Plan
    version: PlanVersion

    @property
    def in_force(self) -> bool:
        return self.plan.state == PlanState.SENT


def earlier_of(actor: Actor, plan: Plan) -> list[Plan]:
    """Sent plans of the same patient that the actor may see, newest first."""
    if plan.cpr_hash is None:
        return []
    return _earlier.objects(actor, bytes(plan.cpr_hash), plan.id)


def _earlier_than(actor: Actor, cpr_hash: bytes, plan_id: UUID) -> QuerySet[Plan]:
    rows = plans_visible_to(actor).filter(cpr_hash=cpr_hash).exclude(state=PlanState.DRAFT).exclude(id=plan_id)
    return rows.select_related("department").defer("marks").order_by("-sent_at", "-id")[:MOST]


_earlier = Prepared(_earlier_than)


def ask_earlier(actor: Actor, plan: Plan, cpr_hash: bytes) -> Asked:
    return _earlier, (actor, cpr_hash, plan.id)


_answered = Prepared(lambda plan_id: PlanEvent.objects.filter(plan_id=plan_id, action=BESIDE).values_list("data"))


def earlier_plan(actor: Actor, plan: Plan, earlier_id: UUID) -> Earlier | None:
    """One of them, with what it says."""
    found = next((one for one in earlier_of(actor, plan) if one.id == earlier_id), None)
    return Earlier(found, version_of(found)) if found else None


def unanswered(actor: Actor, plan: Plan) -> list[Plan]:
    """Plans in force whose place beside this draft nobody has said yet; none once the draft replaces one."""
    if plan.replaces_id is not None:
        return []
    in_force = [one for one in earlier_of(actor, plan) if one.state == PlanState.SENT]
    if not in_force:
        return []
    answered = {data.get("earlier") for (data,) in _answered.rows(plan.id)}
    return [one for one in in_force if str(one.id) not in answered]


@dataclass(frozen=True)
class Beside:
    """For the pages of a draft: the newest earlier plan, and those in force whose place beside the draft is still to be said."""

    newest: Plan
    waiting: tuple[Plan, ...] = ()

    @property
    def asked(self) -> bool:
        return bool(self.waiting)


def beside(actor: Actor, plan: Plan) -> Beside | None:
    """None for a patient without an earlier plan here."""
    found = earlier_of(actor, plan)
    if not found:
        return None
    in_force = any(one.state == PlanState.SENT for one in found)
    return Beside(found[0], tuple(unanswered(actor, plan)) if in_force else ())


def empty_in(version: PlanVersion, names: tuple[str, ...]) -> list[str]:
    """Those of the answers that the draft does not have yet."""
    return [name for name in names if not said(version, name)]


def said(version: PlanVersion, name: str) -> object:
    return getattr(version, name) if hasattr(version, name) else getattr(version.address, name)


def fetched(earlier: PlanVersion, names: list[str]) -> Mapping[str, object]:
    """What the earlier plan says of them, as `save_step` takes it."""
    return {name: value for name in names if (value := said(earlier, name))}
