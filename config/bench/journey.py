"""The therapist's whole way from notice to sent plan: the server's time for every page and press of config/bench/script.py together."""

import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from lxml import html  # type: ignore[import-untyped]

from accounts import clock
from accounts.tenancy import acting_as
from config.bench import moment
from config.bench.pages import actor_named, signed_in
from config.bench.script import CHOOSE, FILL, FOLLOW, FROM_NOTICE_TO_SENT, PRESS, Do
from gop.enums import NoticeKind, NoticeState, PlanState, Told
from gop.selectors.notices import notice_of
from gop.selectors.plans import plan_of
from gop.services.notices import send_notice
from gop.services.sent import withdraw_plan

START = "/planer/"
PATIENT = "2509479989"  # a published test person of whom no other row is


class Visitor:
    """Reads the form it sends, as a browser without script does; `taken` is the server's seconds so far."""

    def __init__(self, client: Client) -> None:
        self.client, self.taken, self.typed = client, 0.0, dict[str, str]()
        self.path, self.page = "", html.Element("html")

    def go(self, path: str) -> None:
        self._answered(path, self.client.get, path)

    def do(self, one: Do) -> None:
        if one.how in {FILL, CHOOSE}:
            if not self.page.xpath("//*[@name=$name]", name=one.what):
                raise RuntimeError(f"{one.what} is not on {self.path}")
            self.typed[one.what] = one.value
        elif one.how == PRESS:
            self._press(one.what)
        elif one.how == FOLLOW:
            self.go(next(link.get("href") for link in self.page.xpath("//a[@href]") if link.text_content().strip().startswith(one.what)))

    def _press(self, text: str) -> None:
        button = next(one for one in self.page.xpath("//form//button") if one.text_content().strip().startswith(text))
        form = next(button.iterancestors("form"))
        said = dict(form.form_values()) | self.typed
        if button.get("name"):
            said[button.get("name")] = button.get("value", "")
        self.typed = {}
        action = form.get("action") or self.path
        self._answered(action, self.client.post, action, said)

    def _answered(self, path: str, ask: Callable[..., Any], *sent: Any) -> None:
        began = time.perf_counter()
        answer = ask(*sent)
        while answer.status_code in {301, 302, 303}:
            path = answer["Location"]
            answer = self.client.get(path)
        self.taken += time.perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}: {' '.join(_refused(answer.content).split())}")
        self.path, self.page = path, html.fromstring(answer.content)


def _refused(content: bytes) -> str:
    return " ".join(box.text_content() for box in html.fromstring(content).xpath("//*[@role='alert']")) if content else ""


def figure(name: str) -> Callable[[], float] | None:
    return _journey() if name == "journey" else None


def _journey() -> Callable[[], float]:
    client, actor = signed_in(moment.AUTHOR_PERSON), actor_named(moment.AUTHOR_PERSON)
    home = actor_named(moment.AUTHORITY_PERSON).tenant

    def once() -> float:
        notice_id, today = uuid.uuid4(), clock.today()
        with acting_as(actor):
            notice = send_notice(
                actor,
                notice_id,
                {
                    "kind": NoticeKind.ACUTE,
                    "cpr": PATIENT,
                    "citizen_name": "Bruno Test Elmer",
                    "home_municipality_id": home,
                    "diagnosis_code": "DS720",
                    "operation_text": "Hemialloplastik",
                    "operation_on": today,
                    "discharge_date": today + timedelta(days=2),
                    "follows": Told.YES,
                    "informed": Told.YES,
                    "informed_on": today,
                },
            )
            plan_id = notice.plan_id
        visitor = Visitor(client)
        visitor.go(START)
        for one in FROM_NOTICE_TO_SENT:
            visitor.do(one)
        with acting_as(actor):
            plan, followed = plan_of(actor, plan_id), notice_of(actor, notice_id)
        if plan is None or plan.state != PlanState.SENT or followed is None or followed.state != NoticeState.FOLLOWED:
            raise RuntimeError("The plan was not sent.")
        with acting_as(actor):  # else the next one would stand beside it, which is asked about
            withdraw_plan(actor, plan_id, "Målt.")
        return visitor.taken * 1000

    return once
