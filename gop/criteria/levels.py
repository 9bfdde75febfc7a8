"""The ticks a level rests on (the characteristics of BEK 918 bilag 1, as domain.md 1.3 gives them; our wording)."""

from collections.abc import Mapping

from gop.enums import GeneralLevel

LEVEL_CRITERIA: Mapping[GeneralLevel, Mapping[str, str]] = {
    GeneralLevel.BASIC: {
        "enkel": "Funktionsnedsættelsen er enkel og afgrænset",
        "ukompliceret": "Der er ingen komplikationer eller anden sygdom, der griber ind",
        "kendt_forloeb": "Forløbet er kendt og forventes at følge det sædvanlige",
    },
    GeneralLevel.ADVANCED: {
        "omfattende": "Funktionsnedsættelsen er omfattende",
        "flere_livsomraader": "Den rammer flere områder af hverdagen",
        "saerlige_kompetencer": "Træningen kræver terapeuter med særlige kompetencer",
        "flere_fag": "Flere faggrupper skal samarbejde om forløbet",
    },
}

LEVEL_WORDS: Mapping[str, str] = {key: text for ticks in LEVEL_CRITERIA.values() for key, text in ticks.items()}
