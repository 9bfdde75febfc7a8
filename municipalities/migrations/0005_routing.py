"""Routing: rules for a team's area and for cases for information, and no rule that names nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0004_triage")]
    operations = [
        migrations.AddField(
            model_name="routingrule",
            name="in_team_area",
            field=models.BooleanField(db_default=False, default=False, help_text="The postcodes of the team, as they are at any time."),
        ),
        migrations.AddField(
            model_name="routingrule",
            name="information",
            field=models.BooleanField(db_default=False, default=False, help_text="For cases for information, and only those."),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_existing_owner", True), ("to_team__isnull", False), ("to_user__isnull", False), _connector="OR"),
                name="routingrule_names_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_team_area", False), ("to_team__isnull", False), _connector="OR"),
                name="routingrule_area_of_a_team",
            ),
        ),
    ]
