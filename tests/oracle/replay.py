"""Ten years of plans asked of the oracle and of the rules: `make oracle PLANS=1850000`.

Blocks of plans are shared by the processors; each finished block is one line of a file, so a run that was stopped
goes on where it was. Exit 1 when anything differs.
"""

import argparse
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.oracle.compare import of_numbers

BLOCK = 5_000


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", type=int, default=1_850_000)
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--kept", type=Path, default=Path("var/oracle.jsonl"), help="the finished blocks; delete it to begin again")
    given = asked.parse_args()
    given.kept.parent.mkdir(parents=True, exist_ok=True)
    done = _done(given.kept)
    blocks = [first for first in range(1, given.plans + 1, BLOCK) if first not in done]
    differing = {number: said for found in done.values() for number, said in found.items()}
    began, asked_now = time.monotonic(), 0
    with given.kept.open("a", encoding="utf-8") as kept, ProcessPoolExecutor(given.processes) as pool:
        waiting = {pool.submit(of_numbers, first, min(first + BLOCK - 1, given.plans)): first for first in blocks}
        for finished in as_completed(waiting):
            found = {str(number): said for number, said in finished.result().items()}
            print(json.dumps({"first": waiting[finished], "different": found}, ensure_ascii=False), file=kept, flush=True)
            differing |= found
            asked_now += BLOCK
            _bar(given.plans - len(blocks) * BLOCK + asked_now, given.plans, asked_now / (time.monotonic() - began), len(differing))
    print(f"\n{given.plans} planer, {len(differing)} med forskel, {time.monotonic() - began:.0f} s i denne kørsel.")
    for number, said in list(differing.items())[:20]:
        print(f"  plan {number}: {'; '.join(said)}")
    return 1 if differing else 0


def _done(kept: Path) -> dict[int, dict[str, list[str]]]:
    """The blocks a former run finished; a last line that a crash cut off does not count."""
    found = {}
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []:
        try:
            block = json.loads(line)
        except ValueError:
            continue
        found[int(block["first"])] = block["different"]
    return found


def _bar(done: int, of: int, a_second: float, differing: int) -> None:
    done = max(0, min(done, of))
    full = 30 * done // of
    left = (of - done) / a_second if a_second else 0
    sys.stderr.write(
        f"\r[{'#' * full}{'.' * (30 - full)}] {done:>9,} af {of:,} · {a_second:,.0f}/s · {left / 60:.1f} min tilbage · {differing} med forskel"
    )
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
