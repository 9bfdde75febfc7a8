"""The demo's contacts as their organisations keep them: confirmed within the year, but for one that is asked about."""

from datetime import date, timedelta
from random import Random

from accounts.enums import ContactMatter
from accounts.models import Contact
from config.demo.people import AALBORG
from config.registry_loader import id_of

BY, HOURS = "Administratoren", "Hverdage kl. 8-14"
OLD = timedelta(days=400)
NEWEST, OLDEST = 7, 330


def make_contacts(today: date) -> None:
    """Those that nobody has touched. Psychiatry in Aalborg was last confirmed more than a year ago."""
    rows = list(Contact.objects.filter(invented=True, confirmed_on__isnull=True, made_at__isnull=True))
    for row in rows:
        forgotten = row.organisation_id == id_of(AALBORG) and row.matter == ContactMatter.PSYCHIATRY
        ago = OLD if forgotten else timedelta(days=Random(str(row.id)).randint(NEWEST, OLDEST))  # noqa: S311
        row.confirmed_on, row.confirmed_by_name, row.hours = today - ago, BY, HOURS
    Contact.objects.bulk_update(rows, ["confirmed_on", "confirmed_by_name", "hours"], batch_size=200)
