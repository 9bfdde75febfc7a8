"""Which type: a few questions after the law's criteria, and the proposal that follows from the answers. The therapist decides.

The criteria in our own words after BEK 918/2018 § 2 with bilag 1 and the agreement of Nordjylland 2019 section 2. Basal or avanceret is never asked:
the municipality decides it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gop.enums import PlanType, SpecialisedReason

YES, NO = "ja", "nej"
NEED, HOSPITAL, LOSS, AREAS, WHOLE = "behov", "sygehus", "tab", "omraader", "samlet"
NONE = "ingen_plan"
SERIOUS, LIMITED = "kompliceret", "afgraenset"
_PLAIN = ((YES, "Ja"), (NO, "Nej"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question with one answer of `answers` (value, label)."""

    key: str
    text: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers point at. `plan_type` None: no plan. `assumption`: no source says which criterion goes first."""

    plan_type: PlanType | None
    reason: str
    legal_basis: str
    specialised_reason: SpecialisedReason | None = None
    assumption: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question(NEED, "Er der et sundhedsfagligt begrundet behov for genoptræning efter udskrivningen?", _PLAIN),
    Question(
        HOSPITAL,
        "Skal træningen foregå på et sygehus?",
        (
            (SpecialisedReason.COORDINATION, "Ja, den skal følges tæt ad med udredning eller behandling hos speciallæger"),
            (SpecialisedReason.PATIENT_SAFETY, "Ja, patientens sikkerhed kræver personale, som kun findes på et sygehus"),
            (NO, "Nej, den kan foregå uden for sygehuset"),
        ),
    ),
    Question(
        LOSS,
        "Hvordan er tabet af funktionsevne?",
        ((LIMITED, "Afgrænset, eller omfattende på en kendt måde"), (SERIOUS, "Kompliceret, meget omfattende, sjældent eller alvorligt")),
    ),
    Question(AREAS, "Har det stor betydning for flere områder af patientens liv?", _PLAIN),
    Question(WHOLE, "Kræver det en samlet indsats fra flere faggrupper med specialiserede kompetencer?", _PLAIN),
)
KNOWN: Mapping[str, frozenset[str]] = {one.key: frozenset(value for value, _ in one.answers) for one in QUESTIONS}

_BASIS = "BEK 918/2018 § 2"
_AT_HOSPITAL = "BEK 918/2018 § 2; Samarbejdsaftale Region Nordjylland 2019 afsnit 2"
NO_NEED = Proposal(
    None, "Uden behov for genoptræning skrives ingen plan. Vurderingen noteres i journal og epikrise.", "Sundhedsloven §§ 84 og 140 stk. 1"
)
COORDINATION = Proposal(
    PlanType.SPECIALISED_TRAINING,
    "Træningen skal følges tæt ad med udredning eller behandling hos speciallæger på sygehuset.",
    _AT_HOSPITAL,
    SpecialisedReason.COORDINATION,
)
SAFETY = Proposal(
    PlanType.SPECIALISED_TRAINING,
    "Patientens sikkerhed kræver, at personale, som kun findes på et sygehus, kan træde til.",
    _AT_HOSPITAL,
    SpecialisedReason.PATIENT_SAFETY,
)
REHABILITATION = Proposal(
    PlanType.SPECIALIST_REHABILITATION,
    "Tabet er kompliceret, omfattende, sjældent eller alvorligt, betyder meget for flere områder af livet og kræver en samlet indsats fra flere faggrupper.",
    _BASIS,
)
GENERAL = Proposal(
    PlanType.GENERAL_TRAINING,
    "Træningen kan foregå uden for sygehuset, og svarene peger ikke på en samlet, specialiseret indsats. Kommunen vælger niveauet.",
    _BASIS,
)
_BOTH = " Svarene peger også på rehabilitering; ingen kilde siger, hvad der går forud. Vurdér, hvad patienten har mest brug for nu."


def clean(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to questions that exist, in their order."""
    return {key: answers[key] for key, values in KNOWN.items() if answers.get(key) in values}


def propose(answers: Mapping[str, str]) -> Proposal | None:
    """The proposal, or None while an answer that decides it is missing."""
    said = clean(answers)
    if said.get(NEED) == NO:
        return NO_NEED
    if NEED not in said or HOSPITAL not in said:
        return None
    whole = {said.get(LOSS) == SERIOUS, said.get(AREAS) == YES, said.get(WHOLE) == YES} == {True}
    if said[HOSPITAL] != NO:
        found = COORDINATION if said[HOSPITAL] == SpecialisedReason.COORDINATION else SAFETY
        return _with_both(found) if whole else found
    if whole:
        return REHABILITATION
    return GENERAL if said.get(LOSS) == LIMITED or NO in (said.get(AREAS), said.get(WHOLE)) else None


def _with_both(found: Proposal) -> Proposal:
    return Proposal(found.plan_type, found.reason + _BOTH, found.legal_basis, found.specialised_reason, assumption=True)


def unanswered(answers: Mapping[str, str]) -> list[Question]:
    """What must be answered before there is a proposal."""
    return [] if propose(answers) else [one for one in QUESTIONS if one.key not in clean(answers)]


# What the guide itself can say, so that its words are told from the therapist's own.
SENTENCES = frozenset(
    one.reason for one in (NO_NEED, COORDINATION, SAFETY, REHABILITATION, GENERAL, _with_both(COORDINATION), _with_both(SAFETY))
)


def reason_kept(answers: Mapping[str, str], plan_type: str, typed: str) -> str:
    """The reason stored with the type: the therapist's own words, else the proposal's when it was followed."""
    own = "" if typed.strip() in SENTENCES else typed
    proposal = propose(answers)
    if not own.strip() and proposal and plan_type and proposal.plan_type == plan_type:
        return proposal.reason
    return own


def stored_type(answers: Mapping[str, str]) -> str:
    """The proposal as it is stored with a version; '' while there is none."""
    proposal = propose(answers)
    return "" if proposal is None else proposal.plan_type or NONE


def reason_at_hospital(answers: Mapping[str, str], plan_type: str, chosen: str) -> str:
    """Which of the two reasons: what was chosen, else the same question's answer in the guide, for a specialised plan."""
    proposal = propose(answers)
    if chosen or plan_type != PlanType.SPECIALISED_TRAINING or not proposal or not proposal.specialised_reason:
        return chosen
    return proposal.specialised_reason
