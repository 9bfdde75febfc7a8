"""One plan asked of both: the oracle's day by day, and the product's rules. Where they differ, in words."""

from collections.abc import Iterator
from dataclasses import fields

from tests.oracle.columns import Follows, Given
from tests.oracle.plans import plan
from tests.oracle.product import answer
from tests.oracle.simulation import simulate


def differences(given: Given, found: Follows | None = None) -> list[str]:
    """Each column that differs, 'offer.due: oraklet 2026-11-30, reglerne 2026-12-01'; none when they agree."""
    return list(_columns("", simulate(given), found or answer(given)))


def _columns(name: str, wanted: object, found: object) -> Iterator[str]:
    if wanted == found:
        return
    if wanted is None or found is None or not hasattr(wanted, "__dataclass_fields__"):
        yield f"{name.strip('.')}: oraklet {_said(wanted)}, reglerne {_said(found)}"
        return
    for column in fields(wanted):  # type: ignore[arg-type]
        yield from _columns(f"{name}.{column.name}", getattr(wanted, column.name), getattr(found, column.name))


def _said(value: object) -> str:
    return "ingen" if value is None else str(value)


def of_numbers(first: int, last: int) -> dict[int, list[str]]:
    """The differences of the plans first..last (both with), by number; only those that have any."""
    found = ((number, differences(plan(number))) for number in range(first, last + 1))
    return {number: said for number, said in found if said}
