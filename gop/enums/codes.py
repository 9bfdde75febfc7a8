"""Which code lists a plan is written from."""

from accounts.choices import Choice


class CodeList(Choice):
    """The value stands in addresses and in the database; gop/rules/lists.py names the same."""

    DIAGNOSES = "diagnose", "Diagnoser (SKS)"
    INTERVENTIONS = "indsats", "Operationer og indsatser (SKS)"
    ICF = "icf", "Funktionsevne (ICF)"
