"""A copy of every row, by a role that reads and does nothing else."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from config import backup


class Command(BaseCommand):
    help = "Tag en sikkerhedskopi af hele databasen som rollen i DATABASE_BACKUP_URL."
    # It must work when the application's own login does not.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.GOP_VAR / "backup", help="mappe (GOP_VAR/backup)")
        parser.add_argument("--verify", action="store_true", help="læs filen igen, når den er skrevet")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASE_BACKUP_URL:
            raise CommandError("Sæt DATABASE_BACKUP_URL til databasens adresse som backup_gop.")
        began, now = time.monotonic(), clock.now()
        path = options["to"] / f"gop-{now:%Y%m%dT%H%M%SZ}.zip"
        if path.exists():
            raise CommandError(f"{path} findes allerede.")
        try:
            manifest = backup.write(settings.DATABASE_BACKUP_URL, path, now.isoformat(timespec="seconds"))
            if options["verify"]:
                backup.verify(path)
        except backup.BackupError as error:
            raise CommandError(str(error)) from None
        rows = sum(table["rows"] for table in manifest["tables"].values())
        size, took = path.stat().st_size / 1e6, time.monotonic() - began
        read_back = ", læst igen" if options["verify"] else ""
        self.stdout.write(f"{path}: {len(manifest['tables'])} tabeller, {rows} rækker, {size:.1f} MB på {took:.1f} s{read_back}.")
