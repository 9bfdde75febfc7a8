"""A plain plan from notice to sent, as a therapist does it: every click, choice and filled field is one line.

The browser test plays it in Chromium and counts the lines; the bench plays it through Django and counts the server's time.
"""

from dataclasses import dataclass

FILL, CHOOSE, PRESS, FOLLOW = "fill", "choose", "press", "follow"
LOG_IN = 3  # name, password, the button
MOST = 40


@dataclass(frozen=True, slots=True)
class Do:
    """One interaction: fill the field `what`, choose `value` of the choices `what`, press the button or follow the link that begins so."""

    how: str
    what: str
    value: str = ""


ONWARD = Do(PRESS, "Gem og fortsæt")
# Begins on Mine planer, where the notice stands.
FROM_NOTICE_TO_SENT: tuple[Do, ...] = (
    Do(PRESS, "Skriv planen"),  # opens the first step that lacks something: patient and contact stand on the notice
    Do(FILL, "functioning_before", "Gik ude uden hjælpemidler og klarede hus og have selv."),
    Do(FILL, "functioning_now", "Går 40 meter med rollator og skal have hjælp af én person på trapper."),
    Do(FILL, "limitations", "Nedsat kraft og bevægelse i højre hofte."),
    Do(FILL, "training_need", "Træning af gang, trapper og kraft i benene."),
    Do(FILL, "potential", "Forventes at gå ude uden hjælpemidler igen."),
    ONWARD,
    Do(CHOOSE, "plan_type", "almen"),
    ONWARD,
    Do(CHOOSE, "consent_plan", "givet"),
    Do(CHOOSE, "consent_kommune", "givet"),
    Do(CHOOSE, "consent_egen_laege", "givet"),
    ONWARD,
    Do(PRESS, "Send planen"),
)


def interactions() -> int:
    """With logging in."""
    return LOG_IN + len(FROM_NOTICE_TO_SENT)
