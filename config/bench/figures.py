"""Which figures there are, how each comes about, and its limit."""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config.bench import databases, load, moment, scans, views, web
from config.bench.ask import Asked, Probe, interleaved
from config.bench.case_script import interactions as case_interactions
from config.bench.figure import Figure
from config.bench.script import interactions
from config.local.instance import Instance

PAGES = ("inbox", "case", "outbox", "search_cpr", "search_name")
LISTS = ("inbox", "ended", "outbox", "search_cpr", "search_name", "plans_by_name")
QUERIES = 200  # config/bench/searching.py holds them
RECORDS = ("case", "plan")
WARM = 3
MANY = 4  # of what takes less than a millisecond, so that a neighbour's moment does not decide it
GROWTH, LIST, RECORD, TEMPLATE, SEND, COUNTS, LOAD, SEARCH, JOURNEY, VIEWS = 1.3, 1.4, 2.5, 2.0, 4.0, 3.0, 150.0, 100.0, 1000.0, 1.5
# Pages of figures: twenty times as fast as the numbers by hand, at a country's size; milliseconds; seconds
FASTER, COUNTRY, WITHIN, MINUTE = 0.05, 1_000_000, 2000.0, 60.0


@dataclass
class Bench:
    small: Probe
    large: Probe
    worker: Probe
    rounds: int
    load_seconds: int
    log: Path
    instance: Instance
    size: int = moment.SMALL

    def medians(self, *asked: Asked, rounds: int = 0) -> list[float]:
        return [statistics.median(taken) for taken in interleaved(asked, rounds or self.rounds)]

    def growth(self, name: str) -> Iterator[Figure]:
        """The page at SIZE against the same page at 2,000."""
        small, large = self.medians((self.small, name), (self.large, name))
        yield Figure(f"page_{name}", large / small, GROWTH, f"{large:.1f} ms, {small:.1f} ms at 2,000")

    def counts(self, _: str) -> Iterator[Figure]:
        asked = [(probe, f"{kind}:counts") for kind in ("policy", "hand") for probe in (self.large, self.small)]
        large, small, by_hand, by_hand_small = self.medians(*asked)
        grown = (large / small) / (by_hand / by_hand_small)
        yield Figure("counts", grown, COUNTS, f"{large:.2f} ms, {small:.2f} ms at 2,000; by hand {by_hand:.2f} and {by_hand_small:.2f}")

    def policy(self, name: str) -> Iterator[Figure]:
        bound, free = self.medians((self.large, f"policy:{name}"), (self.large, f"hand:{name}"), rounds=MANY * self.rounds)
        yield Figure(f"policy_{name}", bound / free, RECORD if name in RECORDS else LIST, f"{bound:.2f} ms, {free:.2f} by hand")

    def template(self, _: str) -> Iterator[Figure]:
        page, template, empty = self.medians(*((self.large, name) for name in ("inbox", "template", "empty")))
        yield Figure("template", page / template, TEMPLATE, f"page {page:.1f} ms, its template alone {template:.1f} ms")
        yield Figure("empty_view", page / empty, None, f"page {page:.1f} ms, an empty signed-in view {empty:.1f} ms")

    def sending(self, _: str) -> Iterator[Figure]:
        service, by_hand = self.medians((self.large, "send"), (self.large, "send_by_hand"))
        yield Figure("send", service / by_hand, SEND, f"{1000 / service:.0f} plans a second, {1000 / by_hand:.0f} by hand")
        taken = []
        for _round in range(self.rounds):
            self.worker.ask("drain")
            taken.append(self.large.ask("send") + self.worker.ask("apply") + self.large.ask("arrived"))
        yield Figure("send_to_inbox_ms", statistics.median(taken), None, "sent, applied by the worker's login and read, without a queue")

    def paper(self, _: str) -> Iterator[Figure]:
        letter, plan = self.medians((self.large, "letter"), (self.large, "plan_pdf"))
        yield Figure("letter_ms", letter, None, "the patient's letter: the whole answer, with clocks, rows and the PDF")
        yield Figure("plan_pdf_ms", plan, None, "the plan as PDF")

    def journey(self, _: str) -> Iterator[Figure]:
        """config/bench/script.py, the script that the browser test plays; each page's server time added up."""
        (taken,) = self.medians((self.large, "journey"))
        yield Figure("journey_ms", taken, JOURNEY, f"{interactions()} interactions from logging in to a sent plan")

    def one_case(self, _: str) -> Iterator[Figure]:
        """config/bench/case_script.py, on a new case each time; rounds that do not count come first."""
        taken = []
        for _round in range(WARM + self.rounds):
            self.large.ask("send")
            self.worker.ask("drain")
            taken.append(self.large.ask("decided"))
        yield Figure("case_ms", statistics.median(taken[WARM:]), JOURNEY, f"{case_interactions()} interactions from a case to the next")

    def views(self, _: str) -> Iterator[Figure]:
        """Each saved view and the search of a municipality with 2 % of all plans: the one that grew most since 2,000."""
        asked = [(probe, f"views:{name}") for name in views.NAMES for probe in (self.small, self.large)]
        taken = self.medians(*asked)
        grown = sorted(
            ((large / small, name, large) for name, small, large in zip(views.NAMES, taken[::2], taken[1::2], strict=True)), reverse=True
        )
        yield Figure("views", grown[0][0], VIEWS, ", ".join(f"{name} {ratio:.2f} ({ms:.1f} ms)" for ratio, name, ms in grown))
        (again,) = self.medians((self.large, "views:fresh"))
        yield Figure("views_304_ms", again, None, "the list asked for again while nothing is new")

    def scanning(self, _: str) -> Iterator[Figure]:
        yield from scans.measure(self.instance, self.rounds)

    def searching(self, _: str) -> Iterator[Figure]:
        """Each query once, after a round that does not count."""
        lines = self.large.ask("codes:ready")
        taken = [self.large.ask("codes:search") for _ in range(2 * QUERIES)][QUERIES:]
        slowest, middle = statistics.quantiles(taken, n=20)[-1], statistics.median(taken)
        yield Figure(
            "search_codes_95_percent_ms", slowest, SEARCH, f"{QUERIES} searches among {lines:.0f} codes, padded; median {middle:.1f} ms"
        )

    def providers(self, _: str) -> Iterator[Figure]:
        """config/bench/providing.py: a case whose right stands, 2,000 providers and 20,000 agreements."""
        self.large.ask("send")
        self.worker.ask("drain")
        agreements = self.large.ask("providers:ready")
        try:
            names = ("list", "case")
            taken = interleaved([(self.large, f"providers:{name}") for name in names], 2 * self.rounds)
        finally:
            self.large.ask("providers:away")
        for name, each in zip(names, taken, strict=True):
            said = f"{agreements:.0f} agreements; median {statistics.median(each):.1f} ms"
            yield Figure(f"providers_{name}_95_percent_ms", statistics.quantiles(each, n=20)[-1], SEARCH, said)

    def own_figures(self, _: str) -> Iterator[Figure]:
        """config/bench/figuring.py: pages of figures against their numbers by hand, against a tenth of the plans, and one counting."""
        fewer = max(self.size // 10, moment.SMALL)
        databases.ready(self.instance, fewer, lambda _: None)
        smaller = Probe(databases.environment(self.instance, fewer))
        try:
            made = [probe.ask("figures:ready") for probe in (smaller, self.large)]
            names = ("region", "municipality", "hospital")
            asked = [(self.large, f"figures:{how}_{name}") for name in names for how in ("page", "sql")]
            taken = self.medians(*asked, *((smaller, f"figures:page_{name}") for name in names), rounds=max(5, self.rounds // 3))
            # Limits are for a country: a page of a few thousand plans has nothing to gain, and months and other sides still to be filled
            country = self.size >= COUNTRY
            limit = FASTER if country else None
            for name, page, by_hand in zip(names, taken[:6:2], taken[1:6:2], strict=True):
                yield Figure(
                    f"figures_{name}", page / by_hand, limit, f"page {page:.0f} ms, one statement {by_hand:.0f} ms; {made[1]:.0f} facts"
                )
            grown = sorted(((page / few, name) for name, page, few in zip(names, taken[:6:2], taken[6:], strict=True)), reverse=True)
            yield Figure(
                "figures_growth",
                grown[0][0],
                VIEWS if country else None,
                f"from {fewer} plans: " + ", ".join(f"{name} {ratio:.2f}" for ratio, name in grown),
            )
            report = self.worker.ask("figures:report")
            said = f"{report:.0f} ms a report of a region, its groupings and municipalities; the region's statement {taken[1]:.0f} ms"
            yield Figure("figures_report", report / taken[1], limit, said)
            for name in ("filtered", "as_of"):
                (took,) = self.medians((self.large, f"figures:page_{name}"), rounds=5)
                yield Figure(f"figures_{name}_ms", took, WITHIN)
            self.large.ask("send")
            self.worker.ask("drain")
            yield Figure(
                "figures_count_s", self.worker.ask("figures:count") / 1000, MINUTE, "one counting after a plan is sent and received"
            )
        finally:
            self.large.ask("figures:away")
            smaller.stop()

    def load(self, _: str) -> Iterator[Figure]:
        with web.worker(self.worker.environment, self.log) as job, web.running(self.large.environment, self.log) as (port, pid):
            before, worker_before = web.memory(pid), web.memory(job)
            answers, errors, slowest = load.measure(self.large.environment, port, self.load_seconds)
            after, worker_after = web.memory(pid), web.memory(job)
        yield Figure("load_95_percent_ms", slowest, LOAD, f"{answers / self.load_seconds:.0f} requests a second")
        yield Figure("load_errors", errors, 0, f"of {answers} requests")
        yield Figure("load_web_mb", after, None, f"{before:.0f} MB before")
        yield Figure("load_worker_mb", worker_after, None, f"{worker_before:.0f} MB before")


def wanted(bench: Bench, only: str) -> Iterator[tuple[Callable[[str], Iterator[Figure]], str]]:
    """Each way of measuring with what it is to measure; with ONLY the one figure of that name."""
    every: list[tuple[str, Callable[[str], Iterator[Figure]], str]] = [
        *((f"page_{name}", bench.growth, name) for name in PAGES),
        ("counts", bench.counts, ""),
        *((f"policy_{name}", bench.policy, name) for name in (*LISTS, *RECORDS)),
        ("template", bench.template, ""),
        ("send", bench.sending, ""),
        ("letter", bench.paper, ""),
        ("journey_ms", bench.journey, ""),
        ("case_ms", bench.one_case, ""),
        ("views", bench.views, ""),
        ("scan", bench.scanning, ""),
        ("search_codes_95_percent_ms", bench.searching, ""),
        ("providers", bench.providers, ""),
        ("figures", bench.own_figures, ""),
        ("load", bench.load, ""),
    ]
    yield from ((do, name) for figure, do, name in every if only in {"", figure})


def run(instance: Instance, options: argparse.Namespace, say: Callable[[str], None]) -> int:
    sizes = (moment.SMALL, options.size)
    databases.static_files(instance)
    for size in sizes:
        databases.ready(instance, size, say)
    small, large = (Probe(databases.environment(instance, size)) for size in sizes)
    worker = Probe(databases.environment(instance, options.size, "gop_worker"))
    figures: list[Figure] = []
    try:
        for do, name in wanted(
            Bench(small, large, worker, options.rounds, options.load_seconds, instance.var / "log" / "bench.log", instance, options.size),
            options.only,
        ):
            for figure in do(name):
                say(f"{figure.name}: {figure.said}")
                figures.append(figure)
    finally:
        for probe in (small, large, worker):
            probe.stop()
        for size in sizes:
            databases.clean(instance, size)
    sys.stdout.write("".join(f"{figure.line()}\n" for figure in figures))
    if not figures:
        say(f"No figure is called {options.only}.")
    return int(not figures or any(figure.over for figure in figures))
