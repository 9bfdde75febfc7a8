"""One made case: what was done about it, as the events that the services write (gop/services) and the columns they set."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from accounts.danish import COPENHAGEN
from tests.figures_proof.made import Clock, Rows, at_of, key

CAUSES = ("modtaget_efter_fristen", "kapacitet", "borgerens_forhold", "afventede_svar", "andet")
ENDS = ("gennemfoert",) * 8 + ("fravalg", "udeblevet", "haendelse", "doed", "intet_behov_borger", "fravalg_sygdom", "samtykke_trukket")
GOALS = ("ja", "ja", "delvist", "nej", "")
ANSWERS = ("valgt_leverandoer", "venter", "anden_kommune", "senere_start")


class Course:
    """Walks a case forward until `now`. `row` is the case's own row as it stands; `rows` gets what else there is."""

    def __init__(self, random: Random, rows: Rows, row: dict[str, Any], now: datetime) -> None:
        self.random, self.rows, self.row, self.now = random, rows, row, now
        self.clock = Clock(random, row["received_at"])
        self.number = 0
        self.over = False
        self.lines: list[tuple[datetime, str, dict[str, Any]]] = []
        self.offer: dict[str, Any] | None = None
        self.contacts = 0

    def said(self, action: str, state: str = "", columns: dict[str, Any] | None = None, /, **data: Any) -> bool:
        """One event at the clock's moment; False when that lies ahead, and then nothing more happens."""
        if self.over or self.clock.at > self.now:
            self.over = True
            return False
        before, self.row["state"] = self.row["state"], state or self.row["state"]
        self.row.update(columns or {})
        self.number += 1
        self.rows.add(
            "gop_caseevent", id=key("event", self.row["id"], self.number), organisation_id=self.row["organisation_id"], case_id=self.row["id"],
            action=action, at=self.clock.at, by_name="Målt", from_state=before, to_state=self.row["state"], data=data,
        )  # fmt: skip
        self.rows.add("change", of=self.row["id"], at=self.clock.at, columns={"state": self.row["state"], **(columns or {})})
        self.lines.append((self.clock.at, action, data))
        return True

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # The verbs, each as its service tells it

    def triage(self) -> None:
        level = self.random.choice(("basal", "basal", "avanceret")) if self.row["plan_type"] == "almen" else ""
        self.clock.later(0, 3)
        self.said("visiter", "triageret", {"level": level, "triaged_at": self.clock.at}, level=level, former="", criteria=[], reason="")

    def change_level(self) -> None:
        if self.row["plan_type"] != "almen" or not self.row["level"]:
            return
        former, level = self.row["level"], "basal" if self.row["level"] == "avanceret" else "avanceret"
        self.clock.later(0, 6)
        self.said("ret_niveau", "", {"level": level}, level=level, former=former, criteria=[], reason="")

    def make_offer(self, state: str = "tilbudt") -> None:
        self.clock.later(0, 4)
        meeting = at_of(
            self.random,
            max(self.clock.day, self.row["day_zero"] or self.clock.day) + timedelta(days=self.random.choice((0, 2, 3, 5, 6, 7, 8, 12, 20))),
        )
        self._end_offer("nyt_tilbud")
        action = "indkald" if self.row["department_id"] else "tilbyd"
        if not self.said(action, state, {"offer_meeting_at": meeting, "offer_place": "Målt"}, meeting_at=meeting.isoformat(), place="Målt"):
            return
        self.offer = {"id": key("offer", self.row["id"], self.number), "organisation_id": self.row["organisation_id"], "case_id": self.row["id"],
                      "made_at": self.clock.at, "meeting_at": meeting, "place": "Målt", "by_name": "Målt"}  # fmt: skip
        self.rows.add("gop_offer", **self.offer)

    def _end_offer(self, how: str) -> None:
        if self.offer is not None and not self.over and self.clock.at <= self.now:
            self.rows.of["gop_offer"][-1].update(withdrawn_at=self.clock.at, ended_by=how)
            self.offer = None

    def lose_offer(self) -> None:
        """By the authority or by the citizen; with or without another one."""
        by_citizen = self.chance(0.5)
        self.clock.later(0, 5)
        self._end_offer("borger" if by_citizen else "myndighed")
        cleared = {"offer_meeting_at": None, "offer_place": ""}
        if by_citizen:
            self.said("borger_aflyste", "", cleared, how="aflyste")
        else:
            self.said("aflys", "triageret", cleared, reason="Sygdom")
        if self.chance(0.8):
            self.make_offer()

    def inform(self, *, no_start: bool = False) -> None:
        """Paper is told of some days after it was posted, so the day may lie ahead."""
        self.clock.later(0, 3)
        on = self.clock.day + timedelta(days=self.random.choice((0, 0, 0, 1, 2, -1)))
        guided = {"guidance_at": self.row.get("guidance_at") or self.clock.at, "guidance_how": "telefon"}
        if no_start:
            columns = guided | {"told_no_offer_on": self.row.get("told_no_offer_on") or on}
        else:
            columns = guided | {"informed_on": min(on, self.row.get("informed_on") or on)}
        self.said("giv_besked", "", columns, on=on.isoformat(), sent=self.clock.day.isoformat(), how="telefon", no_start=no_start)

    def no_start(self) -> None:
        self.clock.later(0, 5)
        self.said("ingen_start", "", {"no_start_at": self.clock.at})
        if self.chance(0.6):
            self.inform(no_start=True)

    def start(self) -> None:
        self.clock.later(1, 12)
        on = self.clock.day - timedelta(days=self.random.choice((0, 0, 0, 1, 3)))
        on = max(on, self.row["day_zero"] or on)
        self.said("start", "startet", {"first_meeting_on": on}, on=on.isoformat())

    def contact(self) -> None:
        self.clock.later(0, 9)
        self.contacts += 1
        contact = str(key("contact", self.row["id"], self.contacts))
        at = self.clock.at.isoformat()
        state = self.random.choice(("holdt", "holdt", "holdt", "udeblevet", "planlagt"))
        if self.said("kontakt", contact=contact, form="individuel", at=at, state=state) and state == "planlagt":
            self.clock.later(1, 6)
            self.said("kontakt", contact=contact, form="individuel", at=at, state=self.random.choice(("holdt", "aflyst")))

    def answer(self) -> None:
        self.clock.later(0, 6)
        answer = self.random.choice(ANSWERS)
        self.said(
            "svar_frit_valg",
            "",
            {"choice_answer": answer, "choice_answered_on": self.clock.day},
            answer=answer,
            on=self.clock.day.isoformat(),
            how="telefon",
        )
        if answer == "anden_kommune":
            self._other()
        elif answer == "valgt_leverandoer" and self.chance(0.7):
            self.assign("udvidet_valg")

    def _other(self) -> None:
        self.clock.later(0, 4)
        if self.chance(0.6):
            self.said("anden_kommune_ja", "", {"other_accepted_on": self.clock.day}, municipality=str(self.row["home_municipality_id"]))
            if self.chance(0.7):
                self.assign("anden_kommune")
                return
        self.clock.later(0, 3)
        self.said("anden_kommune_nej", "", {"other_accepted_on": None, "choice_answer": "", "choice_answered_on": None}, municipality="")

    def assign(self, kind: str) -> None:
        """Given to a performer, who says yes, no, or first the one and then the other; the authority may take it back."""
        self.clock.later(0, 3)
        performer, sent = key("performer"), self.clock.at
        assignment = key("assignment", self.row["id"], self.number)
        said = {"assignment": str(assignment), "provider_name": "Målt"}
        if not self.said("tildel", "", {"assigned_to": "Målt"}, version=1, kind=kind, answer_by=sent.isoformat(), **said):
            return
        own = {"authority_id": self.row["organisation_id"], "made_at": sent, "by_name": "Målt"}
        row = {
            "id": assignment,
            "authority_id": self.row["organisation_id"],
            "provider_id": performer,
            "case_id": self.row["id"],
            "plan_id": self.row["plan_id"],
        }
        self.rows.add("gop_assignment", **row, version=1, kind=kind, state="afsluttet", citizen_name="Målt", sent_at=sent, answer_by=sent)
        self.clock.later(0, 2)
        if self.chance(0.8) and self.said("udfoerer_meldt", **said, said="sig_ja", delivery=""):
            self.clock.later(0, 4)
            for number in range(self.random.randint(0, 3)):
                if self.clock.at <= self.now:
                    meeting = {
                        "id": str(key("meeting", assignment, number // 2)),
                        "form": "hold",
                        "at": sent.isoformat(),
                        "state": self.random.choice(("holdt", "aflyst")),
                    }
                    moment = self.clock.at + timedelta(minutes=number)
                    self.rows.add(
                        "gop_assignmentevent", id=key("done", assignment, number), organisation_id=performer, assignment_id=assignment, action="moede",
                        data=meeting, **own | {"made_at": min(moment, self.now)},
                    )  # fmt: skip
        if self.chance(0.75):
            return
        self.clock.later(0, 2)
        if self.chance(0.4):
            self.said("traek_opgave", "", {"assigned_to": ""}, reason="Målt", **said)
        elif kind == "udvidet_valg":
            self.said("udfoerer_meldt", "", {"assigned_to": ""}, **said, said="sig_nej", delivery="", choice_falls=True)
        else:
            self.said("udfoerer_meldt", "", {"assigned_to": ""}, **said, said="udloeb", delivery="")

    def told_of_choice(self) -> None:
        self.clock.later(0, 4)
        if self.chance(0.5):
            self.said(
                "vejled",
                "",
                {"guidance_at": self.row.get("guidance_at") or self.clock.at, "guidance_how": "telefon"},
                how="telefon",
                transport_said=True,
            )
        else:
            state = self.random.choice(("leveret", "postet", "stoppet", "afvist"))
            self.said(
                "brev_ude", on=self.clock.day.isoformat(), told=False, why="", kind="udvidet_valg", channel="brev", letter="", state=state
            )

    def cause(self) -> None:
        self.clock.later(0, 20)
        cause, former = self.random.choice(CAUSES), self.row.get("breach_cause", "")
        if cause != former:
            self.said("aarsag", "", {"breach_cause": cause}, cause=cause, former=former, clocks=["tilbudsfrist"])

    def correct_day_zero(self, *, called_off: bool = False) -> None:
        """Another day 0 or none; what lies before the new one falls (gop.services.receiving_authority.apply_day_zero)."""
        self.clock.later(0, 5)
        before: date | None = self.row["day_zero"]
        base = before or self.clock.day
        day = None if called_off else base + timedelta(days=self.random.choice((-9, -4, -2, -1, 0, 1, 3, 7, 12)))
        columns: dict[str, Any] = {"day_zero": day, "day_zero_expected": called_off or bool(day and day > self.clock.day)}
        state, falls = self.row["state"], False
        if day is not None and state != "afsluttet":
            offer = self.row.get("offer_meeting_at")
            offer_falls = offer is not None and offer.astimezone(COPENHAGEN).date() < day
            held_falls = (self.row.get("first_meeting_on") or day) < day
            falls = offer_falls or held_falls
            if offer_falls:
                self._end_offer("ny_dag_nul")
                columns |= {"offer_meeting_at": None, "offer_place": ""}
            if held_falls:
                columns["first_meeting_on"] = None
            if held_falls and offer is not None and not offer_falls:
                state = "tilbudt"
            elif held_falls or (offer_falls and state == "tilbudt"):
                state = "triageret"
        told = {
            "before": before.isoformat() if before else "",
            "day_zero": day.isoformat() if day else "",
            "expected": columns["day_zero_expected"],
        }
        self.said("udskrivning", state, columns, source="sygehus", meeting_fell=falls, **told)

    def amend(self) -> None:
        self.clock.later(0, 5)
        day = self.row["day_zero"] or self.clock.day
        earliest = day + timedelta(days=self.random.choice((3, 10, 21))) if self.chance(0.7) else None
        latest = day + timedelta(days=28) if self.chance(0.3) else None
        reason = self.random.choice(("sundhedsfaglig", "koordinering")) if earliest or latest else ""
        told = {
            "earliest": earliest.isoformat() if earliest else "",
            "latest": latest.isoformat() if latest else "",
            "start_reason": reason,
        }
        columns = {"earliest_start": earliest, "latest_start": latest, "start_reason_kind": reason}
        group, former = self.random.choice(("Hofte", "Knæ", "Ryg")), self.row["diagnosis_group"]
        told |= {"diagnosis_group": group, "former_group": former}
        columns["diagnosis_group"] = group
        self.said("plan_rettet", "", columns, version=2, former=1, reason="", changed=["earliest_start"], **told)

    def end(self, code: str = "", action: str = "afslut", **data: Any) -> None:
        self.clock.later(0, 25)
        code = code or self.random.choice(ENDS)
        of_course = action == "afslut" and code in ENDS
        reached = self.random.choice(GOALS) if code == "gennemfoert" else ""
        columns: dict[str, Any] = {"ended_at": self.clock.at, "end_code": code, "last_working_day": date(9999, 12, 31)}
        columns |= {"goal_reached": reached} if of_course else {}
        self.said(action, "afsluttet", columns, end_code=code, reason="", **({"goal_reached": reached} if of_course else {}), **data)

    def reopen(self, before: str) -> None:
        code = self.row["end_code"]
        self.clock.later(0, 10)
        self.said("genaabn", before, {"ended_at": None, "end_code": ""}, end_code=code, reason="Målt")

    def complain(self, complaint: UUID) -> None:
        self.clock.later(0, 15)
        on = self.clock.day - timedelta(days=self.random.randint(0, 40))
        about = self.random.choice(("faglig", "rettigheder", "serviceniveau", "andet"))
        if self.said(
            "klage",
            complaint=str(complaint),
            what="klage",
            about=about,
            to="myndigheden",
            how="telefon",
            received_on=on.isoformat(),
            due_on="",
        ):
            self.rows.add(
                "gop_complaint", id=complaint, organisation_id=self.row["organisation_id"], case_id=self.row["id"], citizen_name="Målt",
                about=about, to="myndigheden", how="telefon", received_on=on, made_at=self.clock.at, by_name="Målt",
            )  # fmt: skip

    def perhaps(self, share: float = 0.1) -> None:
        """What is unlikely: any number of it, of an ended case what an ended one can have."""
        of_ended: tuple[Callable[[], None], ...] = (self.cause, lambda: self.complain(key("complaint", self.row["id"], self.number)))
        odd = (
            *(self.correct_day_zero, self.amend, self.change_level, self.lose_offer, self.no_start, self.answer, self.told_of_choice),
            *(lambda: self.correct_day_zero(called_off=True), *of_ended),
        )
        while not self.over and self.chance(share):
            self.random.choice(of_ended if self.row["ended_at"] else odd)()

    def live(self) -> None:
        """Everything that may happen, in a likely order, with what is unlikely in between."""
        self.perhaps()
        self._decide()
        self.perhaps(0.2)
        if self.chance(0.12) and self.offer:
            self.lose_offer()
        if self.chance(0.1):
            self.assign(self.random.choice(("egen_aftale", "udvidet_valg")))
        if self.chance(0.8):
            self.start()
            for _ in range(self.random.randint(0, 3)):
                self.contact()
        self.perhaps()
        before = self.row["state"]
        if self.chance(0.75):
            self.end()
            self.perhaps(0.05)
        if self.row["ended_at"] and self.chance(0.08):
            self._again(before)

    def _decide(self) -> None:
        if self.chance(0.95):
            self.triage()
        self.perhaps(0.15)
        if self.chance(0.9):
            self.make_offer()
            self.perhaps()
            if self.chance(0.85):
                self.inform()

    def _again(self, before: str) -> None:
        self.reopen(before)
        self.contact()
        self.perhaps(0.3)
        if self.chance(0.6):
            self.end()
