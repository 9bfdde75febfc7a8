"""Questions and disagreements in words: what a list, the case's page and its history say of them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.clock import local
from accounts.danish import long_date, short_date, short_moment
from deadlines.words import in_days
from gop.enums import CaseAction, QuestionEnd, QuestionKind

if TYPE_CHECKING:
    from gop.models import Case, Question

Data = Mapping[str, Any]
Said = tuple[str, str]
# The headings of the plan as its reader sees them (gop.web.plan_view), by field
HEADINGS = {
    "training_need": "Behov for genoptræning",
    "potential": "Potentiale",
    "limitations": "Funktionsnedsættelser, træningen skal rettes mod",
    "functioning_before": "Aktivitet og deltagelse før",
    "functioning_now": "Aktivitet og deltagelse nu",
    "body_before": "Krop før",
    "body_now": "Krop nu",
    "surroundings_before": "Omgivelser før",
    "surroundings_now": "Omgivelser nu",
    "extended_description": "Samlet funktionsevne og samlet behov",
    "examinations": "Særlige undersøgelser",
    "plan_type": "Type",
    "type_reason": "Begrundelse for typen",
    "specialised_reason": "Hvorfor på sygehus",
    "choice_guided_on": "Vejledt om valg af sygehus",
    "hospital_choice": "Patientens valg af sygehus",
    "earliest_start": "Tidligste start",
    "latest_start": "Seneste start",
    "start_reason": "Begrundelse for ændret start",
    "start_reason_kind": "Begrundelse for ændret start",
    "diagnosis_text": "Diagnose",
    "practical": "Andre praktiske forhold",
    "phone": "Telefon",
    "street": "Adresse",
    "relatives": "Pårørende",
    "child_group": "Barnets forløb",
    "social_boundary": "Sociale indsatser",
    "status_receivers": "Tilbagemelding",
    "doctor_phone": "Ansvarlig læge",
    "consent_plan": "Samtykke",
    "consent_kommune": "Samtykke",
}


def waits_text(case: "Case") -> str:
    """', afventer svar siden man. 23. nov.' after the state of a case; empty when nobody waits."""
    if case.ended_at is not None:
        return ""
    said = []
    if case.asked_at is not None:
        said.append(f"afventer svar siden {short_date(local(case.asked_at).date())}")
    elif case.answered_at is not None:
        said.append(f"svar modtaget {short_date(local(case.answered_at).date())}")
    if case.disagreed_at is not None:
        said.append("uenighed ikke afgjort")
    if case.performer_said_at is not None:
        said.append("nyt fra udføreren")
    return "".join(f", {one}" for one in said)


def shown(question: "Question", today: date) -> dict[str, Any]:
    """For components of either side: who asked, who answered, who decides, by when, how it ended."""
    return {
        "id": question.shared_id,
        "disagreement": question.kind == QuestionKind.DISAGREEMENT,
        "text": question.text,
        "asked": f"{question.asked_by_name}, {short_moment(question.asked_at)}",
        "asked_on": local(question.asked_at).date(),
        "asker": question.asked_by_name,
        "other": question.other_name,
        "answer": question.answer,
        "answered": f"{question.answered_by_name}, {short_moment(question.answered_at)}" if question.answered_at else "",
        "here": question.decider_authority,
        "there": question.decider_hospital,
        "by": by_text(question.decide_by, today) if question.decide_by else "",
        "late": question.ended_at is None and question.decide_by is not None and question.decide_by < today,
        "outcome": question.outcome,
        "settled": long_date(question.settled_on) if question.settled_on else "",
        "open": question.ended_at is None,
        "ended": ended_text(question),
    }


def by_text(day: date, today: date) -> str:
    """'fredag 27. november 2026, om 2 dage'; passed: 'fredag 20. november 2026, overskredet'."""
    return f"{long_date(day)}, {in_days(day, today) if day >= today else 'overskredet'}"


def ended_text(question: "Question") -> str:
    """Why nobody waits any more, when that is neither an answer nor an outcome."""
    if question.ended_because in ("", QuestionEnd.ANSWERED, QuestionEnd.SETTLED):
        return ""
    return f"Faldet bort: {QuestionEnd(question.ended_because).label.lower()}"


def _asked(data: Data) -> Said:
    return "Der er spurgt sygehuset", data.get("text", "")


def _answered(data: Data) -> Said:
    if data.get("kind") == QuestionKind.DISAGREEMENT:
        said = f"Hos sygehuset afgøres den af: {data.get('decider', '')}"
        return "Sygehuset har svaret på uenigheden", "\n".join(filter(None, [said, data.get("answer", "")]))
    return "Sygehuset har svaret", f"Spørgsmål: {data.get('asked', '')}\nSvar: {data.get('answer', '')}"


def _disagreed(data: Data) -> Said:
    by = f"Foreslået afgjort senest {long_date(date.fromisoformat(data['decide_by']))}." if data.get("decide_by") else ""
    return "Der er rejst en uenighed", "\n".join(filter(None, [data.get("text", ""), f"Afgøres her af: {data.get('decider', '')}", by]))


def _settled(data: Data) -> Said:
    return f"Uenigheden er afgjort {long_date(date.fromisoformat(data['on']))}", data.get("text", "")


TOLD_QUESTIONS: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.ASK: _asked,
    CaseAction.ANSWERED: _answered,
    CaseAction.DISAGREE: _disagreed,
    CaseAction.SETTLE: _settled,
}
