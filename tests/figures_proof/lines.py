"""The raw events taken apart, once for all days of data: plain SQL over the tables, nothing of audits and nothing of gop.rules.

`known_at` is when it was recorded, `at` when it happened as the course has it; what is known at the end of a day is `known_at < end`.
"""

SESSION = "SET timezone = 'Europe/Copenhagen'"

# One row a line of a course. A case that another authority held brings that one's lines along.
LINE = """
CREATE UNLOGGED TABLE proof_line AS
WITH raw AS (
  SELECT e.case_id, e.at known_at, e.id, 0::bigint place, c.received_at at, 'modtaget' what, e.data->>'day_zero' AS day, NULL meeting_on,
    e.data->>'earliest' earliest, e.data->>'latest' latest, e.data->>'start_reason' reason, NULL answer, NULL code,
    coalesce((e.data->>'started_elsewhere')::boolean, false) elsewhere
  FROM gop_caseevent e JOIN gop_case c ON c.id = e.case_id
  WHERE e.action = 'modtaget' AND coalesce(jsonb_array_length(e.data->'lines'), 0) = 0
  UNION ALL
  SELECT e.case_id, e.at, e.id, l.place, (l.said->>'at')::timestamptz, l.said->>'what', l.said->>'day', l.said->>'meeting_on',
    l.said->>'earliest', l.said->>'latest', l.said->>'reason', l.said->>'answer', l.said->>'code', coalesce((l.said->>'started_elsewhere')::boolean, false)
  FROM gop_caseevent e, jsonb_array_elements(e.data->'lines') WITH ORDINALITY l (said, place)
  WHERE e.action = 'modtaget'
  UNION ALL
  SELECT case_id, at, id, 0, at,
    CASE action WHEN 'udskrivning' THEN 'dag_nul' WHEN 'plan_rettet' THEN 'startdatoer' WHEN 'tilbyd' THEN 'tilbudt' WHEN 'indkald' THEN 'tilbudt'
      WHEN 'aflys' THEN 'aflyst' WHEN 'borger_aflyste' THEN 'borger_nej' WHEN 'start' THEN 'foerste_moede' WHEN 'svar_frit_valg' THEN 'svar'
      WHEN 'afslut' THEN 'afsluttet' WHEN 'returner' THEN 'afsluttet' WHEN 'videresend' THEN 'afsluttet' WHEN 'bliver_almen' THEN 'afsluttet'
      WHEN 'genaabn' THEN 'genaabnet' WHEN 'udfoerer_meldt' THEN 'leverandoer_nej'
      WHEN 'giv_besked' THEN CASE WHEN (data->>'no_start')::boolean THEN 'besked_ingen_start' ELSE 'besked' END
      ELSE action END,
    CASE action WHEN 'udskrivning' THEN data->>'day_zero' ELSE data->>'on' END, left((data->>'meeting_at')::timestamptz::text, 10),
    data->>'earliest', data->>'latest', data->>'start_reason', data->>'answer', data->>'end_code', false
  FROM gop_caseevent
  WHERE action IN ('udskrivning', 'plan_rettet', 'tilbyd', 'indkald', 'aflys', 'borger_aflyste', 'ingen_start', 'giv_besked', 'start', 'svar_frit_valg',
      'anden_kommune_ja', 'anden_kommune_nej', 'afslut', 'returner', 'videresend', 'bliver_almen', 'genaabn')
    OR action = 'udfoerer_meldt' AND (data->>'choice_falls')::boolean)
SELECT case_id, known_at, row_number() OVER (PARTITION BY case_id ORDER BY known_at, id, place) n, at, what, nullif(day, '')::date AS day,
  nullif(meeting_on, '')::date meeting_on, nullif(earliest, '')::date earliest, nullif(latest, '')::date latest, coalesce(reason, '') reason,
  answer, code, elsewhere
FROM raw
"""

# Day 0 and the plan's own start, as each line that sets one of them leaves both
DATES = """
CREATE UNLOGGED TABLE proof_dates AS
WITH marked AS (
  SELECT *, count(*) FILTER (WHERE what IN ('modtaget', 'dag_nul')) OVER w days, count(*) FILTER (WHERE what IN ('modtaget', 'startdatoer')) OVER w starts
  FROM proof_line WHERE what IN ('modtaget', 'dag_nul', 'startdatoer') WINDOW w AS (PARTITION BY case_id ORDER BY n))
SELECT case_id, n, known_at, at, row_number() OVER (PARTITION BY case_id ORDER BY n) version,
  first_value(day) OVER (PARTITION BY case_id, days ORDER BY n) day_zero, first_value(earliest) OVER (PARTITION BY case_id, starts ORDER BY n) earliest,
  first_value(reason) OVER (PARTITION BY case_id, starts ORDER BY n) reason
FROM marked
"""

