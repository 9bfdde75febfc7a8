"""Codes of the deadline rows (model.md section 6 in words: kind, state, alert)."""

from accounts.choices import Choice


class DeadlineKind(Choice):
    """Which clock: day 4, day 7, or the plan's own latest start."""

    INFORM_BY = "informationsfrist", "Besked til borgeren"
    OFFER_BY = "tilbudsfrist", "Tilbud om første møde"
    PLAN_START_BY = "planens_egen_frist", "Planens egen frist"


class DeadlineState(Choice):
    """What is stored. Breached is derived from the dates, so it is not here."""

    OPEN = "aaben", "Åben"
    MET = "overholdt", "Overholdt"
    SUPERSEDED = "afloest", "Afløst"
    LAPSED = "bortfaldet", "Bortfaldet"


class AlertKind(Choice):
    """The two alerts of one deadline, each sent once."""

    WARNING = "varsel", "Varsel"
    BREACH = "brud", "Frist overskredet"


class StartReason(Choice):
    """Why a plan asks for another start: only the clinical reason moves the offer deadline."""

    CLINICAL = "sundhedsfaglig", "Sundhedsfaglig begrundelse"
    COORDINATION = "koordinering", "Koordinering"
