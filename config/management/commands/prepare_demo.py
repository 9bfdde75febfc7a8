"""Open every table to the seeding role, in a demo or a test database. Production has no such role and refuses."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from accounts.rls import seed_policies_sql


class Command(BaseCommand):
    help = "Demo and tests only: policies and grants for the seeding role (run by the owner)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.GOP_ENV != "demo":
            raise CommandError("Kun i demo: produktionen har ingen rolle til demodata.")
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(seed_policies_sql(cursor))
