"""One statement a measure: what it comes to at the end of the day that proof_state holds, by every dimension there is.

Written from the texts of the indicators (docs and method page), apart from what counts for the application.
"""

from audits.enums import Measure

_OF = "organisation_id, hospital_id, department_id, home_id"
_ABOUT = "kind, age_group, diagnosis_group, psychiatry"
_BASE = f"{_OF}, month, {_ABOUT}"
_CASES = f"SELECT {_BASE}, {{key}} AS key, {{days}} AS days, {{part}} part, {{whole}} whole FROM proof_state WHERE treated AND {{where}}"
_HELD = """(SELECT count(*) FROM (SELECT DISTINCT ON (of) value FROM proof_note n WHERE n.case_id = s.case_id AND what = 'contact' AND known_at < over
  ORDER BY of, known_at DESC, id DESC) c WHERE value = 'holdt')"""
# The performer that said yes last and has not said no since; none: the holder
_PERFORMER = """coalesce((SELECT CASE a.data->>'kind' WHEN 'anden_kommune' THEN 'anden_kommune' ELSE 'privat' END
  FROM (SELECT DISTINCT ON (of) of, value, known_at, id FROM proof_note n WHERE n.case_id = s.case_id AND what = 'performer' AND known_at < over
    ORDER BY of, known_at DESC, id DESC) y
  JOIN gop_caseevent a ON a.case_id = s.case_id AND a.action = 'tildel' AND a.data->>'assignment' = y.of WHERE y.value = 'yes'
  ORDER BY y.known_at DESC, y.id DESC LIMIT 1), holder)"""


def _cases(where: str, *, key: str = "''", days: str = "NULL::int", part: str = "0", whole: str = "1") -> str:
    return _CASES.format(where=where, key=key, days=days, part=part, whole=whole)


_COME = "counted AND day_zero <= on_day"
_RUNS = "counted AND offer_due IS NOT NULL AND offer_state <> 'lapsed'"
_WAITS = f"{_RUNS} AND day_zero <= on_day"
_LATE = f"{_RUNS} AND offer_due < on_day"
_RIGHT = f"SELECT {_BASE}, {{key}} AS key, NULL::int AS days, 0 part, 1 whole FROM proof_state s JOIN proof_right r USING (case_id) WHERE since <= on_day AND {{where}}"
_SINCE_TOLD = """(last_answer IS NOT NULL OR EXISTS (SELECT FROM proof_note n WHERE n.case_id = s.case_id AND n.what = 'choice_told' AND n.known_at < over
  AND n.known_at::date >= since))"""
