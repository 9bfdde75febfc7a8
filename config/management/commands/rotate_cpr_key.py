"""Encrypt and hash every CPR number with the new keys. Stop it when you like; run again, it goes on where work is left."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gop.services.rotation import BATCH, is_the_worker, rotate


class Command(BaseCommand):
    help = (
        "Skift nøgle for CPR-numre: sæt den nye nøgle først i GOP_CPR_KEYS (og en ny GOP_CPR_HASH_KEY med den gamle i "
        "GOP_CPR_HASH_KEY_OLD), genstart web og worker, og kør dette med workerens databaselogin (gop_worker)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rækker i hver transaktion")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_the_worker():
            raise CommandError("Kun workerens databaselogin (gop_worker) skifter nøgle. Sæt DATABASE_URL til det.")
        seen: Counter[str] = Counter()
        changed: Counter[str] = Counter()
        unreadable: Counter[str] = Counter()
        try:
            for step in rotate(max(1, options["batch"])):
                seen[step.of] += step.seen
                changed[step.of] += step.changed
                unreadable[step.of] += step.unreadable
                self.stdout.write(f"{step.of}: {seen[step.of]} set, {changed[step.of]} skiftet")
        except KeyboardInterrupt:
            raise CommandError("Stoppet. Det, der er skiftet, er gemt. Kør igen for at fortsætte.") from None
        if missed := sum(unreadable.values()):
            raise CommandError(f"{missed} rækker kunne ikke læses med nogen af nøglerne. Behold de gamle nøgler, og find ud af hvorfor.")
        self.stdout.write(
            f"Færdig: {sum(changed.values())} rækker skiftet. De gamle nøgler kan tages ud, når sikkerhedskopierne også er skiftet."
        )
