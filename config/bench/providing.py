"""The provider list of a case whose right stands: 2,000 providers with 20,000 agreements, as whole pages.

Names: `providers:ready` makes the rows and brings the case that `send` has sent last to where the right stands; `providers:list` is the
page of all of them, `providers:case` the case's own page with the nearest; `providers:away` takes the rows away, for other figures.
"""

# ruff: noqa: S608 (what is set into the statements are constants)
import os
from collections.abc import Callable

import psycopg

from accounts.tenancy import acting_as
from config.bench import HAND, moment, sending
from config.bench.pages import actor_named, signed_in
from gop.enums import GeneralLevel, GuidanceHow, TrainingField
from gop.services import cases
from gop.services.no_start import no_start

PROVIDERS, AGREEMENTS, EACH = 2_000, 20_000, 10
FIELDS = TrainingField.values()
LEVELS = GeneralLevel.values()
FIELD, LEVEL = TrainingField.LOWER_SURGICAL, GeneralLevel.BASIC
# Provider n has ten of the thirty pairs of field and level, spread evenly: a list of 667.
COMBINED = "(SELECT f.name field, l.name level, (f.place - 1) * 2 + l.place - 1 pair FROM unnest(%(fields)s::text[]) WITH ORDINALITY f (name, place), unnest(%(levels)s::text[]) WITH ORDINALITY l (name, place)) c"
HAS = f"generate_series(1, %(providers)s) n JOIN {COMBINED} ON (pair + n) %% 3 = 0"
KEY = "md5('udfoerer' || n)::uuid"
ROWS = (
    f"""INSERT INTO accounts_organisation (id, kind, key, name, code, sor_code, gln, valid_from, invented)
    SELECT {KEY}, 'leverandoer', 'leverandoer-maalt-' || n, 'Målt Genoptræning ' || n, '', '', '', '2020-01-01', true FROM generate_series(1, %(providers)s) n""",
    f"""INSERT INTO municipalities_provider (organisation_id, phone, email, web, about, changed_by_name)
    SELECT {KEY}, '99 00 00 00', '', '', '', '' FROM generate_series(1, %(providers)s) n""",
    f"""INSERT INTO municipalities_providerplace (id, organisation_id, name, address, postcode, town, latitude, longitude, access)
    SELECT md5('sted' || n)::uuid, {KEY}, 'Klinikken', 'Prøvegade ' || n %% 200, '9000', 'Aalborg',
      54.8 + (n * 37 %% 280) / 100.0, 8.2 + (n * 53 %% 440) / 100.0, '' FROM generate_series(1, %(providers)s) n""",
    f"""INSERT INTO municipalities_agreement (id, provider_id, training_field, level, valid_from)
    SELECT gen_random_uuid(), {KEY}, field, level, '2026-01-01' FROM {HAS}""",
    f"""INSERT INTO municipalities_waitingtime (id, organisation_id, place_id, training_field, level, earliest_on, seats, stated_at, stated_by_name)
    SELECT gen_random_uuid(), {KEY}, md5('sted' || n)::uuid, field, level, CASE WHEN n %% 10 > 0 THEN %(today)s::date + n %% 60 END, n %% 5,
      %(today)s, 'Målt' FROM {HAS} WHERE n %% 7 > 0""",
    "ANALYZE accounts_organisation, municipalities_agreement, municipalities_providerplace, municipalities_waitingtime",
)  # fmt: skip
THEIRS = "(SELECT id FROM accounts_organisation WHERE key LIKE 'leverandoer-maalt-%%')"
AWAY = (
    *(f"DELETE FROM municipalities_{table} WHERE organisation_id IN {THEIRS}" for table in ("waitingtime", "providerplace", "provider")),
    f"DELETE FROM municipalities_agreement WHERE provider_id IN {THEIRS}",
    "DELETE FROM accounts_organisation WHERE key LIKE 'leverandoer-maalt-%%'",
)


def figure(name: str) -> Callable[[], object] | None:
    kind, _, what = name.partition(":")
    if kind != "providers":
        return None
    return {"ready": _ready, "away": _away}.get(what) or _page({"list": "udfoerere/", "case": ""}[what])


def _by_hand(statements: tuple[str, ...]) -> "psycopg.Connection[tuple[int]]":
    given = {"providers": PROVIDERS, "fields": FIELDS, "levels": LEVELS, "today": moment.TODAY}
    on: psycopg.Connection[tuple[int]] = psycopg.connect(os.environ[HAND], autocommit=True)
    for statement in statements:
        on.execute(statement.encode(), given)
    return on


def _ready() -> float:
    """How many agreements there are."""
    _away()
    with _by_hand(ROWS) as on:
        made = on.execute("SELECT count(*) FROM municipalities_agreement WHERE provider_id IN " + THEIRS.replace("%%", "%")).fetchone()
    actor, case_id = actor_named(moment.AUTHORITY_PERSON), sending.LAST[0].case_id
    if case_id is None or made is None or made[0] != AGREEMENTS:
        raise RuntimeError(f"There are {made} agreements, not {AGREEMENTS}, or the plan has no case.")
    reason = "Enkel og afgrænset funktionsnedsættelse efter operation."
    steps: list[Callable[[], None]] = [
        lambda: cases.acknowledge(actor, case_id),
        lambda: cases.take(actor, case_id),
        lambda: cases.triage(actor, case_id, level=LEVEL, criteria=["enkel"], reason=reason, field=FIELD),
        lambda: cases.record_guidance(actor, case_id, GuidanceHow.PHONE),
        lambda: no_start(actor, case_id),
    ]
    for step in steps:
        with acting_as(actor):
            step()
    return float(made[0])


def _away() -> float:
    _by_hand(AWAY).close()
    return 0.0


def _page(below: str) -> Callable[[], object]:
    client = signed_in(moment.AUTHORITY_PERSON)

    def once() -> None:
        address = f"/sager/{sending.LAST[0].case_id}/{below}"
        answer = client.get(address)
        if answer.status_code != 200 or "Målt Genoptræning" not in answer.content.decode():
            raise RuntimeError(f"{address} answered {answer.status_code}, or without providers")

    return once
