"""Made plans through services and database, against the oracle. ORACLE_LIVED=5000 asks for more than the everyday number."""

import os
from collections import Counter
from pathlib import Path

import pytest

from accounts import clock
from accounts.enums import Role
from tests import factories as make
from tests.oracle.compare import differences
from tests.oracle.lived import REFUSALS, Lived
from tests.oracle.plans import plan

pytestmark = pytest.mark.django_db
BLOCK = 20
NUMBERS = range(1, int(os.environ.get("ORACLE_LIVED", "60")) + 1)
# Finished blocks of a long run, so that one that was stopped goes on
KEPT = Path(os.environ["ORACLE_KEPT"]) if "ORACLE_KEPT" in os.environ else None


@pytest.mark.parametrize("first", NUMBERS[::BLOCK])
def test_rows_and_choice_of_lived_plans_are_the_oracles(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if KEPT and KEPT.exists() and str(first) in KEPT.read_text().split():
        pytest.skip("asked in an earlier run")
    make.registry()
    author = make.author()
    therapist = make.person("tora", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    region = make.person("regi", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    people = {one.tenant: one for one in (make.team_lead(), therapist, region)}
    different: dict[int, list[str]] = {}
    happened: Counter[str] = Counter()
    for number in range(first, min(first + BLOCK, NUMBERS[-1] + 1)):
        lived = Lived(plan(number), people, author)
        monkeypatch.setattr(clock, "now", lived)
        try:
            received = lived.receive()
        except REFUSALS:
            received = False
        if not received:
            happened["ikke sendt"] += 1
            continue
        lived.live()
        happened.update(step.what for step in lived.done)
        if said := differences(lived.as_given(), lived.stands()):
            different[number] = said
    assert different == {}
    assert happened["ikke sendt"] < BLOCK / 2, happened
    if KEPT:
        with KEPT.open("a") as kept:
            print(first, file=kept)
