"""How each process is started. docker-compose.yml says the same, and a test compares them."""

import os
import sys
from pathlib import Path

PROCESSES = {
    "web": ["gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "4", "--threads", "2", "--preload", "--no-control-socket"],
    "worker": ["celery", "-A", "config", "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle"],
    "beat": ["celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile="],
}
# Which database login each has.
LOGIN = {"web": "gop_web", "worker": "gop_worker", "beat": "gop_worker"}
MIGRATE = ["manage.py", "migrate", "--database", "owner", "--no-input"]


def process(name: str, *extra: str) -> list[str]:
    """With this Python, whatever PATH says."""
    return [sys.executable, "-m", *PROCESSES[name], *extra]


def manage(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def static_fingerprint(root: Path) -> str:
    """Changes when a static file does."""
    files = [path for path in (root / "static").rglob("*") if path.is_file()]
    files += [root / "package-lock.json", *(root / "requirements").glob("*.txt")]
    return "\n".join(sorted(f"{os.path.relpath(path, root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))
