"""The citizens' answers as figures: by region, organisation and whole month, so that no publication beside another shows one answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from accounts.enums import OrganisationKind, RelationKind
from accounts.models import Organisation, OrganisationRelation
from audits import definitions as d
from audits.models import Figure, Publication
from audits.rules.publishable import Share, publishable_count, publishable_shares
from gop.enums import ExperienceAnswer
from gop.models import Experience

WELL = (ExperienceAnswer.YES, ExperienceAnswer.MOSTLY)
Homes = Mapping[UUID, Sequence[tuple[UUID, date, date]]]


@dataclass
class Answers:
    """Of one organisation in one month; a share leaves out who does not know."""

    count: int = 0
    as_one: Share = field(default_factory=lambda: Share(0, 0))
    involved: Share = field(default_factory=lambda: Share(0, 0))


def figures(publication: Publication, homes: Homes, today: date) -> Iterator[Figure]:
    """`homes`: municipality → its regions. Answers of months that are over; the running month would tell what came since yesterday."""
    for (region, month), answers in sorted(_counted(_regions(homes), today).items(), key=lambda item: (str(item[0][0]), item[0][1])):
        for organisation, indicator, value, small in _lines(answers):
            yield Figure(
                publication=publication,
                organisation_id=region,
                municipality_id=organisation,
                month=month,
                indicator=indicator.key,
                value=None if value is None else Decimal(str(value)),
                hidden=small,
            )


def _regions(homes: Homes) -> Homes:
    """Hospitals answer for specialised training, and a region for what has become its own."""
    regions: dict[UUID, list[tuple[UUID, date, date]]] = defaultdict(list, {key: list(stays) for key, stays in homes.items()})
    for row in OrganisationRelation.objects.filter(kind=RelationKind.HOSPITAL_IN):
        regions[row.child_id].append((row.parent_id, row.valid_from, row.valid_to or date.max))
    for region in Organisation.objects.filter(kind=OrganisationKind.REGION).values_list("id", flat=True):
        regions[region].append((region, date.min, date.max))
    return regions


def _counted(regions: Homes, today: date) -> dict[tuple[UUID, date], dict[UUID, Answers]]:
    """(region, month) → organisation → its answers, with a line for each that has none: who has one to four is not told apart."""
    tables: dict[tuple[UUID, date], dict[UUID, Answers]] = {}
    rows = Experience.objects.filter(month__lt=today.replace(day=1)).values_list("organisation_id", "month", "as_one", "involved")
    for organisation, month, as_one, involved, number in rows.annotate(number=Count("id")):
        region = _region(regions, organisation, month)
        if region is not None:
            if (region, month) not in tables:
                tables[region, month] = {one: Answers() for one in regions if _region(regions, one, month) == region}
            cell = tables[region, month][organisation]
            cell.count += number
            cell.as_one, cell.involved = _more(cell.as_one, as_one, number), _more(cell.involved, involved, number)
    return tables


def _region(regions: Homes, organisation: UUID, month: date) -> UUID | None:
    return next((parent for parent, start, end in regions.get(organisation, ()) if start <= month <= end), None)


def _more(share: Share, answer: str, number: int) -> Share:
    known, well = answer != ExperienceAnswer.UNKNOWN, answer in WELL
    return Share(share.part + number * well, share.whole + number * known)


def _lines(answers: Mapping[UUID, Answers]) -> Iterator[tuple[UUID | None, d.Indicator, float | None, bool]]:
    total = sum(cell.count for cell in answers.values())
    for organisation, count in [*((key, cell.count) for key, cell in answers.items()), (None, total)]:
        shown = publishable_count(count)
        yield organisation, d.ANSWERS, shown, shown is None
    for indicator, of in ((d.AS_ONE, "as_one"), (d.INVOLVED, "involved")):
        shares, whole = publishable_shares({str(key): getattr(cell, of) for key, cell in answers.items()})
        yield from ((key, indicator, shares.get(str(key)), False) for key in answers)
        yield None, indicator, whole, False
