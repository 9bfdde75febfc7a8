"""Move open cases to whoever the law makes the authority today, without waiting for the schedule. Run again it moves nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from gop.services.succession import move_all


class Command(BaseCommand):
    help = "Flytter åbne sager til den, der er myndighed i dag. Køres med jobbets databaselogin (gop_worker)."

    def handle(self, *args: Any, **options: Any) -> None:
        moved, failed = move_all()
        self.stdout.write(f"Flyttede sager: {moved}. Mislykkede: {failed}, de prøves igen ved næste kørsel.")
        if failed:
            raise SystemExit(1)
