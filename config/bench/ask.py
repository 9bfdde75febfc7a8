"""Asking probes in turn."""

import subprocess
import sys
from collections.abc import Iterable

from config.local.instance import ROOT
from config.local.places import Trouble

WARM = 3  # rounds that do not count


class Probe:
    """A process of its own on one database, as one login."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "config.bench.probe"]
        self.environment = environment
        env = environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        self.process = subprocess.Popen(  # noqa: S603
            command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def ask(self, name: str) -> float:
        assert self.process.stdin is not None  # noqa: S101
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("figure "):
                try:
                    return float(line.removeprefix("figure "))
                except ValueError:
                    raise Trouble(f"{name}: {line.removeprefix('figure ').strip()}") from None
        raise Trouble(f"{name}: the process ended.")

    def stop(self) -> None:
        self.process.communicate()


Asked = tuple[Probe, str]


def interleaved(asked: Iterable[Asked], rounds: int) -> list[list[float]]:
    """Each in turn, round after round; every second round the other way about."""
    pairs = list(asked)
    taken: list[list[float]] = [[] for _ in pairs]
    for number in range(WARM + rounds):
        order = list(enumerate(pairs))
        for place, (probe, name) in order if number % 2 else reversed(order):
            took = probe.ask(name)
            if number >= WARM:
                taken[place].append(took)
    return taken
