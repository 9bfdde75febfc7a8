from django.db import migrations

from accounts.rls import grant, policy, protect

REGISTRY = ("municipalities_municipality", "municipalities_agreement")
OWN_TABLES = ("municipalities_team", "municipalities_contract")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        *[grant(role, "SELECT", *REGISTRY) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *REGISTRY),
        protect(*OWN_TABLES),
        grant("gop_authority", "SELECT, INSERT, UPDATE", *OWN_TABLES),
        *[policy(table, "gop_authority") for table in OWN_TABLES],
        grant("gop_platform", "SELECT, INSERT, UPDATE", "municipalities_contract"),
        policy("municipalities_contract", "gop_platform"),
    ]
