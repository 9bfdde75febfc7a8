"""Criteria of type, children and psychiatry that stop nobody: said beside the field, scored by the same keys as the others. Pure."""

from datetime import date

from gop.criteria.agreed import below, level_row, pathway_for
from gop.criteria.content import CONSENT, TYPE, PlanContent
from gop.criteria.criterion import Criterion
from gop.enums import AgreementForce, PlanType, SocialBoundary
from gop.rules.type_guide import NO_NEED, propose
from hospitals.enums import FunctionLevel

# Where no row says otherwise: what the one known agreement asks for (assumption), and so only a warning.
USUAL_LEVEL = FunctionLevel.REGIONAL
YES = "ja"
BEK, RN_2, RN_34, RN_511, RN_CHILDREN, RM_2018 = (
    "BEK 918/2018 § 2",
    "RN 2019 afsnit 2",
    "RN 2019 afsnit 3.4",
    "RN 2019 afsnit 5.1.1",
    "RN børneforløb 2020",
    "RM prøvehandling psykiatri 2018",
)


def is_psychiatric(specialty: str) -> bool:
    """Of a department's specialty as the registry writes it; also of children's and of the elderly's psychiatry."""
    return "psykiatri" in specialty.casefold()


def _another_type(content: PlanContent, _: date | None) -> str:
    proposal = propose(content.type_answers)
    if not proposal or not content.plan_type or proposal.plan_type == content.plan_type or content.type_reason.strip():
        return ""
    return proposal.plan_type.label.lower() if proposal.plan_type else "ingen plan"


def _no_need(content: PlanContent, _: date | None) -> str:
    return YES if propose(content.type_answers) == NO_NEED else ""


def _level_unknown(content: PlanContent, _: date | None) -> str:
    if content.department_level:
        return ""
    row = level_row(content)
    least = FunctionLevel(row.least_level) if row and row.least_level else USUAL_LEVEL
    return f"{f'Aftalen i {row.region} kræver' if row else 'Den bør have'} mindst {least.label.lower()}"


def _level_low(content: PlanContent, _: date | None) -> str:
    row = level_row(content)
    if row and row.follows == AgreementForce.REQUIRED:
        return ""  # said as missing
    least = row.least_level if row and row.least_level else USUAL_LEVEL
    return FunctionLevel(content.department_level).label.lower() if below(content.department_level, least) else ""


def _not_guided(content: PlanContent, _: date | None) -> str:
    return YES if content.choice_guided_on is None else ""


def _not_chosen(content: PlanContent, _: date | None) -> str:
    return YES if content.choice_guided_on is not None and not content.hospital_choice else ""


def _mostly_social(content: PlanContent, _: date | None) -> str:
    return YES if is_psychiatric(content.specialty) and content.social_boundary == SocialBoundary.SOCIAL else ""


def _boundary_open(content: PlanContent, _: date | None) -> str:
    return YES if is_psychiatric(content.specialty) and not content.social_boundary else ""


def _no_feedback(content: PlanContent, _: date | None) -> str:
    return YES if pathway_for(content) and not content.status_receivers else ""


_SPECIALISED, _REHABILITATION = (PlanType.SPECIALISED_TRAINING,), (PlanType.SPECIALIST_REHABILITATION,)
TYPE_CRITERIA = (
    Criterion(
        "anden_type_uden_grund",
        "type_reason",
        TYPE,
        "Svarene pegede på {found}, og der står ikke, hvorfor du vælger en anden type. Modtageren må gætte.",
        _another_type,
        BEK,
    ),
    Criterion(
        "intet_behov", "plan_type", TYPE, "Svarene siger, at der ikke er behov for genoptræning. Så skrives ingen plan.", _no_need, RN_511
    ),
    Criterion(
        "funktionsniveau_ukendt",
        "plan_type",
        TYPE,
        "GOP kender ikke afdelingens funktionsniveau. {found} for at skrive en plan til rehabilitering.",
        _level_unknown,
        RN_511,
        _REHABILITATION,
    ),
    Criterion(
        "funktionsniveau_lavt",
        "plan_type",
        TYPE,
        "Afdelingen har {found}. En plan til rehabilitering bør komme fra en afdeling med mindst regionsfunktion.",
        _level_low,
        RN_511,
        _REHABILITATION,
    ),
    Criterion(
        "frit_valg_ikke_vejledt",
        "choice_guided_on",
        TYPE,
        "Der står ikke, at patienten er vejledt om frit sygehusvalg. Det skal sygehuset gøre ved specialiseret genoptræning.",
        _not_guided,
        RN_34,
        _SPECIALISED,
    ),
    Criterion(
        "sygehusvalg_mangler",
        "hospital_choice",
        TYPE,
        "Der står ikke, hvilket sygehus patienten vælger efter vejledningen.",
        _not_chosen,
        RN_34,
        _SPECIALISED,
    ),
    Criterion(
        "social_indsats",
        "social_boundary",
        TYPE,
        "Genoptræning efter sundhedsloven træder ikke i stedet for støtte efter serviceloven. Skriv planen om det, der kan trænes, og aftal "
        "den sociale indsats med kommunen for sig.",
        _mostly_social,
        RM_2018,
    ),
    Criterion(
        "social_graense_mangler",
        "social_boundary",
        TYPE,
        "Der står ikke, om der også er brug for en social indsats. Kommunen kan ikke se, hvad træningen skal dække.",
        _boundary_open,
        RM_2018,
    ),
    Criterion(
        "barn_tilbagemelding_mangler",
        "status_receivers",
        CONSENT,
        "Der står ikke, hvem på sygehuset der ønsker tilbagemelding om barnet. Kommunen ved ikke, hvor den skal sendes hen.",
        _no_feedback,
        RN_CHILDREN,
    ),
)
