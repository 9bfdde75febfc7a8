"""`make chaos`: a bad fortnight in a minute. Real processes; workers killed at random moments while plans are sent and clocks run out.

A second beat, an emptied Redis, a restarted PostgreSQL and a ten-minute outage come along. In the end nothing may be
lost, and each alert stands once. Prints one line a figure, `NAME VALUE LIMIT ok|over`; exit 1 when one is over.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from config.local.instance import Instance
from tests.chaos.processes import Workers
from tests.support import stack as stacks

START = datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
PLANS_A_ROUND = 2
FORTNIGHT = timedelta(days=14)
DAYS_AFTER = 4


def main() -> int:
    parser = argparse.ArgumentParser(prog="chaos")
    parser.add_argument("--kills", type=int, default=int(os.environ.get("KILLS", "50")))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gop-chaos-"))
    folder.chmod(0o711)
    try:
        # The worker is ours, so that killing it is no failure of the launcher's.
        with stacks.running(folder, "--no-demo-data", "--without", "worker", GOP_NOW=START.isoformat(), GOP_SCAN_SECONDS="1") as stack:
            return storm(stack, folder, options.kills, random.Random(options.seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def storm(stack: stacks.Stack, folder: Path, kills: int, chance: random.Random) -> int:
    for name in [name for name in os.environ if name.startswith(tuple(stacks.OURS))]:
        del os.environ[name]
    os.environ["GOP_VAR"] = str(folder)
    instance = Instance(folder)
    os.environ.update(instance.environment("gop_web"), DJANGO_SETTINGS_MODULE="config.settings")
    import django

    django.setup()
    from tests.chaos import world

    people = world.people()
    workers = Workers(instance)
    now, sent = START, 0
    workers.start(2)
    workers.second_beat()
    try:
        for round_ in range(kills):
            for _ in range(PLANS_A_ROUND):
                world.send(people, chance, now)
                sent += 1
            world.take_some(chance)
            workers.kill_one(chance)
            now += FORTNIGHT / kills
            stack.move_clock(now)
            if round_ == kills // 3:
                workers.empty_redis()
            if round_ == kills // 2:
                workers.restart_postgres()
            if round_ == (2 * kills) // 3:
                now = outage(workers, stack, now, seconds=30 if kills > 10 else 3)
            time.sleep(chance.uniform(0.1, 0.9))
        workers.start(2)
        settled = world.settle(seconds=120)
        now = now.replace(hour=15)  # when the day's digests have left
        for _ in range(DAYS_AFTER):  # nobody looks: what is unseen climbs, what is nobody's is told of
            now += timedelta(days=1)
            stack.move_clock(now)
            settled = world.settle(seconds=60) and settled
    finally:
        workers.stop()
    figures = world.figures(stack.mail(), sent) | {"not_settled": (0 if settled else 1, 0)}
    for name, (value, limit) in figures.items():
        print(f"{name} {value} {'-' if limit is None else limit} {'ok' if limit is None or value <= limit else 'over'}")
    print(world.lateness())
    return int(any(limit is not None and value > limit for value, limit in figures.values()))


def outage(workers: Workers, stack: stacks.Stack, now: datetime, seconds: int) -> datetime:
    """Nobody works for ten minutes: some of it real, the rest by the clock."""
    workers.stop_workers()
    time.sleep(seconds)
    now += timedelta(minutes=10)
    stack.move_clock(now)
    workers.start(2)
    return now


if __name__ == "__main__":
    sys.exit(main())
