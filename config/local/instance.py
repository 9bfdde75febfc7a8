"""One instance: its folder, its servers, and the environment each of its processes gets.

A server whose address stands in the environment is somebody else's: it is neither started nor stopped.
"""

import os
from pathlib import Path

from config.local import secrets
from config.local.places import Trouble, variable_folder
from config.local.postgres import Postgres
from config.local.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
# Which variable names whose login, on a PostgreSQL that we did not start.
GIVEN = {"gop_web": "DATABASE_URL", "gop_worker": "DATABASE_WORKER_URL", "gop_owner": "DATABASE_OWNER_URL"}

# Given to one command alone, by name: neither web nor worker may read every row, or write past the policies.
BY_COMMAND = {"backup": ("backup_gop", "DATABASE_BACKUP_URL"), "restore": ("postgres", "DATABASE_RESTORE_URL")}


class Instance:
    def __init__(self, var: Path | None = None, *, throwaway: bool = False) -> None:
        if os.environ.get("GOP_ENV") == "production":
            raise Trouble("This starts a demo. Production starts its own processes; docker-compose.yml shows how.")
        self.var = var or variable_folder(ROOT)
        self.var.mkdir(parents=True, exist_ok=True)
        missing = [name for name in GIVEN.values() if not os.environ.get(name)]
        if "DATABASE_URL" not in missing and missing:
            raise Trouble(f"With DATABASE_URL give {' and '.join(missing)} as well; web, worker and migrations log in apart.")
        self.postgres = Postgres(self.var, throwaway=throwaway) if "DATABASE_URL" in missing else None
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(self.var)

    def database(self, login: str) -> str:
        return self.postgres.url(login) if self.postgres else os.environ[GIVEN[login]]

    def _for_command(self, command: str) -> dict[str, str]:
        """The address that `manage.py backup` or `restore` needs, where we know one."""
        role, variable = BY_COMMAND.get(command, ("", ""))
        address = os.environ.get(variable) or (self.postgres.url(role) if self.postgres and role else "")
        return {variable: address} if address else {}

    def environment(self, login: str = "gop_web", *, owner: bool = False, command: str = "") -> dict[str, str]:
        """For a process that logs in as `login`; only migrations and set-up are told the owner's address."""
        kept_back = {*GIVEN.values(), *(variable for _, variable in BY_COMMAND.values())}
        given = {name: value for name, value in os.environ.items() if name not in kept_back}
        return {
            **given,
            **secrets.keys(self.var),
            "GOP_VAR": str(self.var),
            # A command beside a demo whose clock is moved lives at the same moment.
            "GOP_CLOCK_FILE": str(self.var / "clock"),
            "DATABASE_URL": self.database(login),
            **({"DATABASE_OWNER_URL": self.database("gop_owner")} if owner else {}),
            **self._for_command(command),
            "REDIS_URL": self.valkey.url if self.valkey else os.environ["REDIS_URL"],
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def launcher_lock(self) -> Path:
        """Held by the launcher as long as the instance runs."""
        return self.var / "run" / "launcher.lock"
