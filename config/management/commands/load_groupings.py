"""Read in klynger, sundhedsråd and fora with their members: all of the file, or nothing and what is wrong line by line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.grouping_file import read
from accounts.grouping_services import Became, known_organisations, take_in
from accounts.sheet import text_of
from accounts.tenancy import acting_as


class Command(BaseCommand):
    help = "Indlæs grupper af kommuner og sygehuse: load_groupings FIL. CSV med kolonnerne type, gruppe, region, medlem, gælder fra og gælder til."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="sig kun, hvad hver linje ville gøre")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = text_of(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"Filen kan ikke læses: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        actor = job_actor("load_groupings", Kind.PLATFORM)
        with acting_as(actor):
            found = read(text, known_organisations())
            if found.wrong:
                raise CommandError(found.wrong)
            fates, kept = take_in(actor, found.lines, keep=not options["check"])
        for fate in fates:
            for sentence in fate.wrong:
                self.stderr.write(f"Linje {fate.number}: {sentence}")
        if any(fate.wrong for fate in fates):
            raise CommandError("Der er fejl i filen, så intet er indlæst.")
        new, changed = (sum(fate.became == one for fate in fates) for one in (Became.NEW, Became.CHANGED))
        self.stdout.write(f"{len(fates)} linjer {'er indlæst' if kept else 'kan indlæses'}: {new} nye, {changed} med ny sidste dag.")
