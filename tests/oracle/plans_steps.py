"""How each step of an adversarial course is filled in. Every function records one legal step at the desk, now."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.oracle.plans_days import hard_hour, moment, shifted
from tests.oracle.plans_desk import Desk

REASONS = ("sundhedsfaglig", "sundhedsfaglig", "koordinering")
CODES = (
    *("gennemfoert", "intet_behov_borger", "intet_behov_fagperson", "fravalg", "fravalg_sygdom", "fravalg_transport_udgift"),
    *("fravalg_transport_besvaer", "fravalg_anden_traening", "haendelse", "udeblevet"),
    *("returneret", "tilbagetrukket", "erstattet", "overgang", "doed", "samtykke_trukket"),
)


def day_zero(rng: Random, desk: Desk) -> None:
    """Called off, moved to a date it had before, moved near the meeting, confirmed, or moved some days."""
    kind, base = rng.random(), desk.day_zero or desk.today
    if kind < 0.12 and desk.day_zero is not None:
        desk.record("dag_nul", day=None)
        return
    if kind < 0.4 and desk.days_zero:
        day = rng.choice(desk.days_zero)
    elif kind < 0.6 and desk.meeting is not None:
        day = shifted(desk.meeting[1], rng.choice((-8, -7, -6, -1, 0, 1)))
    elif kind < 0.7:
        day = base
    else:
        day = shifted(base, rng.choice((-9, -8, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7, 8, 12)))
    desk.record("dag_nul", day=day, expected=rng.random() < 0.35)


def starts(rng: Random, desk: Desk) -> None:
    """Withdrawn, or an earliest and a latest start around today."""
    if rng.random() < 0.2:
        desk.record("startdatoer")
        return
    base = desk.day_zero or desk.today
    earliest = shifted(base, rng.choice((-2, 0, 1, 2, 5, 9, 14))) if rng.random() < 0.75 else None
    latest = shifted(max(base, earliest or base), rng.choice((0, 1, 2, 3, 7, 14))) if earliest is None or rng.random() < 0.4 else None
    desk.record("startdatoer", earliest=earliest, latest=latest, reason=rng.choice(REASONS))


def offer(rng: Random, desk: Desk) -> None:
    """A meeting after now and not before day 0, often on or beside a seventh day."""
    base = desk.day_zero or desk.today
    near = [shifted(base, number) for number in (0, 1, 4, 6, 7, 7, 8, 8, 9)] + [shifted(desk.today, number) for number in (1, 3, 6, 14)]
    if desk.days_zero:
        near.append(shifted(rng.choice(desk.days_zero), rng.choice((0, 7, 8))))
    earliest = desk.today if desk.day_zero is None else max(desk.today, desk.day_zero)
    day = max(rng.choice(near), earliest)
    meeting = moment(day, hard_hour(rng))
    if meeting <= desk.now:
        meeting = max(desk.now + timedelta(hours=1), moment(shifted(day, 1), hard_hour(rng)))
    desk.record("tilbud", meeting=meeting)


def told(rng: Random, desk: Desk) -> None:
    """Told today, or told some days ago and recorded now; never before the offer."""
    desk.record("besked", day=max(desk.meeting[0], shifted(desk.today, -rng.choice((0, 0, 0, 1, 2)))))


def told_no_start(rng: Random, desk: Desk) -> None:
    """Told today that no start can be offered in time."""
    desk.record("besked_ingen_start", day=desk.today)


def held(rng: Random, desk: Desk) -> None:
    """Held today, or on the day of the offer's meeting, or on some day between."""
    made, meeting = desk.meeting
    day = rng.choice((desk.today, min(meeting, desk.today), shifted(desk.today, -1)))
    desk.record("foerste_moede", day=min(max(day, made, desk.day_zero), desk.today))


def answered(rng: Random, desk: Desk) -> None:
    """One of the answers; another municipality is not asked twice at once."""
    answers = ["valgt_leverandoer", "venter", "senere_start"] + ([] if desk.asked or desk.accepted else ["anden_kommune"] * 3)
    desk.record("svar", answer=rng.choice(answers))


def plain(what: str) -> Callable[[Random, Desk], None]:
    """A step that carries nothing but its name."""
    return lambda rng, desk: desk.record(what)


WRITE: dict[str, Callable[[Random, Desk], None]] = {
    "dag_nul": day_zero,
    "startdatoer": starts,
    "tilbud": offer,
    "besked": told,
    "besked_ingen_start": told_no_start,
    "foerste_moede": held,
    "svar": answered,
    "pause": lambda rng, desk: desk.record(
        "pause", reason=rng.choice(("udskudt", "frit_valg", "frit_valg_afslaaet", "anden_kommune", "fejl"))
    ),
    "afsluttet": lambda rng, desk: desk.record("afsluttet", code=rng.choice(CODES)),
} | {
    what: plain(what)
    for what in ("aflyst", "borger_nej", "ingen_start", "genoptaget", "anden_kommune_ja", "anden_kommune_nej", "genaabnet")
}
