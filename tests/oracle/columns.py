"""The columns of the case file: what is given and what follows. Plain values, no arithmetic; both sides speak these."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Step:
    """One thing that happened, recorded at the aware moment `at`. `what` is one of:

    dag_nul                day (None: called off without a new date), expected
    startdatoer            earliest, latest, reason: the plan's own start as the hospital now states it (all None: withdrawn)
    tilbud                 meeting (aware): first meeting offered; an offer in force is replaced by it
    aflyst                 the municipality cancels the offer in force
    borger_nej             the citizen declines, cancels or misses the meeting of the offer in force
    ingen_start            recorded: no start in time can be offered
    besked                 day: told place, date, time and level of the offer in force
    besked_ingen_start     day: told that no start can be offered in time, with guidance
    foerste_moede          day: the first meeting was held
    pause                  reason: KL's udskudt, frit_valg, frit_valg_afslaaet, anden_kommune, fejl
    genoptaget             no longer paused
    svar                   answer: valgt_leverandoer, venter (declines the extended choice), anden_kommune, senere_start (asks for later)
    anden_kommune_ja       the other municipality that was chosen has accepted
    anden_kommune_nej      it has declined
    afsluttet              code: gennemfoert, one of KL's nine (intet_behov_borger, intet_behov_fagperson, fravalg, fravalg_sygdom,
                           fravalg_transport_udgift, fravalg_transport_besvaer, fravalg_anden_traening, haendelse, udeblevet),
                           returneret, tilbagetrukket, erstattet, overgang, doed, samtykke_trukket
    genaabnet              ended by mistake: opened again
    """

    at: datetime
    what: str
    day: date | None = None
    expected: bool = False
    earliest: date | None = None
    latest: date | None = None
    reason: str = ""
    meeting: datetime | None = None
    answer: str = ""
    code: str = ""


@dataclass(frozen=True)
class Given:
    """A plan as received, what happened to it, and the moment it is seen from.

    plan_type  almen, specialiseret, rehabilitering      reason  sundhedsfaglig or koordinering, of earliest/latest
    open_weekdays: Monday is 0      closed: closed whatever the weekday, also the public holidays
    """

    number: int
    plan_type: str
    received: datetime
    day_zero: date | None
    expected: bool
    seen: datetime
    earliest: date | None = None
    latest: date | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()
    open_weekdays: frozenset[int] = frozenset(range(5))
    closed: frozenset[date] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Clock:
    """One clock as it stands. state: aaben, overholdt, bortfaldet. `breached` as seen at `Given.seen`."""

    due: date
    state: str
    met_on: date | None
    breached: bool
    last_working_day: date
    warn_at: datetime
    breach_at: datetime
    preliminary: bool


@dataclass(frozen=True)
class Follows:
    """inform: informationsfrist · offer: tilbudsfrist · plan_start: planens egen frist; None where there is none."""

    inform: Clock | None
    offer: Clock | None
    plan_start: Clock | None
    choice_allowed: bool
    choice_from: date | None
