"""Start a child that does not outlive us."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with(parent: int, number: int) -> None:
    """In the child: ask Linux for this signal when the parent is gone, however it went."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)


def spawn(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | str | None = None,
    inherit: Sequence[int] = (),
    on_parent_death: int = signal.SIGTERM,
    user: int | None = None,
) -> subprocess.Popen[bytes]:
    """A child in a session of its own (Ctrl-C reaches the launcher alone), writing to its own log.

    Call it from the main thread: Linux counts a thread's end as the parent's.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getpid()
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            pass_fds=tuple(inherit),
            start_new_session=True,
            # Set after the change of user, which would clear it.
            preexec_fn=lambda: _die_with(parent, on_parent_death),  # noqa: PLW1509
            user=user,
            group=user if user is None else pwd.getpwuid(user).pw_gid,
            extra_groups=None if user is None else [],
        )


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM, wait: float = 10) -> None:
    """Ask, wait, and only then insist."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for a message about what went wrong."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
