"""The directory of providers: who ended an agreement, a provider's sight of its contracts, and the mail of a review date."""

from django.db import migrations, models

from accounts.rls import ALL_ROWS, grant, policy

ENDED = {
    "ended_at": lambda: models.DateTimeField(help_text="When its last day was set by somebody.", null=True),
    "ended_by_name": lambda: models.CharField(blank=True, db_default="", max_length=200),
}
# A party to the contract; who made and reviewed it is the authority's own.
PARTY = "provider_id = app_organisation()"
SEEN = "SELECT (id, organisation_id, provider_id, training_field, level, valid_from, valid_to)"

DATES = "SELECT (id, organisation_id, valid_to, review_on, review_told_on), UPDATE (review_told_on)"


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0006_free_choice")]
    operations = [
        *[
            migrations.AddField(model_name=model, name=name, field=made())
            for model in ("agreement", "contract")
            for name, made in ENDED.items()
        ],
        migrations.AddField(
            model_name="contract",
            name="review_told_on",
            field=models.DateField(help_text="The review date that the team leads have had their mail about.", null=True),
        ),
        grant("gop_provider", SEEN, "municipalities_contract"),
        policy("municipalities_contract", "gop_provider", PARTY, command="SELECT"),
        grant("gop_job", DATES, "municipalities_contract"),
        *[policy("municipalities_contract", "gop_job", ALL_ROWS, command=command) for command in ("SELECT", "UPDATE")],
    ]
