"""The directory of providers: agreements with a review date, places and waiting times that the provider keeps."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, protect, tie

KEPT_BY_PROVIDER = ("municipalities_provider", "municipalities_providerplace", "municipalities_waitingtime")
# A directory: said as a fact of each row, since no policy is a plain true
DIRECTORY = "organisation_id IS NOT NULL"
# A provider writes its own; the loader of a national list acts for no organisation, and one equality says both
OWN_OR_LOADER = "organisation_id = coalesce(app_organisation(), organisation_id)"
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_free_choice"),
        ("municipalities", "0005_routing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="provider",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.CharField(blank=True, max_length=200)),
                ("web", models.CharField(blank=True, max_length=200)),
                ("about", models.CharField(blank=True, max_length=1000)),
                ("changed_at", models.DateTimeField(null=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="ProviderPlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=200)),
                ("postcode", models.CharField(max_length=4)),
                ("town", models.CharField(max_length=100)),
                ("longitude", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("latitude", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("access", models.CharField(blank=True, help_text="Steps, lift, parking: how one gets in.", max_length=300)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="WaitingTime",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("training_field", models.CharField(max_length=100)),
                ("level", models.CharField(max_length=20)),
                ("earliest_on", models.DateField(help_text="Empty: takes nobody at present.", null=True)),
                ("seats", models.PositiveSmallIntegerField(help_text="Free places; empty: not told.", null=True)),
                ("stated_at", models.DateTimeField()),
                ("stated_by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="agreement",
            name="made_at",
            field=models.DateTimeField(help_text="Empty: loaded with the registry or the demo.", null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="made_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="agreement",
            name="reference",
            field=models.CharField(blank=True, db_default="", help_text="The agreement's own number or name.", max_length=100),
        ),
        migrations.AddField(
            model_name="agreement",
            name="review_on",
            field=models.DateField(blank=True, help_text="When somebody must look at it again.", null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="reviewed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="reviewed_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="contract",
            name="made_at",
            field=models.DateTimeField(help_text="Empty: loaded with the registry or the demo.", null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="made_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="contract",
            name="reference",
            field=models.CharField(blank=True, db_default="", help_text="The agreement's own number or name.", max_length=100),
        ),
        migrations.AddField(
            model_name="contract",
            name="review_on",
            field=models.DateField(blank=True, help_text="When somebody must look at it again.", null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="reviewed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="reviewed_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="level",
            field=models.CharField(help_text="gop.enums.GeneralLevel.", max_length=20),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="training_field",
            field=models.CharField(help_text="gop.enums.TrainingField.", max_length=100),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="valid_to",
            field=models.DateField(blank=True, help_text="The last day.", null=True),
        ),
        migrations.AlterField(
            model_name="contract",
            name="level",
            field=models.CharField(help_text="gop.enums.GeneralLevel.", max_length=20),
        ),
        migrations.AlterField(
            model_name="contract",
            name="training_field",
            field=models.CharField(help_text="gop.enums.TrainingField.", max_length=100),
        ),
        migrations.AlterField(
            model_name="contract",
            name="valid_to",
            field=models.DateField(blank=True, help_text="The last day.", null=True),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["training_field", "level", "provider"], name="agreement_choice"),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["organisation", "training_field", "level"], name="contract_choice"),
        ),
        migrations.AddField(
            model_name="providerplace",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="waitingtime",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="waitingtime",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="waiting_times", to="municipalities.providerplace"
            ),
        ),
        migrations.AddConstraint(
            model_name="providerplace",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="providerplace_name"),
        ),
        migrations.AddConstraint(
            model_name="providerplace",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="providerplace_tenant"),
        ),
        migrations.AddIndex(
            model_name="waitingtime",
            index=models.Index(fields=["training_field", "level", "organisation"], name="waitingtime_choice"),
        ),
        migrations.AddConstraint(
            model_name="waitingtime",
            constraint=models.UniqueConstraint(fields=("organisation", "place", "training_field", "level"), name="waitingtime_once"),
        ),
        protect(*KEPT_BY_PROVIDER),
        tie("municipalities_waitingtime", "place_id", "municipalities_providerplace"),
        *[grant(role, "SELECT", *KEPT_BY_PROVIDER) for role in READERS],
        *[policy(table, role, DIRECTORY, command="SELECT") for table in KEPT_BY_PROVIDER for role in READERS],
        *[grant(role, "INSERT, UPDATE", *KEPT_BY_PROVIDER) for role in ("gop_provider", "gop_platform")],
        *[policy(table, "gop_provider", command=command) for table in KEPT_BY_PROVIDER for command in ("INSERT", "UPDATE")],
        *[policy(table, "gop_platform", OWN_OR_LOADER, command=command) for table in KEPT_BY_PROVIDER for command in ("INSERT", "UPDATE")],
    ]
