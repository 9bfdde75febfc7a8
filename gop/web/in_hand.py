"""Forløbet: goals, contacts and documents of a case, on a page of its own and in a panel on the case's."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.urls import reverse

from accounts.actor import Actor
from accounts.danish import day_date, long_date, short_moment
from accounts.enums import Verb
from gop.cpr import age_on
from gop.enums import CaseAction, CaseKind, CaseState, ContactForm, ContactState, DocumentKind, GoalCodes, GoalReached, OtherLaw
from gop.rules import case_actions
from gop.selectors.documents import DELIVERED, asked_for_closing
from gop.selectors.in_hand import contacts_on, counts_of, documents_of, goals_on
from gop.selectors.plans import ADULT
from gop.web.forms import VerbForm, typed
from gop.web.in_hand_forms import GoalForm, OneContactForm, ReachedForm, SettleForm

if TYPE_CHECKING:
    from gop.models import Case, CaseContact, CaseDocument, Goal, PlanVersion

Bound = tuple[str, VerbForm] | None
TONE = {
    ContactState.PLANNED: "info",
    ContactState.HELD: "success",
    ContactState.MISSED: "warning",
    ContactState.CANCELLED_CITIZEN: "",
    ContactState.CANCELLED_US: "",
}
REACHED_TONE = {GoalReached.YES: "success", GoalReached.PARTLY: "info", GoalReached.NO: "warning"}
MISSED_TWICE = "Borgeren er udeblevet de seneste to gange. Ring, før I planlægger flere."


def _may(case: "Case", actor: Actor, verb: Verb, action: CaseAction) -> bool:
    return actor.may(verb) and action in case_actions(CaseState(case.state), CaseKind(case.kind))


def person_of(case: "Case") -> str:
    return "patienten" if case.department_id else "borgeren"


def context_of(actor: Actor, case: "Case", bound: Bound = None, copy: str = "") -> dict[str, Any]:
    """The page's own; `bound`: a form that was refused or searches, by its name; `copy`: the contact to copy."""
    goals, contacts, documents = goals_on(case), contacts_on(case), documents_of(case)
    sets_goals = _may(case, actor, Verb.SET_GOALS, CaseAction.SET_GOALS)
    meets = _may(case, actor, Verb.HOLD_MEETING, CaseAction.CONTACT)
    writes = _may(case, actor, Verb.CLOSING_STATUS, CaseAction.DOCUMENT)
    open_goals = [
        _open_goal(goal, case, bound, number) if sets_goals else _goal(goal)
        for number, goal in enumerate((one for one in goals if one.closed_on is None), 1)
    ]
    counts = counts_of(contacts)
    shown = {"maal": sets_goals, "kontakt": meets}
    shown |= {f"{what}-{goal['id']}": sets_goals for goal in open_goals for what in ("luk", "ret")}
    shown |= {f"blev-{one.id}": meets and one.state == ContactState.PLANNED for one in contacts}
    goal_form = _form("maal", bound, partial(GoalForm, case, "maal")) if sets_goals else None
    contact_form = _form("kontakt", bound, partial(_contact_form, case, contacts, copy)) if meets else None
    return {
        "case": case,
        "person": person_of(case),
        "goals": open_goals,
        "closed_goals": [_goal(goal) for goal in goals if goal.closed_on is not None],
        "goal_form": goal_form,
        "new_goal": {"form": goal_form},
        "goal_open": not goals or (bound is not None and bound[0] == "maal"),
        "counts": counts,
        "counted": counted(counts),
        "missed_twice": MISSED_TWICE.replace("Borgeren", person_of(case).capitalize()) if counts.missed_twice else "",
        "contacts": [_contact(one, case, bound, meets=meets) for one in contacts],
        "contact_form": contact_form,
        "new_contact": {"form": contact_form},
        "copy_id": str(contacts[0].id) if contacts and meets else "",
        "documents": [document_row(one) for one in documents],
        "lost": typed(bound[1]) if bound and not shown.get(bound[0]) else [],
        "writes": [(kind.value, kind.label) for kind in kinds_for(case)] if writes else [],
    }


def _form(name: str, bound: Bound, make: Callable[[], VerbForm]) -> VerbForm:
    return bound[1] if bound and bound[0] == name else make()


def _contact_form(case: "Case", contacts: "list[CaseContact]", copy: str) -> OneContactForm:
    form = OneContactForm(case, "kontakt")
    last = next((one for one in contacts if str(one.id) == copy), None)
    if last is not None:
        form.copy_of(last)
    return form


def kinds_for(case: "Case") -> list[DocumentKind]:
    """What may be written now: before a control while the course runs, and the child's own form for a child."""
    before = [] if case.ended_at else [DocumentKind.CHILD_STATUS if is_child(case) else DocumentKind.STATUS]
    return [*before, DocumentKind.CLOSING_STATUS, DocumentKind.GP_SUMMARY]


def is_child(case: "Case") -> bool:
    """By the age on day 0, as the pathway has it; unknown counts as grown up."""
    if case.birth_date is None:
        return False
    return age_on(case.birth_date, case.day_zero or case.received_at.date()) < ADULT


def counted(counts: Any) -> str:
    """'3 holdt, 1 udeblivelse, 1 planlagt'."""
    missed = f"{counts.missed} {'udeblivelse' if counts.missed == 1 else 'udeblivelser'}" if counts.missed else ""
    planned = f"{counts.planned} planlagt" if counts.planned else ""
    return ", ".join(part for part in (f"{counts.held} holdt", missed, planned) if part)


