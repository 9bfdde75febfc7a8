"""What is counted, by organisation: what a recount compares. How far the counting has come may be read where own figures are."""

from django.db import migrations, models

from accounts.rls import grant


class Migration(migrations.Migration):
    dependencies = [("audits", "0007_reports")]
    operations = [
        migrations.AlterField(
            "counted",
            "rows",
            models.JSONField(
                default=list, help_text="As audits/services/counted_rows.py writes it: how many events, where, and the contributions."
            ),
        ),
        migrations.AddIndex("counted", models.Index(fields=["organisation_id"], name="counted_organisation")),
        grant("gop_authority", "SELECT", "audits_countedmark"),
        grant("gop_author", "SELECT", "audits_countedmark"),
    ]
