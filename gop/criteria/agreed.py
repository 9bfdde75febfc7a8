"""What the agreements of the home region ask of a plan before it is sent. Pure.

Each rule is a row (gop/data/agreements.csv); no region is named here.
"""

from collections.abc import Iterator

from gop.criteria.content import CONSENT, PATIENT, TYPE, Missing, PlanContent
from gop.enums import AgreementForce, AgreementMatter, ChildGroup
from gop.rules.agreements import Agreement, agreed
from hospitals.enums import FunctionLevel

LEVELS = tuple(FunctionLevel)


def pathway_for(content: PlanContent) -> Agreement | None:
    """The row about children that holds for this patient's age on day 0 in the home region."""
    return agreed(content.agreements, AgreementMatter.CHILDREN, content.age)


def agreed_to_send(content: PlanContent) -> Iterator[Missing]:
    """What an agreement with force of requirement lacks."""
    if (pathway := pathway_for(content)) and pathway.follows == AgreementForce.REQUIRED:
        yield from _child(content, f"Det kræver aftalen om børn i {pathway.region}.")
    row = level_row(content)
    if row and row.follows == AgreementForce.REQUIRED and below(content.department_level, row.least_level):
        yield Missing(
            "plan_type",
            TYPE,
            f"Afdelingen er registreret med {FunctionLevel(content.department_level).label.lower()}. Aftalen i {row.region} kræver mindst "
            f"{FunctionLevel(row.least_level).label.lower()} for at skrive en plan til rehabilitering. Bed en sådan afdeling om at skrive planen.",
        )


def _child(content: PlanContent, why: str) -> Iterator[Missing]:
    if not any(one.get("name", "").strip() for one in content.relatives):
        yield Missing("relatives", PATIENT, f"Tilføj mindst én pårørende. {why}")
    if not content.child_group:
        yield Missing("child_group", TYPE, f"Vælg, hvorfor barnet skal have en plan. {why}")
    elif content.child_group == ChildGroup.PERMANENT:
        yield Missing(
            "child_group",
            TYPE,
            "Et barn med varigt nedsat funktionsevne og uden et nyt, akut behov får ingen plan. Skriv et brev til kommunen i stedet. "
            + why,
        )
    for name, what in (("doctor_name", "navn"), ("doctor_phone", "telefonnummer"), ("doctor_email", "e-mail")):
        if not str(getattr(content, name)).strip():
            yield Missing(name, CONSENT, f"Skriv den ansvarlige læges {what}. {why}")


def level_row(content: PlanContent) -> Agreement | None:
    """The row about the sending department's level for this type."""
    return agreed(content.agreements, AgreementMatter.FUNCTION_LEVEL, content.age, content.plan_type)


def below(level: str, least: str) -> bool:
    """Known, and lower than asked for."""
    return bool(level and least) and LEVELS.index(FunctionLevel(level)) < LEVELS.index(FunctionLevel(least))
