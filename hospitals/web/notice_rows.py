"""Notices, letters and plans not sent, as Mine planer and their own pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.actor import Actor
from accounts.danish import long_date
from accounts.web.addresses import address_by_id
from deadlines.words import in_days
from gop.enums import CaseAction, CopyTo, NoticeAction, NoticeState, RecipientState, Told
from gop.selectors.correspondence import letters_sent
from gop.selectors.notices import MOST, discharged_without_plan, open_notices, unsent_drafts
from gop.web.meeting_words import told as meeting_told
from gop.web.notice_facts import FOLLOWS_TEXT

FEW = 20  # of those without a plan, until somebody asks for all
STATE_TONE = {NoticeState.NOTIFIED: "info", NoticeState.FOLLOWED: "success", NoticeState.WITHDRAWN: "warning", NoticeState.WITHOUT_PLAN: ""}
HISTORY = {
    NoticeAction.CREATE: "Varslingen blev sendt",
    NoticeAction.CHANGE: "Varslingen blev rettet",
    NoticeAction.WITHDRAW: "Varslingen blev trukket tilbage",
    NoticeAction.WRITE: "Planen blev begyndt",
    NoticeAction.FOLLOW: "Planen blev sendt",
    NoticeAction.CLOSE: "Afsluttet uden plan",
}


def before_discharge(actor: Actor, today: date, every: bool = False) -> dict[str, Any]:
    """Mine planer: who should be discharged by now without a plan sent, the open notices, and letters. Five queries."""
    most = MOST if every else FEW
    late = late_rows(unsent_drafts(actor, today, most + 1), discharged_without_plan(actor, today, most + 1), today)
    return {
        "late": late[:most],
        "late_most": most if len(late) > most else 0,
        "late_more": len(late) > most and not every,
        "notices": [notice_row(one, today) for one in open_notices(actor)],
        "letters": [letter_row(one) for one in letters_sent(actor)[:10]],
    }


def not_sent_text(day: date, today: date) -> str:
    """'Ikke sendt: patienten skulle udskrives i går'"""
    return f"Ikke sendt: patienten skulle udskrives {in_days(day, today)}"


def notice_row(own: Any, today: date) -> dict[str, Any]:
    notice, plan = own.notice, own.plan if own.plan is None or own.plan.put_away_at is None else None
    return {
        "id": notice.id,
        "url": address_by_id("hospitals:notice", notice.id),
        "name": notice.citizen_name,
        "operation": notice.operation_text or notice.diagnosis_text or "–",
        "discharge": notice.discharge_date,
        "today": notice.discharge_date == today,
        "follows": FOLLOWS_TEXT[Told(notice.follows)],
        "municipality": notice.home_municipality.name,
        "may_write": notice.follows != Told.NO or plan is not None,
        "begun": plan is not None,
    }


def late_rows(drafts: Iterable[Any], notices: Iterable[Any], today: date) -> list[dict[str, Any]]:
    """Who should be discharged by now without a plan sent: a draft stands for its notice. Longest first."""
    rows = [(plan.discharge_date, plan.id, _late(plan, address_by_id("hospitals:plan", plan.id), today)) for plan in drafts]
    begun = {plan_id for _, plan_id, _ in rows}
    rows += [
        (one.discharge_date, one.plan_id, _late(one, address_by_id("hospitals:notice", one.id), today))
        for one in notices
        if one.plan_id not in begun
    ]
    return [row for *_, row in sorted(rows, key=lambda row: (row[0], str(row[1])))]


def _late(one: Any, url: str, today: date) -> dict[str, Any]:
    name = one.citizen_name or "Uden navn"
    return {
        "name": name,
        "url": url,
        "text": not_sent_text(one.discharge_date, today),
        "author": one.author_name,
        "department": one.department.name,
    }


def history(events: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"when": one.at, "who": one.by_name, **_event(one)} for one in events]


def _event(one: Any) -> dict[str, str]:
    if one.action == CaseAction.MEETING:
        title, text = meeting_told(one.data)
        return {"title": title, "text": text}
    return {"title": HISTORY[NoticeAction(one.action)], "text": _said(one.data)}


def _said(data: dict[str, Any]) -> str:
    if "discharge_date" in data:
        day = data["discharge_date"]
        return f"Forventet udskrivning {long_date(date.fromisoformat(day))}." if day else "Den forventede udskrivning er aflyst."
    return str(data.get("reason", ""))


def letter_row(letter: Any) -> dict[str, Any]:
    waits = "Afventer tilbagemelding" if letter.feedback_wanted else "Sendt"
    return {
        "url": address_by_id("hospitals:correspondence", letter.id),
        "name": letter.citizen_name,
        "municipality": letter.home_municipality.name,
        "sent_at": letter.sent_at,
        "state": "Besvaret" if letter.answered_at else waits,
        "tone": "success" if letter.answered_at else "",
    }


def copy_rows(letter: Any) -> list[dict[str, str]]:
    """The municipality has it; the others wait for a channel and are never called sent."""
    waits = RecipientState.WAITING.label
    return [
        {"label": letter.home_municipality.name, "value": RecipientState.DELIVERED.label},
        *({"label": CopyTo(one).label, "value": waits} for one in letter.copies),
    ]
