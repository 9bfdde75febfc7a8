"""What a mail about alerts says: clocks, days and links, and nothing of a citizen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.core.mail import EmailMessage

from accounts.danish import day_date, long_date
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.rules.ladder import ALL_LEADS
from deadlines.rules.mailing import HOSPITALS

LINKS = 20
NAMESPACE = UUID("6f1d3c52-0b1e-4b5e-9a53-6d1f9c1a7e07")
# The order in which they are read.
ORDER = (AlertKind.BREACH, AlertKind.RETURNED, AlertKind.ASKED, AlertKind.UNSENT, AlertKind.URGENT, AlertKind.UNOWNED, AlertKind.WARNING)
COUNTED = {
    AlertKind.BREACH: ("frist overskredet", "frister overskredet"),
    AlertKind.RETURNED: ("plan returneret", "planer returneret"),
    AlertKind.ASKED: ("spørgsmål til en plan", "planer spurgt til"),
    AlertKind.UNSENT: ("plan ikke sendt", "planer ikke sendt"),
    AlertKind.URGENT: ("plan haster", "planer haster"),
    AlertKind.UNOWNED: ("sag uden ejer", "sager uden ejer"),
    AlertKind.WARNING: ("frist nærmer sig", "frister nærmer sig"),
}


class Told(NamedTuple):
    """One alert as its mail needs it."""

    id: UUID
    organisation_id: UUID
    recipient_id: UUID | None
    subject_id: UUID
    kind: str
    rung: int
    deadline_kind: str
    due_on: date
    last_working_day: date
    was_due_at: datetime
    created_at: datetime
    told: list[UUID]


def message_id(receiver: UUID, alerts: Iterable[Told]) -> UUID:
    """The same for the same alerts to the same receiver, so that a repeated mail is recognised."""
    return uuid5(NAMESPACE, " ".join([str(receiver), *sorted(str(alert.id) for alert in alerts)]))


def message(alerts: Sequence[Told], to: str, mail_id: UUID) -> EmailMessage:
    rows = sorted(alerts, key=lambda alert: (ORDER.index(AlertKind(alert.kind)), alert.due_on, str(alert.id)))
    headers = {"Message-ID": f"<{mail_id}@gop>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=_subject(rows), body=_body(rows), to=[to], headers=headers)


def _subject(rows: Sequence[Told]) -> str:
    if len(rows) == 1:
        return _what(rows[0])
    counts = Counter(AlertKind(row.kind) for row in rows)
    return f"{len(rows)} varsler: " + ", ".join(f"{counts[kind]} {COUNTED[kind][counts[kind] > 1]}" for kind in ORDER if counts[kind])


def _what(row: Told) -> str:
    name = DeadlineKind(row.deadline_kind).label.lower() if row.deadline_kind else ""
    return {
        AlertKind.BREACH: f"Frist overskredet: {name}",
        AlertKind.RETURNED: "En genoptræningsplan er kommet retur",
        AlertKind.ASKED: "Der er spurgt til en genoptræningsplan",
        AlertKind.UNSENT: "En genoptræningsplan er ikke sendt",
        AlertKind.URGENT: f"Haster: {name}",
        AlertKind.UNOWNED: "En sag har ingen ejer",
        AlertKind.WARNING: f"Frist nærmer sig: {name}",
    }[AlertKind(row.kind)]


def _body(rows: Sequence[Told]) -> str:
    listed = [f"{_sentence(row)}\n{_link(row)}" for row in rows[:LINKS]]
    if len(rows) > LINKS:
        listed.append(f"Og {len(rows) - LINKS} mere.")
    if sum(row.kind not in HOSPITALS for row in rows) > 1:
        listed.append(f"Alle varsler: {settings.GOP_BASE_URL}/varsler/")
    return "\n\n".join([*listed, "Mailen indeholder ikke oplysninger om borgeren."])


def _link(row: Told) -> str:
    """A plan not sent may not have been begun, so its link goes to the list."""
    if row.kind in (AlertKind.RETURNED, AlertKind.ASKED):
        return f"Åbn planen: {settings.GOP_BASE_URL}/planer/{row.subject_id}/"
    if row.kind == AlertKind.UNSENT:
        return f"Åbn Mine planer: {settings.GOP_BASE_URL}/planer/"
    return f"Åbn sagen: {settings.GOP_BASE_URL}/sager/{row.subject_id}/"


def _sentence(row: Told) -> str:
    kind = AlertKind(row.kind)
    if kind == AlertKind.RETURNED:
        who = " Forfatteren har fået besked." if row.rung else ""
        return f"En genoptræningsplan kom retur {long_date(row.due_on)} og skal sendes videre samme dag. Patientens frister løber.{who}"
    if kind == AlertKind.ASKED:
        who = " Forfatteren har fået besked og har ikke svaret." if row.rung else ""
        return f"Modtageren af en genoptræningsplan venter på svar siden {long_date(row.due_on)}. Patientens frister løber imens.{who}"
    if kind == AlertKind.UNSENT:
        who = "Forfatteren har fået besked. " if row.rung else ""
        return f"En genoptræningsplan er ikke sendt. Patienten skulle være udskrevet {long_date(row.due_on)}. {who}Send planen, eller ret datoen."
    climbed = " Varslet er gået videre, fordi ingen har set det." if row.rung else ""
    if kind == AlertKind.UNOWNED:
        return f"En sag har ingen ejer. Tag den, eller giv den til en kollega.{climbed if row.rung == ALL_LEADS else ''}"
    name = DeadlineKind(row.deadline_kind).label
    said = {
        AlertKind.BREACH: f"En frist er overskredet. {name} skulle være klaret senest {long_date(row.due_on)}.",
        AlertKind.URGENT: f"En plan haster. {name} er {day_date(row.due_on)}, højst to dage efter modtagelsen.",
        AlertKind.WARNING: f"En frist nærmer sig. {name} skal være klaret senest {long_date(row.due_on)}. "
        f"Sidste arbejdsdag er {long_date(row.last_working_day)}.",
    }[kind]
    return said + climbed
