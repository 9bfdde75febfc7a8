"""Keep processes alive, say when one is not, and stop them in order."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config.local import process
from config.local.places import Trouble

RESTARTS = 3
# A process that ran this long was not failing at its start.
HEALTHY_AFTER = 60.0


@dataclass
class Service:
    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: Path
    stop_signal: int = signal.SIGTERM
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0


@dataclass
class Supervisor:
    say: Callable[[str], None]
    services: list[Service] = field(default_factory=list)

    def add(self, service: Service) -> None:
        """Start it; what was started before it is stopped after it."""
        self.services.append(service)
        service.child = service.start()
        service.started = time.monotonic()

    def check(self) -> None:
        """Start again whatever ended by itself; give up when it keeps ending."""
        for service in self.services:
            if service.child is None or service.child.poll() is None:
                continue
            code = service.child.returncode
            service.failures = 1 if time.monotonic() - service.started > HEALTHY_AFTER else service.failures + 1
            self.say(f"{service.name} ended by itself (code {code}). Its last lines, from {service.log}:")
            self.say(process.tail(service.log, 8))
            if service.failures > RESTARTS:
                raise Trouble(f"{service.name} keeps ending; stopping everything.")
            self.say(f"Starting {service.name} again ({service.failures} of {RESTARTS}).")
            time.sleep(0.5 * service.failures)
            service.child = service.start()
            service.started = time.monotonic()

    def watch(self) -> None:
        """Until a signal's handler raises."""
        while True:
            self.check()
            time.sleep(0.3)

    def stop(self) -> None:
        """Last started, first stopped. A second Ctrl-C does not leave anything behind."""
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            signal.signal(number, signal.SIG_IGN)
        while self.services:
            service = self.services.pop()
            if service.child is not None:
                with contextlib.suppress(ProcessLookupError):
                    process.stop(service.child, service.stop_signal, wait=15)


def run_step(command: list[str], env: dict[str, str], cwd: Path, log: Path, *, show: bool = False) -> None:
    """One command to its end; `show` passes its lines on while it works."""
    before = log.stat().st_size if log.exists() else 0
    child = process.spawn(command, log, env=env, cwd=cwd)
    try:
        with log.open(errors="replace") as lines:
            lines.seek(before)
            while child.poll() is None:
                if show:
                    print(lines.read(), end="", flush=True)
                time.sleep(0.05)
            if show:
                print(lines.read(), end="", flush=True)
    finally:
        process.stop(child)
    if child.returncode:
        shown = " ".join(command[1:])
        raise Trouble(f"`{shown}` failed (code {child.returncode}). The whole of it is in {log}:\n{process.tail(log)}")
