"""What the author's daily mail says: how many of which news, and a link. Nothing of a patient."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage

from gop.enums import MilestoneCode

LINES = {
    MilestoneCode.RETURNED: ("plan er kommet retur", "planer er kommet retur"),
    MilestoneCode.ASKED: ("spørgsmål fra en modtager", "spørgsmål fra modtagere"),
    MilestoneCode.RECEIVED: ("plan er modtaget", "planer er modtaget"),
    MilestoneCode.ACKNOWLEDGED: ("plan er der kvitteret for", "planer er der kvitteret for"),
    MilestoneCode.TRIAGED: ("visitation", "visitationer"),
    MilestoneCode.OFFERED: ("tilbud om første møde", "tilbud om første møde"),
    MilestoneCode.OFFER_CANCELLED: ("aflyst møde", "aflyste møder"),
    MilestoneCode.INFORMED: ("patient har fået besked", "patienter har fået besked"),
    MilestoneCode.STARTED: ("forløb er startet", "forløb er startet"),
    MilestoneCode.ENDED: ("forløb er afsluttet", "forløb er afsluttet"),
    MilestoneCode.REOPENED: ("forløb er genåbnet", "forløb er genåbnet"),
    MilestoneCode.TRANSFERRED: ("sag er sendt videre", "sager er sendt videre"),
    MilestoneCode.DISCHARGE_TOLD: ("udskrivningsdato er meldt", "udskrivningsdatoer er meldt"),
    MilestoneCode.CALLED_BACK: ("opringning, som I bad om, er klaret", "opringninger, som I bad om, er klaret"),
}


def message(counts: Mapping[str, int], to: str, mail_id: object) -> EmailMessage:
    """`counts` by milestone code. The Message-ID is the row's own, so that a mail sent again is recognised."""
    number = sum(counts.values())
    subject = "Nyt om en af dine genoptræningsplaner" if number == 1 else f"{number} nyheder om dine genoptræningsplaner"
    body = [
        "Siden sidst:\n" + "\n".join(_lines(counts)),
        f"Se dem i Mine planer: {settings.GOP_BASE_URL}/planer/",
        f"Mailen indeholder ikke oplysninger om patienterne. Slå den fra under Fraser: {settings.GOP_BASE_URL}/planer/fraser/",
    ]
    headers = {"Message-ID": f"<{mail_id}@gop>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=subject, body="\n\n".join(body), to=[to], headers=headers)


def _lines(counts: Mapping[str, int]) -> list[str]:
    """In the order of a course; what came back stands first."""
    order = [*LINES, *(code for code in MilestoneCode if code not in LINES)]
    return [f"{counts[code]} {_words(code, counts[code])}" for code in order if counts.get(code)]


def _words(code: MilestoneCode, number: int) -> str:
    one, more = LINES.get(code, (f"× {code.label.lower()}",) * 2)
    return one if number == 1 else more
