"""The bench in small: 4,000 plans and one figure, from an empty folder. `make bench` makes 200,000 and all of them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.stack import clean_environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.stack
def test_a_figure_comes_with_its_limit_and_the_code_says_whether_it_is_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bench")
    for parent in (folder, folder.parent):
        parent.chmod(0o711)
    command = [sys.executable, "-m", "config.bench", "--size", "4000", "--only", "policy_case", "--rounds", "3"]
    environment = clean_environment(folder)
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)
    found = re.fullmatch(r"policy_case \d+\.\d\d 2\.5 (ok|over)\n", run.stdout)
    assert found, run.stdout + run.stderr[-3000:]
    assert run.returncode == (found[1] == "over")
