"""The project's own files, whether or not there is a git to ask."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[str]:
    """Files of the project, those not yet added too; of an unpacked copy, whatever .gitignore does not name."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return walked(ROOT)


def walked(root: Path) -> list[str]:
    """Enough of .gitignore for our own: names and folders, at any depth."""
    ignored = {line.strip("/") for line in (root / ".gitignore").read_text().splitlines() if line} | {".git"}
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in ignored]
        found += [str((Path(folder) / name).relative_to(root)) for name in files if name not in ignored and not name.endswith(".pyc")]
    return sorted(found)
