"""An installation without Digital Post: every letter goes on paper."""

from uuid import UUID

from gop.digital_post.interface import Exempt, Receipt


class NoPost:
    def accepts(self, number: str) -> bool:
        return False

    def send(self, letter: UUID, number: str, title: str, pdf: bytes) -> Receipt:
        raise Exempt("Digital Post er ikke sat op her.")

    def delivered(self, letter: UUID) -> Receipt | None:
        return None
