"""The right of extended choice and the chosen provider on the case, as lists and letters read them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gop", "0025_free_choice")]
    # A case from before has the day from its next change on; its page reckons it each time it is looked at
    operations = [
        migrations.AddField(
            "case",
            "choice_from",
            models.DateField(
                null=True, help_text="Extended choice stands from this day if nothing more happens; empty: it does not, or is answered."
            ),
        ),
        migrations.AddField(
            "case",
            "choice_provider_id",
            models.UUIDField(null=True, help_text="The provider of the answer; empty: one outside the directory, or none."),
        ),
        migrations.AddField("case", "choice_provider_name", models.CharField(blank=True, db_default="", max_length=200)),
    ]
