"""The author's lists at the size of a country: sent plans newest first, and those that ask for somebody, without reading the rest.

One order for a whole hospital and one for a department, for each list is read under either.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("gop", "0004_rotation")]
    operations = [
        migrations.AddIndex(
            "plan", models.Index(fields=["organisation", "-changed_at", "-id"], name="plan_sent", condition=~Q(state="kladde"))
        ),
        migrations.AddIndex(
            "plan",
            models.Index(
                fields=["organisation", "department", "-changed_at", "-id"], name="plan_sent_department", condition=~Q(state="kladde")
            ),
        ),
        migrations.AddIndex(
            "plan",
            models.Index(
                fields=["organisation", "department"],
                name="plan_asking",
                condition=Q(state="sendt")
                & (
                    Q(returned_at__isnull=False)
                    | Q(discharge_date__isnull=True)
                    | Q(handed_out_on__isnull=True)
                    | Q(discharge_expected=True)
                ),
            ),
        ),
    ]
