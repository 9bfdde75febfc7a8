"""Publish today's figures now, without waiting for 06:00. What is published today already stays."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.tenancy import seeding
from audits.services.publishing import publish, publish_now


class Command(BaseCommand):
    help = "Offentliggør dagens tal. I drift køres den med jobbets databaselogin (gop_worker)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.GOP_ENV == "demo":  # the web's login, which never becomes the job
            with seeding():
                made = publish_now()
        else:
            made = publish()
        self.stdout.write("Dagens tal er offentliggjort." if made else "Dagens tal er allerede offentliggjort.")
