"""What is published are tables; the single figures of before go. Undone, their table comes back with its walls, and empty."""

from django.db import migrations

BACK = """
ALTER TABLE audits_figure ENABLE ROW LEVEL SECURITY; ALTER TABLE audits_figure FORCE ROW LEVEL SECURITY;
GRANT SELECT ON audits_figure TO gop_analyst, gop_authority;
GRANT SELECT, INSERT ON audits_figure TO gop_job;
CREATE POLICY analyst_select ON audits_figure FOR SELECT TO gop_analyst USING (organisation_id = app_organisation());
CREATE POLICY job_all ON audits_figure FOR ALL TO gop_job USING (true) WITH CHECK (true);
CREATE POLICY authority_select ON audits_figure FOR SELECT TO gop_authority USING (municipality_id = app_organisation());
"""


class Migration(migrations.Migration):
    dependencies = [("audits", "0005_fact_walls")]
    operations = [migrations.RunSQL(migrations.RunSQL.noop, BACK), migrations.DeleteModel("Figure")]
