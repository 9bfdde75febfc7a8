"""Count everything again from the events. Figures that are right stay as they are, and pages show them meanwhile."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accounts.tenancy import seeding
from audits.services.counting import recount


class Command(BaseCommand):
    help = "Tæl tallene forfra efter hændelserne. Køres med jobbets databaselogin (gop_worker). Standset: fortsæt med --fra NUMMER."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", type=UUID, help="kun denne myndighed eller dette sygehus")
        parser.add_argument("--fra", type=int, default=1, help="fra nummer så og så i rækken, som den skrives ud")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {"since": options["fra"], "said": self.stdout.write}
        if settings.GOP_ENV == "demo":  # the web's login, which never becomes the job
            with seeding():
                done = recount(options["organisation"], **asked, inside=True)
        else:
            done = recount(options["organisation"], **asked)
        self.stdout.write(f"{done} sager og planer er talt.")
