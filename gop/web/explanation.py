"""Hvorfor disse datoer? The clocks and the free choice of a case with their reasons, now or as of a past moment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts import clock
from accounts.clock import local
from accounts.danish import long_date, long_moment, short_moment
from deadlines.enums import StartReason
from deadlines.rules import why_no_clock
from deadlines.selectors import rules_in_force
from deadlines.words import words
from gop.enums import BreachCause, CaseAction, CaseKind, HoldReason
from gop.rules.course import Choices, Course, explain
from gop.selectors.cases import case_events
from gop.selectors.causes import causes_of
from gop.selectors.course import choices_for, clocks_at, course
from gop.web.clocks import TONES
from gop.web.timeline import timeline

if TYPE_CHECKING:
    from deadlines.rules import Clock
    from gop.models import Case, CaseEvent


def why_page(case: "Case", at: datetime | None) -> dict[str, Any]:
    """As the case stood at the aware moment `at`; None: as it stands now."""
    events = case_events(case)
    moment = at or clock.now()
    found = course(case, moment, events)
    return {
        "case": case,
        "crumbs": [
            {"text": "Sager", "url": reverse("gop:inbox")},
            {"text": case.citizen_name, "url": reverse("gop:case", args=[case.id])},
            {"text": "Hvorfor disse datoer?", "url": ""},
        ],
        **looked_from(reverse("gop:why", args=[case.id]), at, (event.at for event in events)),
        "unknown": "Sagen var ikke modtaget endnu.",
        "events": timeline([event for event in events if event.at <= moment], "patienten" if case.department_id else "borgeren"),
        **(_known(case, found, moment, _cause(case, events, moment)) if found else {}),
    }


def _cause(case: "Case", events: Sequence["CaseEvent"], moment: datetime) -> list[dict[str, str]]:
    """Why a deadline was broken, as a person said it by then; before that, what the record points to on that day."""
    said = [event for event in events if event.action == CaseAction.SET_CAUSE and event.at <= moment]
    if said:
        last = max(said, key=lambda event: event.at)
        return [{"label": "Årsag til overskridelsen", "value": f"{BreachCause(last.data['cause']).label}, angivet af {last.by_name}"}]
    grounds = causes_of(case, clock.today()).values() if moment >= max(event.at for event in events) else ()
    return [{"label": "Årsag til overskridelsen", "value": f"Ikke angivet. {' '.join(grounds)}"}] if grounds else []


def _known(case: "Case", found: Course, moment: datetime, cause: list[dict[str, str]]) -> dict[str, Any]:
    day = local(moment).date()
    law = rules_in_force()
    return {
        "known": True,
        "facts": [*_facts(found), *cause],
        "clocks": [explained_clock(one, day) for one in clocks_at(case, found, law)],
        "no_clock": why_no_clock(law, found.plan_type, found.now.day_zero) if found.handles and found.now.day_zero else "",
        "choice": choice_of(found, choices_for(found, moment, law)) if case.kind == CaseKind.TREATMENT else None,
    }


def choice_of(found: Course, choices: Choices) -> dict[str, Any]:
    """The decision in a line, and its sentences."""
    decision = choices.decision
    since = f" fra {long_date(decision.from_date)}" if decision.from_date else ""
    return {
        "allowed": decision.allowed,
        "text": f"Gælder{since}" if decision.allowed else "Gælder ikke",
        "reason": decision.reason,
        "sentences": explain(found, choices),
    }


def looked_from(url: str, at: datetime | None, moments: Iterable[datetime]) -> dict[str, Any]:
    """The page's own address, the moment it shows, and the moments that something happened, newest first."""
    return {
        "here": url,
        "at": local(at).strftime("%Y-%m-%dT%H:%M") if at else "",
        "as_of": f"Sådan stod det {long_moment(at)}." if at else "Sådan står det nu.",
        "moments": [{"at": local(one).strftime("%Y-%m-%dT%H:%M:%S.%f"), "text": short_moment(one)} for one in moments],
    }


def explained_clock(one: "Clock", day: date) -> dict[str, Any]:
    said = words(one, day, one.stopped_on)
    return {
        "kind_label": one.kind.label,
        "due_text": f"senest {long_date(one.due_on)}",
        "words": said.text,
        "tone": TONES[said.tone],
        "preliminary": one.preliminary,
        "sentences": [*one.basis, f"Varslet går {long_moment(one.warn_at)}. Fristen er overskredet fra {long_moment(one.breach_at)}."],
    }


def _facts(found: Course) -> list[dict[str, str]]:
    now, offer = found.now, found.offer
    day_zero = f"{long_date(now.day_zero)}{' (forventet)' if now.expected else ''}" if now.day_zero else "Afventer udskrivning"
    rows = (
        ("Dag 0", day_zero),
        ("Planens egen start", _starts(now.earliest, now.latest, now.reason)),
        ("Tilbudt første møde", long_date(offer.meeting_on) if offer else "Intet tilbud gælder"),
        ("Besked til borgeren", long_date(found.informed_on) if found.informed_on else ""),
        ("Besked om, at start ikke kan tilbydes", long_date(found.told_none_on) if found.told_none_on else ""),
        ("Første møde holdt", long_date(found.first_meeting_on) if found.first_meeting_on else ""),
        ("Borgerens svar", found.answers[-1][1].label if found.answers else ""),
        ("På pause", HoldReason(found.paused).label if found.paused else ""),
        ("Afsluttet", long_moment(found.ended_at) if found.ended_at else ""),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def _starts(earliest: date | None, latest: date | None, reason: str) -> str:
    parts: Sequence[str] = [
        f"tidligst {long_date(earliest)}" if earliest else "",
        f"senest {long_date(latest)}" if latest else "",
        StartReason(reason).label.lower() if reason else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]