def _goal(goal: "Goal") -> dict[str, Any]:
    of = f"{GoalCodes(goal.code_list).label}: {goal.code_text}" if goal.code else ""
    aim = f"skal være nået {long_date(goal.target_on)}" if goal.target_on else ""
    reached = GoalReached(goal.reached).label if goal.reached else "Lukket" if goal.closed_on else ""
    return {
        "id": goal.id,
        "text": goal.text,
        "of": of,
        "when": ", ".join(part for part in (f"Aftalt {long_date(goal.agreed_on)} af {goal.by_name}", aim) if part),
        "reached": reached,
        "tone": REACHED_TONE.get(GoalReached(goal.reached), "") if goal.reached else "",
        "closed": long_date(goal.closed_on) if goal.closed_on else "",
        "note": goal.note,
    }


def _open_goal(goal: "Goal", case: "Case", bound: Bound, number: int) -> dict[str, Any]:
    close, change = f"luk-{goal.id}", f"ret-{goal.id}"
    return _goal(goal) | {
        "close": {"form": _form(close, bound, partial(ReachedForm, case, close)), "open": bool(bound and bound[0] == close)},
        "change": {
            "form": _form(change, bound, partial(_change_form, goal, case, change, number)),
            "open": bool(bound and bound[0] == change),
        },
    }


def _change_form(goal: "Goal", case: "Case", name: str, number: int) -> GoalForm:
    form = GoalForm(case, name)
    form.of_goal(goal, number)
    return form


def _contact(contact: "CaseContact", case: "Case", bound: Bound, *, meets: bool) -> dict[str, Any]:
    name, planned = f"blev-{contact.id}", contact.state == ContactState.PLANNED
    settle = {"form": _form(name, bound, partial(SettleForm, case, name)), "open": bool(bound and bound[0] == name)}
    state = ContactState(contact.state)
    return {
        "id": contact.id,
        "when": short_moment(contact.at),
        "how": ContactForm(contact.form).label,
        "what": contact.code_text,
        "minutes": f"{contact.minutes} min." if contact.minutes else "",
        "state": state.label.replace("Borgeren", person_of(case).capitalize()),
        "tone": TONE[state],
        "note": contact.note,
        "by": contact.by_name,
        "settle": settle if meets and planned else None,
    }


def document_row(row: "CaseDocument") -> dict[str, Any]:
    """Only what reached the hospital's system is called delivered."""
    return {
        "id": row.id,
        "kind": DocumentKind(row.kind).label,
        "made": f"{', '.join(filter(None, [row.by_name, row.from_name]))}, {short_moment(row.sent_at)}",
        "receivers": [
            {
                "name": name,
                "state": "Leveret" if state == DELIVERED else "Afventer afsendelse",
                "tone": "success" if state == DELIVERED else "",
            }
            for _, name, state in row.receivers
        ],
    }


def panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """The course in a few sentences, with a link to the page; nothing before it has been triaged."""
    if case.kind != CaseKind.TREATMENT or case.state == CaseState.RECEIVED:
        return None
    goals, contacts, documents = goals_on(case), contacts_on(case), documents_of(case)
    if case.state not in (CaseState.STARTED, CaseState.ENDED) and not (goals or contacts or documents):
        return None
    counts = counts_of(contacts)
    planned = min((one.at for one in contacts if one.state == ContactState.PLANNED), default=None)
    wanted = (
        asked_for_closing(version) if not any(one.kind == DocumentKind.CLOSING_STATUS and not one.from_name for one in documents) else []
    )
    return {
        "url": reverse("gop:course", args=[case.id]),
        "goals": [_goal(goal) for goal in goals if goal.closed_on is None],
        "closed": sum(goal.closed_on is not None and goal.reached != "" for goal in goals),
        "contacts": counted(counts) if contacts else "",
        "next": short_moment(planned) if planned else "",
        "missed_twice": MISSED_TWICE.replace("Borgeren", person_of(case).capitalize()) if counts.missed_twice and not case.ended_at else "",
        "documents": [document_row(one) for one in documents],
        "wanted": f"Slutstatus er ønsket af {' og '.join(wanted)}."
        if wanted and case.state in (CaseState.STARTED, CaseState.ENDED)
        else "",
        "reached": f"Målet med forløbet: {GoalReached(case.goal_reached).label.lower()}." if case.goal_reached else "",
        "follows": f"Derefter følger {OtherLaw(case.other_law).label.lower()}." if case.other_law else "",
    }


def call_panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """The author wants to be called by whoever trains the citizen."""
    if case.contact_wanted_at is None or case.ended_at is not None:
        return None
    about = version.contact_wanted_about.strip() if version else ""
    called = f"I har ringet {day_date(case.called_back_on)}." if case.called_back_on else ""
    phone = version.author_phone if version else ""
    return {
        "text": f"Sygehuset vil gerne ringes op{f' om {about}' if about else ''}.",
        "who": ", ".join(part for part in (version.author_name, version.department_name, phone and f"tlf. {phone}") if part)
        if version
        else "",
        "called": called,
    }


def new_row_id(form: VerbForm) -> Any:
    """The id the form brought, so that a form sent twice makes one row."""
    return form.cleaned_data.get("row") or uuid4()
