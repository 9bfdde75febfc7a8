"""The doors of the house: who may import whom, and the same order for foreign keys and migrations, which a linter of imports cannot see."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.support.files import tracked

ROOT = Path(__file__).resolve().parents[2]
# Each may point at what stands after it; hospitals and municipalities stand beside each other.
ORDER = ["audits", "gop", "deadlines", "hospitals", "municipalities", "accounts"]
SIBLINGS = {"hospitals", "municipalities"}


def may_point(source: str, target: str) -> bool:
    if source == target or target not in ORDER:
        return True
    if {source, target} == SIBLINGS:
        return False
    return ORDER.index(source) < ORDER.index(target)


def test_imports_go_down_the_house_only() -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout[-3000:]


def test_foreign_keys_go_down_the_house_only() -> None:
    wrong = []
    for name in ORDER:
        for model in apps.get_app_config(name).get_models():
            for field in model._meta.get_fields():
                related = getattr(field, "related_model", None)
                if field.concrete and related is not None and not may_point(name, related._meta.app_label):
                    wrong.append(f"{model.__name__}.{field.name} → {related.__name__}")
    assert not wrong


def test_migrations_depend_down_the_house_only() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{app}.{name} → {other}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in ORDER
        for other, _ in migration.dependencies
        if not may_point(app, other)
    ]
    assert not wrong


def test_no_code_and_no_test_reads_beyond_the_project() -> None:
    needle = "../" + "shared"
    files = [name for name in tracked() if Path(name).suffix in {".py", ".html", ".toml", ".sh"} or name == "Makefile"]
    assert not [name for name in files if (ROOT / name).exists() and needle in (ROOT / name).read_text(encoding="utf-8")]
