"""Which control limits a series has, by how its indicator is folded."""

from datetime import date

from audits.grid import Cell
from audits.indicators import Fold, Indicator
from audits.rules.control import Limits, NoLimits, count_limits, share_limits
from audits.rules.period import Period
from audits.web.drawings.words import Series


def limits_of(indicator: Indicator, series: Series, on: date, *, rounded: bool = False) -> Limits | NoLimits:
    """A period that is not over on the day of data is not held against the others. `rounded`: published figures, whose numbers are."""
    over = [cell if period.last <= on else Cell(None) for period, cell in series]
    if indicator.fold == Fold.SHARE:
        if any(cell.value is not None and not cell.base for cell in over):
            return NoLimits.UNKNOWN
        return share_limits([(cell.value, cell.base) if cell.value is not None and cell.base else None for cell in over], rounded=rounded)
    if indicator.fold == Fold.COUNT and not indicator.now:
        return count_limits([cell.value for cell in over], [_days(period) for period, _ in series], rounded=rounded)
    return NoLimits.KIND


def _days(period: Period) -> int:
    return (period.next.first - period.first).days
