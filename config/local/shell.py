"""Run one command with an instance's environment: its keys, its database, its Redis.

    python -m config.local.shell manage.py create_user …

Servers that do not run are started for as long as the command lasts. With --no-servers nothing is
started, for commands that read the settings and open no connection.
"""

import subprocess
import sys

from config.local import secrets
from config.local.instance import ROOT, Instance
from config.local.places import Lock, Trouble

# What no page may do, so not the web's login either.
AS_THE_WORKER = {"rotate_cpr_key", "move_authority"}


def _run(instance: Instance, arguments: list[str], owner: bool) -> int:
    command = [sys.executable, *(arguments if arguments[0].endswith(".py") else ["-m", *arguments])]
    named = arguments[1] if arguments[0] == "manage.py" and len(arguments) > 1 else ""
    login = "gop_worker" if named in AS_THE_WORKER else "gop_web"
    return subprocess.run(command, env=instance.environment(login, owner=owner, command=named), cwd=ROOT, check=False).returncode


def main() -> None:
    arguments = sys.argv[1:]
    flags = {flag for flag in ("--no-servers", "--owner") if flag in arguments[:2]}
    arguments = arguments[len(flags) :]
    if not arguments:
        sys.exit(__doc__)
    instance = Instance()
    running = Lock(instance.launcher_lock)
    if "--no-servers" in flags or not running.acquire():
        sys.exit(_run(instance, arguments, "--owner" in flags))
    secrets.keys(instance.var)
    started = [server for server in (instance.postgres, instance.valkey) if server]
    try:
        for server in started:
            server.start()
        if instance.postgres:
            instance.postgres.prepare()
        code = _run(instance, arguments, "--owner" in flags)
    finally:
        for server in started:
            server.stop()
    sys.exit(code)


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(str(trouble))
