"""Start manage.py in a process of its own, with production's environment."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def key() -> str:
    return base64.b64encode(bytes([200]) + secrets.token_bytes(31)).decode()


PRODUCTION = {
    "GOP_ENV": "production",
    "SECRET_KEY": secrets.token_hex(32),
    "GOP_CPR_KEYS": f"1:{key()}",
    "GOP_CPR_HASH_KEY": key(),
    "GOP_BASE_URL": "https://gop.example.org",
    "ALLOWED_HOSTS": "gop.example.org",
    "DATABASE_URL": "postgres://gop_web@db.example.org/gop",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def manage(var: Path, *arguments: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """A variable changed to None is not set at all."""
    (var / "static").mkdir(exist_ok=True)
    wanted = {**PRODUCTION, **changed, "GOP_VAR": str(var), "PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"}
    environment = {name: value for name, value in wanted.items() if value is not None}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, cwd=var, capture_output=True, text=True, timeout=120, check=False)
