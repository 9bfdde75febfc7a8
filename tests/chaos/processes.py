"""Workers that can be killed at any statement, a second beat, and the servers under them."""

import os
import random
import signal
import subprocess
from contextlib import suppress
from urllib.parse import urlsplit

import redis

from config.local import commands
from config.local.instance import ROOT, Instance


class Workers:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.running: list[subprocess.Popen[bytes]] = []
        self.beat: subprocess.Popen[bytes] | None = None
        self.log = (instance.var / "log" / "chaos.log").open("ab")

    def start(self, wanted: int) -> None:
        """Until `wanted` workers run, each a process group of its own."""
        self.running = [worker for worker in self.running if worker.poll() is None]
        while len(self.running) < wanted:
            self.running.append(self._spawn("worker", "-n", f"chaos{random.getrandbits(32):x}@%h"))

    def _spawn(self, name: str, *extra: str) -> subprocess.Popen[bytes]:
        environment = self.instance.environment("gop_worker") | {"GOP_SCAN_SECONDS": "1"}
        command = commands.process(name, *extra)
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True)

    def second_beat(self) -> None:
        self.beat = self._spawn("beat", "--schedule", str(self.instance.var / "second-beat"))

    def kill_one(self, chance: random.Random) -> None:
        """The whole group of one worker dies between two statements, and another begins."""
        victim = self.running.pop(chance.randrange(len(self.running)))
        with suppress(ProcessLookupError):
            os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        self.start(2)

    def stop_workers(self) -> None:
        for worker in self.running:
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        self.running = []

    def stop(self) -> None:
        self.stop_workers()
        if self.beat is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.beat.pid, signal.SIGKILL)
            self.beat.wait()
        self.log.close()

    def empty_redis(self) -> None:
        assert self.instance.valkey is not None
        redis.Redis(unix_socket_path=urlsplit(self.instance.valkey.url).path).flushall()

    def restart_postgres(self) -> None:
        """Its main process gets an immediate shutdown; the launcher starts it again and it recovers."""
        assert self.instance.postgres is not None
        with self.instance.postgres.connect() as connection:
            row = connection.execute("SELECT pg_backend_pid()").fetchone()
            assert row is not None
            with open(f"/proc/{row[0]}/stat") as stat:  # noqa: PTH123  (the backend lives as long as its connection)
                postmaster = int(stat.read().rpartition(")")[2].split()[1])
        with suppress(ProcessLookupError):
            os.kill(postmaster, signal.SIGQUIT)
