"""What has been changed in the definitions, version by version: told on the method page, and kept true by a fingerprint."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from audits.indicators.indicator import Indicator
from audits.indicators.known import INDICATORS


@dataclass(frozen=True, slots=True)
class Change:
    """`on`: the first day of data it holds for. `fingerprint`: of every formula of the version; "" where they are not kept any more."""

    version: str
    on: date
    changes: tuple[str, ...]
    fingerprint: str = ""


HISTORY = (
    Change(
        "2026-1",
        date(2026, 11, 22),
        ("Første udgave: planer efter type og niveau, besked inden dag 4, første møde inden dag 7 og ventetid til tilbudt første møde.",),
    ),
    Change("2026-2", date(2026, 11, 22), ("Borgernes svar på samarbejdsaftalernes to spørgsmål er kommet til.",)),
    Change(
        "2026-3",
        date(2026, 11, 22),
        (
            "Tallene er summer af fakta uden identitet, så de kan genskabes for enhver dag. Datadagen er dagen før offentliggørelsen.",
            "Nye: det, der er åbent og overskredet nu, sendt i tide, årsager, to ventetider til holdt møde, udvidet frit valg, "
            "returneret og erstattet, slutkoder, mål, kontakter, klager og planer pr. 1.000 indbyggere.",
            "Offentliggjorte antal er afrundet til nærmeste 5, og andele er regnet af de afrundede.",
            "Opdelt også på alder, diagnosegruppe, sygehus, afdeling, klynge og sundhedsråd, psykiatri og børn.",
        ),
        "0b0f7bf73ba1f9c8",
    ),
)


def fingerprint() -> str:
    """Of every formula as it is now: what is counted and what is said of it, not names and sentences."""
    said = "\n".join(_formula(indicator) for _, indicator in sorted(INDICATORS.items()))
    return sha256(said.encode()).hexdigest()[:16]


def _formula(one: Indicator) -> str:
    texts = (one.definition, one.numerator, one.denominator, one.exclusions)
    narrowed = (sorted(one.only), sorted(one.kinds), one.now)
    return repr((one.key, one.measure.value, one.fold.value, one.unit.value, texts, narrowed, one.valid_from, one.valid_to))
