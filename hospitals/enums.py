"""Codes of hospitals and their departments."""

from accounts.choices import Choice


class FunctionLevel(Choice):
    """The level of a department's function in the national plan of specialties."""

    MAIN = "hovedfunktion", "Hovedfunktion"
    REGIONAL = "regionsfunktion", "Regionsfunktion"
    HIGHLY_SPECIALISED = "hoejt_specialiseret", "Højt specialiseret funktion"
