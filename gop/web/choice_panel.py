"""Free choice first on the case: the right the moment the rules give it, the letter, whom the citizen may choose, and the answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import day_date, long_date, short_moment
from accounts.enums import Verb
from deadlines.selectors import rules_in_force
from gop.enums import CaseAction, CaseKind, ChoiceAnswer, GuidanceHow, LetterChannel, LetterKind, LetterState
from gop.rules.course import Choices
from gop.selectors.case_letters import kinds_for, letters_of
from gop.selectors.choice import provider_chosen
from gop.selectors.course import choices_for, course
from gop.selectors.letter_facts import is_child
from gop.web.choice_providers import assign_address, providers_of
from gop.web.choice_words import UNANSWERED
from municipalities.neighbours import nearest

if TYPE_CHECKING:
    from gop.models import Case, CaseEvent, CaseLetter

NEIGHBOURS, SHOWN = 12, 50


def choice_panel(actor: Actor, case: "Case", events: Sequence["CaseEvent"]) -> dict[str, Any] | None:
    """While the right stands unanswered, and when a provider has been chosen and not been asked; else None, without a query."""
    if case.kind != CaseKind.TREATMENT or case.ended_at or case.first_meeting_on or case.offer_by is None:
        return None
    if provider_chosen(case):
        return None if case.assigned_to else _chosen(actor, case)
    found = None if case.choice_answer else course(case, None, events)
    choices = choices_for(found, clock.now(), rules_in_force()) if found else None
    if choices is None or not choices.decision.allowed:
        return None
    return {
        "heading": f"Udvidet frit valg gælder fra {long_date(choices.decision.from_date)}" if choices.decision.from_date else "",
        "why": _why(choices),
        "unanswered": UNANSWERED,
        "guided": guided_text(events),
        "letter": _letter(actor, case),
        "found": providers_of(actor, case, extended=True),
        "proof_url": reverse("gop:choice_proof", args=[case.id]),
        "all_url": reverse("gop:choosable", args=[case.id]),
    }


def _why(choices: Choices) -> str:
    passed = choices.offer_by is not None and choices.offer_by < clock.today()
    by = f" Fristen {'var' if passed else 'er'} {long_date(choices.offer_by)}." if choices.offer_by else ""
    assumed = " Antagelse: ingen kilde afgør dette for planen." if choices.assumption else ""
    return f"{choices.decision.reason} ({choices.decision.legal_basis}).{by}{assumed}"


def guided_text(events: Sequence["CaseEvent"]) -> str:
    """Who guided, how and when, last; events newest first."""
    last = max((event for event in events if event.action == CaseAction.GUIDE), key=lambda one: one.at, default=None)
    if last is None:
        return "Der er ikke registreret vejledning om frit valg endnu."
    said = ", befordring sagt først" if last.data.get("transport_said") else ""
    return f"Vejledt af {last.by_name}, {GuidanceHow(last.data['how']).label.lower()}, {short_moment(last.at)}{said}."


def _letter(actor: Actor, case: "Case") -> dict[str, Any]:
    """The last letter about the right, and how to write one. One query."""
    last = next((one for one in letters_of(case) if one.kind == LetterKind.EXTENDED_CHOICE), None)
    may = actor.may(Verb.INFORM) and LetterKind.EXTENDED_CHOICE in kinds_for(case)
    stands = last is not None and last.state not in (LetterState.STOPPED, LetterState.REFUSED)
    paper = is_child(case, clock.today()) or case.digital_post_exempt is True
    return {
        "state": _state(last) if last else "Borgeren har ikke fået brevet om retten.",
        "send_url": reverse("gop:send_letter", args=[case.id]) if may and not stands else "",
        "draft_url": f"{reverse('gop:letter_draft', args=[case.id])}?{urlencode({'om': LetterKind.EXTENDED_CHOICE})}" if may else "",
        "kind": LetterKind.EXTENDED_CHOICE.value,
        "channel": (LetterChannel.PAPER if paper else LetterChannel.DIGITAL_POST).value,
        "channel_text": "På papir" if paper else "Med Digital Post",
    }


def _state(letter: "CaseLetter") -> str:
    when = (letter.delivered_at and day_date(local(letter.delivered_at).date())) or (letter.posted_on and day_date(letter.posted_on)) or ""
    return f"Brevet om retten: {LetterState(letter.state).label.lower()}{f' {when}' if when else ''}."


def _chosen(actor: Actor, case: "Case") -> dict[str, Any]:
    """The citizen has chosen: what is left is to ask the provider."""
    name, address = case.choice_provider_name or "en leverandør", assign_address(actor, case)
    if address and case.choice_provider_id:
        address = f"{address}?{urlencode({'udfoerer': str(case.choice_provider_id)})}"
    on = f" {long_date(case.choice_answered_on)}" if case.choice_answered_on else ""
    return {
        "heading": f"Borgeren har valgt {name}",
        "why": f"{ChoiceAnswer(case.choice_answer).label}{on}. Opgaven er ikke sendt endnu.",
        "assign_url": address,
        "name": name,
        "proof_url": reverse("gop:choice_proof", args=[case.id]),
    }


def choosable_page(actor: Actor, case: "Case", *, everybody: bool = False) -> dict[str, Any]:
    """For gop/choice_choosable.html: both rights, with the nearest municipalities. `everybody`: also the providers far away."""
    found = course(case)
    choices = choices_for(found, clock.now(), rules_in_force()) if found else None
    extended = choices is not None and choices.decision.allowed
    return {
        "case": case,
        "crumbs": [
            {"text": "Sager", "url": reverse("gop:inbox")},
            {"text": case.citizen_name, "url": reverse("gop:case", args=[case.id])},
            {"text": "Hvem borgeren kan vælge", "url": ""},
        ],
        "extended": extended,
        "why": _why(choices) if choices else "",
        "found": providers_of(actor, case, extended=extended, most=None if everybody else SHOWN),
        "others": nearest(case.home_municipality_id or case.organisation_id, clock.today(), NEIGHBOURS),
        "assign_url": assign_address(actor, case),
    }