# Complaints of a case stand with what is known of it now; a hospital's own have the plan's
_COMPLAINTS = f"""
SELECT {_OF}, date_trunc('month', (e.data->>'received_on')::date)::date AS month, {_ABOUT}, e.data->>'about' AS key, NULL::int AS days, 0 part, 1 whole
FROM proof_state s JOIN (SELECT case_id said_of, at, data FROM gop_caseevent WHERE action = 'klage' AND data->>'what' = 'klage') e
  ON said_of = case_id AND e.at < over
UNION ALL
SELECT p.organisation_id, p.organisation_id, p.department_id, v.home_municipality_id, date_trunc('month', (e.data->>'received_on')::date)::date,
  p.kind, p.age_group, v.diagnosis_group, p.psychiatry, e.data->>'about', NULL, 0, 1
FROM proof_plan p JOIN gop_planevent e ON e.plan_id = p.plan_id AND e.action = 'klage' AND e.data->>'what' = 'klage' AND e.at < over
JOIN gop_planversion v ON v.plan_id = p.plan_id AND v.number = p.number
"""
# A plan as it stood at the end of the day, with the receiver of its first case of treatment. "Before" of the first correction is what was said at sending.
PLANS = """
CREATE UNLOGGED TABLE proof_plan AS
WITH day AS (SELECT %(on)s::date AS on_day, (%(on)s::date + 1)::timestamptz AS over)
SELECT p.id plan_id, p.organisation_id, p.department_id, sent.at::date sent_on, over, on_day, coalesce(v.number, 1) AS number, v.home_municipality_id,
  v.diagnosis_group, coalesce(w.specialty ILIKE '%%psykiatri%%', false) psychiatry,
  CASE v.plan_type WHEN 'almen' THEN 'almen_uden_niveau' ELSE v.plan_type END AS kind, said.day discharge_on,
  EXISTS (SELECT FROM gop_planevent e WHERE e.plan_id = p.id AND e.action = 'traek_tilbage' AND e.at < over) withdrawn,
  CASE WHEN v.birth_date IS NULL THEN 'ukendt' ELSE (SELECT CASE WHEN y < 18 THEN '0-17' WHEN y < 40 THEN '18-39' WHEN y < 65 THEN '40-64' WHEN y < 80 THEN '65-79' ELSE '80+' END
    FROM extract(year FROM age(coalesce(said.day, sent.at::date), v.birth_date)) y) END age_group,
  coalesce(got.receiver_id, p.organisation_id) receiver_id, coalesce(town.receiver_id, v.home_municipality_id) home_id
FROM gop_plan p CROSS JOIN day
JOIN gop_planevent sent ON sent.plan_id = p.id AND sent.action = 'send' AND sent.at < over
JOIN LATERAL (SELECT * FROM gop_planversion v WHERE v.plan_id = p.id AND v.number = (
  SELECT (e.data->>'version')::int FROM gop_planevent e WHERE e.plan_id = p.id AND e.action IN ('send', 'ret') AND e.at < over ORDER BY e.at DESC, e.id DESC LIMIT 1)) v ON true
LEFT JOIN hospitals_department w ON w.organisation_id = p.department_id
LEFT JOIN LATERAL (SELECT nullif(CASE action WHEN 'udskrivning' THEN data->>'day_zero' END, '')::date AS day FROM gop_planevent e
  WHERE e.plan_id = p.id AND action IN ('udskrivning', 'udskrivning_aflyst') AND e.at < over ORDER BY e.at DESC, e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT (data->>'before')::date AS day FROM gop_planevent e
  WHERE e.plan_id = p.id AND action IN ('udskrivning', 'udskrivning_aflyst') ORDER BY e.at, e.id LIMIT 1) first ON true
CROSS JOIN LATERAL (SELECT CASE WHEN EXISTS (SELECT FROM gop_planevent e WHERE e.plan_id = p.id AND action IN ('udskrivning', 'udskrivning_aflyst') AND e.at < over)
  THEN last.day ELSE coalesce(first.day, p.discharge_date) END AS day) said
LEFT JOIN LATERAL (SELECT receiver_id FROM gop_recipient r WHERE r.plan_id = p.id AND r.receiver_id IS NOT NULL AND r.case_id IS NOT NULL AND r.at <= sent.at
  ORDER BY CASE r.kind WHEN 'sygehus' THEN 1 WHEN 'region' THEN 2 ELSE 3 END LIMIT 1) got ON true
LEFT JOIN LATERAL (SELECT receiver_id FROM gop_recipient r WHERE r.plan_id = p.id AND r.kind = 'kommune' AND r.case_id IS NOT NULL AND r.at <= sent.at LIMIT 1) town ON true
"""
_SENT = """SELECT receiver_id organisation_id, organisation_id hospital_id, department_id, home_id, date_trunc('month', discharge_on)::date AS month,
  kind, age_group, diagnosis_group, psychiatry, '' AS key, NULL::int AS days, (sent_on <= discharge_on{days})::int part, 1 whole
FROM proof_plan WHERE NOT withdrawn AND discharge_on <= on_day"""
_UNSENT = """SELECT u.organisation_id, u.organisation_id hospital_id, u.department_id, NULL::uuid home_id, date_trunc('month', u.discharge_on)::date AS month,
  '' AS kind, '' age_group, '' diagnosis_group, coalesce(w.specialty ILIKE '%%psykiatri%%', false) psychiatry, '' AS key, NULL::int AS days, 0 part, 1 whole
FROM deadlines_unsent u LEFT JOIN hospitals_department w ON w.organisation_id = u.department_id
WHERE NOT u.returned AND NOT u.asked AND u.created_at < (%(on)s::date + 1)::timestamptz AND u.discharge_on < %(on)s::date
  AND (u.ended_at IS NULL OR u.ended_at >= (%(on)s::date + 1)::timestamptz)"""
