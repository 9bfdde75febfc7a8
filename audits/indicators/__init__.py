"""The indicators and the tables they stand in, as data. Changing one changes VERSION and adds a line to its history."""

from audits.indicators.indicator import Fold, Indicator, Unit
from audits.indicators.known import INDICATORS, VERSION
from audits.indicators.tables import TABLES, Table

__all__ = ["INDICATORS", "TABLES", "VERSION", "Fold", "Indicator", "Table", "Unit"]
