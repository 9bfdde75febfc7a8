"""What the rows of a table are called, and in which order they stand: the same wherever a table is read."""

from collections.abc import Iterable
from datetime import date

from accounts.danish import MONTHS
from accounts.folding import sort_key
from accounts.models import Organisation
from audits.enums import AgeGroup, Measure, PlanKind, Split
from audits.indicators.words import KEYS, NONE, key_name
from municipalities.models import Municipality

OF_ORGANISATIONS = (Split.MUNICIPALITY, Split.HOSPITAL, Split.DEPARTMENT, Split.SUBJECT, Split.GROUPING)
WITHOUT = {
    Split.MUNICIPALITY: "Bopæl ikke kendt",
    Split.HOSPITAL: "Intet sygehus",
    Split.DEPARTMENT: "Ingen afdeling",
    Split.SUBJECT: "Ikke oplyst",
    Split.DIAGNOSIS: "Ikke oplyst",
}
TOTAL_NAME = "I alt"


def named(split: Split, keys: Iterable[str], measure: Measure | None = None) -> list[tuple[str, str]]:
    """(key, name) of the rows in their order, without the total: names by the Danish alphabet, codes as their list has them.

    `measure`: whose keys they are, for a table by cause, answer or code. One query for names of organisations, else none.
    """
    known = [key for key in dict.fromkeys(keys) if key not in ("", NONE)]
    names = _names(split, known, measure)
    without = [(NONE, WITHOUT.get(split, "Ikke angivet"))] if NONE in set(keys) else []
    return [(key, names[key]) for key in names] + without


def _names(split: Split, keys: list[str], measure: Measure | None) -> dict[str, str]:
    if split in OF_ORGANISATIONS:
        found = {str(key): name for key, name in Organisation.objects.filter(id__in=keys).values_list("id", "name")} if keys else {}
        return _by_alphabet({key: found.get(key, "Ukendt") for key in keys})
    if split == Split.MONTH:
        return {key: _month(key) for key in sorted(keys)}
    if split == Split.DIAGNOSIS:
        return _by_alphabet({key: key for key in keys})
    order: list[str] = [AgeGroup(one).value for one in AgeGroup] if split == Split.AGE else [kind.value for kind in PlanKind]
    if split == Split.KEY and measure is not None:
        order = list(KEYS.get(measure, {}))
    listed = sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))
    return {key: _label(split, key, measure) for key in listed}


def _label(split: Split, key: str, measure: Measure | None) -> str:
    if split == Split.AGE:
        return dict(AgeGroup.choices()).get(key, key)
    return key_name(measure or Measure.PLANS, key)


def _by_alphabet(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: (sort_key(item[1]), item[0])))


def _month(key: str) -> str:
    day = date.fromisoformat(key)
    return f"{MONTHS[day.month - 1]} {day.year}"


def inhabitants() -> dict[str, int]:
    """Municipality's id as text → inhabitants on 1 January of the registry's year. One query."""
    return {str(key): number for key, number in Municipality.objects.values_list("organisation_id", "population")}
