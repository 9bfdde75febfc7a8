"""Digital Post as files in a folder, for another program to fetch, or to look at in a demo.

A letter is `<id>.pdf` and `<id>.json`. The second says when and to whom, by the keyed hash of the number: no name holds anything of a
citizen. It is there only when the letter is whole, and the first one stands. Who is exempt are keyed hashes, one a line, in fritaget.txt.
"""

import json
import os
import uuid
from datetime import datetime
from pathlib import Path
from uuid import UUID

from accounts import clock
from accounts.secret import cpr_hash, cpr_hashes
from gop.digital_post.interface import Exempt, Later, Receipt

EXEMPT = "fritaget.txt"


class PostFiles:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def accepts(self, number: str) -> bool:
        try:
            listed = (self.folder / EXEMPT).read_text(encoding="ascii").split()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise Later("Listen over fritagne kan ikke læses.") from error
        return not {one.hex() for one in cpr_hashes(number)} & set(listed)

    def send(self, letter: UUID, number: str, title: str, pdf: bytes) -> Receipt:
        if known := self.delivered(letter):
            return known
        if not self.accepts(number):
            raise Exempt("Borgeren er fritaget for Digital Post.")
        said = {"delivered_at": clock.now().isoformat(), "reference": str(letter), "title": title, "recipient": cpr_hash(number).hex()}
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._put(f"{letter}.pdf", pdf)
            self._put(f"{letter}.json", json.dumps(said).encode())
        except OSError as error:
            raise Later("Brevet kunne ikke skrives.") from error
        return self.delivered(letter) or Receipt(clock.now(), str(letter))

    def delivered(self, letter: UUID) -> Receipt | None:
        try:
            said = json.loads((self.folder / f"{letter}.json").read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Later("Kvitteringen kan ikke læses.") from error
        return Receipt(datetime.fromisoformat(said["delivered_at"]), said["reference"])

    def _put(self, name: str, content: bytes) -> None:
        """Whole or not at all; one that is there already stays as it is."""
        half = self._half()
        try:
            with half.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            half.chmod(0o600)
            try:
                os.link(half, self.folder / name)
            except FileExistsError:
                return
        finally:
            if half.parent == self.folder:  # a test puts a full device in its place
                half.unlink(missing_ok=True)

    def _half(self) -> Path:
        return self.folder / f"{uuid.uuid4()}.half"
