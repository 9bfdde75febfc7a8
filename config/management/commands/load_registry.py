"""Load the registry: regions, kommuner, hospitals, code lists, dated law, public holidays. Idempotent."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from config.registry_loader import load


class Command(BaseCommand):
    help = "Indlæs registret fra projektets datafiler. Kan køres igen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with acting_as(job_actor("load_registry", Kind.PLATFORM)):
                counts = load(clock.today())
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Registret er indlæst: " + ", ".join(f"{number} {name}" for name, number in counts.items()) + ".")
