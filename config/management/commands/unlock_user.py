"""Let somebody log in again before the lock ends by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import attempts


class Command(BaseCommand):
    help = "Lås en bruger op, der har skrevet forkert adgangskode for mange gange: unlock_user NAVN [--address 192.0.2.1]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--address", default="", help="lås også netadressen op (et IPv6-net skrives 2001:db8::/64)")

    def handle(self, *args: Any, **options: Any) -> None:
        gone = attempts.forget(attempts.by_name().scope, options["username"])
        if options["address"]:
            gone += attempts.forget(attempts.by_address().scope, options["address"])
        self.stdout.write("Låst op." if gone else "Der var ingen mislykkede forsøg at slette.")
