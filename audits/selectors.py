"""The analyst's reads: published figures of the own region, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from audits.models import Figure, Publication

if TYPE_CHECKING:
    from accounts.actor import Actor


@dataclass(frozen=True)
class Published:
    """The latest publication with the region's own line month by month, and one month's table."""

    publication: Publication
    months: list[date]
    month: date
    regional: list[Figure]
    table: list[Figure]


def latest(actor: "Actor", month: date | None = None) -> Published | None:
    """Three queries, whatever the number of plans. Without a month: the latest whole one, where most deadlines have passed."""
    own = Figure.objects.filter(organisation_id=actor.tenant)
    newest = own.order_by("-publication__data_on").select_related("publication").first()
    if newest is None:
        return None
    publication = newest.publication
    regional = list(own.filter(publication=publication, municipality__isnull=True).order_by("month", "indicator"))
    months = sorted({figure.month for figure in regional}, reverse=True)
    whole = [at for at in months if at < publication.data_on.replace(day=1)]
    chosen = month if month in months else (whole or months)[0]
    table = own.filter(publication=publication, month=chosen, municipality__isnull=False).select_related("municipality")
    return Published(publication, months, chosen, regional, list(table.order_by("municipality__name")))
