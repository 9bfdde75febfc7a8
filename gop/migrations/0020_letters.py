"""Letters to the citizen: which offer and which trainer a letter tells of; whom one has named as trainer before."""

from django.db import migrations, models

from gop.enums import CaseAction, LetterKind


class Migration(migrations.Migration):
    dependencies = [("gop", "0019_meetings")]

    operations = [
        migrations.AddField("caseletter", "offer_id", models.UUIDField(help_text="The offer it tells of.", null=True)),
        migrations.AddField(
            "caseletter", "trainer_name", models.CharField(blank=True, db_default="", help_text="The trainer it names.", max_length=200)
        ),
        migrations.AlterField("caseletter", "kind", models.CharField(choices=LetterKind.choices(), max_length=20)),
        migrations.AddIndex(
            "caseevent",
            models.Index(fields=["organisation", "by", "-at"], name="caseevent_trainers", condition=models.Q(action=CaseAction.TRAINER)),
        ),
    ]
