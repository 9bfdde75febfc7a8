"""The one-time code of the two questions: how it looks, how it is read, what is kept of it. Pure."""

from calendar import monthrange
from datetime import date, timedelta
from hashlib import sha256

# No vowel, so that it spells no word; nothing that is mistaken for another letter on paper. 18^16 is more than 2^66.
LETTERS = "BCDFGHJKLMNPRSTVXZ"
LENGTH, GROUP = 16, 4


def code_from(randomness: bytes) -> str:
    """16 letters from 32 random bytes."""
    number, letters = int.from_bytes(randomness), []
    for _ in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def typed(text: str) -> str:
    """What a person wrote, as the code: without spaces and hyphens, in capitals."""
    return "".join(letter for letter in text.upper() if letter.isalpha())


def written(code: str) -> str:
    """BCDF-GHJK-LMNP-RSTV"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest(code: str) -> bytes:
    return sha256(code.encode()).digest()


def month_of(day: date) -> date:
    return day.replace(day=1)


def last_day(made: date, days: int) -> date:
    """The end of the month in which the days are over: it does not tell which day the code was made."""
    over = made + timedelta(days=days)
    return over.replace(day=monthrange(over.year, over.month)[1])
