"""A plain almen case from opening it to opening the next, as a triage officer does it: every click, choice and filled field is one line.

The browser test plays it in Chromium and counts the lines; the bench plays it through Django and counts the server's time. The field
and the first free time are proposed by the page; Digital Post is the letter's way unless the citizen is exempt.
"""

from config.bench.script import CHOOSE, FILL, FOLLOW, PRESS, Do

OPENING = 1  # its row in the inbox
MOST = 10
FROM_OPEN_TO_NEXT: tuple[Do, ...] = (
    Do(CHOOSE, "level", "basal"),
    Do(CHOOSE, "criteria", "enkel"),
    Do(FILL, "reason", "Enkel og afgrænset funktionsnedsættelse efter operation."),
    Do(CHOOSE, "how", "telefon"),
    Do(PRESS, "Visitér og tilbyd"),
    Do(PRESS, "Send brevet"),
    Do(FOLLOW, "Næste sag"),
)


def interactions() -> int:
    """With the click that opens the case."""
    return OPENING + len(FROM_OPEN_TO_NEXT)
