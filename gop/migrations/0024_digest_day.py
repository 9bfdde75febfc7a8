"""The job asks for the day's rows at every interval."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gop", "0023_right_receiver")]
    operations = [migrations.AddIndex("authordigest", models.Index(fields=["day"], name="authordigest_day"))]
