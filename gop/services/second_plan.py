"""When a citizen has two open cases here: the newer one asks, and until somebody has answered nothing is decided on it (ADR 0049)."""

from uuid import UUID

from django.db import connection

from accounts.actor import Actor
from gop.enums import CaseKind
from gop.errors import NotFound, Refused
from gop.models import Case
from gop.selectors.cases import cases_visible_to
from gop.selectors.second_plan import age_of, asks_first, forget, hashes_of, unsaid, waiting

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('citizen ' || %s || ' ' || %s, 0))"
FIRST = "Borgeren har også en anden åben sag her. Sig først, hvordan de to planer hænger sammen."


def one_at_a_time(case: Case) -> None:
    """Whoever makes, opens or answers a case of the citizen waits for whoever does so now: two that come at once see each other."""
    with connection.cursor() as cursor:
        for one in hashes_of(case):
            cursor.execute(LOCK, [str(case.organisation_id), one.hex()])


def hold_citizen(actor: Actor, case_id: UUID) -> None:
    """Before the verb's own lock: the citizen's, and then the open cases in one order, so that no two people wait in a ring."""
    case = cases_visible_to(actor).filter(id=case_id).first()
    if case is None:
        raise NotFound
    one_at_a_time(case)
    rows = Case.objects.filter(organisation_id=actor.tenant, cpr_hash__in=hashes_of(case), ended_at__isnull=True)
    ids = {case_id, *rows.values_list("id", flat=True)}
    list(Case.objects.filter(organisation_id=actor.tenant, id__in=ids).select_for_update(of=("self",), no_key=True).order_by("id"))


def ask_about_others(case: Case) -> None:
    """Mark the newer of each two that nobody has answered for. `case` has come or is open again; the caller holds the lock and saves it."""
    forget(case)
    others = unsaid(case)
    case.second_plan_open = any(age_of(one) < age_of(case) for one in others)
    newer = [one.id for one in others if age_of(one) > age_of(case)]
    if newer:
        Case.objects.filter(organisation_id=case.organisation_id, id__in=newer).update(second_plan_open=True)


def answered_first(case: Case) -> None:
    """Called by what decides, offers or gives away. Clears a mark that nothing stands behind any more. Raises Refused."""
    if asks_first(case):
        raise Refused(FIRST.replace("Borgeren", "Patienten") if case.department_id else FIRST)
    case.second_plan_open = False


def nobody_beside(case: Case) -> None:
    """The case ends: those that asked for its sake alone ask no more. One that somebody works on is left, and asks again when it is read."""
    if case.kind != CaseKind.TREATMENT:
        return
    rows = Case.objects.filter(organisation_id=case.organisation_id, cpr_hash=case.cpr_hash, second_plan_open=True, ended_at__isnull=True)
    for one in rows.exclude(id=case.id).select_for_update(of=("self",), no_key=True, skip_locked=True):
        if not waiting(one, without=[case.id]):
            Case.objects.filter(id=one.id).update(second_plan_open=False)
