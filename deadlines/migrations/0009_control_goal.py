"""A goal may be counted back from the outpatient control and met by the status sent to the hospital."""

from django.db import migrations, models

FROM = models.CharField(
    choices=[("dag_0", "Dag 0 (udskrivningen)"), ("modtagelse", "Modtagelsen"), ("kontrol", "Ambulant kontrol (dage før den)")],
    max_length=20,
)
MET_BY = models.CharField(
    choices=[
        ("kontakt", "Kontakt til borgeren"),
        ("besked", "Besked om sted og tid"),
        ("tilbudt_moede", "Tilbudt første møde"),
        ("holdt_moede", "Holdt første møde"),
        ("status", "Status sendt til sygehuset"),
    ],
    max_length=20,
)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0008_unowned_team")]

    operations = [
        migrations.AlterField(model_name=model, name=name, field=field.clone())
        for model in ("agreedgoal", "owngoal")
        for name, field in (("counted_from", FROM), ("met_by", MET_BY))
    ]
