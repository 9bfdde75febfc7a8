"""The one place that gives a number to page, report and API."""

from audits.selectors.filters import Filters, departments_of, diagnosis_groups, filters_of, other_sides
from audits.selectors.own import own_grid, own_series, own_trends
from audits.selectors.own_tables import own_tables
from audits.selectors.periods import available, available_everywhere
from audits.selectors.published import latest_publication, published_grid, published_of, published_run, series_in

__all__ = [
    "Filters",
    "available",
    "available_everywhere",
    "departments_of",
    "diagnosis_groups",
    "filters_of",
    "latest_publication",
    "other_sides",
    "own_grid",
    "own_series",
    "own_tables",
    "own_trends",
    "published_grid",
    "published_of",
    "published_run",
    "series_in",
]
