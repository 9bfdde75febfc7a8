"""Authority, payer and performer by date; what informing needs; KL's codes."""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import OrganisationKind as Kind
from gop.enums import CaseKind, EndCode, GeneralLevel, HoldReason, PlanType
from gop.kl_codes import END_CODE, END_STATUS_REASON, HOLD_CODE, LEVEL_CODE, TYPE_CODE
from gop.rules import (
    CaseToOpen,
    InformFacts,
    ResponsibilityRow,
    cases_to_open,
    responsibility,
    what_is_missing_to_inform,
)

ALMEN, SPEC, REHAB = PlanType
EVE, REFORM = date(2026, 12, 31), date(2027, 1, 1)


def row(plan_type: PlanType, holder: Kind, performer: Kind, start: date, end: date | None = None) -> ResponsibilityRow:
    return ResponsibilityRow(plan_type, None, holder, holder, performer, start, end, "§", start == REFORM)


ROWS = [
    row(ALMEN, Kind.MUNICIPALITY, Kind.MUNICIPALITY, date(2007, 1, 1)),
    row(SPEC, Kind.MUNICIPALITY, Kind.HOSPITAL, date(2007, 1, 1)),
    row(REHAB, Kind.MUNICIPALITY, Kind.MUNICIPALITY, date(2007, 1, 1), EVE),
    row(REHAB, Kind.REGION, Kind.REGION, REFORM),
]


@pytest.mark.parametrize(
    ("plan_type", "on", "authority", "performer"),
    [
        (ALMEN, EVE, Kind.MUNICIPALITY, Kind.MUNICIPALITY),
        (ALMEN, REFORM, Kind.MUNICIPALITY, Kind.MUNICIPALITY),
        (SPEC, EVE, Kind.MUNICIPALITY, Kind.HOSPITAL),
        (SPEC, REFORM, Kind.MUNICIPALITY, Kind.HOSPITAL),
        (REHAB, EVE, Kind.MUNICIPALITY, Kind.MUNICIPALITY),
        (REHAB, REFORM, Kind.REGION, Kind.REGION),
    ],
)
def test_rehabilitation_moves_to_the_region_at_new_year_2027_and_nothing_else_does(
    plan_type: PlanType, on: date, authority: Kind, performer: Kind
) -> None:
    answer = responsibility(ROWS, plan_type, None, on)
    assert answer is not None
    assert (answer.authority, answer.payer, answer.performer) == (authority, authority, performer)
    assert answer.assumption == (plan_type == REHAB and on == REFORM)


def test_a_row_for_the_level_goes_before_the_row_for_every_level() -> None:
    advanced = ResponsibilityRow(ALMEN, GeneralLevel.ADVANCED, Kind.REGION, Kind.REGION, Kind.REGION, REFORM, None, "§", True)
    rows = [*ROWS, advanced]
    found = {level: responsibility(rows, ALMEN, level, REFORM) for level in (None, *GeneralLevel)}
    assert {level: answer and answer.authority for level, answer in found.items()} == {
        None: Kind.MUNICIPALITY,
        GeneralLevel.BASIC: Kind.MUNICIPALITY,
        GeneralLevel.ADVANCED: Kind.REGION,
    }


def test_no_home_municipality_and_no_row_go_to_the_manual_queue() -> None:
    assert responsibility(ROWS, ALMEN, None, EVE, has_home_municipality=False) is None
    assert responsibility([], ALMEN, None, EVE) is None


def test_two_rows_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="To rækker"):
        responsibility([*ROWS, ROWS[0]], ALMEN, None, EVE)


@pytest.mark.parametrize(
    ("plan_type", "on", "expected"),
    [
        (ALMEN, EVE, [(Kind.MUNICIPALITY, CaseKind.TREATMENT)]),
        (SPEC, EVE, [(Kind.HOSPITAL, CaseKind.TREATMENT), (Kind.MUNICIPALITY, CaseKind.INFORMATION)]),
        (REHAB, EVE, [(Kind.MUNICIPALITY, CaseKind.TREATMENT)]),
        (REHAB, REFORM, [(Kind.REGION, CaseKind.TREATMENT), (Kind.MUNICIPALITY, CaseKind.INFORMATION)]),
    ],
)
def test_the_handler_gets_the_case_and_the_municipality_is_told(
    plan_type: PlanType, on: date, expected: list[tuple[Kind, CaseKind]]
) -> None:
    answer = responsibility(ROWS, plan_type, None, on)
    assert answer is not None
    assert cases_to_open(plan_type, answer) == tuple(CaseToOpen(*each) for each in expected)


MEETING = datetime(2026, 11, 27, 9, tzinfo=UTC)
FULL = {"level": GeneralLevel.BASIC, "place": "Træningscenter Vest", "meeting_at": MEETING, "guided": True}


def missing(plan_type: PlanType = ALMEN, **changed: object) -> list[str]:
    return what_is_missing_to_inform(InformFacts(plan_type, **{**FULL, **changed}))  # type: ignore[arg-type]


def test_informed_needs_place_time_level_and_guidance() -> None:
    assert missing() == []
    assert "hvor" in missing(place="  ")[0]
    assert "klokkeslæt" in missing(meeting_at=None)[0]
    assert "niveau" in missing(level=None)[0]
    assert "frit valg" in missing(guided=False)[0]
    assert len(missing(place="", meeting_at=None, level=None, guided=False)) == 4


def test_level_is_asked_for_almen_only() -> None:
    assert missing(REHAB, level=None) == []
    assert missing(SPEC, level=None) == []


def test_telling_that_no_start_can_be_offered_needs_level_and_guidance_but_no_place_or_time() -> None:
    assert missing(no_start=True, place="", meeting_at=None) == []
    assert len(missing(no_start=True, place="", meeting_at=None, level=None, guided=False)) == 2


def test_kl_has_a_code_for_every_type_level_hold_and_nine_ends() -> None:
    assert set(TYPE_CODE) == set(PlanType)
    assert set(LEVEL_CODE) == set(GeneralLevel)
    assert set(HOLD_CODE) == set(HoldReason)
    assert len(set(END_CODE.values())) == 9
    assert END_CODE[EndCode.DEAD] == END_CODE[EndCode.EVENT]
    assert END_STATUS_REASON[EndCode.WITHDRAWN] == HOLD_CODE[HoldReason.SENT_IN_ERROR]
