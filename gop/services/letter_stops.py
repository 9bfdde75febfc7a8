"""Letters that shall not go: of a case that has ended, or overtaken by a newer one."""

from django.db.models import Q

from gop.enums import LetterState
from gop.models import Case, CaseLetter


def stop_unsent(case: Case, why: str, *kinds: str) -> None:
    """Of the kinds named, else of all. One that may have gone already (a try was begun) is left to the worker, which asks the post."""
    rows = CaseLetter.objects.filter(organisation_id=case.organisation_id, case_id=case.id)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    not_gone = Q(state=LetterState.PRINTING) | Q(state=LetterState.WAITING, attempts=0)
    rows.filter(not_gone).update(state=LetterState.STOPPED, last_error=why)
