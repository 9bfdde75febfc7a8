"""Hints for a better plan: practice from the agreements, not law. Pure."""

import re
from collections.abc import Iterator

from gop.criteria.content import CONTACT, FUNCTIONING, PATIENT, TYPE, Hint, PlanContent
from gop.enums import ConsentAnswer, ConsentKind, PlanType

_SHORT = 40
# Goal, method and amount are agreed with the citizen in the municipality (model.md section 3).
_AMOUNT = re.compile(r"\b(gange?|x)\s+(om\s+ugen|ugentligt?|dagligt?|pr\.?\s+uge)|\b\d+\s+(uger|måneder)s?\s+træning", re.I)
_LEVEL = re.compile(r"\b(basalt?|avanceret)\b", re.I)


def hints(content: PlanContent) -> list[Hint]:
    """Every hint, in the order of the steps."""
    return [*_contact(content), *_functioning(content), *_type(content)]


def _contact(content: PlanContent) -> Iterator[Hint]:
    if not content.phone.strip():
        yield Hint("phone", PATIENT, "Et telefonnummer gør det lettere for kommunen at nå patienten inden dag 4.")
    if not content.protected_address and not content.street.strip():
        yield Hint("street", PATIENT, "Skriv, hvor patienten opholder sig efter udskrivningen.")
    if not content.diagnosis_code and not content.diagnosis_text.strip():
        yield Hint("diagnosis_text", CONTACT, "En diagnose hjælper kommunen med at vælge det rette tilbud.")


def _functioning(content: PlanContent) -> Iterator[Hint]:
    before, now = _plain(content.functioning_before), _plain(content.functioning_now)
    if not before:
        yield Hint("functioning_before", FUNCTIONING, "Beskriv også, hvad patienten kunne før.")
    elif before == now:
        yield Hint("functioning_now", FUNCTIONING, "Før og nu er ens. Skriv, hvad der har ændret sig.")
    if now and len(now) < _SHORT:
        yield Hint(
            "functioning_now",
            FUNCTIONING,
            "Giv et par eksempler fra hverdagen: hvad kan patienten, og med hvilken hjælp?",
        )
    limitations = _plain(content.limitations)
    if limitations and limitations == now:
        yield Hint(
            "limitations",
            FUNCTIONING,
            "Nævn de funktionsnedsættelser, træningen skal rettes mod, ikke hele funktionsevnen.",
        )
    if not _plain(content.potential):
        yield Hint("potential", FUNCTIONING, "Skriv, hvad du vurderer, at patienten kan opnå.")
    for name, text in (("training_need", content.training_need), ("potential", content.potential)):
        if _AMOUNT.search(text):
            yield Hint(name, FUNCTIONING, "Mål, metode og mængde aftaler kommunen med borgeren. Beskriv behovet.")
        if content.plan_type == PlanType.GENERAL_TRAINING and _LEVEL.search(text):
            yield Hint(name, FUNCTIONING, "Basalt eller avanceret niveau vælger kommunen. Beskriv behovet.")


def _type(content: PlanContent) -> Iterator[Hint]:
    if content.plan_type == PlanType.SPECIALISED_TRAINING and _refused(content, ConsentKind.PERFORMING_HOSPITAL):
        yield Hint("performing_hospital", TYPE, "Uden patientens ja får det udførende sygehus ikke planen.")


def _refused(content: PlanContent, kind: ConsentKind) -> bool:
    return content.consents.get(kind) in (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN)


def _plain(text: str) -> str:
    """Folded for comparison: case, blanks and the last full stop do not make a difference."""
    return " ".join(text.split()).rstrip(".").casefold()
