"""A real web and a real worker for the load: the launcher's own commands, the web on a free port of loopback."""

import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.local import commands, process
from config.local.instance import ROOT
from config.local.places import Trouble


@contextmanager
def running(environment: dict[str, str], log: Path) -> Iterator[tuple[int, int]]:
    """(port, process id)."""
    with socket.socket() as heard:
        heard.bind(("127.0.0.1", 0))
        heard.listen(128)
        port = heard.getsockname()[1]
        command = commands.process("web", "--bind", f"fd://{heard.fileno()}")
        web = process.spawn(command, log, env=environment, cwd=ROOT, inherit=[heard.fileno()], on_parent_death=signal.SIGKILL)
    try:
        _wait(port, log)
        yield port, web.pid
    finally:
        process.stop(web, signal.SIGTERM, wait=20)


@contextmanager
def worker(environment: dict[str, str], log: Path) -> Iterator[int]:
    """Its process id, once it has caught up. It keeps its own time, so that what comes round every minute comes here too."""
    kept = log.with_name("bench-beat")
    command = commands.process("worker", "--beat", "--schedule", str(kept))
    started = process.spawn(command, log.with_name("bench-worker.log"), env=environment, cwd=ROOT, on_parent_death=signal.SIGKILL)
    try:
        _caught_up(started.pid)
        yield started.pid
    finally:
        process.stop(started, signal.SIGTERM, wait=20)
        for left in kept.parent.glob(f"{kept.name}*"):
            left.unlink()


def _caught_up(pid: int, seconds: float = 180) -> None:
    """Until it has not worked for three seconds, after ten to start in."""
    until, quiet, last = time.monotonic() + seconds, 0, -1
    time.sleep(10)
    while time.monotonic() < until and quiet < 3:
        time.sleep(1)
        now = sum(_ticks(one) for one in _family(pid))
        quiet, last = (quiet + 1 if now - last <= 2 else 0), now


def _ticks(pid: str) -> int:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return int(user) + int(system)


def _wait(port: int, log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until:
        try:
            with opener.open(f"http://127.0.0.1:{port}/log-ind/", timeout=15):
                return
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"The web did not answer:\n{process.tail(log)}")


def memory(parent: int) -> float:
    """Megabytes of the process and its children, what they share counted once."""
    return sum(_proportional(pid) for pid in _family(parent)) / 1024


def _family(parent: int) -> list[str]:
    return [str(parent), *Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _proportional(pid: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
