"""What each type is for, in our own words after BEK 918/2018 § 2 and bilag 1 and the agreements; for the page that explains them."""

from dataclasses import dataclass

from gop.enums import PlanType


@dataclass(frozen=True, slots=True)
class TypeWords:
    """`criteria`: what speaks for the type; `decides`: who chooses it and its level."""

    plan_type: PlanType
    criteria: tuple[str, ...]
    decides: str
    source: str


TYPES: tuple[TypeWords, ...] = (
    TypeWords(
        PlanType.GENERAL_TRAINING,
        (
            "Patienten har et sundhedsfagligt begrundet behov for genoptræning efter udskrivningen",
            "Træningen kan foregå uden for sygehuset",
            "Funktionsnedsættelsen kan trænes uden en samlet, specialiseret indsats fra flere faggrupper",
        ),
        "Sygehuset vælger typen. Kommunen vælger niveauet, basalt eller avanceret, og kan ændre det undervejs.",
        "BEK 918/2018 § 2 og bilag 1",
    ),
    TypeWords(
        PlanType.SPECIALISED_TRAINING,
        (
            "Træningen skal følges tæt ad med udredning eller behandling hos speciallæger, eller",
            "patientens sikkerhed kræver, at personale, som kun findes på et sygehus, kan træde til",
        ),
        "Sygehuset vælger typen og skriver, hvilken af de to grunde der gælder. Det vejleder patienten om frit sygehusvalg.",
        "BEK 918/2018 § 2; Samarbejdsaftale Region Nordjylland 2019 afsnit 2 og 3.4",
    ),
    TypeWords(
        PlanType.SPECIALIST_REHABILITATION,
        (
            "Tabet af funktionsevne er kompliceret, meget omfattende, sjældent eller alvorligt, oftest også mentalt",
            "Det har stor betydning for flere områder af patientens liv",
            "Det kræver en samlet indsats fra flere faggrupper med specialiserede kompetencer",
        ),
        "Sygehuset vælger typen og beskriver den samlede funktionsevne og det samlede behov.",
        "BEK 918/2018 § 2 og bilag 1; Samarbejdsaftale Region Nordjylland 2019 afsnit 5.1.1",
    ),
)
LEVEL_SOURCE = "BEK 918/2018 bilag 1 og VEJ 9538/2018 afsnit 4"
