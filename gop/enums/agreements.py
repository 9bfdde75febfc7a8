"""Codes of regional agreements: what one is about, and what follows from it."""

from accounts.choices import Choice


class AgreementMatter(Choice):
    """What a dated row of an agreement settles."""

    CHILDREN = "boerneforloeb", "Genoptræning af børn"
    CHILDREN_LETTER = "boernebrev", "Brev i stedet for plan til et barn"
    FUNCTION_LEVEL = "funktionsniveau", "Afdelingens funktionsniveau"
    SELF_TRAINING = "egentraening", "Egentræning efter instruks"


class AgreementForce(Choice):
    """What GOP does where the row holds."""

    REQUIRED = "kraeves", "Kræves"
    WARNED = "advares", "Advares om"
    OFF = "slaaet_fra", "Bruges ikke"
