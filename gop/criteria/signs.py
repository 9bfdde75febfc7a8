"""What can be seen in a text without understanding it. Pure; each answers what it found, or an empty text."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from gop.cpr import CprError, age_on, parse
from gop.criteria.content import PlanContent

Found = Callable[[PlanContent, date | None], str]

YES = "ja"
SHORT, THIN = 40, 15
GROWN = 18
# Goal, method and amount are agreed with the citizen in the municipality (model.md section 3).
AMOUNT = re.compile(
    r"\b(gange?|x)\s+(om\s+ugen|ugentligt?|dagligt?|pr\.?\s+uge)|\b\d+\s+(uger|måneder)s?\s+træning|\b\d+\s*x\s*\d+\b|\bmål(et)?\s*(:|er\b)",
    re.I,
)
LEVEL = re.compile(r"\b(basalt?|avanceret)\b", re.I)
_NUMBER = r"(\d+|to|tre|fire|fem|seks|otte|ti|tolv)"
LATER = re.compile(
    rf"\b(først|tidligst|starte?s?|opstart\w*|påbegyndes)\b[^.\n]{{0,40}}\b(om|efter|fra)\b[^.\n]{{0,20}}\b({_NUMBER}\s+uger|kontrol\w*)",
    re.I,
)
# Injuries and illnesses of the brain, and those that touch thinking (SKS chapters, by their first letters).
BRAIN: tuple[str, ...] = (
    *("DS062", "DS063", "DS064", "DS065", "DS066", "DS068", "DS069", "DI60", "DI61", "DI62", "DI63", "DI64", "DI69", "DG931", "DT905"),
    *("DC70", "DC71", "DF00", "DF01", "DF02", "DF03", "DF04", "DF06", "DF07", "DG30", "DG31", "DG35", "DG10"),
)
SPECIALISED_SIGNS = (
    *("tæt koordinering", "lægelig overvågning", "under lægeligt tilsyn", "patientsikkerhed", "ilt under træning", "iltbehov"),
    *("trakealkanyle", "ustabil fraktur", "ekstern fiksation", "komplikationer under træning"),
)
REHABILITATION_SIGNS = ("sammensatte funktionsnedsættelser", "samlet rehabilitering", "døgnrehabilitering", "flere samtidige indsatser")
MUNICIPAL_SIGNS = ("kan træne i kommunen", "kan trænes i kommunen", "genoptrænes i kommunen", "kommunal genoptræning", "i kommunalt regi")
_NOTHING = frozenset(
    {
        "-",
        ".",
        "x",
        "xx",
        "ja",
        "nej",
        "ingen",
        "obs",
        "se journal",
        "se epikrise",
        "se ovenfor",
        "som ovenfor",
        "se nedenfor",
        "ikke relevant",
    }
    | {"genoptræning", "træning", "behov for genoptræning", "behov for træning", "uændret", "almen genoptræning", "efter behov", "vurderes"}
)
_FILLER = frozenset(
    {
        "efter",
        "følger",
        "følge",
        "brud",
        "fraktur",
        "operation",
        "opereret",
        "operativ",
        "behandlet",
        "nyopereret",
        "status",
        "post",
        "tilstand",
    }
    | {
        "højre",
        "venstre",
        "hø",
        "ve",
        "side",
        "pga",
        "grund",
        "af",
        "med",
        "og",
        "i",
        "på",
        "for",
        "den",
        "det",
        "en",
        "et",
        "til",
        "ved",
        "har",
    }
    | {"patient", "patienten", "diagnose", "diagnosen", "genoptræning", "træning", "behov", "behovet"}
)
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Folded for comparison: case, blanks and the last full stop do not make a difference."""
    return " ".join(text.split()).rstrip(".").casefold()


def says_nothing(text: str) -> bool:
    """A text is there, and it is an empty phrase."""
    said = plain(text)
    return bool(said) and (said in _NOTHING or len(_WORD.findall(said)) == 0 or sum(map(str.isalpha, said)) < 3)


def only_diagnosis(text: str, content: PlanContent) -> bool:
    """Every word of it stands in the diagnosis, is its code, or carries no meaning beside it."""
    words = {word.casefold() for word in _WORD.findall(text)}
    known = {word.casefold() for word in _WORD.findall(f"{content.diagnosis_text} {content.diagnosis_code}")}
    return bool(words) and bool(words & known) and words <= known | _FILLER


def alone(here: str, there: str) -> Found:
    """`here` is answered and `there` is not."""
    return lambda content, _: YES if plain(getattr(content, here)) and not plain(getattr(content, there)) else ""


def same(one: str, other: str) -> Found:
    return lambda content, _: YES if plain(getattr(content, one)) and plain(getattr(content, one)) == plain(getattr(content, other)) else ""


def matches(name: str, pattern: re.Pattern[str]) -> Found:
    """The words that match, as they stand."""

    def find(content: PlanContent, _: date | None) -> str:
        match = pattern.search(getattr(content, name))
        return match.group().strip() if match else ""

    return find


def any_of(signs: tuple[str, ...], *names: str) -> Found:
    """The first of the signs that one of the texts has."""

    def find(content: PlanContent, _: date | None) -> str:
        said = " ".join(plain(getattr(content, name)) for name in names)
        return next((sign for sign in signs if sign in said), "")

    return find


def is_child(content: PlanContent, today: date | None) -> bool:
    """By age on day 0, or today while no date is known."""
    if content.age is not None:
        return content.age < GROWN
    day = content.discharge_date or today
    try:
        number = parse(content.cpr)
    except CprError:
        return False
    return day is not None and number.birth_date is not None and age_on(number.birth_date, day) < GROWN


def brain_or_thinking(content: PlanContent) -> bool:
    codes = [content.diagnosis_code, *(line.get("code", "") for line in content.diagnoses)]
    return any(code.startswith(BRAIN) for code in codes)


def starts_late(content: PlanContent) -> bool:
    """Later than the seven days that the law gives the municipality."""
    first, day_zero = content.earliest_start, content.discharge_date
    return first is not None and day_zero is not None and first > day_zero + timedelta(days=7)
