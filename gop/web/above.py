"""The rows above the inbox."""

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.danish import day_date
from accounts.enums import Verb
from accounts.prepared import Asked
from deadlines.selectors import ask_unseen
from deadlines.words import in_days
from gop.enums import NoticeState, Told
from gop.selectors.assignments import waiting_for_answer
from gop.selectors.case_letters import ask_waits, waits
from gop.selectors.correspondence import ask_received_letters, received_letters
from gop.selectors.meetings import ask_coming
from gop.selectors.notices import above_inbox, ask_above_inbox
from gop.selectors.told_ahead import ask_unread_ahead
from gop.web.ahead_line import ahead_line
from gop.web.meeting_panels import above_cases
from gop.web.notice_facts import FOLLOWS_TEXT
from gop.web.presenters import age
from municipalities.agreement_selectors import reviews_due


def above(actor: Actor, today: date) -> dict[str, Any]:
    """Notices under one line that opens, letters that wait for a reader or an answer, and what was told ahead. Eight queries at most."""
    notices = above_inbox(actor, today)
    waiting = [one for one in notices if one.state == NoticeState.NOTIFIED]
    return {
        "ahead": ahead_line(actor, today),
        "notified": [_row(one, today) for one in notices],
        "notified_text": _summary(len(waiting), next((one.discharge_date for one in waiting if one.discharge_date), None), today),
        "letters": [_letter(one) for one in received_letters(actor)],
        "meetings": above_cases(actor, today),
        "to_post": waits(actor) if actor.may(Verb.INFORM) else 0,
        "reviews": reviews_due(actor),
        "gives": actor.may(Verb.ASSIGN),
        "given_here": waiting_for_answer(actor),
    }


def asked_above(actor: Actor, today: date) -> list[Asked]:
    """Most of what `above` asks, and the number of alerts beside it."""
    asked = [*ask_above_inbox(actor, today), ask_received_letters(actor), ask_coming(actor, today)]
    if actor.may(Verb.READ_NOTICES_AHEAD):
        asked.append(ask_unread_ahead(actor))
    if actor.may(Verb.INFORM):
        asked.append(ask_waits(actor))
    return [*asked, ask_unseen(actor)] if actor.may(Verb.READ_ALERTS) else asked


def _summary(count: int, first: date | None, today: date) -> str:
    """'Varslet: 3 borgere, den første udskrives i morgen'"""
    if not count:
        return "Varslet: ingen venter, men en varsling er afsluttet"
    people = "1 borger" if count == 1 else f"{count} borgere"
    if first is None:
        return f"Varslet: {people}"
    leaves = "skulle være udskrevet" if first < today else "udskrives"
    return f"Varslet: {people}, den første {leaves} {in_days(first, today)}"


def _row(notice: Any, today: date) -> dict[str, Any]:
    day = notice.discharge_date
    return {
        "url": reverse("gop:notice", args=[notice.id]),
        "name": notice.citizen_name,
        "age": age(notice.birth_date, today),
        "discharge": f"{day_date(day)}, {in_days(day, today)}" if day else "Kendes ikke",
        "operation": notice.operation_text or notice.diagnosis_text or "–",
        "follows": FOLLOWS_TEXT[Told(notice.follows)] if notice.state == NoticeState.NOTIFIED else NoticeState(notice.state).label,
        "gone": notice.state != NoticeState.NOTIFIED,
        "sender": notice.sender_name,
    }


def _letter(letter: Any) -> dict[str, Any]:
    asked = letter.feedback_wanted and letter.answered_at is None
    return {
        "url": reverse("gop:letter", args=[letter.id]),
        "name": letter.citizen_name,
        "subject": letter.subject,
        "sender": letter.sender_name,
        "state": "Afventer svar" if asked else "Ikke læst",
        "received_at": letter.received_at,
    }
