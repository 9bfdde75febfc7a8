"""What a letter to a patient knows, as plain values. Dates are Copenhagen dates; an empty text or None is not known."""

from dataclasses import dataclass
from datetime import date, datetime

from gop.enums import ChoiceReason, GeneralLevel
from gop.letters.known import HospitalWait, PatientOffice, Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes. `author` is name and title of whoever wrote the plan."""

    hospital: str
    department: str
    phone: str = ""
    author: str = ""

    @property
    def name(self) -> str:
        return ", ".join(part for part in (self.hospital, self.department) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Whom to call and what holds where the patient lives."""

    municipality: str = ""
    municipality_contact: str = ""
    region_contact: str = ""
    office: PatientOffice | None = None
    transport: Transport
    wait: HospitalWait | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What every letter knows: to whom, from whom, and the day it is written."""

    citizen: str
    written_on: date
    sender: Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts(LetterFacts):
    """A plan as its patient should hear of it. `authority` has it or gets it; empty when nobody does. `informed` gets it to know of it only."""

    around: Around
    sent: bool = True
    authority: str = ""
    performing: str = ""
    informed: str = ""
    to_gp: bool = False
    on_its_way: bool = False
    expected: bool = False
    earliest_start: date | None = None
    inform_by: date | None = None
    offer_by: date | None = None
    start_by: date | None = None
    private_choice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts(LetterFacts):
    """A first meeting that a department offers. `to` is where the letter goes, line by line; `child`: to the parents.

    `waited`: the days until the meeting, where extended hospital choice stands because they are more than `limit`.
    """

    to: str
    around: Around
    meeting_at: datetime
    place: str
    interpreter: str = ""
    wheelchair: bool = False
    needs_transport: bool = False
    child: bool = False
    waited: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainer:
    """Whoever trains with the citizen, as it is told in writing."""

    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts(LetterFacts):
    """What an authority's letters know. `to`: the receiver, line by line; `child`: the letter goes to the parents.

    `sender.department` is the function to call, `sender.author` whoever writes.
    """

    to: str
    around: Around
    hours: str = ""
    child: bool = False
    rehabilitation: bool = False
    meeting_at: datetime | None = None
    place: str = ""
    trainer: Trainer | None = None


@dataclass(frozen=True, slots=True)
class ToChoose:
    """A place that the citizen may choose, as the letter names it."""

    name: str
    address: str
    phone: str
    earliest_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedFacts(CaseFacts):
    """The right of extended choice: why it arose and since when; whom one may choose, nearest first, and how many more there are."""

    because: ChoiceReason
    since: date | None
    offer_by: date | None
    level: GeneralLevel | None = None
    to_choose: tuple[ToChoose, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InformingFacts(CaseFacts):
    """A first meeting that an authority offers, or that none can be offered in time (`meeting_at` is None).

    `waited`: days from day 0, or from the plan's own later start (`from_later`), to the meeting. `extended`: the Decision on extended
    choice allows it. `private`: who trains. `by_region`: a region is the authority.
    """

    level: GeneralLevel | None = None
    minutes: int | None = None
    duration: str = ""
    professions: str = ""
    private: bool = False
    waited: int | None = None
    from_later: bool = False
    expected: bool = False
    offer_by: date | None = None
    extended: bool = False
    by_region: bool = False
    interpreter: bool = False
