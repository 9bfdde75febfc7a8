"""A membership ends after it began."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_groupings")]
    operations = [
        migrations.AddConstraint(
            model_name="organisationrelation",
            constraint=models.CheckConstraint(
                name="relation_ends_after_start", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ),
    ]
