"""The bench's rows, made by PostgreSQL itself: one numbered row a plan, and every table's rows out of it.

Columns that are not named here get their model's default, so a new field needs no change.
"""

from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db.models import Model
from psycopg import sql

from accounts.secret import cpr_hash, encrypt_cpr
from config.bench import moment
from config.demo.names import FAMILIES, MEN, WOMEN
from deadlines.models import Deadline
from gop.models import Case, CaseEvent, Consent, Delivery, Plan, PlanAddress, PlanEvent, PlanVersion, Recipient

Connection = psycopg.Connection[Any]
TABLES = (Plan, PlanVersion, PlanAddress, Consent, Recipient, PlanEvent, Delivery, Case, CaseEvent, Deadline)
HERE = moment.OPEN_HERE + moment.DRAFTS_HERE
TEXT = "Går 50 meter med rollator og klarer trapper med støtte. Nedsat kraft og bevægelse i højre hofte efter operation."
# Everything about plan number n follows from n. Ended ones are older the lower the number, as in a table that grew.
NUMBERED = """
CREATE UNLOGGED TABLE bench_row AS
SELECT n, s.*, names.*, kind, desk, whose, md5('plan' || n)::uuid plan_id, md5('version' || n)::uuid version_id, md5('case' || n)::uuid case_id,
  CASE WHEN n <= 2 OR n IN (353, 403) THEN {cpr} ELSE sha256(('citizen' || n)::bytea) END cpr, is_open, is_draft,
  d.day_zero, d.day_zero > {today} expected, least(d.day_zero, {today}) - 1 + time '10:00' + n % 300 * interval '1 minute' sent_at
FROM generate_series(1, {size}) n
CROSS JOIN LATERAL (SELECT n > {here} AND (n + 47) % 50 < {share} theirs, (hashint8extended(n, 5) & 1048575)::int % 12 kind,
  (hashint8extended(n, 6) & 1048575)::int % 4 desk, (hashint8extended(n, 8) & 1048575)::int % 5 whose) v
CROSS JOIN LATERAL (SELECT n <= {opened} OR n > {size} * 0.95 OR theirs AND n > {views_open} is_open,
  n > {opened} AND n <= {here} OR n > {here} AND NOT theirs AND n % 50 = 7 is_draft) f
JOIN bench_slot s ON s.slot = CASE WHEN n <= {here} THEN 0 WHEN theirs THEN -1 ELSE 1 + (hashint8extended(n, 1) & 1048575)::int % {slots} END
CROSS JOIN LATERAL (SELECT CASE WHEN theirs AND is_open THEN {today} + (hashint8extended(n, 2) & 1048575)::int % 12 - 8
  WHEN is_open OR is_draft THEN {today} + (hashint8extended(n, 2) & 1048575)::int % 21 - 14
  ELSE {today} - 20 - (3630.0 * ({size} - n) / {size})::int END day_zero) d
CROSS JOIN LATERAL (SELECT ({first}::text[])[1 + (hashint8extended(n, 3) & 1048575)::int % {firsts}] first_name,
  CASE WHEN n <= {jensen} OR theirs AND n % 600 < 53 THEN 'Jensen' ELSE ({last}::text[])[1 + (hashint8extended(n, 4) & 1048575)::int % {lasts}] END last_name) names
"""
NAME = "first_name || ' Test ' || last_name"
KEY = "lower(replace(last_name || ' ' || first_name || ' test', 'aa', 'å'))"
SENT = "bench_row WHERE NOT is_draft"
OPEN = "bench_row WHERE is_open AND NOT is_draft"

# What the views ask for, in the one municipality that they are measured in
THEIRS = "CASE WHEN slot = -1 THEN {} ELSE {} END"
PERSON = f"(SELECT id FROM accounts_user WHERE username = '{moment.VIEWS_PERSON}')"  # noqa: S608
OWNED = f"CASE whose WHEN 0 THEN NULL WHEN 1 THEN {PERSON} ELSE md5('owner' || whose)::uuid END"
TEAM = f"""
INSERT INTO municipalities_team (id, organisation_id, name, members, areas)
SELECT md5('team')::uuid, o.id, 'Målt', ARRAY[{PERSON}], ARRAY['{moment.VIEWS_AREA}'] FROM accounts_organisation o
WHERE o.key = '{moment.VIEWS_MUNICIPALITY}'
"""  # noqa: S608


