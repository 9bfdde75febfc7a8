"""One process on one of the bench's databases, as web or worker: is asked for a figure by name and answers with milliseconds.

    GOP_BENCH_HAND=… python -m config.bench.probe

The bench asks two of these in turn, so that what else the machine does falls on both alike.
"""

import sys
import time
from collections.abc import Callable


def main() -> None:
    import config.wsgi  # noqa: F401 (as the web starts)
    from config.bench import figuring, journey, one_case, pages, policies, providing, scanning, searching, sending, views

    known: dict[str, Callable[[], object]] = {}
    for line in sys.stdin:
        name = line.strip()
        try:
            if name not in known:
                known[name] = next(
                    made
                    for room in (figuring, journey, one_case, pages, policies, providing, scanning, sending, searching, views)
                    if (made := room.figure(name))
                )
            began = time.perf_counter()
            taken = known[name]()
            took = (time.perf_counter() - began) * 1000
            # A figure that measures a part of what it does says itself how long that took.
            answer = f"{taken if isinstance(taken, float) else took:.4f}"
        except Exception as error:
            answer = f"{type(error).__name__}: {error}".replace("\n", " ")
        sys.stdout.write(f"figure {answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
