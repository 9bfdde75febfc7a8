"""The criteria of functioning, need and potential."""

from gop.criteria import signs
from gop.criteria.content import FUNCTIONING, PATIENT
from gop.criteria.criterion import ALMEN, BEK, PRACTICE, RN_32, RN_33, Criterion, yes
from gop.criteria.signs import Found, alone, matches, plain, same, says_nothing

_NOT_AGREED = "Mål, metode og mængde aftaler kommunen med borgeren (»{found}«). Beskriv behovet."
_NO_LEVEL = "Basalt eller avanceret niveau vælger kommunen (»{found}«). Beskriv behovet."
_LATER = "Teksten nævner en senere start (»{found}«), men der er ingen dato. Kommunen regner fristen fra udskrivningen."


def _later_only_in_words(name: str) -> Found:
    find = matches(name, signs.LATER)
    return lambda content, today: "" if content.earliest_start or content.latest_start else find(content, today)


def _contrast(part: str, before: str, now: str, what: str) -> tuple[Criterion, ...]:
    """The three faults of a before and a now."""
    return (
        Criterion(
            f"{part}_foer_mangler",
            before,
            FUNCTIONING,
            f"{what} er beskrevet nu, men ikke før. Læseren kan ikke se, hvad der er tabt.",
            alone(now, before),
            PRACTICE,
        ),
        Criterion(
            f"{part}_nu_mangler",
            now,
            FUNCTIONING,
            f"{what} er beskrevet før, men ikke nu. Læseren kan ikke se, hvad træningen skal rette op på.",
            alone(before, now),
            PRACTICE,
        ),
        Criterion(
            f"{part}_ens",
            now,
            FUNCTIONING,
            "Før og nu er ens. Læseren kan ikke se, hvad der har ændret sig.",
            same(before, now),
            PRACTICE,
        ),
    )


FUNCTIONING_CRITERIA = (
    Criterion(
        "foer_mangler",
        "functioning_before",
        FUNCTIONING,
        "Der står, hvad patienten kan nu, men ikke hvad patienten kunne før. Læseren kan ikke se, hvad der er tabt.",
        alone("functioning_now", "functioning_before"),
        PRACTICE,
    ),
    Criterion(
        "nu_mangler",
        "functioning_now",
        FUNCTIONING,
        "Der står, hvad patienten kunne før, men ikke nu. Læseren kan ikke se, hvad træningen skal rette op på.",
        alone("functioning_before", "functioning_now"),
        PRACTICE,
    ),
    Criterion(
        "foer_og_nu_ens",
        "functioning_now",
        FUNCTIONING,
        "Før og nu er ens. Skriv, hvad der har ændret sig; læseren kan ellers ikke se et tab.",
        same("functioning_before", "functioning_now"),
        PRACTICE,
    ),
    Criterion(
        "nu_kort",
        "functioning_now",
        FUNCTIONING,
        "Giv et par eksempler fra hverdagen: hvad kan patienten, og med hvilken hjælp?",
        yes(lambda content: 0 < len(plain(content.functioning_now)) < signs.SHORT),
        PRACTICE,
    ),
    *_contrast("krop", "body_before", "body_now", "Kroppen"),
    *_contrast("omgivelser", "surroundings_before", "surroundings_now", "Omgivelserne"),
    Criterion(
        "begraensning_er_alt",
        "limitations",
        FUNCTIONING,
        "Nævn de funktionsnedsættelser, træningen skal rettes mod, ikke hele funktionsevnen.",
        same("limitations", "functioning_now"),
        BEK,
    ),
    Criterion(
        "begraensning_mangler",
        "limitations",
        FUNCTIONING,
        "Der er ikke nævnt en funktionsnedsættelse, som træningen kan rettes mod. Terapeuten ved ikke, hvor der skal begyndes.",
        yes(
            lambda content: (
                not content.limitations.strip() or says_nothing(content.limitations) or signs.only_diagnosis(content.limitations, content)
            )
        ),
        BEK,
    ),
    Criterion(
        "behov_mangler",
        "training_need",
        FUNCTIONING,
        "Her står en diagnose eller intet bestemt, men ikke et behov. Kommunen kan ikke se, hvad patienten skal have hjælp til.",
        yes(
            lambda content: (
                not content.training_need.strip()
                or says_nothing(content.training_need)
                or signs.only_diagnosis(content.training_need, content)
            )
        ),
        BEK,
    ),
    Criterion(
        "potentiale_mangler",
        "potential",
        FUNCTIONING,
        "Der står ikke, hvad patienten kan opnå. Kommunen kan ikke se, hvor langt træningen skal række.",
        yes(lambda content: not content.potential.strip() or says_nothing(content.potential)),
        BEK,
    ),
    *(
        Criterion(f"maal_i_{name}", field, FUNCTIONING, _NOT_AGREED, matches(field, signs.AMOUNT), "Sundhedsloven § 140; BEK 918/2018 § 2")
        for name, field in (("behov", "training_need"), ("potentiale", "potential"))
    ),
    *(
        Criterion(f"niveau_i_{name}", field, FUNCTIONING, _NO_LEVEL, matches(field, signs.LEVEL), "BEK 918/2018 bilag 1", (ALMEN,))
        for name, field in (("behov", "training_need"), ("potentiale", "potential"))
    ),
    Criterion(
        "undersoegelse_mangler",
        "examinations",
        FUNCTIONING,
        "Diagnosen kan påvirke tanke, sprog eller sanser, og der er ingen undersøgelse med. Terapeuten kan ikke se, hvad der er fundet.",
        yes(lambda content: signs.brain_or_thinking(content) and not content.examinations),
        RN_32,
    ),
    Criterion("start_kun_i_behov", "training_need", FUNCTIONING, _LATER, _later_only_in_words("training_need"), RN_33),
    Criterion("start_kun_i_praktisk", "practical", PATIENT, _LATER, _later_only_in_words("practical"), RN_33),
)