def make(connection: Connection, size: int, slots: int) -> None:
    firsts, lasts = list(WOMEN + MEN), list(FAMILIES)
    given = {
        "cpr": cpr_hash(moment.CPR), "today": moment.TODAY, "size": size, "opened": moment.OPEN_HERE, "here": HERE, "slots": slots,
        "share": moment.views_share(size), "views_open": moment.views_open_from(size), "jensen": moment.JENSEN_HERE, "first": firsts, "firsts": len(firsts), "last": lasts, "lasts": len(lasts),
    }  # fmt: skip
    connection.execute(sql.SQL(NUMBERED).format(**{name: sql.Literal(value) for name, value in given.items()}))
    for statement in (*_hospital(), TEAM, *_authority()):
        connection.execute(statement.encode())
    connection.execute("DROP TABLE bench_row")


def _insert(model: type[Model], source: str, **given: str) -> str:
    """Given by attribute name as SQL; the rest are the model's defaults, or the database's own."""
    columns, values = [], []
    for field in model._meta.concrete_fields:  # noqa: SLF001
        if field.has_db_default() and field.attname not in given:
            continue
        columns.append(f'"{field.column}"')
        default = None if field.primary_key or field.attname in given else field.get_default()
        kept = (
            "'[]'"
            if default == [] and not isinstance(field, ArrayField)
            else "'{}'"
            if default in ({}, [])
            else sql.Literal(default).as_string()
        )
        values.append(given.pop(field.attname, kept))
    if given:
        raise ValueError(f"{model.__name__} has no {', '.join(given)}")
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source}"  # noqa: S608, SLF001


def _id(name: str) -> str:
    return f"md5('{name}' || n)::uuid"


def _hospital() -> list[str]:
    own, today = {"organisation_id": "hospital_id"}, f"date '{moment.TODAY}'"
    texts = dict.fromkeys(("functioning_before", "functioning_now", "limitations", "training_need", "potential"), f"'{TEXT}'")
    cpr = sql.Literal(encrypt_cpr(moment.CPR)).as_string()
    event = {"action": "'send'", "at": "sent_at", "by_name": "'Anna Berg'", "from_state": "'kladde'", "to_state": "'sendt'"}
    handed = f"CASE WHEN n > {moment.ASKING_HERE} AND day_zero <= {today} THEN day_zero END"
    return [
        _insert(
            Plan, "bench_row", **own, id="plan_id", department_id="department_id", author_id=_id("author"), author_name="'Anna Berg'",
            state="CASE WHEN is_draft THEN 'kladde' ELSE 'sendt' END", plan_type="'almen'", citizen_name=NAME, name_key=KEY, cpr_hash="cpr",
            created_at="sent_at", changed_at="sent_at", sent_at="CASE WHEN NOT is_draft THEN sent_at END", discharge_date="day_zero",
            discharge_expected="expected", handed_out_on=handed, case_id="CASE WHEN NOT is_draft THEN case_id END",
        ),
        _insert(
            PlanVersion, "bench_row", **own, **texts, id="version_id", plan_id="plan_id", cpr_encrypted=cpr, cpr_kind="'cpr'",
            frozen_at="CASE WHEN NOT is_draft THEN sent_at END", birth_date="date '1948-12-25'", citizen_name=NAME,
            home_municipality_id="municipality_id", contact_kind="'indlaeggelse'", discharge_date="day_zero", discharge_expected="expected",
            diagnosis_code="'DS720'", diagnosis_group="'Hofte'", plan_type="'almen'", municipality_contact="municipality",
            author_name="'Anna Berg'", hospital_name="hospital", department_name="department",
        ),
        _insert(
            PlanAddress, "bench_row", **own, id=_id("address"), version_id="version_id", street="'Prøvegade ' || n % 200", postcode="'9000'",
            city="'Aalborg'", phone="'99000000'",
        ),
        *[
            _insert(Consent, OPEN, **own, id=_id(kind), plan_id="plan_id", kind=f"'{kind}'", answer="'givet'", given_on="day_zero",
                    how="'mundtligt'", by="'patient'")
            for kind in ("plan", "kommune")
        ],
        _insert(Recipient, OPEN, **own, id=_id("recipient"), plan_id="plan_id", version="1", kind="'kommune'", receiver_id="municipality_id",
                name="municipality", state="'leveret'", case_id="case_id", at="sent_at"),
        _insert(PlanEvent, OPEN, **own, **event, id=_id("planevent"), plan_id="plan_id"),
        _insert(Delivery, SENT, id=_id("delivery"), receiver_id="municipality_id", sender_id="hospital_id", origin="'plan'", kind="'plan'",
                plan_id="plan_id", case_id="case_id", version="1", sequence="2", created_at="sent_at", applied_at="sent_at", attempts="1"),
    ]  # fmt: skip


