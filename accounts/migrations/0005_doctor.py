"""A doctor of a hospital is a role of its own: reads plans, and approves them where the department asks."""

from django.db import migrations, models

ROLES = [
    ("terapeut", "Terapeut"),
    ("koordinator", "Koordinator"),
    ("laege", "Læge"),
    ("sygehusterapeut", "Sygehusterapeut"),
    ("visitator", "Visitator"),
    ("teamleder", "Teamleder"),
    ("leverandoerterapeut", "Leverandørterapeut"),
    ("analytiker", "Regional analytiker"),
    ("regionsvisitator", "Regional visitator"),
    ("administrator", "Administrator"),
    ("forvalter", "Forvalter"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_ended_sessions")]
    operations = [migrations.AlterField("membership", "role", models.CharField(choices=ROLES, max_length=30))]
