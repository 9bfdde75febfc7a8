"""Who reads and writes people and organisations. The registry has no tenant; memberships and the log have."""

from django.db import migrations

from accounts.rls import OWN, append_only, functions, grant, policy, protect

FUNCTION_ROLES = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job")
REGISTRY = ("accounts_organisation", "accounts_organisationrelation", "accounts_contact")
LOG = "accounts_accesslog"
MEMBERSHIP = "accounts_membership"
LOG_CHECK = "organisation_id IS NOT DISTINCT FROM app_organisation()"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("sessions", "0001_initial")]
    operations = [
        functions(),
        protect(MEMBERSHIP, LOG),
        append_only(LOG),
        # The web's login, before there is an actor: sessions, the user at the door and the user's own memberships.
        grant("gop_web", "SELECT, INSERT, UPDATE, DELETE", "django_session"),
        grant("gop_web", "SELECT, UPDATE (last_login, password)", "accounts_user"),
        grant("gop_web", "SELECT", "accounts_organisation", MEMBERSHIP, "django_migrations"),
        grant("gop_worker", "SELECT", "django_migrations"),
        policy(MEMBERSHIP, "gop_web", "user_id = app_user()", command="SELECT"),
        # Registry
        *[grant(role, "SELECT", *REGISTRY) for role in (*FUNCTION_ROLES, "gop_public")],
        grant("gop_platform", "INSERT, UPDATE", *REGISTRY),
        # Colleagues
        *[grant(role, "SELECT (id, name, is_active)", "accounts_user") for role in ("gop_author", "gop_authority")],
        grant("gop_platform", "SELECT, INSERT, UPDATE", "accounts_user", MEMBERSHIP),
        grant("gop_job", "SELECT (id, name, email, is_active)", "accounts_user"),
        *[grant(role, "SELECT", MEMBERSHIP) for role in ("gop_author", "gop_authority", "gop_job")],
        *[policy(MEMBERSHIP, role, command="SELECT") for role in ("gop_author", "gop_authority")],
        policy(MEMBERSHIP, "gop_platform"),
        policy(MEMBERSHIP, "gop_job", "true", command="SELECT"),
        # The log: everybody adds to it, nobody reads it yet
        *[grant(role, "INSERT", LOG) for role in FUNCTION_ROLES],
        *[policy(LOG, role, LOG_CHECK if role == "gop_job" else OWN, command="INSERT") for role in FUNCTION_ROLES],
    ]
