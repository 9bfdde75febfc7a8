"""Civil registration numbers as text in, facts out (domain.md section 7). Pure; dates have no time zone.

Never rejected on modulus 11: numbers without it have been issued since 2007.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["cpr", "ecpr"]
Sex = Literal["kvinde", "mand"]

_NATIONAL, _DECENTRAL = "17", "056"
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CPR = re.compile(r"[0-9]{10}")
_ECPR = re.compile(r"[0-9]{7}[A-Z]{2}[0-9]")
_DAY_ADDED = 60


@dataclass(frozen=True, slots=True)
class CivilNumber:
    """`number` is ten characters. A replacement number (kind ecpr) stands for a person without a CPR number.

    `birth_date` is None for a decentral replacement number, whose seventh digit tells no century.
    """

    number: str
    kind: Kind
    birth_date: date | None
    sex: Sex


class CprError(ValueError):
    """`code` for the program, `message` in Danish for the person typing."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def parse(text: str) -> CivilNumber:
    """The number in what was typed; blanks anywhere and one hyphen before the last four are allowed."""
    number = _plain(text)
    if _ECPR.fullmatch(number):
        return _replacement(number)
    if not _CPR.fullmatch(number):
        raise CprError(
            "letters",
            "Et CPR-nummer har kun cifre. Et erstatningsnummer har bogstaver på plads 8 og 9 og intet andet sted.",
        )
    day, month = int(number[:2]), int(number[2:4])
    added = day > _DAY_ADDED
    birth = _date(_century_year(number), month, day - _DAY_ADDED if added else day)
    return CivilNumber(number, "ecpr" if added else "cpr", birth, _sex(number))


def modulus11_ok(number: str) -> bool:
    """Whether an all-digit number passes the old check. A hint at most, never a reason to refuse."""
    if not _CPR.fullmatch(number):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True)) % 11 == 0


def age_on(birth: date, day: date) -> int:
    """Whole years on the day. Born on 29 February: a year older on 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _plain(text: str) -> str:
    number = "".join(text.split())
    if not number:
        raise CprError("empty", "Skriv patientens CPR-nummer.")
    if number.count("-") == 1 and number[6:7] == "-":
        number = number[:6] + number[7:]
    if "-" in number:
        raise CprError("hyphen", "Bindestregen skal stå mellem de første seks og de sidste fire tegn.")
    if not number.isascii():
        raise CprError("characters", "CPR-nummeret har tegn, der ikke er almindelige cifre. Skriv det igen med tastaturet.")
    number = number.upper()
    if not number.isalnum():
        raise CprError("characters", "CPR-nummeret må kun have cifre, mellemrum og én bindestreg.")
    if len(number) < 10:
        raise CprError("short", f"CPR-nummeret er for kort. Det har 10 tegn, der er skrevet {len(number)}.")
    if len(number) > 10:
        raise CprError("long", f"CPR-nummeret er for langt. Det har 10 tegn, der er skrevet {len(number)}.")
    return number


def _replacement(number: str) -> CivilNumber:
    century = number[6]
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    if century in _NATIONAL:
        birth: date | None = _date((1900 if century == "1" else 2000) + year, month, day)
    elif century in _DECENTRAL:
        _date(2000 + year, month, day, any_century=True)
        birth = None
    else:
        raise CprError("ecpr_century", "Erstatningsnummerets syvende tegn skal være 1 eller 7, eller 0, 5 eller 6.")
    return CivilNumber(number, "ecpr", birth, _sex(number))


def _century_year(number: str) -> int:
    """The year by digits 5 to 7."""
    year, seventh = int(number[4:6]), int(number[6])
    if seventh <= 3:
        return 1900 + year
    if seventh in (4, 9):
        return (2000 if year <= 36 else 1900) + year
    return (2000 if year <= 57 else 1800) + year


def _date(year: int, month: int, day: int, *, any_century: bool = False) -> date:
    if not 1 <= month <= 12:
        raise CprError("month", f"Måneden i CPR-nummeret findes ikke: {month:02}.")
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February 1900 did not exist, 2000 did: without a century, either will do.
        when = f"{day:02}.{month:02}." + (f"{year % 100:02}" if any_century else f"{year}")
        raise CprError("date", f"Fødselsdatoen i CPR-nummeret findes ikke: {when}.") from None


def _sex(number: str) -> Sex:
    return "mand" if int(number[-1]) % 2 else "kvinde"
