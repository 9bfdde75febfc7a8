"""What a way to Digital Post must be able to do. Whoever writes one reads this page and tests/gop/test_digital_post.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Receipt:
    """`delivered_at`: when the letter lay in the mailbox, aware. `reference`: the post's own, without anything of the citizen."""

    delivered_at: datetime
    reference: str


class PostTrouble(Exception):
    """The letter was not taken. The message is Danish and names no citizen."""


class Later(PostTrouble):
    """Temporary: no answer, no room, too many letters. The same letter is sent again later under the same id."""


class TurnedDown(PostTrouble):
    """The post will never take this letter (the number is unknown, the file is not taken). It goes on paper."""


class Exempt(TurnedDown):
    """The citizen is exempt from Digital Post, or has no mailbox."""


class DigitalPost(Protocol):
    """Each call answers within a few seconds or raises Later: the case is locked meanwhile."""

    def accepts(self, number: str) -> bool:
        """Whether the citizen gets Digital Post. `number`: ten characters. Raises Later."""
        ...

    def send(self, letter: UUID, number: str, title: str, pdf: bytes) -> Receipt:
        """Deliver once, however often it is asked: the same letter id again gives the first receipt. Raises Later, TurnedDown, Exempt."""
        ...

    def delivered(self, letter: UUID) -> Receipt | None:
        """The receipt of a letter that was delivered; None: it never was. Raises Later."""
        ...
