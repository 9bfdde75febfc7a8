"""Facts and sums out of the bench's own cases by PostgreSQL itself, and the numbers of the pages by one statement over the raw tables."""

# ruff: noqa: S608 (what is set into the statements are constants)
from config.bench import moment

_TODAY = f"date '{moment.TODAY}'"
_NAMES = 'organisation_id, hospital_id, department_id, home_id, "on", month, measure, kind, age_group, diagnosis_group, key, days, part, whole, psychiatry, tallied'
# What every number of a case says of it; age and group spread the rows as a country's do
CASES = """
CREATE UNLOGGED TABLE bench_counted AS
SELECT c.organisation_id, c.sender_id hospital_id, p.department_id, c.home_municipality_id home_id, date_trunc('month', c.day_zero)::date AS month,
  CASE c.plan_type WHEN 'almen' THEN CASE c.level WHEN '' THEN 'almen_uden_niveau' ELSE 'almen_' || c.level END ELSE c.plan_type END AS kind,
  (ARRAY['0-17', '18-39', '40-64', '65-79', '80+'])[1 + (hashtext(c.id::text) & 1023) % 5] age_group,
  'Gruppe ' || (hashtext(c.id::text) & 4095) % 12 diagnosis_group, c.day_zero, greatest(c.day_zero, c.received_at::date) come, c.received_at::date received,
  c.ended_at::date ended, c.end_code, c.inform_by, c.inform_state = 'overholdt' told, c.offer_by, c.offer_state = 'overholdt' met, p.sent_at::date sent
FROM gop_case c JOIN gop_plan p ON p.id = c.plan_id WHERE c.kind = 'behandling'
"""
_KINDS = (
    ("planer", "come", "''", "NULL", "0", "1", "true"),
    ("aabne_nu", "received", "''", "NULL", "0", "1", "true"),
    ("aabne_nu", "ended", "''", "NULL", "0", "-1", "ended IS NOT NULL"),
    ("besked", "inform_by + 1", "''", "NULL", "told::int", "1", "true"),
    ("tilbud", "offer_by + 1", "''", "NULL", "met::int", "1", "true"),
    ("ikke_tilbudt", "offer_by + 1", "''", "NULL", "0", "1", "NOT met"),
    ("ventetid_tilbudt", "come", "''", "3", "0", "1", "met"),
    ("ventetid_holdt", "come", "''", "5", "0", "1", "met"),
    ("ventetid_hele", "come", "''", "5", "0", "1", "met"),
    ("afsluttet", "ended", "end_code", "NULL", "0", "1", "ended IS NOT NULL"),
    ("sendt_ved_udskrivning", "come", "''", "NULL", "(sent <= day_zero)::int", "1", "true"),
    ("sendt_24_timer", "come", "''", "NULL", "(sent <= day_zero + 1)::int", "1", "true"),
)
_FACTS = " UNION ALL ".join(
    f"""SELECT organisation_id, hospital_id, department_id, home_id, {on}, month, '{measure}', kind, age_group, diagnosis_group, {key}, {days}::smallint,
    {part}, {whole}, false, {on} <= {_TODAY} FROM bench_counted WHERE {where}"""
    for measure, on, key, days, part, whole, where in _KINDS
)
ROWS = (
    CASES,
    "TRUNCATE audits_fact, audits_tally, audits_publishedtable, audits_publication, audits_counted CASCADE",
    f"INSERT INTO audits_fact ({_NAMES}) {_FACTS}",
    "DROP TABLE bench_counted",
    "VACUUM ANALYZE audits_fact",
)
_SPLITS = """SELECT 'i_alt' AS split, '' AS value UNION ALL SELECT 'type', kind UNION ALL SELECT 'alder', age_group
  UNION ALL SELECT 'diagnose', diagnosis_group UNION ALL SELECT 'modpart', {other}::text UNION ALL SELECT 'aarsag', key WHERE measure IN ('afsluttet', 'ikke_tilbudt')
  UNION ALL SELECT 'modpart', {other}::text || ':' || kind WHERE measure = 'planer'"""
