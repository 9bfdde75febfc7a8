"""How a count is published (domain.md 6): fewer than five are hidden, the rest is rounded to five. Pure. What else: audits/protection."""

LEAST = 5


def rounded(count: int) -> int:
    """To the nearest five."""
    return 5 * ((count + 2) // 5)
