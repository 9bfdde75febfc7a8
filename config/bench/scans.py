"""The figures of the scan: how it stands against hand-written SQL, against the number of open rows, and how long 50,000 take."""

import statistics
from collections.abc import Iterator

from config.bench import databases
from config.bench.ask import Probe, interleaved
from config.bench.figure import Figure
from config.bench.scanning import DUE_AMONG, MOST_DUE, SIZES, fill
from config.local.instance import Instance

BY_HAND, ONE_STATEMENT, OPEN, SECONDS = 3.0, 6.0, 1.5, 60.0
# Fifty thousand rows take seconds, so a few rounds do.
LARGE_ROUNDS = 10


def measure(instance: Instance, rounds: int) -> Iterator[Figure]:
    """A worker for each number of open rows, asked in turn; the fifty thousand are due in the largest."""
    probes = [_probe(instance, size) for size in SIZES]
    try:
        asked = interleaved([(probe, f"scan:{DUE_AMONG}") for probe in probes], rounds)
        among = [statistics.median(taken) for taken in asked]
        said = ", ".join(f"{one:.0f} ms among {size:,}" for one, size in zip(among, SIZES, strict=True))
        yield Figure("scan_open", max(among) / min(among), OPEN, said)
        yield from _large(probes[-1], max(3, rounds // LARGE_ROUNDS))
    finally:
        for probe in probes:
            probe.stop()


def _probe(instance: Instance, size: int) -> Probe:
    """A database that has its rows keeps them from run to run."""
    name = f"scan_{size}"
    databases.empty(instance, name)
    with databases.cluster(instance).connect(database=databases.name_of(name)) as connection:
        found = connection.execute("SELECT count(*) FROM deadlines_deadline").fetchone()
        if found is None or found[0] != size:
            fill(connection, size)
    return Probe(databases.environment(instance, name, "gop_worker"))


def _large(probe: Probe, rounds: int) -> Iterator[Figure]:
    taken: dict[str, list[float]] = {"scan": [], "hand": [], "sql": []}
    for number in range(1 + rounds):
        for kind in taken if number % 2 else reversed(taken):
            took = probe.ask(f"{kind}:{MOST_DUE}")
            if number:
                taken[kind].append(took)
    scan, hand, sql = (statistics.median(one) / 1000 for one in taken.values())
    yield Figure("scan_psycopg", scan / hand, BY_HAND, f"{scan:.1f} s, the same batches by psycopg {hand:.1f} s")
    yield Figure("scan_sql", scan / sql, ONE_STATEMENT, f"{scan:.1f} s, one statement {sql:.1f} s")
    yield Figure("scan_50000_s", scan, SECONDS, f"{MOST_DUE / scan:,.0f} alerts a second")
