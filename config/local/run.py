"""`make run`: everything, from an empty folder to a page that answers, and back on Ctrl-C."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from config import personas
from config.local import commands, moment, ports, process
from config.local.instance import ROOT, Instance
from config.local.places import Lock, Trouble
from config.local.supervise import Service, Supervisor, run_step

LOG_LIMIT = 5_000_000


class Stopped(BaseException):
    """A signal asked us to stop."""


def _stop_when_asked() -> None:
    def handler(*_: object) -> None:
        raise Stopped

    for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
        signal.signal(number, handler)


class Launcher:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.instance = Instance()
        self.var = self.instance.var
        self.logs = self.var / "log"
        self.began = time.monotonic()
        self.supervisor = Supervisor(self.say)
        self.extra: dict[str, str] = {}
        self.first = False
        self.beside: subprocess.Popen[bytes] | None = None

    def say(self, text: str) -> None:
        print(text, flush=True)

    def tell(self, text: str) -> None:
        """Progress, which --quiet leaves out."""
        if not self.options.quiet:
            print(f"  {time.monotonic() - self.began:5.1f} s  {text}", flush=True)

    def environment(self, login: str, *, owner: bool = False) -> dict[str, str]:
        return self.instance.environment(login, owner=owner) | self.extra

    def manage(self, text: str, *arguments: str, owner: bool = False, show: bool = False) -> None:
        self.tell(text)
        env = self.environment("gop_web", owner=owner)
        run_step(commands.manage(*arguments), env, ROOT, self.logs / "setup.log", show=show and not self.options.quiet)

    def run(self) -> None:
        lock = Lock(self.instance.launcher_lock)
        if not lock.acquire():
            running = json.loads(lock.read() or "{}").get("url", self.var)
            raise Trouble(f"Already running: {running}. Stop it with `make stop`.")
        _stop_when_asked()
        try:
            web, word = ports.choose()
            if word:
                self.say(word)
            url = f"http://{ports.ADDRESS}:{web.getsockname()[1]}"
            lock.write(json.dumps({"pid": os.getpid(), "url": url}))
            self.extra = moment.write(self.var) | {"GOP_BASE_URL": os.environ.get("GOP_BASE_URL") or url}
            self._keep_logs_small()
            self._servers()
            self._prepare()
            self._processes(web)
            self._wait(url)
            self._figures()
            self._welcome(url)
            self.supervisor.watch()
        except Stopped:
            self.say("Stopping …")
        finally:
            if self.beside is not None:
                process.stop(self.beside)
            self.supervisor.stop()
            lock.release()
        self.say("Stopped.")

    def _keep_logs_small(self) -> None:
        for log in self.logs.glob("*.log"):
            if log.stat().st_size > LOG_LIMIT:
                log.rename(log.with_suffix(".log.1"))

    def _servers(self) -> None:
        if postgres := self.instance.postgres:
            self.tell("starting PostgreSQL")
            self.supervisor.add(Service("PostgreSQL", postgres.start, postgres.log, signal.SIGINT))
            postgres.prepare()
        if valkey := self.instance.valkey:
            self.tell("starting Redis")
            self.supervisor.add(Service("Redis", valkey.start, valkey.log))

    def _prepare(self) -> None:
        static = self._collect_static()
        self.manage("migrating the database", *commands.MIGRATE, owner=True)
        self.manage("preparing the demo", "manage.py", "prepare_demo", owner=True)
        self.manage("loading the registry of municipalities, regions and hospitals", "manage.py", "load_registry")
        done = self.var / "demo-loaded"
        if not self.options.no_demo_data and not done.exists():
            plans, seed = str(self.options.plans), str(self.options.seed)
            load = ["manage.py", "load_demo", "--plans", plans, "--seed", seed, "--later"]
            self.manage(f"making {plans} demo plans, this once", *load, show=True)
            done.touch()
            self.first = True
        static()

    def _collect_static(self) -> Callable[[], None]:
        """Begin to gather static files when one changed; returns what waits for it."""
        done, now = self.var / "static-made", commands.static_fingerprint(ROOT)
        if done.exists() and done.read_text() == now:
            return lambda: None
        self.tell("gathering static files, meanwhile:")
        log = self.logs / "static.log"
        command = commands.manage("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        child = process.spawn(command, log, env=self.environment("gop_web"), cwd=ROOT)

        def finish() -> None:
            if child.wait():
                raise Trouble(f"collectstatic failed:\n{process.tail(log)}")
            done.write_text(now)

        return finish

    def _processes(self, web: socket.socket) -> None:
        arguments = {"web": ["--bind", f"fd://{web.fileno()}"], "beat": ["--schedule", str(self.var / "beat-schedule")]}
        for name, login in commands.LOGIN.items():
            if name in self.options.without:
                continue
            self.tell(f"starting {name}")
            log = self.logs / f"{name}.log"

            def start(name: str = name, login: str = login, log: Path = log) -> subprocess.Popen[bytes]:
                inherit = [web.fileno()] if name == "web" else []
                command = commands.process(name, *arguments.get(name, []))
                env = self.environment(login)
                # Without its servers a worker that is asked politely would first try for a while to reach them.
                return process.spawn(command, log, env=env, cwd=ROOT, inherit=inherit, on_parent_death=signal.SIGKILL)

            self.supervisor.add(Service(name, start, log))

    def _wait(self, url: str, seconds: float = 60) -> None:
        """Until the page for signing in answers."""
        self.tell(f"waiting for {url}/log-ind/")
        until = time.monotonic() + seconds
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < until:
            self.supervisor.check()
            try:
                with opener.open(f"{url}/log-ind/", timeout=15) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise Trouble(f"No answer from {url}/log-ind/ within {seconds:.0f} seconds:\n{process.tail(self.logs / 'web.log')}")

    def _figures(self) -> None:
        """What is hidden in them takes longer to decide than anybody should wait for the first page."""
        if self.first:
            command = commands.manage("manage.py", "load_demo", "--figures")
            env = self.environment("gop_web")
            self.beside = process.spawn(command, self.logs / "figures.log", env=env, cwd=ROOT, on_parent_death=signal.SIGKILL)

    def _welcome(self, url: str) -> None:
        if self.options.quiet:
            self.say(url)
            return
        self.say(f"\nGOP is ready after {time.monotonic() - self.began:.1f} s:  {url}/\n")
        self.say(f"Log in as one of these, password {personas.PASSWORD}:\n\n{personas.table()}\n")
        if self.first:
            self.say("The region's figures and reports are being made; they come in some minutes.")
        self.say(f"Mail is written to {self.var / 'mail'}, logs to {self.logs}. Ctrl-C stops everything.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m config.local.run", description=__doc__)
    parser.add_argument("--plans", type=int, default=3000, help="demo plans made at the first start")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same plans")
    parser.add_argument("--no-demo-data", action="store_true", help="start without demo plans and logins")
    parser.add_argument("--without", action="append", default=[], choices=list(commands.LOGIN), help="leave a process to somebody else")
    parser.add_argument("--quiet", action="store_true", help="print the address when it answers, and nothing else")
    try:
        Launcher(parser.parse_args()).run()
    except Trouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
