"""docs/law.md shows the rows of law as they stand in the data files."""

import pytest

from accounts.registry import read_rows
from tests.docs.reading import DOCS, ROOT, tables

DATED = ["valid_from", "valid_to", "paragraph", "text", "assumption"]
COLUMNS = {
    ("Rule sets", "deadlines/data/rule_sets.csv"): ["code", "title", "nature", "holds_for", *DATED],
    ("Clocks", "deadlines/data/rules.csv"): ["kind", "rule_set", "days", "holds_for", *DATED],
    ("Goals of agreements", "deadlines/data/goals.csv"): [
        *("rule_set", "region", "binds", "counted_from", "unit", "number", "met_by", "holds_for"),
        *DATED,
    ],
    ("Letters", "deadlines/data/postal_days.csv"): ["days", *DATED],
    ("Who is responsible", "gop/data/responsibility.csv"): [
        *("plan_type", "level", "authority", "payer", "performer"),
        *("valid_from", "valid_to", "paragraph", "assumption"),
    ],
    ("Agreements of the regions", "gop/data/agreements.csv"): [
        *("region", "matter", "follows", "plan_type", "least_level", "age_from", "age_under", "phrase"),
        *("valid_from", "valid_to", "source", "text", "assumption"),
    ],
    ("Transport", "gop/data/transport.csv"): ["kind", "code", "number", *DATED],
    ("Notices ahead", "gop/data/notice_periods.csv"): [
        "region",
        "kind",
        "months",
        "valid_from",
        "valid_to",
        "source",
        "text",
        "assumption",
    ],
    ("Complaints", "gop/data/complaints.csv"): ["about", "receiver", "number", "unit", "counted_from", *DATED],
    ("Waiting for a hospital", "gop/data/hospital_choice.csv"): ["days", "serious_days", "counted_from", *DATED],
}


@pytest.mark.parametrize(("where", "columns"), COLUMNS.items(), ids=lambda value: value[0])
def test_rows_are_those_of_the_file(where: tuple[str, str], columns: list[str]) -> None:
    heading, file = where
    in_file = [[row[name] or "–" for name in columns] for row in read_rows(ROOT / file)]
    assert [cells for above, cells in tables(DOCS / "law.md") if above == heading] == in_file


def test_every_file_of_dated_law_has_its_table() -> None:
    dated = ("responsibility", "agreements", "transport", "complaints", "hospital_choice", "notice_periods")
    files = {str(path.relative_to(ROOT)) for path in ROOT.glob("deadlines/data/*.csv")} | {f"gop/data/{name}.csv" for name in dated}
    assert files == {file for _, file in COLUMNS}
