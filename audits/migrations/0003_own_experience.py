"""An authority reads what is published of itself."""

from django.db import migrations

from accounts.rls import grant, policy


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_walls")]
    operations = [
        grant("gop_authority", "SELECT", "audits_publication", "audits_figure"),
        policy("audits_figure", "gop_authority", "municipality_id = app_organisation()", command="SELECT"),
    ]
