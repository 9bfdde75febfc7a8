"""How long the pages and jobs take that somebody waits for: medians in one process, on the demo's data.

Pages run as the web's login, jobs as the worker's, on the instance's own PostgreSQL. It leaves some sent plans behind.
"""

import statistics
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client

from accounts import clock, wake
from accounts.actor import Actor
from accounts.enums import ContactMatter
from accounts.models import User
from accounts.selectors import actor_for, contact_text, memberships_of
from accounts.tenancy import acting_as, seeding
from deadlines.scan import scan
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind, ContactKind, PlanType
from gop.models import Case, Plan
from gop.selectors.cases import inbox
from gop.services.drafts import create_draft, save_step
from gop.services.receiving import apply_delivery, waiting
from gop.services.sending import send_plan


class Command(BaseCommand):
    help = "Mål de sider og job, nogen venter på. Kun i demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=30)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.GOP_ENV != "demo":
            raise CommandError("Kun i demo.")
        self.rounds: int = options["rounds"]
        wake._send = lambda *_: None  # noqa: SLF001 (no worker shall be first)
        with seeding():
            self.stdout.write(f"{Plan.objects.count()} planer, {Case.objects.count()} sager, {self.rounds} gange hver, millisekunder\n")
        self.stdout.write(f"{'':34}{'median':>9}{'95 %':>9}")
        self._pages()
        self._policies()
        sender = self._sending()
        self._as_worker()
        self._jobs(sender)

    def _pages(self) -> None:
        cases = self._ids("visitator")
        for name, username, addresses in [
            ("indbakke, første side", "visitator", ["/sager/"]),
            ("sag", "visitator", [f"/sager/{case_id}/" for case_id in cases]),
            ("mine planer", "terapeut", ["/planer/"]),
            ("region", "region", ["/region/"]),
        ]:
            client = Client(SERVER_NAME="127.0.0.1")
            client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[0])
            answered = iter(addresses * (self.rounds + 2))
            self._measure(name, lambda c=client, a=answered: self._get(c, next(a)))  # type: ignore[misc]

    def _get(self, client: Client, address: str) -> None:
        status = client.get(address).status_code
        if status != 200:
            raise CommandError(f"{address} svarede {status}.")

    def _ids(self, username: str) -> list[uuid.UUID]:
        actor = self._actor(username)
        with acting_as(actor):
            return list(Case.objects.filter(organisation_id=actor.tenant).order_by("id").values_list("id", flat=True)[:20])

    def _actor(self, username: str) -> Actor:
        user = User.objects.get(username=username)
        return actor_for(user, memberships_of(user)[0])

    def _policies(self) -> None:
        """The same two queries under the tenant's policy, and as the seeding role that no policy narrows."""
        actor, today = self._actor("visitator"), clock.today()

        def bound() -> None:
            with acting_as(actor):
                inbox(actor, today)

        def free() -> None:
            with seeding():
                inbox(actor, today)

        with_policy = self._measure("indbakkens forespørgsler", bound)
        without = self._measure("de samme uden politik", free)
        self.stdout.write(f"{'forhold':34}{with_policy / without:9.2f}")

    def _sending(self) -> Actor:
        actor = self._actor("terapeut")
        home = self._actor("visitator").tenant
        with acting_as(actor):
            contact = contact_text(home, ContactMatter.GENERAL, clock.today())
        drafts = iter([self._draft(actor, home, contact, number) for number in range(self.rounds + 2)])

        def send() -> None:
            with acting_as(actor):
                send_plan(actor, next(drafts))

        self._measure("send en plan", send)
        return actor

    def _draft(self, actor: Actor, home: uuid.UUID, contact: str, number: int) -> uuid.UUID:
        plan_id = uuid.uuid4()
        given = {"answer": ConsentAnswer.GIVEN, "given_on": clock.today(), "how": ConsentHow.SPOKEN, "by": ConsentBy.PATIENT}
        texts = dict.fromkeys(
            ("functioning_before", "functioning_now", "limitations", "training_need", "potential"), "Går korte afstande med stok."
        )
        with acting_as(actor):
            create_draft(actor, plan_id)
            save_step(
                actor,
                plan_id,
                {
                    "cpr": "2512489996",
                    "citizen_name": f"Nancy Ann Test Berggren {number}",
                    "home_municipality_id": home,
                    "contact_kind": ContactKind.ADMISSION,
                    "discharge_date": clock.today() - timedelta(days=1),
                    "discharge_expected": False,
                    "plan_type": PlanType.GENERAL_TRAINING,
                    "municipality_contact": contact,
                    "region_contact": contact,
                    "consents": dict.fromkeys((ConsentKind.PLAN, ConsentKind.MUNICIPALITY, ConsentKind.GP), given),
                    **texts,
                },
            )
        return plan_id

    def _as_worker(self) -> None:
        """A login that may become the job; the web's may not."""
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        connection.settings_dict["USER"] = "gop_worker"

    def _jobs(self, sender: Actor) -> None:
        plans = [row for row in waiting() if row[1] != sender.tenant]
        if len(plans) >= self.rounds + 2:
            rows = iter(plans)
            self._measure("modtag en plan", lambda: apply_delivery(*next(rows)))
        while rest := waiting():
            for row in rest:
                apply_delivery(*row)
        scan()
        self._measure("scan, intet forfaldent", scan)

    def _measure(self, name: str, work: Callable[[], Any]) -> float:
        """Two rounds to warm up, which do not count."""
        taken = []
        for _ in range(self.rounds + 2):
            began = time.perf_counter()
            work()
            taken.append((time.perf_counter() - began) * 1000)
        taken = sorted(taken[2:])
        median = statistics.median(taken)
        self.stdout.write(f"{name:34}{median:9.1f}{taken[int(len(taken) * 0.95)]:9.1f}")
        return median
