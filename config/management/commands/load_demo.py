"""Invented people and plans for a demo. Refused in production; run again it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.tenancy import seeding
from audits.services.counting import count_changes
from audits.services.publishing import publish_now
from config.demo.load import load
from config.demo.reports import make_reports_to_see


class Command(BaseCommand):
    help = "Lav demoens personer og planer: load_demo --plans 3000 --seed 1"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plans", type=int, default=3000)
        parser.add_argument("--seed", type=int, default=1, help="samme frø og dag giver de samme planer")
        parser.add_argument("--later", action="store_true", help="tæl planerne, men vent med at offentliggøre tal og lave rapporter")
        parser.add_argument("--figures", action="store_true", help="kun det, --later har ventet med")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.GOP_ENV != "demo":
            raise CommandError("Kun i demo: produktionen får aldrig opfundne planer.")
        if options["figures"]:
            _publish()
            self.stdout.write("Demoens tal er offentliggjort, og dens rapporter er lavet.")
            return
        made = load(options["plans"], options["seed"], lambda text: self.stdout.write(f"          {text}"))
        if not made:
            self.stdout.write("Demoens personer er på plads; der er ikke lavet nye planer.")
            return
        with seeding():
            count_changes(inside=True)
        if not options["later"]:
            _publish()
        self.stdout.write(f"{made} demoplaner er lavet{'' if options['later'] else ', og dagens tal er offentliggjort'}.")


def _publish() -> None:
    with seeding():
        publish_now()
        make_reports_to_see()
