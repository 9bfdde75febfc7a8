"""The rows behind the letters: dated, sourced, and one at a time."""

from datetime import date

import pytest

from accounts import registry
from accounts.registry import read_rows
from gop.letters.known import ACCOUNTS_DATA, DATA, hospital_wait, patient_office, transport

TODAY, REFORM = date(2026, 11, 22), date(2027, 1, 1)
FILES = [DATA / "transport.csv", DATA / "hospital_choice.csv", ACCOUNTS_DATA / "patient_offices.csv"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_has_days_and_a_source(path: object) -> None:
    for row in read_rows(path):  # type: ignore[arg-type]
        assert date.fromisoformat(row["valid_from"])
        assert not row["valid_to"] or row["valid_from"] <= row["valid_to"]
        assert row.get("paragraph") or row.get("source")


def test_an_amount_of_another_year_or_an_assumption_is_not_told() -> None:
    assert (transport(TODAY).others, transport(TODAY).pensioner) == (None, None)
    assert transport(date(2008, 5, 1)).others is None
    assert (transport(date(2018, 7, 1)).others, transport(date(2018, 7, 1)).pensioner) == (102, 43)
    assert (transport(date(2022, 12, 31)).others, transport(date(2023, 1, 1)).others) == (104, None)


def test_the_three_reasons_hold_today_and_are_an_assumption_after_the_reform() -> None:
    assert len(transport(TODAY).reasons) == len(transport(REFORM).reasons) == 3
    assert (transport(TODAY).assumption, transport(REFORM).assumption) == (False, True)


def test_days_of_waiting_are_a_row_marked_as_an_assumption() -> None:
    wait = hospital_wait(TODAY)
    assert wait is not None
    assert (wait.days, wait.serious_days, wait.assumption) == (60, 30, True)
    assert hospital_wait(date(2018, 1, 1)) is None


@pytest.mark.parametrize("day", [TODAY, REFORM])
def test_every_region_in_force_has_its_advisers(day: date) -> None:
    for region in registry.regions():
        here = region.valid_from <= day and (region.valid_to is None or day <= region.valid_to)
        assert (patient_office(region.key, day) is not None) == here, region.key


def test_a_number_that_is_not_certain_is_not_told() -> None:
    office = patient_office("region-midtjylland", TODAY)
    assert office is not None
    assert office.phone == ""
