"""The walls of plans, cases, deliveries and assignments (design.md law 1, model.md 9)."""

from django.db import migrations

from accounts.rls import append_only, grant, policy, protect, tie

CODES = ("gop_diagnosis", "gop_responsibility")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")
HOSPITAL = ("gop_plan", "gop_planversion", "gop_planaddress", "gop_consent", "gop_recipient")
AUTHORITY = ("gop_case", "gop_offer")
TENANT = (*HOSPITAL, "gop_milestone", "gop_planevent", *AUTHORITY, "gop_caseevent", "gop_delivery", "gop_assignment")

# One record is opened through EXISTS: the right to a version is a delivery of that version.
DELIVERED = """EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation()
  AND d.plan_id = gop_planversion.plan_id AND d.version = gop_planversion.number)"""
DELIVERED_ADDRESS = """EXISTS (SELECT FROM gop_planversion v WHERE v.id = gop_planaddress.version_id)"""
DELIVERED_CONSENT = """EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation() AND d.plan_id = gop_consent.plan_id)"""
ASSIGNED = """EXISTS (SELECT FROM gop_assignment a WHERE a.provider_id = app_organisation() AND a.access_open
  AND a.plan_id = gop_planversion.plan_id AND gop_planversion.number <= a.version)"""
PROOF = """receiver_id = app_organisation() AND sender_id = app_sender() AND CASE origin
  WHEN 'plan' THEN EXISTS (SELECT FROM gop_plan p WHERE p.id = plan_id)
  WHEN 'sag' THEN EXISTS (SELECT FROM gop_case c WHERE c.id = case_id AND c.plan_id = gop_delivery.plan_id)
  WHEN 'opgave' THEN EXISTS (SELECT FROM gop_assignment a WHERE a.id = assignment_id AND a.plan_id = gop_delivery.plan_id)
  ELSE false END"""
FREEZE = """
CREATE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'a sent version is frozen' USING ERRCODE = '42501'; END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON gop_planversion FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_frozen();
"""
THAW = "DROP TRIGGER frozen ON gop_planversion; DROP FUNCTION refuse_frozen();"


class Migration(migrations.Migration):
    dependencies = [("gop", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        *[grant(role, "SELECT", *CODES) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *CODES),
        protect(*TENANT),
        append_only("gop_planevent"),
        append_only("gop_caseevent"),
        append_only("gop_milestone"),
        migrations.RunSQL(FREEZE, THAW),
        # A child names a parent of its own tenant
        *[tie(t, "plan_id", "gop_plan") for t in ("gop_planversion", "gop_consent", "gop_recipient", "gop_milestone", "gop_planevent")],
        tie("gop_planaddress", "version_id", "gop_planversion"),
        *[tie(t, "case_id", "gop_case") for t in ("gop_offer", "gop_caseevent")],
        tie("gop_assignment", "case_id", "gop_case", child_tenant="authority_id"),
        # The author's room
        grant("gop_author", "SELECT, INSERT, UPDATE", *HOSPITAL),
        grant("gop_author", "SELECT, INSERT", "gop_milestone", "gop_planevent"),
        *[policy(t, "gop_author") for t in (*HOSPITAL, "gop_milestone", "gop_planevent")],
        # The authority's room
        grant("gop_authority", "SELECT, INSERT, UPDATE", *AUTHORITY),
        grant("gop_authority", "SELECT, INSERT", "gop_caseevent"),
        *[policy(t, "gop_authority") for t in (*AUTHORITY, "gop_caseevent")],
        grant("gop_authority", "SELECT", "gop_planversion", "gop_planaddress", "gop_consent"),
        policy("gop_planversion", "gop_authority", DELIVERED, command="SELECT"),
        policy("gop_planaddress", "gop_authority", DELIVERED_ADDRESS, command="SELECT"),
        policy("gop_consent", "gop_authority", DELIVERED_CONSENT, command="SELECT"),
        # The provider's room
        grant("gop_authority", "SELECT, INSERT, UPDATE", "gop_assignment"),
        policy("gop_assignment", "gop_authority", "authority_id = app_organisation()"),
        grant("gop_provider", "SELECT, UPDATE (state, ended_at)", "gop_assignment"),
        policy("gop_assignment", "gop_provider", "provider_id = app_organisation()"),
        grant("gop_provider", "SELECT", "gop_planversion", "gop_planaddress"),
        policy("gop_planversion", "gop_provider", ASSIGNED, command="SELECT"),
        policy("gop_planaddress", "gop_provider", f"NOT protected AND {DELIVERED_ADDRESS}", command="SELECT"),
        # Crossing: the courier inserts with proof, the receiver applies, the job finds what waits
        grant("gop_courier", "INSERT", "gop_delivery"),
        policy("gop_delivery", "gop_courier", PROOF, command="INSERT"),
        grant("gop_courier", "SELECT (id, organisation_id)", "gop_plan"),
        grant("gop_courier", "SELECT (id, organisation_id, plan_id)", "gop_case"),
        grant("gop_courier", "SELECT (id, provider_id, plan_id)", "gop_assignment"),
        policy("gop_plan", "gop_courier", "organisation_id = app_sender()", command="SELECT"),
        policy("gop_case", "gop_courier", "organisation_id = app_sender()", command="SELECT"),
        policy("gop_assignment", "gop_courier", "provider_id = app_sender()", command="SELECT"),
        *[
            grant(role, "SELECT, UPDATE (applied_at, attempts, retry_at, last_error)", "gop_delivery")
            for role in ("gop_author", "gop_authority", "gop_provider")
        ],
        *[policy("gop_delivery", role, "receiver_id = app_organisation()") for role in ("gop_author", "gop_authority", "gop_provider")],
        grant("gop_job", "SELECT (id, receiver_id, kind, created_at, sequence, applied_at, attempts, retry_at)", "gop_delivery"),
        policy("gop_delivery", "gop_job", "true", command="SELECT"),
        # Publishing: dates and codes of all cases, no name, no CPR, no text
        grant(
            "gop_job",
            "SELECT (id, organisation_id, home_municipality_id, kind, plan_type, level, state, received_at, day_zero, earliest_start, start_reason_kind, offer_meeting_at, "
            "informed_on, told_no_offer_on, first_meeting_on, ended_at, end_code, inform_by, inform_state, offer_by, offer_state)",
            "gop_case",
        ),
        policy("gop_case", "gop_job", "true", command="SELECT"),
    ]
