"""The names of names.toml as lists."""

import tomllib
from pathlib import Path

_READ = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
WOMEN: list[str] = _READ["women"].split()
MEN: list[str] = _READ["men"].split()
FAMILIES: list[str] = _READ["families"].split()
STREETS: list[str] = _READ["streets"]
PLACES: list[str] = _READ["places"]