# An offer stands until another one, until somebody calls it off, or until day 0 moves past its meeting
OFFER = """
CREATE UNLOGGED TABLE proof_offer AS
SELECT o.case_id, o.n, o.known_at, o.at made_at, o.meeting_on, e.n end_n, e.known_at end_known_at, e.at until,
  CASE e.what WHEN 'dag_nul' THEN 'fell' ELSE e.what END ended_by
FROM proof_line o LEFT JOIN LATERAL (
  SELECT * FROM proof_line e WHERE e.case_id = o.case_id AND e.n > o.n
    AND (e.what IN ('tilbudt', 'aflyst', 'borger_nej') OR e.what = 'dag_nul' AND e.day > o.meeting_on) ORDER BY e.n LIMIT 1) e ON true
WHERE o.what = 'tilbudt'
"""

# The citizen was told of the meeting that was offered then; when day 0 moved past it, of none
TOLD = """
CREATE UNLOGGED TABLE proof_told AS
SELECT t.case_id, t.n, t.known_at, t.day, o.meeting_on FROM proof_line t
JOIN proof_offer o ON o.case_id = t.case_id AND o.n < t.n AND (o.end_n IS NULL OR o.end_n > t.n) WHERE t.what = 'besked' AND t.day IS NOT NULL
"""
FORGOTTEN = """
CREATE UNLOGGED TABLE proof_forgotten AS
SELECT e.case_id, e.n, e.known_at FROM proof_line e CROSS JOIN LATERAL (
  SELECT meeting_on FROM proof_told t WHERE t.case_id = e.case_id AND t.n < e.n ORDER BY t.n DESC LIMIT 1) last
WHERE e.what = 'dag_nul' AND last.meeting_on < e.day
"""
HELD = """
CREATE UNLOGGED TABLE proof_held AS
SELECT h.case_id, h.n, h.known_at, h.day, h.at, (SELECT min(e.known_at) FROM proof_line e WHERE e.case_id = h.case_id AND e.n > h.n
  AND e.what = 'dag_nul' AND e.day > h.day) void_at
FROM proof_line h WHERE h.what = 'foerste_moede'
"""
ANSWER = """
CREATE UNLOGGED TABLE proof_answer AS
SELECT a.case_id, a.n, a.known_at, a.at, a.answer, (SELECT min(e.known_at) FROM proof_line e WHERE e.case_id = a.case_id AND e.n > a.n
  AND (a.answer = 'anden_kommune' AND e.what = 'anden_kommune_nej' OR a.answer = 'valgt_leverandoer' AND e.what = 'leverandoer_nej')) void_at
FROM proof_line a WHERE a.what = 'svar'
"""
# What is not of the course: level, cause, diagnosis group, goal, contacts, performers, being told of the choice
NOTE = """
CREATE UNLOGGED TABLE proof_note AS
SELECT case_id, at known_at, id, what, of, value FROM gop_caseevent, LATERAL (
  SELECT 'level', '', data->>'level' WHERE action IN ('visiter', 'ret_niveau')
  UNION ALL SELECT 'cause', '', data->>'cause' WHERE action = 'aarsag'
  UNION ALL SELECT 'diagnosis', '', data->>'diagnosis_group' WHERE action = 'plan_rettet' AND data ? 'diagnosis_group'
  UNION ALL SELECT 'goal', '', data->>'goal_reached' WHERE action = 'afslut' AND data ? 'goal_reached'
  UNION ALL SELECT 'contact', data->>'contact', data->>'state' WHERE action = 'kontakt'
  UNION ALL SELECT 'performer', data->>'assignment', CASE data->>'said' WHEN 'sig_ja' THEN 'yes' ELSE '' END
    WHERE action = 'udfoerer_meldt' AND data->>'said' IN ('sig_ja', 'sig_nej', 'udloeb')
  UNION ALL SELECT 'performer', data->>'assignment', '' WHERE action = 'traek_opgave'
  UNION ALL SELECT 'choice_told', '', '' WHERE action = 'vejled' OR action = 'giv_besked' AND (data->>'no_start')::boolean
    OR action = 'brev_ude' AND data->>'kind' = 'udvidet_valg' AND data->>'state' IN ('leveret', 'postet')) said (what, of, value)
UNION ALL
SELECT a.case_id, e.made_at, e.id, 'contact', e.data->>'id', e.data->>'state' FROM gop_assignmentevent e JOIN gop_assignment a ON a.id = e.assignment_id
WHERE e.action = 'moede'
"""
INDEXES = ", ".join(f"proof_{name}" for name in ("line", "dates", "offer", "told", "forgotten", "held", "answer", "note"))
AWAY = f"DROP TABLE IF EXISTS {INDEXES}, proof_state, proof_right, proof_plan, proof_number"


def _index(name: str) -> str:
    return f"CREATE INDEX ON proof_{name} (case_id)"


# In this order: each is made from those before
PREPARE = (
    SESSION, AWAY, LINE, "CREATE INDEX ON proof_line (case_id, n)", DATES, OFFER, _index("offer"), TOLD, _index("told"), FORGOTTEN, HELD, ANSWER, NOTE,
    *(_index(name) for name in ("dates", "forgotten", "held", "answer", "note")), f"ANALYZE {INDEXES}",
)  # fmt: skip
