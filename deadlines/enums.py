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
    """What can be said of a deadline, of a case without an owner or of a plan not sent, each once a rung."""

    WARNING = "varsel", "Varsel"
    BREACH = "brud", "Frist overskredet"
    URGENT = "haster", "Haster"
    UNOWNED = "uden_ejer", "Uden ejer"
    UNSENT = "ikke_sendt", "Plan ikke sendt"
    RETURNED = "retur", "Plan returneret"
    ASKED = "spurgt", "Spørgsmål til en plan"


class StartReason(Choice):
    """Why a plan asks for another start: only the clinical reason moves the offer deadline."""

    CLINICAL = "sundhedsfaglig", "Sundhedsfaglig begrundelse"
    COORDINATION = "koordinering", "Koordinering"


class RuleSetNature(Choice):
    """A law gives deadlines, alerts and choice; a goal is shown apart and gives none of them."""

    LAW = "lov", "Lov"
    GOALS = "maal", "Mål"


class CalendarKind(Choice):
    """What a calendar row says of its days: which weekdays are open, or that single days differ."""

    WEEK = "uge", "Ugens åbningsdage"
    CLOSED = "lukket", "Lukket"
    OPEN = "aabent", "Åbent"
    USUAL = "som_ugen", "Som ugen ellers"


class GoalFrom(Choice):
    """The day a goal is counted from."""

    DAY_ZERO = "dag_0", "Dag 0 (udskrivningen)"
    RECEIVED = "modtagelse", "Modtagelsen"
    CONTROL = "kontrol", "Ambulant kontrol (dage før den)"


class GoalUnit(Choice):
    CALENDAR_DAYS = "kalenderdage", "Kalenderdage"
    OPENING_DAYS = "aabningsdage", "Åbningsdage"


class GoalMetBy(Choice):
    """The recorded fact that meets a goal."""

    CONTACT = "kontakt", "Kontakt til borgeren"
    TOLD = "besked", "Besked om sted og tid"
    OFFERED_MEETING = "tilbudt_moede", "Tilbudt første møde"
    HELD_MEETING = "holdt_moede", "Holdt første møde"
    STATUS = "status", "Status sendt til sygehuset"
