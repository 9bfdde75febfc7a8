"""Facts without identity, and what is published of them."""

from audits.models.facts import Counted, CountedMark, Fact, Tally
from audits.models.published import Publication, PublishedTable
from audits.models.reports import CommitteeMeeting, Report, ReportCheck

__all__ = [
    "CommitteeMeeting",
    "Counted",
    "CountedMark",
    "Fact",
    "Figure",
    "Publication",
    "PublishedTable",
    "Report",
    "ReportCheck",
    "Tally",
]
