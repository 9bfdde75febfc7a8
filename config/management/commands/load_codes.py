"""Read in a whole code list, such as the authority's own SKS list: all of the file, or nothing and what is wrong line by line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from config.code_file import read
from gop.enums import CodeList
from gop.services.codes import put_codes

SHOWN = 50


class Command(BaseCommand):
    help = "Indlæs en kodeliste: load_codes FIL --list diagnose. CSV med overskrifterne code og text, og gerne group, synonyms, valid_from og valid_to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--list", required=True, choices=CodeList.values(), dest="of")
        parser.add_argument("--check", action="store_true", help="sig kun, om filen kan indlæses")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows, faults = read(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"Filen kan ikke læses: {error.strerror}.") from error
        if faults:
            for fault in faults[:SHOWN]:
                self.stderr.write(f"Linje {fault.line}: {fault.message}")
            more = f" De første {SHOWN} står ovenfor." if len(faults) > SHOWN else ""
            raise CommandError(f"{len(faults)} fejl, så intet er indlæst.{more}")
        if options["check"]:
            self.stdout.write(f"{len(rows)} koder kan indlæses.")
            return
        with acting_as(job_actor("load_codes", Kind.PLATFORM)):
            count = put_codes(CodeList(options["of"]), rows, imported=True)
        self.stdout.write(f"{count} koder er indlæst. Koder, som filen ikke nævner, er der stadig.")
