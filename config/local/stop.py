"""`make stop` and `make reset`, from any terminal."""

import contextlib
import json
import os
import signal
import sys

from config.local import places
from config.local.instance import ROOT

WAIT = 45.0


def main() -> None:
    var = places.variable_folder(ROOT)
    lock = places.Lock(var / "run" / "launcher.lock")
    if lock.acquire():
        print("Nothing is running.")
    else:
        # The lock is held, so the process that wrote its number is alive.
        with contextlib.suppress(ProcessLookupError):
            os.kill(json.loads(lock.read())["pid"], signal.SIGTERM)
        if not lock.acquire(wait=WAIT):
            sys.exit(f"It did not stop within {WAIT:.0f} seconds; its number stands in {lock.path}.")
        print("Stopped.")
    # A launcher that was killed may have servers that are still closing.
    for name in ["postgres", "redis"]:
        if not places.Lock(var / "run" / f"{name}.lock").acquire(wait=20):
            sys.exit(f"The {name} server still uses {var}.")
    if "--reset" in sys.argv[1:]:
        places.remove(var)
        print("The database, the mail, the logs and the keys are gone; `make run` starts afresh.")


if __name__ == "__main__":
    main()
