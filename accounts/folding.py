"""Folded names: what a prefix search compares, and how Danish letters sort. Pure."""

LETTERS = str.maketrans({"æ": "\ue001", "ä": "\ue001", "ø": "\ue002", "ö": "\ue002", "å": "\ue003", "é": "e", "è": "e", "ü": "y"})


def sort_key(text: str) -> str:
    """Lower case with æ, ø, å last, in that order; aa counts as å. Compared byte by byte ("C")."""
    return text.strip().lower().replace("aa", "å").translate(LETTERS)


def name_key(name: str) -> str:
    """`Nancy Ann Test Berggren` → `berggren nancy ann test`, folded: found by the last name's first letters."""
    words = name.split()
    return sort_key(" ".join([words[-1], *words[:-1]])) if words else ""


def prefix_range(key: str) -> tuple[str, str]:
    """The half-open range of keys that begin with `key`, for >= and < (LIKE uses no index under the policies)."""
    return key, key[:-1] + chr(ord(key[-1]) + 1)
