"""A backup into a migrated, empty database: everything, proved equal to the copy, or nothing."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import backup


class Command(BaseCommand):
    help = "Læs en sikkerhedskopi ind i en tom, migreret database som superbrugeren i DATABASE_RESTORE_URL."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--verify", action="store_true", help="læs kun filen, og sig om den er hel")
        parser.add_argument("--overwrite", action="store_true", help="slet det, der er i databasen")

    def handle(self, *args: Any, **options: Any) -> None:
        began, path = time.monotonic(), options["file"]
        if not options["verify"] and not settings.DATABASE_RESTORE_URL:
            raise CommandError("Sæt DATABASE_RESTORE_URL til databasens adresse som superbruger, kun for denne kommando.")
        try:
            if options["verify"]:
                manifest = backup.verify(path)
            else:
                manifest = backup.restore(settings.DATABASE_RESTORE_URL, path, overwrite=options["overwrite"])
        except backup.BackupError as error:
            raise CommandError(str(error)) from None
        rows = sum(table["rows"] for table in manifest["tables"].values())
        what = "er hel" if options["verify"] else "er læst ind, og hver tabel er som i kopien"
        self.stdout.write(
            f"{path.name} fra {manifest['made_at']} {what}: {len(manifest['tables'])} tabeller, {rows} rækker, {time.monotonic() - began:.1f} s."
        )
