"""A team has a lead, whom its members' unseen alerts climb to: the job that climbs reads teams."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.rls import grant, policy


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="team",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                help_text="Gets what a member has not seen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        grant("gop_job", "SELECT", "municipalities_team"),
        policy("municipalities_team", "gop_job", "true", command="SELECT"),
    ]
