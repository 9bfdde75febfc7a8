"""Open a file from outside in a process of its own, and say in Danish why it is not taken."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gop.enums import FileType
from gop.errors import Refused
from gop.rules import file_check

SECONDS = 20
REASONS = {
    "empty": "Filen er tom. Vælg den igen, eller gem den på ny.",
    "program": "Filen er et program, selv om den kan hedde noget andet. Kun PDF, JPEG og PNG kan vedhæftes.",
    "heic": "Billedet er i telefonens eget format (HEIC). Gem det som JPEG, og vælg det igen.",
    "document": "Filen er et dokument fra et tekst- eller kontorprogram. Gem det som PDF, og vælg den igen.",
    "other": "Filen er hverken PDF, JPEG eller PNG. Gem den som en af dem, og vælg den igen.",
    "polyglot": "Der ligger mere i filen end dokumentet eller billedet selv. Gem eller udskriv det til en ny PDF, og vælg den.",
    "encrypted": "Filen er låst med kryptering eller adgangskode, så modtageren måske ikke kan åbne den. Gem den uden, og vælg den igen.",
    "script": "PDF-filen indeholder et program (JavaScript). Udskriv den til en ny PDF, og vælg den.",
    "files": "Der ligger andre filer inde i PDF-filen. Vedhæft dem hver for sig, eller udskriv den til en ny PDF.",
    "acts": "PDF-filen indeholder handlinger, film eller en formular, som ikke kan sendes. Udskriv den til en ny PDF, og vælg den.",
    "pages": f"PDF-filen har ingen sider, eller flere end {file_check.MOST_PAGES}.",
    "pixels": "Billedet har flere end 40 millioner punkter. Gem det mindre, og vælg det igen.",
    "broken": "Filen er beskadiget og kan ikke åbnes. Gem den igen, og vælg den på ny.",
}


@dataclass(frozen=True)
class Opened:
    file_type: FileType
    pages: int | None


def opened(content: bytes) -> Opened:
    """What the file is. Raises Refused at the field `file`."""
    program = [sys.executable, "-I", str(Path(file_check.__file__).resolve())]
    try:
        done = subprocess.run(program, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603 (our own program)
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # it gave up, or was stopped at its ceiling
        said = {"refused": "broken"}
    if "refused" in said:
        raise Refused([("file", REASONS[said["refused"]])])
    return Opened(FileType(said["type"]), said["pages"])
