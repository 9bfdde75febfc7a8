"""Codes of what happens around a draft: approval, and how a new plan stands to an earlier one."""

from accounts.choices import Choice


class ApprovalAnswer(Choice):
    """What a doctor says of a draft, where the department wants to be asked."""

    APPROVED = "godkendt", "Godkendt"
    SENT_BACK = "tilbage", "Sendt tilbage til forfatteren"


class EarlierPlan(Choice):
    """KL's three cases when a citizen has a plan already, asked in plain words."""

    CONTINUES = "fortsaetter", "Ja. Genoptræningen er den samme og fortsætter; planen skal bare skrives på ny"
    CHANGES = "aendres", "Ja, men genoptræningen skal være en anden end den, der er sat i gang"
    BESIDE = "uafhaengigt", "Nej. Det er et andet problem, og begge planer gælder"
