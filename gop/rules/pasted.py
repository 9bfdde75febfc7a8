"""What is kept of text that was typed or pasted. Values in, values out."""

import re

# Control characters but tab and line feed; NUL cannot be stored at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Soft hyphen, zero width space, word joiner, byte order mark, and what turns the direction of all that follows it.
# Joiners and the two plain marks of direction stay: emoji and some scripts are spelled with them.
_UNSEEN = re.compile(r"[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Line and page breaks of word processors and of Unicode.
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LONE = re.compile(r"[\ud800-\udfff]")
_BLANK = re.compile(r"[\u00a0\u2007\u202f]")


def cleaned(text: str) -> str:
    """The same text without what nobody sees: one kind of line break, ordinary blanks, no control characters. Quotes, emoji and marks of direction stay."""
    text = _BREAKS.sub("\n", text)
    return _BLANK.sub(" ", _LONE.sub("\ufffd", _UNSEEN.sub("", _CONTROL.sub("", text))))


def cleaned_line(text: str) -> str:
    """The same as one line."""
    return " ".join(cleaned(text).split())
