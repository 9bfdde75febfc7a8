"""Reads docs/frister.md: cases in plain Danish, one paragraph each, into what is given and what follows.

Every date is written with its weekday, and a weekday that does not fit its date is an error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from accounts.danish import COPENHAGEN, MONTHS, WEEKDAYS
from tests.oracle.columns import Clock, Follows, Given, Step
from tests.oracle.plans_days import HOLIDAYS

FILE = Path(__file__).parents[2] / "docs" / "frister.md"
DAY = rf"(?:{'|'.join(WEEKDAYS)}) \d{{1,2}}\. (?:{'|'.join(MONTHS)}) \d{{4}}"
MOMENT = rf"{DAY} kl\. \d{{1,2}}\.\d\d"
TYPES = {"almen genoptræning": "almen", "genoptræning på specialiseret niveau": "specialiseret", "rehabilitering": "rehabilitering"}
STATES = {"åben": "aaben", "overholdt": "overholdt", "bortfaldet": "bortfaldet"}
ANSWERS = {"en leverandør": "valgt_leverandoer", "at vente": "venter", "en anden kommune": "anden_kommune", "senere start": "senere_start"}
STEPS: tuple[tuple[str, str], ...] = (
    (rf"udskrivningen meldes til (?P<day>{DAY})", "dag_nul"),
    (rf"udskrivningen ventes (?P<expected_day>{DAY})", "dag_nul"),
    (r"udskrivningen aflyses uden ny dato", "dag_nul"),
    (r"planens start rettes til (?P<starts>.+)", "startdatoer"),
    (r"planens egne startdatoer trækkes tilbage", "startdatoer"),
    (rf"første møde tilbydes (?P<meeting>{MOMENT})", "tilbud"),
    (r"kommunen aflyser tilbuddet", "aflyst"),
    (r"borgeren siger nej, aflyser eller udebliver", "borger_nej"),
    (r"det registreres, at start ikke kan tilbydes i tide", "ingen_start"),
    (rf"borgeren har fået besked (?P<day>{DAY})", "besked"),
    (rf"borgeren har fået besked om, at start ikke kan tilbydes i tide, (?P<day>{DAY})", "besked_ingen_start"),
    (rf"første møde er holdt (?P<day>{DAY})", "foerste_moede"),
    (r"sagen sættes på pause \((?P<reason>\w+)\)", "pause"),
    (r"sagen genoptages", "genoptaget"),
    (rf"borgeren vælger (?P<answer>{'|'.join(ANSWERS)})", "svar"),
    (r"den valgte kommune siger ja", "anden_kommune_ja"),
    (r"den valgte kommune siger nej", "anden_kommune_nej"),
    (r"sagen afsluttes \((?P<code>\w+)\)", "afsluttet"),
    (r"sagen genåbnes", "genaabnet"),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case: its number and title, the paragraph or assumption, and both sides."""

    number: int
    title: str
    source: str
    given: Given
    follows: Follows


