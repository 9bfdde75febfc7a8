"""Keeping phrases and one's own details."""

import re
from uuid import UUID

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import RelationKind, Verb
from accounts.selectors import children_of
from gop import cpr
from gop.errors import NotFound, Refused
from gop.models import AuthorDetails, Phrase
from gop.selectors.phrases import FIELDS, keeps_departments, phrase_of

TITLE, TEXT = 100, 5000
_NUMBER = re.compile(r"\b\d{6}[- ]?[0-9A-Za-z]{4}\b")


def keep_phrase(actor: Actor, phrase_id: UUID, field: str, title: str, text: str, department: UUID | None = None) -> Phrase:
    """A phrase under the id that the page brought; the same form again is the same phrase. `department` None: one's own.

    Raises NotAllowed (a department's is the coordinator's), Refused (by field).
    """
    actor.must(Verb.WRITE_PLAN)
    if department is not None:
        _must_keep(actor, department)
    wrong = _faults(field, title, text)
    if wrong:
        raise Refused(wrong)
    row, _ = Phrase.objects.get_or_create(
        id=phrase_id,
        organisation_id=actor.tenant,
        defaults={
            "department_id": department,
            "user_id": None if department else actor.person,
            "field": field,
            "title": title.strip(),
            "text": text.strip(),
            "made_at": clock.now(),
        },
    )
    return row


def change_phrase(actor: Actor, phrase_id: UUID, title: str, text: str) -> Phrase:
    """Raises NotFound, NotAllowed, Refused."""
    row = _own(actor, phrase_id)
    if wrong := _faults(row.field, title, text):
        raise Refused(wrong)
    row.title, row.text = title.strip(), text.strip()
    row.save(update_fields=["title", "text"])
    return row


def end_phrase(actor: Actor, phrase_id: UUID) -> None:
    """No longer offered. Texts it was put into keep it. Ended already: nothing."""
    try:
        row = _own(actor, phrase_id)
    except NotFound:
        if Phrase.objects.filter(organisation_id=actor.tenant, id=phrase_id, ended_at__isnull=False).exists():
            return
        raise
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])


def _own(actor: Actor, phrase_id: UUID) -> Phrase:
    actor.must(Verb.WRITE_PLAN)
    row = phrase_of(actor, phrase_id)
    if row is None:
        raise NotFound
    if row.department_id is not None:
        _must_keep(actor, row.department_id)
    return row


def _must_keep(actor: Actor, department: UUID) -> None:
    if not keeps_departments(actor):
        raise NotAllowed("Afdelingens fraser rettes af koordinatoren.")
    rows = children_of(actor.tenant, RelationKind.DEPARTMENT_OF, clock.today())
    if (actor.departments and department not in actor.departments) or not rows.filter(id=department).exists():
        raise Refused([("department", "Vælg en af dine egne afdelinger.")])


def _faults(field: str, title: str, text: str) -> list[tuple[str, str]]:
    wrong = []
    if field not in FIELDS:
        wrong.append(("field", "Vælg det felt, frasen skal bruges i."))
    if not title.strip():
        wrong.append(("title", "Giv frasen et kort navn, som du kan kende den på."))
    elif len(title) > TITLE:
        wrong.append(("title", f"Navnet er for langt. Kort det af til {TITLE} tegn."))
    if not text.strip():
        wrong.append(("text", "Skriv den tekst, frasen skal sætte ind."))
    elif len(text) > TEXT:
        wrong.append(("text", "Teksten er for lang. Kort den af til 5.000 tegn."))
    elif any(_is_cpr(match) for match in _NUMBER.findall(text)):
        wrong.append(("text", "Der står et CPR-nummer i teksten. En frase bruges til mange patienter; slet nummeret."))
    return wrong


def _is_cpr(text: str) -> bool:
    try:
        cpr.parse(text)
    except cpr.CprError:
        return False
    return True


def keep_details(actor: Actor, title: str, phone: str, *, digest: bool = True) -> AuthorDetails:
    """Title and phone as they shall stand on one's plans, and whether a daily mail tells what became of them. Raises Refused."""
    actor.must(Verb.WRITE_PLAN)
    wrong = [
        (name, f"Teksten er for lang. Kort den af til {most} tegn.")
        for name, said, most in (("title", title, 100), ("phone", phone, 30))
        if len(said.strip()) > most
    ]
    if wrong:
        raise Refused(wrong)
    row, _ = AuthorDetails.objects.update_or_create(
        organisation_id=actor.tenant,
        user_id=actor.person,
        defaults={"title": title.strip(), "phone": phone.strip(), "digest": digest},
    )
    return row
