"""`make run` as a whole: it starts, mends itself, stops, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from config.local.places import Lock
from tests.support.stack import ROOT, clean_environment, running

pytestmark = pytest.mark.stack


def until(true: Callable[[], object], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def run(module: str, var: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"config.local.{module}"]
    return subprocess.run(command, env=clean_environment(var, **extra), cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)


def children(parent: int) -> dict[str, int]:
    """The launcher's children by what they run."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            words = (folder / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if int(stat[1]) == parent and stat[0] != "Z":
            name = next((word for word in ["worker", "beat", "gunicorn"] if word in words), Path(words[0]).name)
            found[name] = int(folder.name)
    return found


def gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_mends_itself_and_nothing_outlives_a_killed_launcher(instance_folder: Path) -> None:
    with running(instance_folder, "--no-demo-data", from_nothing=True) as instance:
        with urllib.request.urlopen(f"{instance.url}/log-ind/") as page:
            assert page.status == 200
        again = run("run", instance_folder)
        assert again.returncode == 1
        assert f"Already running: {instance.url}" in again.stderr

        before = children(instance.process.pid)
        assert set(before) == {"postgres", "valkey-server", "gunicorn", "worker", "beat"}
        os.kill(before["worker"], signal.SIGKILL)
        assert until(lambda: children(instance.process.pid).get("worker") not in {None, before["worker"]})
        assert "Starting worker again (1 of 3)" in (instance_folder / "said").read_text()

        left = children(instance.process.pid)
        instance.process.kill()
        instance.process.wait()
        assert until(lambda: all(gone(pid) for pid in left.values())), left
    # A second start finds the cluster as it was, and `make stop` ends it from elsewhere.
    with running(instance_folder, "--no-demo-data") as instance:
        assert json.loads((instance_folder / "run" / "launcher.lock").read_text())["url"] == instance.url
        stopped = run("stop", instance_folder)
        assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
        assert instance.process.wait(10) == 0
    cluster = Lock(instance_folder / "run" / "postgres.lock")
    assert cluster.acquire()
    cluster.release()
    assert run("stop", instance_folder).stdout == "Nothing is running.\n"