def cases() -> list[Case]:
    """Every case of the file, in its order. Raises ValueError with the case that cannot be read."""
    parts = re.split(r"^### ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [read_case(part.split("\n## ")[0]) for part in parts]


def read_case(text: str) -> Case:
    """One case, from its heading without the hashes. Raises ValueError."""
    head, *lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    number, title = head.split(". ", 1)
    try:
        said = {line.split(": ", 1)[0]: line.split(": ", 1)[1].rstrip(".") for line in lines if not line.startswith("- ") and ": " in line}
        bullets = [line[2:].rstrip(".") for line in lines if line.startswith("- ")]
        given = _given(int(number), said, [line for line in bullets if re.match(f"{MOMENT}: ", line)])
        follows = _follows([line for line in bullets if not re.match(f"{MOMENT}: ", line)])
    except (ValueError, KeyError, AttributeError) as error:
        raise ValueError(f"Sag {number}: {error}") from error
    return Case(int(number), title, said["Kilde"], given, follows)


def day(text: str) -> date:
    """'mandag 23. november 2026'."""
    weekday, number, month, year = text.split()
    found = date(int(year), MONTHS.index(month) + 1, int(number.rstrip(".")))
    if WEEKDAYS[found.weekday()] != weekday:
        raise ValueError(f"{text} er en {WEEKDAYS[found.weekday()]}")
    return found


def moment(text: str) -> datetime:
    """'mandag 23. november 2026 kl. 9.30', in Copenhagen; the first of the two in the autumn hour."""
    on, at = text.split(" kl. ")
    hour, minute = at.split(".")
    return datetime.combine(day(on), time(int(hour), int(minute)), tzinfo=COPENHAGEN)


def _given(number: int, said: dict[str, str], steps: list[str]) -> Given:
    plan_type, out = said["Givet"].split(", ", 1)
    found = re.search(DAY, out)
    weekdays = frozenset(WEEKDAYS.index(name.strip()) for name in said["Åbent"].split(",")) if "Åbent" in said else frozenset(range(5))
    earliest, latest, reason = _starts(said["Planen"]) if "Planen" in said else (None, None, "")
    return Given(
        number=number,
        plan_type=TYPES[plan_type],
        received=moment(said["Modtaget"]),
        day_zero=day(found.group()) if found else None,
        expected="forventet" in out,
        seen=moment(said["Set"]),
        earliest=earliest,
        latest=latest,
        reason=reason,
        steps=tuple(_step(line) for line in steps),
        open_weekdays=weekdays,
        closed=HOLIDAYS | {day(one) for one in re.findall(DAY, said.get("Lukket", ""))},
    )


def _starts(text: str) -> tuple[date | None, date | None, str]:
    """'tidligst …, senest …, sundhedsfaglig'."""
    earliest, latest = re.search(f"tidligst ({DAY})", text), re.search(f"senest ({DAY})", text)
    reason = next((word for word in ("sundhedsfaglig", "koordinering") if word in text), "")
    return day(earliest.group(1)) if earliest else None, day(latest.group(1)) if latest else None, reason


def _step(line: str) -> Step:
    at, text = re.split(r": ", line, maxsplit=1)
    for pattern, what in STEPS:
        if match := re.fullmatch(pattern, text):
            return _made(moment(at), what, match.groupdict())
    raise ValueError(f"»{text}« er ikke en hændelse, filen kender")


def _made(at: datetime, what: str, said: dict[str, str]) -> Step:
    on = said.get("day") or said.get("expected_day")
    earliest, latest, reason = _starts(said["starts"]) if "starts" in said else (None, None, said.get("reason", ""))
    return Step(
        at,
        what,
        day=day(on) if on else None,
        expected="expected_day" in said,
        earliest=earliest,
        latest=latest,
        reason=reason,
        meeting=moment(said["meeting"]) if "meeting" in said else None,
        answer=ANSWERS[said["answer"]] if "answer" in said else "",
        code=said.get("code", ""),
    )


def _follows(lines: list[str]) -> Follows:
    clocks = {line.split(" ", 1)[0]: line for line in lines}
    choice = next(line for line in lines if line.startswith("Udvidet frit valg"))
    since = re.search(DAY, choice)
    shown: Iterator[Clock | None] = (_clock(clocks.get(name)) for name in ("Informationsfrist", "Tilbudsfrist", "Planens"))
    return Follows(*shown, choice_allowed=": ja" in choice, choice_from=day(since.group()) if since else None)


def _clock(line: str | None) -> Clock | None:
    """'Tilbudsfrist mandag 30. november 2026: åben, overskredet. Sidste arbejdsdag …. Varsel …. Overskredet fra …'."""
    if line is None:
        return None
    head, tail = line.split(": ", 1)
    state, *more = tail.split(". Sidste arbejdsdag ")[0].split(", ")
    last, warn, breach = re.fullmatch(
        rf"({DAY})\. Varsel ({MOMENT})\. Overskredet fra ({MOMENT})", tail.split(". Sidste arbejdsdag ")[1]
    ).groups()  # type: ignore[union-attr]
    met = re.search(DAY, state)
    return Clock(
        due=day(re.search(DAY, head).group()),  # type: ignore[union-attr]
        state=STATES[state.split(" ")[0]],
        met_on=day(met.group()) if met else None,
        breached="overskredet" in more,
        last_working_day=day(last),
        warn_at=moment(warn),
        breach_at=moment(breach),
        preliminary="foreløbig" in more,
    )
