"""A person with a membership, from the command line. The password is asked for, or read from GOP_PASSWORD."""

import getpass
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import Kind, Role
from accounts.models import Organisation
from accounts.services import create_user
from accounts.tenancy import acting_as


class Command(BaseCommand):
    help = "Opret en bruger med et medlemskab: create_user NAVN --organisation 'Holbæk Kommune' --role visitator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--organisation", required=True, help="navn eller registernøgle")
        parser.add_argument("--role", required=True, choices=Role.values())
        parser.add_argument("--name", default="")
        parser.add_argument("--title", default="")
        parser.add_argument("--email", default="")
        parser.add_argument("--department", action="append", default=[], help="afdelingens navn eller nøgle; kan gentages")

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("GOP_PASSWORD") or getpass.getpass("Adgangskode: ")
        if len(password) < 8:
            raise CommandError("Adgangskoden skal være på mindst 8 tegn.")
        with acting_as(job_actor("create_user", Kind.PLATFORM)):
            organisation = self._find(options["organisation"])
            departments = [self._find(name).id for name in options["department"]]
        try:
            with acting_as(job_actor("create_user", Kind.PLATFORM, organisation.id)) as actor:
                create_user(
                    actor,
                    username=options["username"],
                    password=password,
                    name=options["name"] or options["username"],
                    title=options["title"],
                    email=options["email"],
                    role=Role(options["role"]),
                    departments=departments,
                    valid_from=clock.today(),
                )
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['username']} er {Role(options['role']).label.lower()} i {organisation.name}.")

    def _find(self, name: str) -> Organisation:
        found = list(Organisation.objects.filter(key=name)) or list(Organisation.objects.filter(name=name))
        if len(found) != 1:
            raise CommandError(f"{'Ingen' if not found else 'Flere'} organisationer hedder {name}. Brug registernøglen.")
        return found[0]
