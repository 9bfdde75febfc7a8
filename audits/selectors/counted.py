"""How far the counting has come: what own figures are of."""

from datetime import datetime

from django.db.models import Max

from audits.models import CountedMark


def counted_at() -> datetime | None:
    """When what happens was last counted; None before the first count. One query."""
    found: datetime | None = CountedMark.objects.aggregate(last=Max("until"))["last"]
    return found
