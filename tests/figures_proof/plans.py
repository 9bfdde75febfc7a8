"""Made plans with their cases: rows as the services leave them, by seed. Number n follows from n and the seed alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from accounts.danish import COPENHAGEN
from tests.figures_proof.carried import carried_lines
from tests.figures_proof.course import Course
from tests.figures_proof.made import Rows, at_of, key
from tests.figures_proof.world import Region, Ward, World

FIRST = date(2026, 1, 3)
DIAGNOSES = ("Hofte", "Knæ", "Skulder", "Apopleksi", "Ryg", "KOL", "")
BORN = (
    date(1931, 5, 2),
    date(1948, 12, 25),
    date(1955, 2, 28),
    date(1961, 11, 18),
    date(1972, 6, 30),
    date(1988, 8, 8),
    date(2001, 3, 31),
    date(2012, 9, 1),
    None,
)
TYPES = ("almen",) * 8 + ("specialiseret", "rehabilitering")
NEW_YEAR = date(2027, 1, 1)


def make(world: World, number: int, seed: int = 1) -> Rows:
    """`number` plans with all that became of them by the world's now, and the answers of citizens."""
    rows = some(world, range(number), seed)
    rows.of["gop_experience"] = answers(world, number // 12, seed).of["gop_experience"]
    return rows


def some(world: World, numbers: Iterable[int], seed: int = 1) -> Rows:
    rows = Rows()
    for n in numbers:
        _Plan(Random(f"{seed}/{n}"), rows, world, n).live()
    return rows


def answers(world: World, number: int, seed: int = 1) -> Rows:
    rows = Rows()
    _experience(Random(seed), rows, world, number)
    return rows


def _experience(random: Random, rows: Rows, world: World, number: int) -> None:
    towns = [town for region in world.regions for town, _ in region.towns]
    for n in range(number):
        month = (FIRST + timedelta(days=random.randint(0, (world.now.date() - FIRST).days))).replace(day=1)
        answers = {name: random.choice(("ja", "overvejende", "kun_lidt", "nej", "ved_ikke")) for name in ("as_one", "involved")}
        rows.add("gop_experience", id=key("experience", n), organisation_id=random.choice(towns), month=month, **answers)


class _Plan:
    def __init__(self, random: Random, rows: Rows, world: World, n: int) -> None:
        self.random, self.rows, self.world, self.n = random, rows, world, n
        self.region: Region = random.choice(world.regions)
        self.ward: Ward = random.choice(self.region.wards)
        home = random.choice(world.regions) if random.random() < 0.15 else self.region
        self.home_region = home
        self.home: UUID | None = None if random.random() < 0.02 else random.choice(home.towns)[0]
        last = world.now.date()
        self.day_zero = FIRST + timedelta(days=random.randint(0, (last - FIRST).days + 6))
        self.id = key("plan", n)
        self.type = random.choice(TYPES)
        self.born = random.choice(BORN)
        self.events = 0

    def live(self) -> None:
        sent = at_of(self.random, self.day_zero + timedelta(days=self.random.choice((-2, -1, 0, 0, 0, 0, 1, 1, 2, 6))))
        made = sent - timedelta(days=self.random.randint(0, 3), minutes=7)
        said = {"discharge_date": self.day_zero, "discharge_expected": self.day_zero > sent.astimezone(COPENHAGEN).date()}
        never = self.random.random() < 0.04 or sent > self.world.now
        if made > self.world.now:
            return
        self._unsent(made, None if never else sent)
        self.plan: dict[str, Any] = {
            "id": self.id, "organisation_id": self.ward.hospital, "department_id": self.ward.department, "author_id": key("author"), "author_name": "Målt",
            "state": "kladde" if never else "sendt", "plan_type": self.type, "citizen_name": "Målt", "created_at": made, "changed_at": made,
            "sent_at": None if never else sent, "withdrawn_at": None, "case_id": None, **said,
        }  # fmt: skip
        self.rows.add("gop_plan", **self.plan)
        self.plan = self.rows.of["gop_plan"][-1]
        self._set(made, **self.plan | {"state": "kladde", "sent_at": None})
        self.rows.add(
            "gop_planversion", id=key("version", self.n), organisation_id=self.ward.hospital, plan_id=self.id, birth_date=self.born,
            frozen_at=None if never else sent, home_municipality_id=self.home, plan_type=self.type, diagnosis_group=self._diagnosis(), **said,
        )  # fmt: skip
        self._event("opret", made)
        if never:
            return
        self._event("send", sent, version=1)
        self._set(sent, state="sendt", sent_at=sent)
        self._after(sent)

    def _diagnosis(self) -> str:
        return DIAGNOSES[self.n % len(DIAGNOSES)]

    def _set(self, at: datetime, **columns: Any) -> None:
        self.plan.update(columns)
        self.rows.add("change", of=self.id, at=at, columns=columns)

    def _event(self, action: str, at: datetime, **data: Any) -> None:
        self.events += 1
        self.rows.add(
            "gop_planevent", id=key("planevent", self.n, self.events), organisation_id=self.ward.hospital, plan_id=self.id, action=action,
            at=at, by_name="Målt", data=data,
        )  # fmt: skip

    def _unsent(self, made: datetime, sent: datetime | None) -> None:
        """What waits for being sent; some that came back or are asked about, which are none of that."""
        other = {"returned": self.random.random() < 0.05, "asked": self.random.random() < 0.05}
        self.rows.add(
            "deadlines_unsent", id=key("unsent", self.n), organisation_id=self.ward.hospital, subject_id=self.id, department_id=self.ward.department,
            author_id=key("author"), discharge_on=self.day_zero, author_at=made, coordinator_at=made, created_at=made, ended_at=sent, **other,
        )  # fmt: skip

    def _after(self, sent: datetime) -> None:
        """Who gets it, what the hospital said of it later, and the cases."""
        holder, department = self._holder(sent.astimezone(COPENHAGEN).date())
        if holder is None:
            self._withdraw(sent) if self.random.random() < 0.1 else None
            return
        case_id = key("case", self.n)
        self._set(sent, case_id=case_id)
        self._recipient(holder, case_id, sent)
        if self.type != "almen" and holder != self.home and self.home is not None:
            self._information(sent)
        case = self._case(case_id, holder, sent, department)
        course = Course(self.random, self.rows, self.rows.of["gop_case"][-1], self.world.now)
        self._received(course)
        roll = self.random.random()
        if roll < 0.03:
            course.end("returneret", "returner")
            self._again(course)
        elif roll < 0.05:
            self._withdraw(sent, course)
        elif roll < 0.07:
            course.triage()
            course.end("erstattet")
        elif roll < 0.10:
            self._moved(course, case)
        elif self.type == "rehabilitering" and holder == self.home and self.day_zero > NEW_YEAR - timedelta(days=60):
            self._new_year(course, case)
        else:
            course.live()
        self._hospital_says(sent)
        self._hospital_complaint(sent)

    def _hospital_complaint(self, sent: datetime) -> None:
        at = sent + timedelta(days=self.random.randint(0, 30), minutes=5)
        if self.random.random() > 0.03 or at > self.world.now:
            return
        on, about = at.astimezone(COPENHAGEN).date() - timedelta(days=3), self.random.choice(("faglig", "rettigheder"))
        complaint = key("plan complaint", self.n)
        self.rows.add(
            "gop_complaint", id=complaint, organisation_id=self.ward.hospital, plan_id=self.id, department_id=self.ward.department, citizen_name="Målt",
            about=about, to="sygehuset", how="brev", received_on=on, made_at=at, by_name="Målt",
        )  # fmt: skip
        self._event(
            "klage",
            at,
            complaint=str(complaint),
            what="klage",
            about=about,
            to="sygehuset",
            how="brev",
            received_on=on.isoformat(),
            due_on="",
        )

    def _holder(self, on: date) -> tuple[UUID | None, UUID | None]:
        if self.type == "specialiseret":
            return self.ward.hospital, self.ward.department
        if self.home is None:
            return None, None
        return (self.home_region.id if self.type == "rehabilitering" and on >= NEW_YEAR else self.home), None

    def _recipient(self, holder: UUID, case_id: UUID, at: datetime, kind: str = "") -> None:
        kinds = {self.home: "kommune", self.home_region.id: "region", self.ward.hospital: "sygehus"}
        self.rows.add(
            "gop_recipient", id=key("recipient", case_id), organisation_id=self.ward.hospital, plan_id=self.id, version=1, receiver_id=holder,
            kind=kind or kinds.get(holder, "kommune"), name="Målt", state="leveret", case_id=case_id, at=at,
        )  # fmt: skip

    def _case(self, case_id: UUID, holder: UUID, at: datetime, department: UUID | None = None, **more: Any) -> dict[str, Any]:
        row = {
            "id": case_id, "organisation_id": holder, "plan_id": self.id, "plan_version": 1, "kind": "behandling", "department_id": department,
            "sender_id": self.ward.hospital, "sender_name": "Målt", "home_municipality_id": self.home, "citizen_name": "Målt", "birth_date": self.born,
            "cpr_hash": case_id.bytes * 2, "diagnosis_group": self._diagnosis(), "plan_type": self.type, "state": "modtaget", "received_at": at,
            "day_zero": self.day_zero, "day_zero_expected": self.day_zero > at.astimezone(COPENHAGEN).date(), "level": "", "ended_at": None,
            "earliest_start": None, "latest_start": None, "start_reason_kind": "", "started_elsewhere": False, **more,
        }  # fmt: skip
        self.rows.add("gop_case", **row)
        self.rows.add("change", of=case_id, at=at, columns=dict(row))
        return self.rows.of["gop_case"][-1]

    def _dates(self, case: dict[str, Any]) -> dict[str, Any]:
        days = {
            name: case[column] for name, column in (("day_zero", "day_zero"), ("earliest", "earliest_start"), ("latest", "latest_start"))
        }
        kept = {name: day.isoformat() if day else "" for name, day in days.items()}
        return {**kept, "expected": case["day_zero_expected"], "start_reason": case["start_reason_kind"]}

    def _received(self, course: Course, **said: Any) -> None:
        later: dict[str, Any] = {}
        if self.random.random() < 0.15 and not said:  # the plan's own later start
            later = {
                "earliest_start": self.day_zero + timedelta(days=14),
                "start_reason_kind": self.random.choice(("sundhedsfaglig", "koordinering")),
            }
        course.row.update(later)
        course.said("modtaget", "", later, version=1, **self._dates(course.row), **said)

    def _information(self, sent: datetime) -> None:
        """The home municipality is told of it; it has no clock and is not counted."""
        case = self._case(key("information", self.n), self.home or self.ward.hospital, sent, kind="information")
        self._recipient(case["organisation_id"], case["id"], sent, "kommune")
        course = Course(self.random, self.rows, case, self.world.now)
        self._received(course)
        if self.random.random() < 0.5:
            course.end("gennemfoert")

    def _withdraw(self, sent: datetime, course: Course | None = None) -> None:
        at = sent + timedelta(days=self.random.randint(0, 9), minutes=3)
        if at > self.world.now:
            return
        self._set(at, state="tilbagetrukket", withdrawn_at=at)
        self._event("traek_tilbage", at, reason="Målt")
        if course is not None:
            course.clock.at = at + timedelta(seconds=20)
            course.end("tilbagetrukket")

    def _again(self, course: Course) -> None:
        """A returned plan is sent on to another municipality: another case of the same plan."""
        at = course.clock.at + timedelta(days=self.random.randint(0, 3), minutes=9)
        if course.over or at > self.world.now or self.type == "specialiseret":
            return
        holder = self.random.choice([town for town, _ in self.home_region.towns if town != self.home])
        self._event("send_videre", at, receiver=str(holder))
        case_id = key("case again", self.n)
        self._set(at, case_id=case_id)
        self._recipient(holder, case_id, at, "kommune")
        self.home = holder
        again = Course(self.random, self.rows, self._case(case_id, holder, at), self.world.now)
        self._received(again, returns=1)
        again.live()

    def _moved(self, course: Course, case: dict[str, Any]) -> None:
        """Before or after the start, to another municipality (gop.services.handing_over.forward)."""
        course.triage()
        course.make_offer()
        if course.chance(0.4):
            course.start()
        course.end("overgang", "videresend")
        if course.over or self.type == "specialiseret":
            return
        holder = self.random.choice([town for town, _ in self.random.choice(self.world.regions).towns if town != case["organisation_id"]])
        case_id = uuid5(case["id"], str(holder))
        at = course.clock.at + timedelta(seconds=30)
        started = case.get("first_meeting_on") is not None
        dates = {name: case[name] for name in ("day_zero", "day_zero_expected", "earliest_start", "latest_start", "start_reason_kind")}
        row = self._case(case_id, holder, at, handover="flyttet", started_elsewhere=started, **dates | {"home_municipality_id": holder})
        following = Course(self.random, self.rows, row, self.world.now)
        self._received(following, why="flyttet", started_elsewhere=started, rows=[], lines=[])
        following.live()

    def _new_year(self, course: Course, case: dict[str, Any]) -> None:
        """The region takes over at the turn of the year what is open then; the course so far goes along (gop.services.succession)."""
        at = datetime(2027, 1, 1, 0, 1, self.n % 60, tzinfo=COPENHAGEN)
        now = course.now
        course.now = min(now, at - timedelta(hours=2))
        course.live()
        course.now = now
        if now < at or case["ended_at"] is not None:
            return
        lines = carried_lines(course.lines, case["plan_type"])
        carried = {name: case[name] for name in _CARRIED if name in case}
        course.over, course.clock.at = False, at
        course.row["state"] = case["state"]
        course.said("afslut", "afsluttet", {"ended_at": at, "end_code": "overgang"}, end_code="overgang", why="myndighed")
        holder = self.home_region.id
        row = self._case(uuid5(case["id"], str(holder)), holder, at + timedelta(seconds=20), **carried | {"handover": "myndighed"})
        following = Course(self.random, self.rows, row, now)
        following.clock.at = at + timedelta(seconds=20)
        following.said("modtaget", "", {}, version=1, why="myndighed", started_elsewhere=False, rows=[], lines=lines, **self._dates(row))
        if row["state"] in ("modtaget", "triageret"):
            following.make_offer()
        if row["state"] != "startet" and following.chance(0.7):
            following.start()
        if following.chance(0.5):
            following.end()

    def _hospital_says(self, sent: datetime) -> None:
        """The discharge confirmed, corrected or called off, as plan events; the plan's own row has the last."""
        at, day = sent, self.day_zero
        while self.random.random() < 0.25:
            at += timedelta(days=self.random.randint(0, 6), minutes=11)
            if at > self.world.now:
                return
            if self.random.random() < 0.1:
                self._event("udskrivning_aflyst", at, before=day.isoformat(), before_expected=True)
                self._set(at, discharge_date=None, discharge_expected=True)
                return
            before, day = day, day + timedelta(days=self.random.choice((-3, -1, 0, 1, 4)))
            self._event("udskrivning", at, before=before.isoformat(), day_zero=day.isoformat(), expected=False, before_expected=True)
            self._set(at, discharge_date=day, discharge_expected=False)
        at += timedelta(days=1, minutes=5)
        if self.random.random() < 0.1 and at <= self.world.now:
            self.rows.of["gop_planversion"].append(
                self.rows.of["gop_planversion"][-1]
                | {"id": key("version 2", self.n), "number": 2, "diagnosis_group": "Knæ", "frozen_at": at}
            )
            self._event("ret", at, version=2, former=1, reason="", changed=[])


_CARRIED = (
    "state", "received_at", "level", "triaged_at", "guidance_at", "guidance_how", "offer_meeting_at", "offer_place", "informed_on",
    "told_no_offer_on", "no_start_at", "choice_answer", "choice_answered_on", "other_accepted_on", "first_meeting_on", "day_zero",
    "day_zero_expected", "earliest_start", "latest_start", "start_reason_kind",
)  # fmt: skip
