"""Codes of what is said before discharge, and of the letter that stands instead of a plan."""

from accounts.choices import Choice


class NoticeKind(Choice):
    """When the receivers are told: with the letter that convenes a planned patient, or as soon as possible."""

    PLANNED = "planlagt", "Planlagt, varsles med indkaldelsen"
    ACUTE = "akut", "Akut, varsles snarest"


class NoticeState(Choice):
    """A notice lies above the inbox until it is followed, withdrawn or assessed without a plan. It has no clock."""

    NOTIFIED = "varslet", "Varslet"
    WITHDRAWN = "tilbagetrukket", "Trukket tilbage"
    FOLLOWED = "plan_sendt", "Planen er sendt"
    WITHOUT_PLAN = "uden_plan", "Vurderet, ingen plan"


class NoticeAction(Choice):
    """What is done with a notice."""

    CREATE = "varsl", "Send varslingen"
    CHANGE = "ret", "Ret varslingen"
    WITHDRAW = "traek_tilbage", "Træk varslingen tilbage"
    WRITE = "skriv_plan", "Skriv planen"
    FOLLOW = "plan_sendt", "Planen blev sendt"
    CLOSE = "uden_plan", "Afsluttet uden plan"


class CopyTo(Choice):
    """Who has a copy of a letter about a child beside the municipality (RN's pathway for children, 2020)."""

    PARENTS = "foraeldre", "Forældrene"
    PPR = "ppr", "PPR (pædagogisk psykologisk rådgivning)"
    GP = "egen_laege", "Barnets egen læge"
