"""Everything the case page shows, gathered once: constant in queries, whatever the case."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.danish import long_date, long_moment
from accounts.enums import OrganisationKind
from accounts.selectors import colleagues, names_of
from deadlines.enums import DeadlineKind
from deadlines.selectors import current_deadlines, rules_in_force, superseded_deadlines
from gop.enums import CaseAction, CaseKind, CaseState, GeneralLevel, PlanType
from gop.selectors.cases import case_events, consents_for, offers_of, version_for
from gop.selectors.course import choices_for, course
from gop.selectors.whom_to_call import contacts_on
from gop.services.cases import MAY_OWN
from gop.web import forms
from gop.web.attachments import attachments_of
from gop.web.case_facts import facts_of, notes_of
from gop.web.changes import beside, changes_of
from gop.web.choice_panel import choice_panel
from gop.web.clocks import on_page
from gop.web.explanation import choice_of
from gop.web.goals import goal_rows, no_clock_note
from gop.web.level_history import level_history
from gop.web.moves import former_rows
from gop.web.moves import notes as move_notes
from gop.web.notice_facts import noticed
from gop.web.offer_rows import offer_row
from gop.web.panels import panels_of
from gop.web.plan_view import plan_sections
from gop.web.presenters import age, state_text
from gop.web.step import Step
from gop.web.step_texts import text_of
from gop.web.steps import next_step, other_steps, possible
from gop.web.timeline import timeline, untold
from gop.web.timeline_letters import letter_notes, under_way
from municipalities.selectors import teams_of

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent

Places = list[tuple[str, str]]


def form_for(step: Step, actor: Actor, case: "Case", data: Any = None, towns: Callable[[], Places] | None = None) -> forms.VerbForm:
    """The verb's form, bound to what was typed when there is any. `towns`: the other municipalities, where they have been read."""
    towns = towns or partial(_municipalities, actor)
    people: list[tuple[str, str]] = []
    places: Places = []
    if step.name == "overdrag":
        people = [(f"team:{team.id}", f"Team: {team.name}") for team in teams_of(actor) if team.id != case.team_id or case.owner_id]
        people += [(str(user), f"{name}, {role.label.lower()}") for user, name, role in colleagues(actor, MAY_OWN) if user != case.owner_id]
    if step.name in ("svar", "videresend", "returner"):
        places = towns()
    return step.form(case, step.name, data, people, places, partial(step.known, actor, case) if step.known else None)


def _municipalities(actor: Actor) -> Places:
    """The other municipalities: (id, name)."""
    return [(str(key), name) for key, name in names_of(OrganisationKind.MUNICIPALITY) if key != actor.organisation]


def page_of(actor: Actor, case: "Case", bound: tuple[Step, forms.VerbForm] | None = None) -> dict[str, Any]:
    """`bound`: a verb that was refused, with what was typed."""
    today, events = clock.today(), case_events(case)
    must_tell = untold(case, events) and not under_way(events)
    chosen = next_step(case, actor, untold=must_tell)
    shown = partial(_shown, case=case, actor=actor, bound=bound, towns=cache(partial(_municipalities, actor)))
    version, offers, rows = version_for(case), offers_of(case), current_deadlines(actor, case.id)
    person = "patienten" if case.department_id else "borgeren"
    return {
        "case": case,
        "person": person,
        "seen": clock.now().isoformat(),
        "crumbs": [{"text": "Sager", "url": reverse("gop:inbox")}, {"text": case.citizen_name, "url": ""}],
        "facts": facts_of(case, version, events),
        "age": age(case.birth_date, today),
        "state": state_text(case),
        "clocks": [on_page(case, row, today) for row in rows],
        "former_clocks": [f"{DeadlineKind(row.kind).label} senest {long_date(row.due_on)}" for row in superseded_deadlines(actor, case.id)],
        "former": former_rows(case, events),
        "notes": [*move_notes(case, events), *letter_notes(events), *notes_of(case), *filter(None, [no_clock_note(case, rows)])],
        "goals": goal_rows(case, offers, today),
        "changes": changes_of(case, events),
        "beside": [*beside(events), *noticed(case)],
        "next": shown(chosen, text=next_text(case, chosen, must_tell)) if chosen else None,
        "others": [
            {"heading": heading, "steps": [shown(step, text=next_text(case, step, must_tell)) for step in steps]}
            for heading, steps in other_steps(case, actor, chosen)
        ],
        "lost": forms.typed(bound[1]) if bound and not possible(bound[0], case, actor) else [],
        "version": version,
        "sections": plan_sections(version, getattr(version, "address", None), consents_for(case), contacts_on(version, today))
        if version
        else [],
        "attachments": attachments_of(case) if version else [],
        "offers": [offer_row(row) for row in offers],
        "levels": level_history(events),
        "events": timeline(events, person),
        "choice": _choice(case, events),
        "choice_panel": choice_panel(actor, case, events),
    } | panels_of(actor, case, version)


