"""The published indicators as data: what each counts, of what, and where it comes from.

Changing one changes VERSION, which stands on every publication.
"""

from dataclasses import dataclass

from accounts.choices import Choice

VERSION = "2026-2"


class Unit(Choice):
    COUNT = "antal", "planer"
    ANSWERS = "svar", "svar"
    SHARE = "andel", "procent"
    DAYS = "dage", "dage"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`sentence` takes the value as words; `short` heads a column."""

    key: str
    unit: Unit
    name: str
    short: str
    definition: str
    numerator: str
    denominator: str
    source: str
    sentence: str = ""


_PLANS = (
    "Planer, som er modtaget, og hvis dag 0 (udskrivningen eller afslutningen af det ambulante forløb) ligger i måneden og er nået. "
    "Planer, der er returneret eller trukket tilbage, tæller ikke, og en plan på specialiseret niveau tæller én gang: "
    "hos det sygehus, der træner, og ikke hos kommunen, der har den til orientering."
)
_OWN = "Egne tal: kommunernes og sygehusenes sager i dette system, som de stod på datadagen."
_DUE = "Frister, hvis sidste dag var gået på datadagen, og som hverken er bortfaldet eller afløst af en ny dato."

GENERAL_BASIC = Indicator("almen_basal", Unit.COUNT, "Almen genoptræning på basalt niveau", "Almen, basal", _PLANS, "Planer", "", _OWN)
GENERAL_ADVANCED = Indicator(
    "almen_avanceret", Unit.COUNT, "Almen genoptræning på avanceret niveau", "Almen, avanceret", _PLANS, "Planer", "", _OWN
)
GENERAL_UNDECIDED = Indicator(
    "almen_uden_niveau", Unit.COUNT, "Almen genoptræning, niveau ikke valgt", "Almen, niveau mangler", _PLANS, "Planer", "", _OWN
)
SPECIALISED = Indicator("specialiseret", Unit.COUNT, "Genoptræning på specialiseret niveau", "Specialiseret", _PLANS, "Planer", "", _OWN)
REHABILITATION = Indicator(
    "rehabilitering", Unit.COUNT, "Rehabilitering på specialiseret niveau", "Rehabilitering", _PLANS, "Planer", "", _OWN
)
TOTAL = Indicator(
    "planer_i_alt",
    Unit.COUNT,
    "Planer i alt",
    "I alt",
    _PLANS + " Tallet er afrundet til nærmeste 5.",
    "Planer",
    "",
    _OWN,
    "Der er modtaget omkring {value} planer.",
)
INFORMED = Indicator(
    "besked_inden_dag_4",
    Unit.SHARE,
    "Besked til borgeren inden dag 4",
    "Besked inden dag 4",
    "Andelen af borgere, der senest fire kalenderdage efter udskrivningen havde fået at vide, hvor og hvornår det første møde er, og for almen genoptræning hvilket niveau. "
    "Besked om, at start ikke kan tilbydes i tide, med vejledning om frit valg, tæller som besked.",
    "Frister, hvor borgeren fik besked senest på dag 4.",
    _DUE,
    _OWN,
    "{value} fik besked inden dag 4.",
)
OFFERED = Indicator(
    "tilbudt_inden_dag_7",
    Unit.SHARE,
    "Første møde tilbudt inden dag 7",
    "Møde inden dag 7",
    "Andelen af borgere, hvis tilbudte første møde ligger senest syv kalenderdage efter udskrivningen. "
    "Er starten udskudt af en sundhedsfaglig grund, regnes de syv dage fra den dag.",
    "Frister, hvor det tilbudte første møde ligger på eller før fristen.",
    _DUE,
    _OWN,
    "{value} fik tilbudt første møde inden dag 7.",
)
WAITING = Indicator(
    "ventetid_median",
    Unit.DAYS,
    "Ventetid til tilbudt første møde, median",
    "Ventetid, median",
    "Dage fra udskrivningen, eller fra den sundhedsfagligt begrundede senere start, til det tilbudte første møde. Halvdelen ventede kortere, halvdelen længere. "
    "Gælder planer med frist på syv dage.",
    "Dage fra dag 0 til det tilbudte første møde",
    "Planer, hvor et første møde er tilbudt.",
    _OWN,
    "Halvdelen fik tilbudt første møde inden for {value}.",
)

_ANSWERED = (
    "Borgernes egne svar på samarbejdsaftalernes to spørgsmål. Måneden er den, svaret kom i. Tallene vises, når måneden er slut. "
    "Svarene har intet navn og kan ikke føres tilbage til en sag."
)
_FROM_CITIZENS = (
    "Svar givet med en engangskode, som borgeren har fået af dem, der varetog forløbet. Ingen er trukket ud, og ikke alle svarer."
)
_SAID = "Besvarelser med et andet svar end »Ved ikke«."
ANSWERS = Indicator(
    "oplevelse_svar",
    Unit.ANSWERS,
    "Besvarelser",
    "Besvarelser",
    f"{_ANSWERED} Tallet er afrundet til nærmeste 5.",
    "Besvarelser",
    "",
    _FROM_CITIZENS,
)
AS_ONE = Indicator(
    "oplevelse_helhed",
    Unit.SHARE,
    "Sygehus og kommune handlede som en helhed",
    "Som en helhed",
    _ANSWERED,
    "Besvarelser med »Ja« eller »For det meste«.",
    _SAID,
    _FROM_CITIZENS,
)
INVOLVED = Indicator(
    "oplevelse_inddraget",
    Unit.SHARE,
    "Borgeren og de nærmeste blev inddraget, som de ønskede",
    "Inddraget",
    _ANSWERED,
    "Besvarelser med »Ja« eller »For det meste«.",
    _SAID,
    _FROM_CITIZENS,
)
EXPERIENCE = (ANSWERS, AS_ONE, INVOLVED)

COLUMNS = (GENERAL_BASIC, GENERAL_ADVANCED, GENERAL_UNDECIDED, SPECIALISED, REHABILITATION)
SENTENCES = (INFORMED, OFFERED, WAITING, TOTAL)
INDICATORS = {indicator.key: indicator for indicator in (*COLUMNS, TOTAL, INFORMED, OFFERED, WAITING, *EXPERIENCE)}
