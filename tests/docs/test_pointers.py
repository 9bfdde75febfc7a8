"""What the documents point at exists: links, paths of the project, and the names that make knows."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import ROOT, documents, tracked

# Taken when the pages stand.
PICTURES = {"outbox.png", "plan-form.png", "case.png", "region.png"}
PATH = re.compile(
    r"`((?:accounts|audits|config|deadlines|docs|gop|hospitals|municipalities|requirements|static|templates|tests|\.ci)/[^`\s*<…]*)`"
)


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", documents(), ids=_id)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    missing = [target for target in local if not (path.parent / target).exists()]
    assert not [target for target in missing if Path(target).parent.name != "pictures" or Path(target).name not in PICTURES]


@pytest.mark.parametrize("path", documents(), ids=_id)
def test_paths_of_the_project_exist(path: Path) -> None:
    known = tracked()
    named = [name.split(":")[0] for name in PATH.findall(path.read_text(encoding="utf-8"))]
    assert not [name for name in named if name not in known and not any(file.startswith(name.rstrip("/") + "/") for file in known)]


@pytest.mark.parametrize("path", documents(), ids=_id)
def test_make_knows_what_is_asked_of_it(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|^|\s)make ([a-z][a-z-]+)(?=`|\s*$| ARGS| #)", path.read_text(encoding="utf-8"), re.M)) <= targets