def _choice(case: "Case", events: Sequence["CaseEvent"]) -> dict[str, Any] | None:
    """Extended choice as it stands, for a case that is handled here and has a clock for the offer."""
    found = course(case, None, events) if case.offer_by else None
    return choice_of(found, choices_for(found, clock.now(), rules_in_force())) if found else None


def _shown(
    step: Step, *, case: "Case", actor: Actor, bound: tuple[Step, forms.VerbForm] | None, towns: Callable[[], Places], text: str
) -> dict[str, Any]:
    returned = bound is not None and bound[0] is step
    return {
        "name": step.name,
        "url": reverse(f"gop:{step.route}", args=[case.id]),
        "label": label_of(step, case),
        "form": bound[1] if bound is not None and returned else form_for(step, actor, case, towns=towns),
        "open": returned,
        "text": text,
        "template": step.template,
    }


def label_of(step: Step, case: "Case") -> str:
    if step.label:
        return step.label
    if step.name == "visiter" and case.state != CaseState.RECEIVED:
        return CaseAction.CHANGE_LEVEL.label
    if step.name == "tilbyd" and case.offer_meeting_at is not None:
        return "Tilbyd et andet tidspunkt"
    if step.name == "indkald" and case.offer_meeting_at is not None:
        return "Indkald til et andet tidspunkt"
    if step.name == "borger-nej":
        return "Registrér afbud eller udeblivelse"
    return step.action.label.replace("borgeren", "patienten") if case.department_id else step.action.label


def next_text(case: "Case", step: Step | None, must_tell: bool) -> str:
    """The one or two sentences a person needs above the form."""
    match step.name if step else "":
        case "kvitter":
            return "Så kan afsenderen se, at planen er set."
        case "tag":
            return f"Ejeren er nu {case.owner_name}." if case.owner_name else "Ejeren får varsler om sagens frister."
        case "visiter" if case.plan_type != PlanType.GENERAL_TRAINING:
            return "Niveau vælges kun for almen genoptræning."
        case "vurder-igen":
            return "Det, der er besluttet, tilbudt og sagt til borgeren, står ved magt. Se, hvad der er ændret. Kræver det et andet niveau eller et andet møde, så ret det først."
        case "besked":
            return _tell_text(case, must_tell)
        case "foerste-moede" if case.offer_meeting_at:
            return f"Aftalt til {long_moment(case.offer_meeting_at)}. Registrér mødet, når det er holdt."
        case "returner":
            return "Planen går tilbage til den afdeling, der sendte den. Borgerens frister ændres ikke."
        case "afslut" if case.kind == CaseKind.INFORMATION:
            return "Sagen er til orientering. Forløbet varetages af en anden myndighed."
    if step and step.text:
        return step.text(case)
    return text_of(step.name, case) if step else ""


def _tell_text(case: "Case", must_tell: bool) -> str:
    if case.offer_meeting_at is None:
        return "Der er endnu ikke tilbudt et første møde. Sæt kryds, hvis borgeren har fået at vide, at der ikke kan tilbydes start i tide."
    level = f" Niveau: {GeneralLevel(case.level).label.lower()}." if case.level else ""
    told = f"Første møde {long_moment(case.offer_meeting_at)}, {case.offer_place}.{level}"
    changed = "Borgeren kender endnu ikke det, der nu gælder. " if must_tell and case.informed_on else ""
    return f"{changed}Borgeren skal have at vide: {told}"
