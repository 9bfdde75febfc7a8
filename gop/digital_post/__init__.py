"""Digital Post behind one small interface. Values in, a receipt out; whoever calls keeps the row that says what was sent (adr/0039)."""

from gop.digital_post.chosen import mailbox
from gop.digital_post.interface import DigitalPost, Exempt, Later, PostTrouble, Receipt, TurnedDown

__all__ = ["DigitalPost", "Exempt", "Later", "PostTrouble", "Receipt", "TurnedDown", "mailbox"]
