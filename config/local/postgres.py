"""PostgreSQL for a machine of one's own: a cluster in var/, a unix socket in a closed folder, no TCP."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from config.local import binaries, places, process, roles
from config.local.places import Trouble

DATABASE = "gop"
# The socket's folder is closed to everybody else, so the server need not ask for a password.
INITDB = ["--username=postgres", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--no-sync", "--no-instructions"]
# The libraries' own locale is right for ÆØÅ on every machine and in every version.
INITDB += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # %a is the id of the request or job.
    "log_line_prefix": "%m [%p] %a ",
    # Statements carry citizens' names; a log must not.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Postgres:
    """One cluster. `throwaway` trades safety for speed, in tests."""

    def __init__(self, var: Path, *, throwaway: bool = False) -> None:
        self.var = var
        self.settings = SETTINGS | (THROWAWAY if throwaway else {})
        self.log = var / "log" / "postgres.log"
        self.sockets = places.socket_folder(var, "postgres")
        places.give(self.sockets)
        self.lock = places.Lock(var / "run" / "postgres.lock")
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, user: str, database: str = DATABASE) -> str:
        return f"postgres://{user}@/{self.sockets}/{database}"

    def connect(self, user: str = "postgres", database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.sockets), port=5432, user=user, dbname=database, autocommit=True, connect_timeout=5)

    def start(self) -> subprocess.Popen[bytes]:
        """Make the cluster if there is none, start it, and wait until it answers."""
        if not self.lock.acquire(wait=20):
            raise Trouble(f"A PostgreSQL still uses {self.var}. Stop it with `make stop`.")
        programs = binaries.postgres(self.var)
        data = places.data_folder(self.var, "postgres") / "data"
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        if not data.exists():
            self._create(programs, data, environment)
        # The lock says that no server has these files, whatever process has that number by now.
        for stale in [data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock", self.sockets / ".s.PGSQL.5432"]:
            stale.unlink(missing_ok=True)
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [programs / "postgres", "-D", data, "-k", self.sockets, *options]
        assert self.lock.descriptor is not None
        self.process = process.spawn(
            command,
            self.log,
            env=environment,
            cwd="/",
            inherit=[self.lock.descriptor],
            on_parent_death=signal.SIGINT,
            user=places.unprivileged(),
        )
        self.lock.release()
        self._wait()
        return self.process

    def _create(self, programs: Path, data: Path, environment: dict[str, str]) -> None:
        # Under another name first, so that one that was interrupted is not taken for a cluster.
        half = data.with_name("half")
        shutil.rmtree(half, ignore_errors=True)
        log = self.var / "log" / "initdb.log"
        command: list[str | Path] = [programs / "initdb", "-D", half, *INITDB]
        made = process.spawn(command, log, env=environment, cwd="/", user=places.unprivileged())
        if made.wait():
            raise Trouble(f"initdb failed (code {made.returncode}):\n{process.tail(log)}")
        half.rename(data)

    def _wait(self, seconds: float = 30) -> None:
        """Until the socket answers; the pid file says nothing about that."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process is not None
            if self.process.poll() is not None:
                raise Trouble(f"PostgreSQL stopped at once (code {self.process.returncode}):\n{process.tail(self.log)}")
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.03)
        raise Trouble(f"PostgreSQL did not answer within {seconds:.0f} seconds:\n{process.tail(self.log)}")

    def prepare(self, kind: str = "development", database: str = DATABASE) -> None:
        """Roles, the database and the rights on its schema; safe to repeat."""
        with self.connect() as connection:
            connection.execute(roles.cluster_sql(kind))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                connection.execute(f'CREATE DATABASE "{database}" OWNER gop_owner')
        with self.connect(database=database) as connection:
            connection.execute(roles.database_sql(kind))

    def stop(self) -> None:
        """The fast shutdown: open connections are ended, nothing is lost."""
        if self.process is not None:
            process.stop(self.process, signal.SIGINT, wait=20)
            self.process = None
