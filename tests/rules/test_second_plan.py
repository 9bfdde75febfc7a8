"""What may be proposed of two plans, and which answers end the older case."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gop.enums import PlanType, SecondPlan
from gop.rules.second_plan import PlanFacts, ends_the_older, proposed

SOME = st.sampled_from(["", "Hofte og lår", "Knæ", "Hånd"])
FIELDS = st.sampled_from(["", "under_kirurgisk", "under_medicinsk", "haand_kirurgisk"])
FACTS = st.builds(PlanFacts, st.sampled_from(PlanType.values()), SOME, FIELDS)


@given(FACTS, FACTS)
def test_it_is_proposed_that_the_same_work_goes_on_only_where_everything_is_known_and_the_same(new: PlanFacts, old: PlanFacts) -> None:
    found = proposed(new, old)
    assert found == proposed(old, new)
    assert (found is SecondPlan.CONTINUES) == (new == old and bool(new.diagnosis_group) and bool(new.field))
    assert found in (None, SecondPlan.CONTINUES)  # that problems are independent is never certain


@given(FACTS)
def test_what_is_not_known_is_never_the_same(facts: PlanFacts) -> None:
    for name in ("diagnosis_group", "field"):
        assert proposed(replace(facts, **{name: ""}), replace(facts, **{name: ""})) is None


def test_only_independent_problems_leave_the_older_case_open() -> None:
    assert [one for one in SecondPlan if not ends_the_older(one)] == [SecondPlan.INDEPENDENT]
