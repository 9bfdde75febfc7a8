"""What of a set of linked counts may be published so that no hidden one can be worked out. Pure: numbers in, states out.

`protect` decides; the attacker of tests/audits/attacker.py, written apart, tries what is published.
"""

from audits.protection.block import Block, Count, Hiding, Key, Share, Sum
from audits.protection.engine import protect
from audits.rules.publishable import LEAST, rounded

__all__ = ["LEAST", "Block", "Count", "Hiding", "Key", "Share", "Sum", "protect", "rounded"]
