"""What a letter to a patient knows, as plain values. Dates are Copenhagen dates; an empty text or None is not known."""

from dataclasses import dataclass
from datetime import date, datetime

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
    """A first meeting that a department offers. `to` is where the letter goes, line by line."""

    to: str
    around: Around
    meeting_at: datetime
    place: str
    interpreter: str = ""
    wheelchair: bool = False
    needs_transport: bool = False
