"""The whole of `make run` in a folder of its own on a free port: servers, web, worker and beat.

Most of a first start is migrating. In a test run that is done once, and every instance but those that are about the first start
begins with a copy of it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.local.places import Lock
from tests.support.servers import FOLDER, quick_folder

ROOT = Path(__file__).resolve().parents[2]
# The test run's own settings, which an instance of its own must not see.
OURS = ["DATABASE_", "REDIS_URL", "GOP_", "SECRET_KEY", "DJANGO_", "PYTEST_", "EMAIL_URL", "PORT"]
STARTS_WITHIN = 300  # seconds; on a busy machine with other instances beside it


@dataclass
class Stack:
    url: str
    var: Path
    process: subprocess.Popen[str]

    def move_clock(self, moment: datetime) -> None:
        """Every process reads the moment from now on."""
        half = self.var / "clock.half"
        half.write_text(f"{(moment - datetime.now(UTC)).total_seconds():.3f}\n")
        half.rename(self.var / "clock")

    def mail(self) -> list[str]:
        return [path.read_text() for path in sorted((self.var / "mail").glob("*"))]

    def manage(self, *arguments: str, **extra: str) -> str:
        """A command beside the running processes."""
        command = [sys.executable, "-m", "config.local.shell", "manage.py", *arguments]
        return subprocess.run(
            command, env=clean_environment(self.var, **extra), cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    def people(self, rows: Iterable[Sequence[str]], password: str) -> None:
        """`create_user` with each row's arguments, in one process."""
        code = "import json, os; from django.core.management import call_command as do; [do('create_user', *row) for row in json.loads(os.environ['PEOPLE'])]"
        self.manage("shell", "-c", code, PEOPLE=json.dumps(list(rows)), GOP_PASSWORD=password)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(60)


def clean_environment(var: Path, **extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(tuple(OURS))}
    return {**kept, "GOP_VAR": str(var), **extra}


def new_folder(prefix: str = "gop-run-") -> Path:
    """A var with a path short enough for a socket, reachable for `nobody`, in memory where there is room."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=quick_folder()))
    folder.chmod(0o711)
    return folder


def _migrated() -> Path | None:
    """The folder of an instance that has been migrated and never started, made by the first who asks; None outside a test run."""
    if FOLDER not in os.environ:
        return None
    made = Path(os.environ[FOLDER]) / "migrated"
    lock = Lock(made.with_suffix(".lock"))
    if not lock.acquire(wait=STARTS_WITHIN):
        raise AssertionError("Another worker has been migrating all the while.")
    try:
        if not (made / "done").exists():
            made.mkdir(mode=0o711, exist_ok=True)
            command = [sys.executable, "-m", "config.local.shell", "--owner", "manage.py", "migrate", "--database", "owner", "--no-input"]
            subprocess.run(command, env=clean_environment(made), cwd=ROOT, capture_output=True, text=True, check=True)
            (made / "done").touch()
    finally:
        lock.release()
    return made


def _copied(var: Path) -> None:
    """Servers' files with their owner, and the keys that belong to them."""
    made = _migrated()
    if made is None or (made / "postgres").is_symlink():
        return
    for name in ("postgres", "keys.env"):
        subprocess.run(["cp", "-a", made / name, var / name], check=True)


@contextmanager
def running(var: Path, *arguments: str, from_nothing: bool = False, **extra: str) -> Iterator[Stack]:
    """Start it, wait for the address it prints, and stop it whatever happens. `from_nothing`: as on a fresh machine."""
    command = [sys.executable, "-m", "config.local.run", "--quiet", *arguments]
    environment = clean_environment(var, **{"PORT": "0", **extra})
    var.mkdir(parents=True, exist_ok=True)
    if not from_nothing and "DATABASE_URL" not in extra and not (var / "postgres").exists():
        _copied(var)
    said = var / "said"
    with said.open("w") as output:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, text=True)
    stack = Stack("", var, process)
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not stack.url:
            lines = said.read_text().splitlines()
            stack.url = next((line for line in lines if line.startswith("http://")), "")
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError("The instance did not start:\n" + "\n".join(lines))
            time.sleep(0.1)
        yield stack
    finally:
        stack.stop()
