"""Each case as it stood at the end of a Copenhagen day, in one statement over what lines.py took apart."""

_COUNTED = "(end_code IS NULL OR end_code NOT IN ('returneret', 'tilbagetrukket', 'overgang'))"

STATE = f"""
CREATE UNLOGGED TABLE proof_state AS
WITH day AS (SELECT %(on)s::date AS on_day, (%(on)s::date + 1)::timestamptz AS over),
known AS (
  SELECT c.id case_id, c.organisation_id, c.sender_id hospital_id, c.home_municipality_id home_id, c.plan_type, c.kind = 'behandling' treated,
    c.birth_date, p.department_id, coalesce(w.specialty ILIKE '%%psykiatri%%', false) psychiatry, o.kind holder, r.at received_at, r.elsewhere,
    d.version, d.day_zero, d.at dates_at, CASE WHEN d.reason = 'sundhedsfaglig' AND d.earliest > d.day_zero THEN d.earliest ELSE d.day_zero END start_from,
    coalesce(level.value, '') AS level, coalesce(cause.value, '') cause, coalesce(diagnosis.value, first.former, c.diagnosis_group) diagnosis_group,
    coalesce(goal.value, c.goal_reached, '') goal, offer.meeting_on, held.day held_on, held.at started_at, told.day informed_on, none.day told_none_on,
    CASE WHEN fin.what = 'afsluttet' THEN fin.at END ended_at, CASE WHEN fin.what = 'afsluttet' THEN coalesce(fin.code, '') END end_code,
    CASE WHEN other.what = 'anden_kommune_ja' THEN other.at::date END other_on, answer.first_at answered_at, answer.last_answer, p.id IS NOT NULL planned
  FROM gop_case c CROSS JOIN day
  JOIN accounts_organisation o ON o.id = c.organisation_id
  LEFT JOIN gop_plan p ON p.id = c.plan_id LEFT JOIN hospitals_department w ON w.organisation_id = p.department_id
  JOIN LATERAL (SELECT l.at, l.elsewhere FROM proof_line l WHERE l.case_id = c.id AND l.what = 'modtaget' AND known_at < over ORDER BY n DESC LIMIT 1) r ON true
  JOIN LATERAL (SELECT * FROM proof_dates x WHERE x.case_id = c.id AND known_at < over ORDER BY n DESC LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT value FROM proof_note x WHERE x.case_id = c.id AND what = 'level' AND known_at < over ORDER BY known_at DESC, id DESC LIMIT 1) level ON true
  LEFT JOIN LATERAL (SELECT value FROM proof_note x WHERE x.case_id = c.id AND what = 'cause' AND known_at < over ORDER BY known_at DESC, id DESC LIMIT 1) cause ON true
  LEFT JOIN LATERAL (SELECT value FROM proof_note x WHERE x.case_id = c.id AND what = 'diagnosis' AND known_at < over ORDER BY known_at DESC, id DESC LIMIT 1) diagnosis ON true
  LEFT JOIN LATERAL (SELECT data->>'former_group' former FROM gop_caseevent x WHERE x.case_id = c.id AND x.organisation_id = c.organisation_id
    AND action = 'plan_rettet' AND data ? 'former_group' ORDER BY at, id LIMIT 1) first ON true
  LEFT JOIN LATERAL (SELECT value FROM proof_note x WHERE x.case_id = c.id AND what = 'goal' AND known_at < over ORDER BY known_at DESC, id DESC LIMIT 1) goal ON true
  LEFT JOIN LATERAL (SELECT x.meeting_on FROM proof_offer x WHERE x.case_id = c.id AND known_at < over AND (end_known_at IS NULL OR end_known_at >= over)
    ORDER BY n DESC LIMIT 1) offer ON true
  LEFT JOIN LATERAL (SELECT CASE WHEN void_at IS NULL OR void_at >= over THEN x.day END AS day, CASE WHEN void_at IS NULL OR void_at >= over THEN x.at END AS at
    FROM proof_held x WHERE x.case_id = c.id AND known_at < over ORDER BY n DESC LIMIT 1) held ON true
  LEFT JOIN LATERAL (SELECT min(t.day) AS day FROM proof_told t WHERE t.case_id = c.id AND t.known_at < over
    AND t.n > coalesce((SELECT max(f.n) FROM proof_forgotten f WHERE f.case_id = c.id AND f.known_at < over), 0)) told ON true
  LEFT JOIN LATERAL (SELECT min(x.day) AS day FROM proof_line x WHERE x.case_id = c.id AND what = 'besked_ingen_start' AND known_at < over) none ON true
  LEFT JOIN LATERAL (SELECT * FROM proof_line x WHERE x.case_id = c.id AND what IN ('afsluttet', 'genaabnet') AND known_at < over ORDER BY n DESC LIMIT 1) fin ON true
  LEFT JOIN LATERAL (SELECT * FROM proof_line x WHERE x.case_id = c.id AND what IN ('anden_kommune_ja', 'anden_kommune_nej') AND known_at < over
    ORDER BY n DESC LIMIT 1) other ON true
  LEFT JOIN LATERAL (SELECT (array_agg(x.at ORDER BY n))[1] first_at, (array_agg(x.answer ORDER BY n DESC))[1] last_answer FROM proof_answer x
    WHERE x.case_id = c.id AND known_at < over AND (void_at IS NULL OR void_at >= over)) answer ON true),
due AS (
  SELECT k.*, least(ended_at::date, other_on) stopped_on, k.treated AND NOT k.elsewhere clocked, {_COUNTED} counted,
    k.day_zero + i.days inform_due, k.start_from + f.days offer_due
  FROM known k
  LEFT JOIN deadlines_rule i ON i.kind = 'informationsfrist' AND k.plan_type = ANY(i.holds_for) AND k.day_zero >= i.valid_from
    AND k.day_zero <= coalesce(i.valid_to, 'infinity') AND k.treated AND NOT k.elsewhere
  LEFT JOIN deadlines_rule f ON f.kind = 'tilbudsfrist' AND k.plan_type = ANY(f.holds_for) AND k.day_zero >= f.valid_from
    AND k.day_zero <= coalesce(f.valid_to, 'infinity') AND k.treated AND NOT k.elsewhere),
met AS (
  SELECT d.*, least(informed_on, told_none_on) told_on,
    EXISTS (SELECT FROM proof_offer o, day WHERE o.case_id = d.case_id AND o.known_at < over AND o.meeting_on BETWEEN d.day_zero AND offer_due
      AND o.ended_by = 'borger_nej' AND o.end_known_at < over)
      OR coalesce(d.meeting_on BETWEEN d.day_zero AND offer_due, false) OR coalesce(held_on BETWEEN d.day_zero AND offer_due, false) in_time
  FROM due d)
SELECT m.*, on_day, over, date_trunc('month', coalesce(day_zero, received_at::date))::date AS month,
  CASE plan_type WHEN 'almen' THEN CASE level WHEN 'basal' THEN 'almen_basal' WHEN 'avanceret' THEN 'almen_avanceret' ELSE 'almen_uden_niveau' END
    ELSE plan_type END AS kind,
  CASE WHEN birth_date IS NULL THEN 'ukendt' ELSE (SELECT CASE WHEN y < 18 THEN '0-17' WHEN y < 40 THEN '18-39' WHEN y < 65 THEN '40-64' WHEN y < 80 THEN '65-79' ELSE '80+' END
    FROM extract(year FROM age(coalesce(day_zero, received_at::date), birth_date)) y) END age_group,
  CASE WHEN told_on IS NOT NULL THEN 'met' WHEN stopped_on <= inform_due THEN 'lapsed' ELSE 'open' END inform_state,
  CASE WHEN in_time THEN 'met' WHEN stopped_on <= offer_due THEN 'lapsed' ELSE 'open' END offer_state
FROM met m CROSS JOIN day
"""
# When extended choice arose, by each version of the dates: a right that stood before a correction and still has ground keeps its day,
# one that a correction gives begins the day it was recorded, and one that loses its ground was none (model.md 7).
# Each is a table, for the planner knows nothing of how much there is in a part of a statement.
DATED = """
CREATE UNLOGGED TABLE proof_dated AS
WITH able AS (
  SELECT *, least(answered_at, started_at, ended_at, over - interval '1 microsecond') until FROM proof_state
  WHERE offer_due IS NOT NULL AND offer_state <> 'lapsed' AND counted)
SELECT a.case_id, a.until last_until, v.version, v.at, v.day_zero, a.version latest,
  CASE WHEN v.reason = 'sundhedsfaglig' AND v.earliest > v.day_zero THEN v.earliest ELSE v.day_zero END + f.days due,
  CASE WHEN v.version = a.version THEN a.until ELSE lead(v.at) OVER (PARTITION BY a.case_id ORDER BY v.version) END until, over
FROM able a JOIN proof_dates v ON v.case_id = a.case_id AND v.version <= a.version
LEFT JOIN deadlines_rule f ON f.kind = 'tilbudsfrist' AND a.plan_type = ANY(f.holds_for) AND v.day_zero >= f.valid_from
  AND v.day_zero <= coalesce(f.valid_to, 'infinity')
"""
OFFERED = """
CREATE UNLOGGED TABLE proof_offered AS
SELECT v.case_id, v.version, o.made_at, o.meeting_on, CASE WHEN o.end_known_at < v.over THEN o.until END until,
  CASE WHEN o.end_known_at < v.over THEN o.ended_by END ended_by
FROM proof_dated v JOIN proof_offer o ON o.case_id = v.case_id AND o.known_at < v.over
WHERE NOT coalesce(o.end_known_at < v.over AND o.ended_by = 'fell' AND o.until <= v.at, false)
"""
AROSE = """
CREATE UNLOGGED TABLE proof_arose AS
WITH ground AS (
  SELECT v.case_id, v.version, o.made_at moment FROM proof_dated v JOIN proof_offered o USING (case_id, version) WHERE o.meeting_on > v.due
  UNION ALL SELECT v.case_id, v.version, o.until FROM proof_dated v JOIN proof_offered o USING (case_id, version)
    WHERE o.meeting_on <= v.due AND o.meeting_on >= v.day_zero AND o.ended_by = 'aflyst' AND o.until >= (v.due + 1)::timestamptz
  UNION ALL SELECT v.case_id, v.version, l.at FROM proof_dated v JOIN proof_line l ON l.case_id = v.case_id AND l.known_at < v.over
    AND l.what IN ('ingen_start', 'besked_ingen_start')
  UNION ALL SELECT v.case_id, v.version, (v.due + 1)::timestamptz FROM proof_dated v WHERE NOT EXISTS (
    SELECT FROM proof_offered o WHERE o.case_id = v.case_id AND o.version = v.version AND o.made_at < (v.due + 1)::timestamptz AND o.meeting_on >= v.day_zero
      AND (o.until IS NULL OR o.until >= (v.due + 1)::timestamptz)))
SELECT v.case_id, v.version, v.at, v.latest, v.last_until, min(g.moment) moment FROM proof_dated v
LEFT JOIN ground g ON g.case_id = v.case_id AND g.version = v.version AND g.moment <= v.until AND v.due IS NOT NULL
  AND NOT EXISTS (SELECT FROM proof_offered o WHERE o.case_id = v.case_id AND o.version = v.version AND o.ended_by = 'borger_nej'
    AND o.meeting_on BETWEEN v.day_zero AND v.due AND g.moment >= o.until)
GROUP BY v.case_id, v.version, v.at, v.latest, v.last_until
"""
RIGHT = """
CREATE UNLOGGED TABLE proof_right AS
WITH settled AS (
  SELECT DISTINCT ON (case_id) case_id, version, latest, last_until, moment FROM proof_arose WHERE version = 1 OR moment IS NULL OR moment > at ORDER BY case_id, version DESC)
SELECT s.case_id, since FROM (
  SELECT case_id, last_until, CASE WHEN moment IS NOT NULL THEN moment WHEN version < latest THEN
    (SELECT at FROM proof_arose n WHERE n.case_id = settled.case_id AND n.version = settled.version + 1) END::date since FROM settled) s
JOIN proof_state p USING (case_id)
WHERE since <= last_until::date AND NOT (p.plan_type = 'rehabilitering' AND since >= '2027-01-01')
"""
AT = (
    "DROP TABLE IF EXISTS proof_state, proof_dated, proof_offered, proof_arose, proof_right",
    *(STATE, "CREATE INDEX ON proof_state (case_id)", "ANALYZE proof_state"),
    *(DATED, "CREATE INDEX ON proof_dated (case_id, version)", "ANALYZE proof_dated"),
    *(OFFERED, "CREATE INDEX ON proof_offered (case_id, version)", "ANALYZE proof_offered"),
    *(AROSE, "CREATE INDEX ON proof_arose (case_id, version)", "ANALYZE proof_arose"),
    RIGHT,
)
