"""Which tables an organisation has of itself, and what a row is there.

A table of the region by municipality is by the other side here: a municipality sees hospitals, a hospital municipalities.
"""

from dataclasses import replace

from accounts.actor import Actor
from accounts.enums import Kind, Role, Verb
from audits.enums import PeriodKind, Split
from audits.indicators import TABLES, Table

_COMMON = ("planer", "frister", "sendt", "alder", "diagnoser", "retur", "slutkoder", "boern")
_HANDLES = ("nu", *_COMMON[:3], "aarsager", "frit_valg", *_COMMON[3:], "udbytte", "udfoerere", "klager")
MUNICIPALITY = (*_HANDLES, "indbyggere", "psykiatri", "psykiatri_tider", "oplevelse")
REGION = (*_HANDLES, "psykiatri", "psykiatri_tider", "oplevelse")
# Specialised training at a hospital: no days' deadlines, so no causes and no extended choice
PERFORMS = ("nu", "planer", "frister", "alder", "diagnoser", "retur", "slutkoder", "boern", "udbytte", "udfoerere")
# What a sending hospital hears of by milestones anyhow: never causes, complaints, answers or goals of an authority
SENDS = ("nu_sygehuse", *_COMMON[:3], "afdelinger", *_COMMON[3:], "psykiatri", "psykiatri_tider")
EXPERIENCE = "oplevelse"
MONTHS = frozenset({PeriodKind.MONTH})
_ROWS = {EXPERIENCE: Split.TOTAL, "indbyggere": Split.TOTAL, "nu_sygehuse": Split.DEPARTMENT}


def sends(actor: Actor) -> bool:
    """Whether its figures are of the plans it has sent; else of the cases it handles."""
    return actor.kind == Kind.AUTHOR


def own_tables(actor: Actor) -> dict[str, Table]:
    """By key, in the order they are shown, with the rows they have here."""
    if sends(actor):
        keys: tuple[str, ...] = SENDS
    elif actor.role == Role.HOSPITAL_THERAPIST:
        keys = PERFORMS
    else:
        keys = REGION if actor.role == Role.REGIONAL_TRIAGE_OFFICER else MUNICIPALITY
    return {key: _own(TABLES[key]) for key in keys if key != EXPERIENCE or actor.may(Verb.READ_EXPERIENCE)}


def _own(table: Table) -> Table:
    other_side = Split.SUBJECT if table.rows in (Split.MUNICIPALITY, Split.HOSPITAL) else table.rows
    rows = _ROWS.get(table.key, other_side)
    # A single answer must not be found by subtracting one period from another: months do not overlap
    return replace(table, rows=rows, periods=MONTHS if table.now or table.key == EXPERIENCE else frozenset(PeriodKind))
