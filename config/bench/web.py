"""A real web for the load: the launcher's own gunicorn command on a free port of loopback."""

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
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return sum(_proportional(pid) for pid in (str(parent), *children)) / 1024


def _proportional(pid: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
