"""Every grant of the application's database roles: the table an auditor reads. A grant that is not here fails the build."""

# Facts about the country and the law, without a citizen: everybody reads, the platform writes.
REGISTRY = (
    "accounts_contact",
    "accounts_organisation",
    "accounts_organisationrelation",
    "deadlines_holiday",
    "deadlines_rule",
    "gop_diagnosis",
    "gop_responsibility",
    "hospitals_department",
    "hospitals_hospital",
    "municipalities_agreement",
    "municipalities_municipality",
)
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_job", "gop_public")

# Role → table (and privilege, where columns are named) → privileges or columns.
BY_ROLE: dict[str, dict[str, str]] = {
    "gop_analyst": {
        "accounts_accesslog": "INSERT",
        "audits_figure": "SELECT",
        "audits_publication": "SELECT",
        "deadlines_heartbeat": "SELECT",
    },
    "gop_author": {
        "accounts_accesslog": "INSERT SELECT",
        "accounts_membership": "SELECT",
        "accounts_user SELECT": "id is_active name",
        "deadlines_heartbeat": "SELECT",
        "gop_consent": "INSERT SELECT UPDATE",
        "gop_delivery": "SELECT",
        "gop_delivery UPDATE": "applied_at attempts last_error retry_at",
        "gop_milestone": "INSERT SELECT",
        "gop_plan": "INSERT SELECT UPDATE",
        "gop_planaddress": "INSERT SELECT UPDATE",
        "gop_planevent": "INSERT SELECT",
        "gop_planversion": "INSERT SELECT UPDATE",
        "gop_recipient": "INSERT SELECT UPDATE",
    },
    "gop_authority": {
        "accounts_accesslog": "INSERT SELECT",
        "accounts_membership": "SELECT",
        "accounts_user SELECT": "id is_active name",
        "deadlines_alert": "SELECT",
        "deadlines_alert UPDATE": "seen_at seen_by",
        "deadlines_deadline": "INSERT SELECT UPDATE",
        "deadlines_heartbeat": "SELECT",
        "gop_assignment": "INSERT SELECT UPDATE",
        "gop_case": "INSERT SELECT UPDATE",
        "gop_caseevent": "INSERT SELECT",
        "gop_consent": "SELECT",
        "gop_delivery": "SELECT",
        "gop_delivery UPDATE": "applied_at attempts last_error retry_at",
        "gop_offer": "INSERT SELECT UPDATE",
        "gop_planaddress": "SELECT",
        "gop_planversion": "SELECT",
        "municipalities_contract": "INSERT SELECT UPDATE",
        "municipalities_team": "INSERT SELECT UPDATE",
    },
    "gop_courier": {
        "gop_assignment SELECT": "id plan_id provider_id",
        "gop_case SELECT": "id organisation_id plan_id",
        "gop_delivery": "INSERT",
        "gop_plan SELECT": "id organisation_id",
    },
    "gop_job": {
        "accounts_accesslog": "INSERT",
        "accounts_membership": "SELECT",
        "accounts_user SELECT": "email id is_active name",
        "audits_figure": "INSERT SELECT",
        "audits_publication": "INSERT SELECT",
        "deadlines_alert": "INSERT SELECT",
        "deadlines_alert UPDATE": "attempts mailed_at retry_at",
        "deadlines_deadline": "SELECT",
        "deadlines_deadline UPDATE": "next_alert_at",
        "deadlines_heartbeat": "INSERT SELECT UPDATE",
        "deadlines_measure": "INSERT SELECT UPDATE",
        "gop_case SELECT": "day_zero earliest_start end_code ended_at first_meeting_on home_municipality_id id inform_by inform_state informed_on kind "
        "level offer_by offer_meeting_at offer_state organisation_id plan_type received_at start_reason_kind state told_no_offer_on",
        "gop_delivery SELECT": "applied_at attempts created_at id kind receiver_id retry_at sequence",
    },
    "gop_platform": {
        "accounts_accesslog": "INSERT SELECT",
        "accounts_membership": "INSERT SELECT UPDATE",
        "accounts_user": "INSERT SELECT UPDATE",
        "audits_publication": "SELECT",
        "deadlines_heartbeat": "SELECT",
        "municipalities_contract": "INSERT SELECT UPDATE",
    },
    "gop_provider": {
        "accounts_accesslog": "INSERT",
        "deadlines_heartbeat": "SELECT",
        "gop_assignment": "SELECT",
        "gop_assignment UPDATE": "ended_at state",
        "gop_delivery": "SELECT",
        "gop_delivery UPDATE": "applied_at attempts last_error retry_at",
        "gop_planaddress": "SELECT",
        "gop_planversion": "SELECT",
    },
    "gop_public": {
        "deadlines_heartbeat": "SELECT",
        "deadlines_measure": "SELECT",
    },
    "gop_web": {
        "accounts_attempt": "DELETE INSERT SELECT",
        "accounts_membership": "SELECT",
        "accounts_organisation": "SELECT",
        "accounts_user": "SELECT",
        "accounts_user UPDATE": "last_login password",
        "django_migrations": "SELECT",
        "django_session": "DELETE INSERT SELECT UPDATE",
    },
    "gop_worker": {
        "django_migrations": "SELECT",
    },
}

GRANTS = {f"{role} {table}": privileges for role, tables in BY_ROLE.items() for table, privileges in tables.items()}
GRANTS |= {f"{role} {table}": "SELECT" for role in READERS for table in REGISTRY}
GRANTS |= {f"gop_platform {table}": "INSERT SELECT UPDATE" for table in REGISTRY}