def _authority() -> list[str]:
    own, ended, today = {"organisation_id": "municipality_id"}, "CASE WHEN NOT is_open THEN {} ELSE {} END", f"date '{moment.TODAY}'"
    event = {"action": "'modtaget'", "at": "sent_at", "by_name": "hospital", "to_state": "'modtaget'"}
    clock = {
        "subject_id": "case_id", "state": ended.format("'overholdt'", "'aaben'"), "created_at": "sent_at", "changed_at": "sent_at",
        "met_on": ended.format("day_zero + 3", "NULL::date"),
    }  # fmt: skip
    return [
        _insert(
            Case, SENT, **own, id="case_id", plan_id="plan_id", plan_version="1", sender_id="hospital_id",
            sender_name="hospital || ', ' || department", home_municipality_id="municipality_id", citizen_name=NAME, name_key=KEY,
            birth_date=THEIRS.format("CASE kind WHEN 0 THEN date '2015-12-25' ELSE date '1948-12-25' END", "date '1948-12-25'"),
            cpr_hash="cpr", diagnosis_group="'Hofte'", plan_type=THEIRS.format("CASE kind WHEN 2 THEN 'specialiseret' ELSE 'almen' END", "'almen'"),
            kind=THEIRS.format("CASE kind WHEN 3 THEN 'information' ELSE 'behandling' END", "'behandling'"),
            level=THEIRS.format("CASE WHEN kind IN (4, 5, 6) THEN 'avanceret' ELSE '' END", "''"),
            choice_from=THEIRS.format(f"CASE kind WHEN 7 THEN least(day_zero + 1, {today}) END", "NULL"),
            performer_said_at=THEIRS.format("CASE kind WHEN 8 THEN sent_at END", "NULL"),
            asked_at=THEIRS.format("CASE kind WHEN 1 THEN sent_at END", "NULL"), owner_id=THEIRS.format(OWNED, "NULL"),
            team_id=THEIRS.format("CASE desk WHEN 0 THEN md5('team')::uuid END", "NULL"),
            postcode=THEIRS.format(f"CASE desk WHEN 1 THEN '{moment.VIEWS_AREA}' ELSE '{moment.VIEWS_ELSEWHERE}' END", "''"),
            state=ended.format("'afsluttet'", "CASE WHEN n % 5 < 3 THEN 'modtaget' ELSE 'triageret' END"), received_at="sent_at",
            day_zero="day_zero", day_zero_expected="expected", acknowledged_at="CASE WHEN (CASE WHEN slot = -1 THEN hashint8extended(n, 9) & 1048575 ELSE n END) % 5 > 0 THEN sent_at END",
            ended_at=ended.format("day_zero + 15 + time '12:00'", "NULL::timestamp"), end_code=ended.format("'gennemfoert'", "''"),
            inform_by="day_zero + 4", offer_by="day_zero + 7", inform_state=clock["state"], offer_state=clock["state"],
            last_working_day=ended.format("date '9999-12-31'", "day_zero + 4"),
        ),
        _insert(CaseEvent, OPEN, **own, **event, id=_id("caseevent"), case_id="case_id"),
        *[
            _insert(Deadline, source, **own, **clock, id=_id(kind), kind=f"'{kind}'", due_on=f"day_zero + {days}",
                    last_working_day=f"day_zero + {days}", warn_at=f"day_zero + {days - 1} + time '07:00'",
                    breach_at=f"day_zero + {days + 1} + time '00:00'")
            for kind, days, source in (("informationsfrist", 4, OPEN), ("tilbudsfrist", 7, SENT))
        ],
    ]  # fmt: skip