# A measure at a time, within the memory it is given: all of them at once would need more disk than two million plans take
TALLIES = (
    "SET work_mem = '512MB'",
    *(
        f"""INSERT INTO audits_tally (owner_id, as_hospital, department_id, measure, month, split, value, days, part, whole)
    SELECT owner, of_hospital, of_department, measure, month, split, value, days, sum(part), sum(whole) FROM (
      SELECT organisation_id AS owner, false of_hospital, NULL::uuid of_department, f.*, s.* FROM audits_fact f, LATERAL ({_SPLITS.format(other="hospital_id")}) s
      UNION ALL SELECT hospital_id, true, d.of, f.*, s.* FROM audits_fact f, LATERAL (SELECT NULL::uuid AS of UNION SELECT f.department_id) d,
        LATERAL ({_SPLITS.format(other="organisation_id")}) s) spread
    WHERE tallied AND measure = '{measure}' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""
        for measure in dict.fromkeys(measure for measure, *_ in _KINDS)
    ),
    "VACUUM ANALYZE audits_tally",
    "CREATE SCHEMA bench",  # the seeding role is given every table of the application's own
    "CREATE UNLOGGED TABLE bench.facts AS SELECT max(id) AS last FROM audits_fact",
)
# The same numbers as the pages show: month by month, by the other side, with shares and medians
_NUMBERS = """count(*), count(*) FILTER (WHERE c.ended_at IS NULL), count(*) FILTER (WHERE c.offer_state = 'aaben' AND c.offer_by >= current_date),
  avg((c.inform_state = 'overholdt')::int) FILTER (WHERE c.inform_by < current_date AND c.inform_state IN ('aaben', 'overholdt')),
  avg((c.offer_state = 'overholdt')::int) FILTER (WHERE c.offer_by < current_date AND c.offer_state IN ('aaben', 'overholdt')),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY d.met_on - c.day_zero), percentile_cont(0.5) WITHIN GROUP (ORDER BY c.first_meeting_on - c.day_zero)"""
_FROM = """FROM gop_case c LEFT JOIN deadlines_deadline d ON d.subject_id = c.id AND d.organisation_id = c.organisation_id AND d.kind = 'tilbudsfrist' AND d.state <> 'afloest'
WHERE c.kind = 'behandling' AND c.end_code NOT IN ('returneret', 'tilbagetrukket', 'overgang')"""
_MONTH = "date_trunc('month', c.day_zero)"
SQL = {
    "municipality": f"""SELECT {_MONTH}, c.sender_id, {_NUMBERS} {_FROM}
      AND c.organisation_id = (SELECT id FROM accounts_organisation WHERE key = %(town)s) GROUP BY GROUPING SETS (({_MONTH}), ({_MONTH}, c.sender_id), ())""",
    "hospital": f"""SELECT {_MONTH}, c.organisation_id, {_NUMBERS}, avg((p.sent_at::date <= p.discharge_date)::int),
      avg((p.sent_at::date <= p.discharge_date + 1)::int) {_FROM.replace("WHERE", "JOIN gop_plan p ON p.id = c.plan_id WHERE")}
      AND c.sender_id = (SELECT id FROM accounts_organisation WHERE key = %(hospital)s) GROUP BY GROUPING SETS (({_MONTH}), ({_MONTH}, c.organisation_id), ())""",
    "region": f"""SELECT {_MONTH}, c.home_municipality_id, c.plan_type, c.level, {_NUMBERS} {_FROM} AND c.home_municipality_id IN (
        SELECT r.child_id FROM accounts_organisationrelation r JOIN accounts_organisation o ON o.id = r.parent_id WHERE r.kind = 'kommune_i' AND o.key = %(region)s)
      GROUP BY GROUPING SETS (({_MONTH}), ({_MONTH}, c.home_municipality_id), ({_MONTH}, c.home_municipality_id, c.plan_type, c.level), ())""",
}
