"""What a change to a calendar or a goal may be refused for."""

from accounts.errors import NotAccepted

__all__ = ["NotAccepted"]
