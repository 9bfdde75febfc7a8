"""Published figures: the analyst reads those of the own region, an authority the citizens' answers about itself."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from audits.definitions import EXPERIENCE
from audits.models import Figure, Publication

if TYPE_CHECKING:
    from accounts.actor import Actor

OF_CITIZENS = frozenset(indicator.key for indicator in EXPERIENCE)


@dataclass(frozen=True)
class Published:
    """The latest publication with the region's own line month by month, and one month's table."""

    publication: Publication
    months: list[date]
    month: date
    regional: list[Figure]
    table: list[Figure]
    experience: list[Figure]


def latest(actor: "Actor", month: date | None = None) -> Published | None:
    """Three queries, whatever the number of plans. Without a month: the latest whole one, where most deadlines have passed."""
    own = Figure.objects.filter(organisation_id=actor.tenant)
    newest = own.order_by("-publication__data_on").select_related("publication").first()
    if newest is None:
        return None
    publication = newest.publication
    every = list(own.filter(publication=publication, municipality__isnull=True).order_by("month", "indicator"))
    regional = [figure for figure in every if figure.indicator not in OF_CITIZENS]
    months = sorted({figure.month for figure in regional}, reverse=True)
    whole = [at for at in months if at < publication.data_on.replace(day=1)]
    chosen = month if month in months else (whole or months)[0]
    table = own.filter(publication=publication, month=chosen, municipality__isnull=False).select_related("municipality")
    by_name = list(table.order_by("municipality__name"))
    said = [figure for figure in (*every, *by_name) if figure.indicator in OF_CITIZENS and figure.month == chosen]
    return Published(publication, months, chosen, regional, [one for one in by_name if one.indicator not in OF_CITIZENS], said)


def own_experience(actor: "Actor") -> list[Figure]:
    """What citizens have answered about the own organisation, the latest month first; of the latest publication that has any."""
    own = Figure.objects.filter(municipality_id=actor.tenant, indicator__in=OF_CITIZENS)
    newest = own.order_by("-publication__data_on").values_list("publication_id", flat=True).first()
    return list(own.filter(publication_id=newest).order_by("-month")) if newest else []
