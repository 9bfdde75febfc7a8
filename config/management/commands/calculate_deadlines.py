"""The calculator of deadlines from a shell. One JSON object; exit 2 with field and reason when the question cannot be understood."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gop.rules.calculation import READ, BadQuestion
from gop.selectors.calculation import answer_to

HELP = {
    "type": "almen, rehabilitering eller specialiseret",
    "discharged": "DATO: udskrivningen, dag 0",
    "earliest_start": "DATO: planens tidligste start",
    "reason": "clinical (når intet er sagt) eller coordination",
    "latest_start": "DATO: planens seneste start",
    "received": "TIDSPUNKT: planen er modtaget",
    "offered": "TIDSPUNKT: det tilbudte første møde",
    "municipality": "KODE: bopælskommunens fire cifre",
    "at": "TIDSPUNKT: hvornår der ses fra",
}


class Command(BaseCommand):
    help = "Beregn en plans frister, ansvar og frit valg. DATO er 2026-11-22, TIDSPUNKT 2026-11-22T14:30 (dansk tid)."

    def add_arguments(self, parser: CommandParser) -> None:
        for name in READ:
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="VÆRDI", default="", help=HELP[name])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = answer_to({name: options[name] for name in READ})
        except BadQuestion as error:
            for field, reason in error.problems:
                self.stderr.write(f"--{field.replace('_', '-')}: {reason}")
            sys.exit(2)
        self.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
