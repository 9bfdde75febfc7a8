"""An indicator as it is explained to a reader: on the method page, in the API, under a figure. Pure."""

from typing import Any

from audits.indicators.indicator import Indicator


def told(indicator: Indicator) -> dict[str, Any]:
    """Its texts as plain values; a date as ISO text, None for a validity without an end."""
    return {
        "key": indicator.key,
        "name": indicator.name,
        "unit": indicator.unit.value,
        "definition": indicator.definition,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "exclusions": indicator.exclusions,
        "source": indicator.source,
        "weakness": indicator.weakness,
        "valid_from": indicator.valid_from.isoformat(),
        "valid_to": indicator.valid_to.isoformat() if indicator.valid_to else None,
    }
