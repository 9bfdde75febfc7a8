"""A hundred people on a web of its own: each reads a page, thinks for about five seconds, reads the next.

Run as a process beside that web: `python -m config.bench.load PORT SECONDS` prints answers, errors and the 95th percentile.
"""

import http.client
import random
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode

from config.local.instance import ROOT

PEOPLE, THINK = 100, 5.0
TOKEN = "t" * 32  # a form's token is what the browser's cookie says
WARM = 5.0  # seconds that do not count: processes and caches are cold
# How many of a hundred pages are which; "case" is one of twenty.
MIX = {"inbox": 40, "case": 30, "outbox": 15, "search_name": 10, "search_cpr": 5}


class Person(threading.Thread):
    def __init__(self, port: int, until: float, cookies: dict[str, str], cases: list[str]) -> None:
        super().__init__(daemon=True)
        self.port, self.until, self.cookies, self.cases = port, until, cookies, cases
        self.taken: list[float] = []
        self.errors: list[str] = []
        self.counted_from = time.monotonic() + WARM

    def run(self) -> None:
        chance = random.Random(id(self))  # noqa: S311
        names, weights = list(MIX), list(MIX.values())
        time.sleep(chance.uniform(0, THINK))
        while time.monotonic() < self.until:
            self._read(chance.choices(names, weights)[0], chance)
            time.sleep(chance.uniform(0.5 * THINK, 1.5 * THINK))

    def _read(self, name: str, chance: random.Random) -> None:
        from config.bench import moment
        from config.bench.pages import ADDRESSES, SEARCHES

        posted = urlencode({"q": SEARCHES[name]}) if name in SEARCHES else None
        username, address = ADDRESSES.get(name) or (moment.AUTHORITY_PERSON, "/soeg/" if posted else chance.choice(self.cases))
        headers = {"Cookie": f"sessionid={self.cookies[username]}; csrftoken={TOKEN}"}
        if posted:
            headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.monotonic()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("POST" if posted else "GET", address, posted, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status != 200:
                self.errors.append(f"{address} {answer.status}")
        except OSError as error:
            self.errors.append(f"{address} {type(error).__name__}")
        if began >= self.counted_from:
            self.taken.append((time.monotonic() - began) * 1000)


def main(port: int, seconds: float) -> None:
    import django

    django.setup()
    from config.bench import pages

    cases = list(pages.some_cases())
    usernames = {username for username, _ in pages.ADDRESSES.values()}
    cookies = [{name: pages.signed_in(name).cookies["sessionid"].value for name in usernames} for _ in range(PEOPLE)]
    until = time.monotonic() + WARM + seconds
    people = [Person(port, until, one, cases) for one in cookies]
    for person in people:
        person.start()
    for person in people:
        person.join()
    taken = sorted(one for person in people for one in person.taken)
    errors = [one for person in people for one in person.errors]
    if errors:
        sys.stderr.write(f"{errors[:3]}\n")
    sys.stdout.write(f"{len(taken)} {len(errors)} {taken[int(len(taken) * 0.95)]:.1f}\n")


def measure(environment: dict[str, str], port: int, seconds: int) -> tuple[int, int, float]:
    """(answers, errors, 95 % in milliseconds), by a process that shares nothing with the web."""
    command = [sys.executable, "-m", "config.bench.load", str(port), str(seconds)]
    env = environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "GOP_LOG": "line"}
    said = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    return int(said[0]), int(said[1]), float(said[2])


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
