"""Searching a code list of 20,000 lines: the fragment that a therapist waits for while typing, with the whole request.

No complete list is in the project, so made-up lines fill ours up: compounds of Danish medical words, about as many different
words as such a list has. They stand in the bench's own database alone.
"""

from collections.abc import Callable
from itertools import cycle, product
from random import Random

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from config.bench import moment
from config.bench.pages import signed_in
from gop.enums import CodeList
from gop.models import Code
from gop.registry import CodeRow, diagnoses
from gop.services.codes import put_codes

LINES, QUERIES = 20_000, 200


def _words(text: str, by: str | None = None) -> list[str]:
    return text.split(by)


FIRST = _words(
    "nyre lever hjerte lunge galde mave tarm blære knogle led muskel sene nerve hjerne ryg hals bryst skulder albue hånd finger hofte lår knæ ankel fod "
    "øre øje næse kæbe tand hud blod kar åre celle væv binde slim kirtel binyre bugspyt skjold milt lymfe marv hvirvel bækken livmoder prostata"
)
SECOND = _words("kapsel vægs spids rods skafts hals hinde gang klap skede knude plade bånd skive spalte pose lap rand bue kant")
THIRD = _words(
    "betændelse brud kræft svulst skade læsion forsnævring blødning infektion sygdom smerte svaghed lammelse prolaps cyste sten absces ødem nekrose "
    "atrofi hypertrofi ruptur luksation deformitet insufficiens"
)
BESIDE = _words(
    "med komplikation;uden komplikation;på højre side;på venstre side;UNS;hos barn;efter operation;med blødning;i udbrud;IKA", ";"
)


def made(number: int) -> list[CodeRow]:
    """The same lines at every run, under letters of the alphabet that our own lines do not reach."""
    words = [f"{one}{two}{three}" for one, two, three in product(FIRST, SECOND, THIRD)]
    Random(1).shuffle(words)  # noqa: S311
    rows = []
    for place in range(number):
        word = words[place % 12_000]
        code = f"D{'HKLPQUVWXY'[place // 10_000 % 10]}{place % 10_000:04d}{'ABCDEFGHJK'[place // 100_000]}"
        rows.append(CodeRow(code, f"{word.capitalize()} {BESIDE[place % len(BESIDE)]} i {FIRST[place % len(FIRST)]}"))
    return rows


def slip(random: Random, word: str) -> str:
    """The word with one letter left out or exchanged."""
    place = random.randrange(len(word))
    letter: str = random.choice(["", *"aeiklnorst"])
    return f"{word[:place]}{letter}{word[place + 1 :]}"


def queries() -> list[str]:
    """What is typed: codes, beginnings, words, several words, everyday words, and slips of the pen."""
    random = Random(2)  # noqa: S311
    ours, padding = diagnoses(), made(LINES)
    found = []
    for number in range(QUERIES):
        row = random.choice(ours if number % 2 else padding)
        words = [word for word in row.text.split() if len(word) > 3] or [row.text]
        word = max(words, key=len)
        typed = [row.code, row.code[1:3], word[:3], word[:5], word, " ".join(words[:2]), row.text, slip(random, word)]
        typed += [slip(random, slip(random, word)), random.choice(row.synonyms or (word,))]
        found.append(typed[number // 2 % len(typed)])
    return found


def figure(name: str) -> Callable[[], object] | None:
    if name == "codes:ready":
        return _fill
    if name != "codes:search":
        return None
    client, typed = signed_in(moment.AUTHOR_PERSON), cycle(queries())

    def search() -> None:
        answer = client.get("/koder/diagnose/", {"diagnosis_query": next(typed)})
        if answer.status_code != 200:
            raise RuntimeError(f"The search answered {answer.status_code}")

    return search


def _fill() -> float:
    """Returns how many lines the list has."""
    with acting_as(job_actor("bench", Kind.PLATFORM)):
        own = diagnoses()
        if Code.objects.filter(code_list=CodeList.DIAGNOSES).count() < LINES:
            put_codes(CodeList.DIAGNOSES, [*own, *made(LINES - len(own))])
        return float(Code.objects.filter(code_list=CodeList.DIAGNOSES).count())
