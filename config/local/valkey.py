"""A Redis-protocol server for a machine of one's own: a unix socket in a closed folder, no TCP.

It wakes the worker and holds nothing that the database does not, so nothing of it is kept.
"""

import subprocess
import time
from pathlib import Path

import redis

from config.local import binaries, places, process
from config.local.places import Trouble


class Valkey:
    def __init__(self, var: Path) -> None:
        self.var = var
        self.log = var / "log" / "redis.log"
        self.folder = places.socket_folder(var, "redis")
        self.socket = self.folder / "redis.sock"
        self.lock = places.Lock(var / "run" / "redis.lock")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """As Celery writes it."""
        return f"redis+socket://{self.socket}?virtual_host=0"

    def start(self) -> subprocess.Popen[bytes]:
        if not self.lock.acquire(wait=10):
            raise Trouble(f"A Redis server still uses {self.var}. Stop it with `make stop`.")
        self.socket.unlink(missing_ok=True)
        options = {"port": "0", "unixsocket": self.socket, "unixsocketperm": "700", "dir": self.folder, "set-proc-title": "no"}
        options |= {"save": "", "appendonly": "no", "databases": "16", "maxmemory": "128mb", "maxmemory-policy": "noeviction"}
        arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        assert self.lock.descriptor is not None
        self.process = process.spawn([binaries.valkey(), *arguments], self.log, env={"LC_ALL": "C"}, inherit=[self.lock.descriptor])
        self.lock.release()
        self._wait()
        return self.process

    def _wait(self, seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        client = redis.Redis(unix_socket_path=str(self.socket))
        while time.monotonic() < until:
            assert self.process is not None
            if self.process.poll() is not None:
                raise Trouble(f"The Redis server stopped at once (code {self.process.returncode}):\n{process.tail(self.log)}")
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.02)
            finally:
                client.close()
        raise Trouble(f"The Redis server did not answer within {seconds:.0f} seconds:\n{process.tail(self.log)}")

    def stop(self) -> None:
        if self.process is not None:
            process.stop(self.process)
            self.process = None
