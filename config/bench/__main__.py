"""`make bench`: one line a figure, `NAME VALUE LIMIT ok|over`; exit 1 when one is over. docs/benchmarks.md says how and what.

SIZE is how many plans there are (200000; two million by hand), always beside 2,000. ONLY names one figure.
"""

import argparse
import os
import sys
from collections.abc import Callable

from config.local import secrets
from config.local.instance import Instance
from config.local.places import Lock, Trouble


def say(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--load-seconds", type=int, default=20)
    options = parser.parse_args()
    instance = Instance()
    secrets.keys(instance.var)
    # Only to read the models: every connection is a probe's or psycopg's own.
    os.environ.update(instance.environment("gop_web"), DJANGO_SETTINGS_MODULE="config.settings", GOP_LOG="line")
    return with_servers(instance, lambda: _run(instance, options))


def _run(instance: Instance, options: argparse.Namespace) -> int:
    import django

    django.setup()
    from config.bench import figures

    return figures.run(instance, options, say)


def with_servers(instance: Instance, work: Callable[[], int]) -> int:
    """Those that do not run are started for as long as it lasts."""
    running = Lock(instance.launcher_lock)
    if not running.acquire():
        return work()
    started = [server for server in (instance.postgres, instance.valkey) if server]
    try:
        for server in started:
            server.start()
        if instance.postgres:
            instance.postgres.prepare()
        return work()
    finally:
        for server in started:
            server.stop()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(str(trouble))
