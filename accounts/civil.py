"""Whether a text that many will read holds what may be a citizen's number. Pure.

Wider than gop/cpr.py, which reads one number: here a doubt is a yes, and the one who writes can put it otherwise.
"""

import re

# Six digits and four, or a replacement number's letters; a hyphen or a blank between. No longer row of digits, no phone number
CANDIDATE = re.compile(r"(?<![\d+])(\d{2})(\d{2})\d{2}\s?[-–]?\s?\d(?:\d{3}|[A-Z]{2}\d)(?!\d)", re.IGNORECASE)
DAY_ADDED = 60
REFUSED = "Teksten ser ud til at have et CPR-nummer i sig. Skriv intet om borgere her; teksten læses af mange."


def holds_number(text: str) -> bool:
    """Ten characters that begin with a day and a month."""
    found = ((int(one[1]), int(one[2])) for one in CANDIDATE.finditer(text))
    return any(1 <= month <= 12 and (1 <= day <= 31 or 1 <= day - DAY_ADDED <= 31) for day, month in found)
