"""What one case, one plan or one month of answers adds to the figures. Pure: values in, values out."""

from audits.rules.contributions.answers import answer_contributions
from audits.rules.contributions.case import case_contributions, standing
from audits.rules.contributions.contribution import Contribution, as_plain, difference, from_plain, negative, summed
from audits.rules.contributions.plan import plan_contributions
from audits.rules.contributions.told import CaseLine, CaseTold, Law, Note, Noted, PlanLine, PlanNoted, PlanTold, Spell

__all__ = [
    "CaseLine",
    "CaseTold",
    "Contribution",
    "Law",
    "Note",
    "Noted",
    "PlanLine",
    "PlanNoted",
    "PlanTold",
    "Spell",
    "answer_contributions",
    "as_plain",
    "case_contributions",
    "difference",
    "from_plain",
    "negative",
    "plan_contributions",
    "standing",
    "summed",
]
