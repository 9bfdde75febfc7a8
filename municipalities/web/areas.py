"""Postcodes as somebody types or pastes them."""

import re

WIDEST = 400
PARTS = re.compile(r"[\s,;]+")
RANGE = re.compile(r"(\d{4})[-–](\d{4})")


def postcodes(typed: str) -> tuple[list[str], list[str]]:
    """(postcodes in order, once each; what is none). "9000, 9200-9220" and lines pasted from a sheet; the name of a town is passed over."""
    found: set[str] = set()
    wrong: list[str] = []
    for part in filter(None, PARTS.split(re.sub(r"\s*[-–]\s*", "-", typed))):
        span = RANGE.fullmatch(part)
        if span and 0 <= int(span[2]) - int(span[1]) <= WIDEST:
            found.update(f"{number:04}" for number in range(int(span[1]), int(span[2]) + 1))
        elif re.fullmatch(r"\d{4}", part):
            found.add(part)
        elif span or any(character.isdigit() for character in part):
            wrong.append(part)
    return sorted(found), wrong


def as_text(codes: list[str]) -> str:
    """Shortest: three or more in a row as a range."""
    runs: list[list[str]] = []
    for code in sorted(codes):
        if runs and int(code) == int(runs[-1][-1]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
