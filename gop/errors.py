"""What a service says when it will not: each carries Danish sentences for the page and the API."""

from collections.abc import Sequence
from datetime import datetime


class NotFound(Exception):
    """No such row for this actor (404): not there, or another tenant's."""


class Refused(Exception):
    """Bad input or an action that does not fit: sentences by field (empty field: the whole form)."""

    def __init__(self, messages: Sequence[tuple[str, str]] | str):
        self.messages: list[tuple[str, str]] = [("", messages)] if isinstance(messages, str) else list(messages)
        super().__init__("; ".join(text for _, text in self.messages))


class AlreadyDone(Exception):
    """A colleague did it first: says who and when."""

    def __init__(self, by_name: str, at: datetime):
        self.by_name, self.at = by_name, at
        super().__init__(f"{by_name} {at.isoformat()}")
