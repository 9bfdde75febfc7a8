"""The analyst's role reads its own region's published figures and nothing else of the field."""

from django.db import migrations

from accounts.rls import grant, policy, protect


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        protect("audits_figure"),
        *[grant(role, "SELECT", "audits_publication") for role in ("gop_analyst", "gop_platform")],
        grant("gop_analyst", "SELECT", "audits_figure"),
        policy("audits_figure", "gop_analyst", command="SELECT"),
        grant("gop_job", "SELECT, INSERT", "audits_publication", "audits_figure"),
        policy("audits_figure", "gop_job", "true"),
    ]
