"""Where servers keep their files, who they run as, and who may start them.

PostgreSQL refuses to run as root, so root hands it to `nobody`, who must be able to reach the
files. A checkout in a closed home folder is not reachable; then they go to a folder of their own
under /var/tmp, and a link in var/ says where.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
import tempfile
import time
from pathlib import Path

# A unix socket's path has at most 107 bytes, and PostgreSQL adds its file's name.
SOCKET_FOLDER_LIMIT = 85
MADE_FOLDERS = {"postgres", "run", "log", "mail", "digital_post", "static"}
MADE_FILES = ("keys.", "clock", "beat-schedule", "demo-loaded", "static-made")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class Trouble(Exception):
    """Something a person can mend; the message says how."""


def variable_folder(root: Path) -> Path:
    """GOP_VAR, or var/ in the checkout."""
    return Path(os.environ.get("GOP_VAR") or root / "var").resolve()


def unprivileged() -> int | None:
    """Who runs PostgreSQL: `nobody` where we are root, else we ourselves."""
    return pwd.getpwnam("nobody").pw_uid if AS_ROOT else None


def give(path: Path) -> None:
    """Make an existing path belong to the user who runs the server."""
    if (user := unprivileged()) is not None:
        os.chown(path, user, pwd.getpwuid(user).pw_gid)


def reachable(path: Path) -> bool:
    """Whether `nobody` may walk to this folder, which need not exist yet."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents] if folder.exists())


def _outside_name(var: Path, base: Path) -> Path:
    return base / f"gop-{os.geteuid()}-{hashlib.sha256(str(var).encode()).hexdigest()[:10]}"


def _outside(var: Path, base: Path) -> Path:
    """A folder that belongs to this var alone, outside it. Refused if somebody else made it first."""
    folder = _outside_name(var, base)
    folder.mkdir(mode=0o711, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise Trouble(f"{folder} belongs to somebody else; remove it or set GOP_VAR to another folder.")
    folder.chmod(0o711)  # whatever the umask left of it
    return folder


def _temporary() -> Path:
    folder = Path(tempfile.gettempdir())
    return folder if len(str(folder)) < 40 else Path("/tmp")


def data_folder(var: Path, name: str) -> Path:
    """The parent folder for a server's data, reachable for the user who runs it."""
    folder = var / name
    if AS_ROOT and not reachable(var):
        outside = _outside(var, Path("/var/tmp")) / name
        outside.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_symlink():
            folder.symlink_to(outside)
        folder = outside
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    give(folder)
    return folder


def socket_folder(var: Path, name: str) -> Path:
    """A folder of mode 700 with a short, plain path."""
    folder = var / "run" / name
    # An address is no place for spaces or letters that must be quoted.
    plain = re.fullmatch(r"[A-Za-z0-9/._-]+", str(folder)) and len(str(folder)) < SOCKET_FOLDER_LIMIT
    if not plain or (AS_ROOT and not reachable(var)):
        folder = _outside(var, _temporary()) / name
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if AS_ROOT and reachable(var):
        (var / "run").chmod(0o711)
    return folder


def remove(var: Path) -> None:
    """Everything that was ever made for this var, by name: GOP_VAR may name a folder with more in it."""
    for base in (Path("/var/tmp"), _temporary()):
        shutil.rmtree(_outside_name(var, base), ignore_errors=True)
    for path in var.iterdir() if var.exists() else []:
        if path.name in MADE_FOLDERS and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name in MADE_FOLDERS or path.name.startswith(MADE_FILES):
            path.unlink()
    with contextlib.suppress(OSError):
        var.rmdir()


class Lock:
    """A file lock that a child may inherit: held until the last process that has it is gone.

    That is how a server which outlived its launcher is noticed; the pid in a pid file may be anybody's by now.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None

    def acquire(self, wait: float = 0) -> bool:
        """Try for `wait` seconds."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + wait
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.descriptor = descriptor
                return True
            if time.monotonic() >= until:
                os.close(descriptor)
                return False
            time.sleep(0.1)

    def write(self, text: str) -> None:
        """Say in the file who holds it."""
        assert self.descriptor is not None
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""

    def release(self) -> None:
        """Let go of our own hold; a child keeps its own."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None
