"""What a received plan lacks or says against itself, in the words of whoever must decide from it. Pure; it stops nobody.

The criteria are the author's own; their sentences speak to the author. A criterion without words here says nothing to a receiver.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gop.criteria.catalogue import CRITERIA
from gop.criteria.content import PlanContent
from gop.criteria.missing import missing_to_send


@dataclass(frozen=True, slots=True)
class Gap:
    """`key`: of the criterion; `field`: of the plan; `question`: ready to be sent to the author."""

    key: str
    field: str
    sentence: str
    question: str


Words = tuple[str, str]
LATER = (
    "Teksten nævner en senere start (»{found}«), men der er ingen dato. Fristen regnes fra udskrivningen.",
    "I skriver »{found}«. Skal genoptræningen starte senere end normalt, og er grunden sundhedsfaglig? Så ret planen med dato og begrundelse.",
)
_PARTS = {"krop": "Kroppen", "omgivelser": "Omgivelserne"}
READ: Mapping[str, Words] = {
    "telefon_mangler": ("Der står intet telefonnummer på borgeren.", "Hvilket telefonnummer kan vi ringe til borgeren på?"),
    "adresse_mangler": (
        "Der står ikke, hvor borgeren opholder sig efter udskrivningen.",
        "Hvor opholder borgeren sig efter udskrivningen?",
    ),
    "barn_telefon_mangler": (
        "Planen er for et barn, og der står intet telefonnummer på en pårørende.",
        "Hvem kan vi ringe til om barnet, og på hvilket nummer?",
    ),
    "diagnose_mangler": ("Der står ingen diagnose.", "Hvilken diagnose giver behovet for genoptræning?"),
    "foer_mangler": ("Der står, hvad borgeren kan nu, men ikke hvad borgeren kunne før.", "Hvad kunne borgeren, før det skete?"),
    "nu_mangler": ("Der står, hvad borgeren kunne før, men ikke nu.", "Hvad kan borgeren nu, og med hvilken hjælp?"),
    "foer_og_nu_ens": ("Før og nu er ens, så et tab kan ikke ses.", "Før og nu er beskrevet ens. Hvad har ændret sig?"),
    "nu_kort": ("Funktionsevnen nu er beskrevet med få ord.", "Hvad kan borgeren nu i hverdagen, og med hvilken hjælp?"),
    **{f"{part}_foer_mangler": (f"{name} er beskrevet nu, men ikke før.", "Hvordan var det før?") for part, name in _PARTS.items()},
    **{f"{part}_nu_mangler": (f"{name} er beskrevet før, men ikke nu.", "Hvordan er det nu?") for part, name in _PARTS.items()},
    **{f"{part}_ens": ("Før og nu er ens.", "Før og nu er beskrevet ens. Hvad har ændret sig?") for part in _PARTS},
    "begraensning_er_alt": (
        "Hele funktionsevnen er gentaget her. Det kan ikke ses, hvad træningen skal rettes mod.",
        "Hvilke funktionsnedsættelser skal træningen rettes mod?",
    ),
    "begraensning_mangler": (
        "Der er ikke nævnt en funktionsnedsættelse, som træningen kan rettes mod.",
        "Hvilke funktionsnedsættelser skal træningen rettes mod?",
    ),
    "behov_mangler": (
        "Her står en diagnose eller intet bestemt, men ikke et behov.",
        "Hvad har borgeren behov for at træne?",
    ),
    "potentiale_mangler": ("Der står ikke, hvad borgeren kan opnå.", "Hvad forventer I, at borgeren kan opnå med genoptræningen?"),
    "undersoegelse_mangler": (
        "Diagnosen kan påvirke tanke, sprog eller sanser, og der er ingen undersøgelse med.",
        "Er borgerens kognition, sprog og sanser undersøgt, og hvad viste det?",
    ),
    "start_kun_i_behov": LATER,
    "start_kun_i_praktisk": LATER,
    "almen_ligner_specialiseret": (
        "Typen er almen, men teksten nævner »{found}«, som peger på specialiseret niveau.",
        "I skriver »{found}«. Kan borgeren træne uden sygehusets personale, så typen almen er den rette?",
    ),
    "almen_ligner_rehabilitering": (
        "Typen er almen, men teksten nævner »{found}«, som peger på rehabilitering på specialiseret niveau.",
        "I skriver »{found}«. Er typen almen den rette?",
    ),
    "specialiseret_ligner_almen": (
        "Typen er specialiseret, men teksten nævner »{found}«.",
        "I skriver »{found}«. Hvorfor skal genoptræningen foregå på sygehus?",
    ),
    "rehabilitering_tynd": (
        "De omfattende og sammensatte behov, som typen kræver, er beskrevet med få ord.",
        "Hvilke sammensatte behov har borgeren, som kræver rehabilitering på specialiseret niveau?",
    ),
    "start_begrundelse_tynd": (
        "Begrundelsen siger ikke, hvad der taler for en anden start.",
        "Hvorfor skal genoptræningen starte på et andet tidspunkt?",
    ),
    "meget_sen_start": (
        "Starten ligger mere end et kvart år efter udskrivningen.",
        "Er datoen for start rigtig, og hvad skal borgeren gøre imens?",
    ),
    "anden_type_uden_grund": (
        "Svarene om typen pegede på {found}, og der står ikke, hvorfor en anden er valgt.",
        "Svarene om typen pegede på {found}. Hvorfor er en anden type valgt?",
    ),
    "intet_behov": ("Svarene om typen siger, at der ikke er behov for genoptræning.", "Har borgeren behov for genoptræning?"),
    "frit_valg_ikke_vejledt": (
        "Der står ikke, at borgeren er vejledt om frit sygehusvalg.",
        "Er borgeren vejledt om frit sygehusvalg, og hvornår?",
    ),
    "sygehusvalg_mangler": ("Der står ikke, hvilket sygehus borgeren vælger.", "Hvilket sygehus vælger borgeren?"),
    "social_graense_mangler": (
        "Der står ikke, om der også er brug for en social indsats.",
        "Er der også brug for en social indsats, og hvad skal træningen dække?",
    ),
    "barn_tilbagemelding_mangler": (
        "Der står ikke, hvem på sygehuset der ønsker tilbagemelding om barnet.",
        "Hvem på sygehuset ønsker tilbagemelding om barnet?",
    ),
    "barn_laege_mangler": (
        "Der mangler telefon eller e-mail på barnets ansvarlige læge.",
        "Hvem er barnets ansvarlige læge, og hvordan kan vi få fat i lægen?",
    ),
}
# What should have stopped the plan, by field: in a version made before the rule, or of a message
REQUIRED: Mapping[str, Words] = {
    "functioning_now": ("Funktionsevnen ved udskrivningen er ikke beskrevet.", "Hvad kan borgeren nu, og med hvilken hjælp?"),
    "extended_description": (
        "Den samlede funktionsevne og det samlede behov er ikke beskrevet.",
        "Hvad er borgerens samlede funktionsevne og samlede behov?",
    ),
    "specialised_reason": ("Der står ikke, hvorfor genoptræningen skal foregå på sygehus.", "Hvorfor skal genoptræningen foregå på sygehus?"),
    "earliest_start": ("Datoen for tidligste start passer ikke med resten.", "Hvad er den tidligste dato for start?"),
    "latest_start": ("Datoen for seneste start passer ikke med resten.", "Hvad er den seneste dato for start?"),
    "start_reason_kind": (
        "Der står ikke, om den ændrede start er sundhedsfaglig.",
        "Er grunden til den ændrede start sundhedsfaglig, eller skyldes den koordinering?",
    ),
    "relatives": ("Planen er for et barn, og der er ingen pårørende.", "Hvem er barnets pårørende, og hvordan kan vi få fat i dem?"),
    "child_group": ("Der står ikke, hvorfor barnet skal have en plan.", "Hvorfor skal barnet have en plan?"),
    "consent_plan": ("Der står ikke et ja fra borgeren til, at planen er lavet.", "Har borgeren sagt ja til planen?"),
    "consent_kommune": ("Der står ikke, om borgeren har sagt ja til, at kommunen får planen.", "Har borgeren sagt ja til, at kommunen får planen?"),
}  # fmt: skip


def gaps(content: PlanContent, today: date) -> list[Gap]:
    """In the order of the criteria's steps. Of one field what is required stands, and no hint beside it."""
    required = list(_required(content, today))
    there = {one.field for one in required}
    return required + [one for one in _hinted(content) if one.field not in there]


def _required(content: PlanContent, today: date) -> Iterator[Gap]:
    said: set[str] = set()
    for one in missing_to_send(content, today):
        if one.field in REQUIRED and one.field not in said:
            said.add(one.field)
            yield _gap(f"kraeves_{one.field}", one.field, REQUIRED[one.field], "")


def _hinted(content: PlanContent) -> Iterator[Gap]:
    """`today` is left out: nothing is said of a day that has passed."""
    for one in CRITERIA:
        if one.key in READ and (not one.types or content.plan_type in one.types) and (found := one.finds(content, None)):
            yield _gap(one.key, one.field, READ[one.key], found)


def _gap(key: str, field: str, words: Words, found: str) -> Gap:
    return Gap(key, field, *(text.replace("{found}", found) for text in words))
