"""The citizen's other open cases here, and what has been said of how two stand to each other. Of the own tenant only (model.md 9)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.prepared import Prepared
from accounts.secret import cpr_hashes
from gop.enums import CaseKind, MilestoneCode, SecondPlan
from gop.models import Case, CaseEvent, SecondPlanAnswer
from gop.rules.second_plan import Age
from gop.selectors.cases import version_for
from gop.selectors.plans import cpr_of


def age_of(case: Case) -> Age:
    return case.received_at, case.id


def beside(case: Case) -> list[Case]:
    """Other open cases of treatment of the same citizen, the newest first; none for a case that is ended or for information.

    A department's are compared within the department. Left out: the one that its plan replaces, which ends when that is heard.
    Read once a page.
    """
    kept: dict[str, Any] = vars(case)
    if "beside_read" not in kept:
        kept["beside_read"] = _beside(case) if case.ended_at is None and case.kind == CaseKind.TREATMENT else []
    found: list[Case] = kept["beside_read"]
    return found


def _beside(case: Case) -> list[Case]:
    found: list[Case] = _open.objects(case.organisation_id, case.id, case.department_id, *hashes_of(case))
    if not found:
        return []
    replaces = _replaces([case.id, *(one.id for one in found)])
    pairs = {frozenset((own, other)) for own, other in replaces.items()}
    return [one for one in found if frozenset((str(case.id), str(one.id))) not in pairs]


def hashes_of(case: Case) -> list[bytes]:
    """All that the citizen's number may stand under; more than one only while the key is rotated."""
    own = bytes(case.cpr_hash)
    version = version_for(case) if settings.GOP_CPR_HASH_KEY_OLD else None
    return sorted({own, *(cpr_hashes(cpr_of(version)) if version else ())})


def _replaces(ids: list[UUID]) -> dict[str, str]:
    """Case → the case of the plan that its own replaces."""
    rows = CaseEvent.objects.filter(case_id__in=ids, action=MilestoneCode.RECEIVED).values_list("case_id", "data")
    return {str(case_id): data["replaces"] for case_id, data in rows if data.get("replaces")}


def answers_about(case: Case) -> list[SecondPlanAnswer]:
    """Given on either of the two cases, the newest first. Read once a page."""
    kept: dict[str, Any] = vars(case)
    if "answers_read" not in kept:
        kept["answers_read"] = _answers.objects(case.organisation_id, case.id)
    found: list[SecondPlanAnswer] = kept["answers_read"]
    return found


def forget(case: Case) -> None:
    """What was read of the case before something changed."""
    for name in ("beside_read", "answers_read"):
        vars(case).pop(name, None)


def other_of(answer: SecondPlanAnswer, case: Case) -> UUID:
    """The other of the two cases, from where one stands."""
    other: UUID = answer.other_case_id if answer.case_id == case.id else answer.case_id
    return other


def answer_for(case: Case, other: UUID) -> SecondPlanAnswer | None:
    """The one that holds: the newest about the two."""
    return next((one for one in answers_about(case) if other_of(one, case) == other), None)


def unsaid(case: Case, without: Iterable[UUID] = ()) -> list[Case]:
    """Those beside it of which nobody has said that both go on, whichever of the two is the newer."""
    found = []
    for other in beside(case):
        said = answer_for(case, other.id)
        if other.id not in without and (said is None or said.answer != SecondPlan.INDEPENDENT):
            found.append(other)
    return found


def waiting(case: Case, without: Iterable[UUID] = ()) -> list[Case]:
    """The older ones that this case must be answered for."""
    return [one for one in unsaid(case, without) if age_of(one) < age_of(case)]


def answerable(case: Case) -> list[Case]:
    """The older ones that are open: answered or not, an answer may be given."""
    return [one for one in beside(case) if age_of(one) < age_of(case)]


def asks_first(case: Case) -> bool:
    """Whether nothing is decided, offered or given away before somebody has answered. The column is asked first: it costs nothing."""
    return case.second_plan_open and bool(waiting(case))


def _open_ones(organisation: UUID, case_id: UUID, department: UUID | None, *hashes: bytes) -> QuerySet[Case]:
    rows = Case.objects.filter(organisation_id=organisation, cpr_hash__in=list(hashes), kind=CaseKind.TREATMENT, ended_at__isnull=True)
    rows = rows.filter(department_id=department) if department else rows.filter(department_id__isnull=True)
    return rows.exclude(id=case_id).order_by("-received_at", "-id")


def _of_case(organisation: UUID, case_id: UUID) -> QuerySet[SecondPlanAnswer]:
    rows = SecondPlanAnswer.objects.filter(Q(case_id=case_id) | Q(other_case_id=case_id), organisation_id=organisation)
    return rows.order_by("-at", "-id")


_open, _answers = Prepared(_open_ones), Prepared(_of_case)
