"""The servers of one test run: a cluster and a Redis of its own in a folder of its own, gone when the run ends."""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

from config.local.postgres import Postgres
from config.local.valkey import Valkey

FOLDER = "GOP_TEST_FOLDER"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
MEMORY, ENOUGH = Path("/dev/shm"), 4_000_000_000  # noqa: S108 (bytes)


def quick_folder() -> str | None:
    """Where a run's files are made: in memory if there is room, for a database is a thousand files and many a test needs a fresh one."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        return str(MEMORY)
    return "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108


class Servers:
    """Known to every process of the run; started and stopped by the first one alone."""

    def __init__(self) -> None:
        # xdist's workers find the folder in their environment.
        if not WORKER:
            os.environ[FOLDER] = tempfile.mkdtemp(prefix="gop-test-", dir=quick_folder())
            # As root the cluster belongs to `nobody`, who must get there.
            Path(os.environ[FOLDER]).chmod(0o711)
        self.folder = Path(os.environ[FOLDER])
        # Where static files would be gathered; without it every start of the application warns.
        (self.folder / "static").mkdir(exist_ok=True)
        self.postgres = Postgres(self.folder, throwaway=True)
        self.valkey = Valkey(self.folder)
        self.running = bool(WORKER)

    def start(self) -> None:
        if not self.running:
            self.postgres.start()
            self.postgres.prepare()
            self.valkey.start()
            self.running = True

    def stop(self) -> None:
        if not WORKER:
            self.valkey.stop()
            self.postgres.stop()
            shutil.rmtree(self.folder, ignore_errors=True)


def environment(servers: Servers, database: str) -> dict[str, str]:
    """What the settings read. Keys are made up for the run; a moved clock of the shell's stays outside."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "GOP_ENV": "demo",
        "GOP_VAR": str(servers.folder),
        "SECRET_KEY": secrets.token_urlsafe(32),
        "GOP_CPR_KEYS": "1:" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "GOP_CPR_HASH_KEY": "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
        "DATABASE_URL": servers.postgres.url("gop_test", database),
        "DATABASE_OWNER_URL": servers.postgres.url("gop_owner", database),
        "REDIS_URL": servers.valkey.url,
        **dict.fromkeys(["GOP_NOW", "GOP_CLOCK_FILE", "EMAIL_URL"], ""),
        "GOP_CLOCK_OFFSET": "0",
        "GOP_BASE_URL": "http://127.0.0.1:8000",
    }