_SAID = """SELECT organisation_id, NULL::uuid hospital_id, NULL::uuid department_id, CASE o.kind WHEN 'kommune' THEN o.id END home_id, month, '' AS kind,
  '' age_group, '' diagnosis_group, false psychiatry, '' AS key, NULL::int AS days, ({of} IN ('ja', 'overvejende'))::int part, 1 whole
FROM gop_experience e JOIN accounts_organisation o ON o.id = e.organisation_id
WHERE {of} <> 'ved_ikke' AND month + interval '1 month' <= %(on)s::date"""

ROWS: dict[Measure, str] = {
    Measure.PLANS: _cases(_COME),
    Measure.OPEN_NOW: _cases("ended_at IS NULL"),
    Measure.DUE_NOW: _cases("counted AND offer_state = 'open' AND offer_due >= on_day"),
    Measure.OVERDUE_NOW: _cases("ended_at IS NULL AND held_on IS NULL AND offer_state = 'open' AND offer_due < on_day"),
    Measure.INFORMED: _cases(
        "counted AND inform_state <> 'lapsed' AND inform_due < on_day", part="coalesce(told_on <= inform_due, false)::int"
    ),
    Measure.OFFERED: _cases(_LATE, part="in_time::int"),
    Measure.MISSED: _cases(f"{_LATE} AND NOT in_time", key="cause"),
    Measure.WAIT_OFFERED: _cases(f"{_WAITS} AND meeting_on IS NOT NULL", days="greatest(0, meeting_on - start_from)"),
    Measure.WAIT_HELD: _cases(f"{_WAITS} AND held_on IS NOT NULL", days="greatest(0, held_on - start_from)"),
    Measure.WAIT_WHOLE: _cases(f"{_WAITS} AND held_on IS NOT NULL", days="greatest(0, held_on - day_zero)"),
    Measure.CHOICE_ARISEN: _RIGHT.format(key="''", where="true"),
    Measure.CHOICE_TOLD: _RIGHT.format(key="''", where=_SINCE_TOLD),
    Measure.CHOICE_ANSWERED: _RIGHT.format(key="last_answer", where="last_answer IS NOT NULL"),
    Measure.RETURNED: _cases("end_code = 'returneret'"),
    Measure.REPLACED: _cases("end_code = 'erstattet'"),
    Measure.ENDED: _cases("ended_at IS NOT NULL AND counted", key="end_code"),
    Measure.GOALS: _cases("ended_at IS NOT NULL AND counted AND goal <> ''", part="(goal = 'ja')::int"),
    Measure.CONTACTS: _cases("ended_at IS NOT NULL AND counted AND held_on IS NOT NULL", key=_PERFORMER, part=f"1 + {_HELD}").replace(
        "FROM proof_state WHERE", "FROM proof_state s WHERE"
    ),
    Measure.COMPLAINTS: _COMPLAINTS,
    Measure.AS_ONE: _SAID.format(of="as_one"),
    Measure.INVOLVED: _SAID.format(of="involved"),
    Measure.SENT_AT_DISCHARGE: _SENT.format(days=""),
    Measure.SENT_NEXT_DAY: _SENT.format(days=" + 1"),
    Measure.UNSENT_NOW: _UNSENT,
}
COLUMNS = f"{_BASE}, key, days"
