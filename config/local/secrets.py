"""The keys of a machine of one's own: made once, kept in var/keys.env, readable by their owner alone.

They encrypt nothing but invented people. Production gets its keys from its environment.
"""

import base64
import os
import secrets
from pathlib import Path


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def read(path: Path) -> dict[str, str]:
    lines = [line.split("=", 1) for line in path.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, value in lines}


def keys(var: Path) -> dict[str, str]:
    """The keys, made at the first call. A value in the environment goes before the file's."""
    path = var / "keys.env"
    if not path.exists():
        made = {"SECRET_KEY": secrets.token_urlsafe(48), "GOP_CPR_KEYS": f"1:{_key()}", "GOP_CPR_HASH_KEY": _key()}
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written whole and with its mode from the start, so nobody reads half or too early.
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("# Made at the first start. Losing this file loses every encrypted CPR number.\n")
            file.writelines(f"{name}={value}\n" for name, value in made.items())
        half.rename(path)
    return {name: os.environ.get(name, value) for name, value in read(path).items()}


if __name__ == "__main__":
    from config.local.instance import ROOT
    from config.local.places import variable_folder

    folder = variable_folder(ROOT)
    keys(folder)
    print(f"The keys stand in {folder / 'keys.env'}.")
