"""The first rule that fits decides; a condition that asks nothing always holds; whoever has left gets nothing."""

import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gop.rules.routing import CaseFacts, Desk, Existing, Here, Rule, desk_of, first_fitting, fits

ALMEN = "almen"
NORD, SYD, BIRGIT, CARL = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
HERE = Here({BIRGIT: "Birgit"}, {NORD: "Nord"})
ANY = Rule(None, "Alle", team=NORD, team_name="Nord")
CODES = st.sampled_from(["", "9000", "9200", "9400"])
FACTS = st.builds(
    CaseFacts,
    plan_type=st.sampled_from(["almen", "specialiseret", "rehabilitering"]),
    postcode=CODES,
    age=st.none() | st.integers(0, 110),
    diagnosis_group=st.sampled_from(["", "Knæ", "Hånd"]),
    brain_injury=st.booleans(),
    existing_case=st.booleans(),
    information=st.booleans(),
)
RULES = st.builds(
    Rule,
    id=st.none(),
    name=st.text(max_size=3),
    areas=st.none() | st.frozensets(CODES.filter(bool), max_size=2),
    age_from=st.none() | st.integers(0, 110),
    age_to=st.none() | st.integers(0, 110),
    plan_types=st.frozensets(st.sampled_from(["almen", "specialiseret"])),
    diagnosis_groups=st.frozensets(st.sampled_from(["Knæ", "Hånd"])),
    brain_injury=st.none() | st.booleans(),
    existing_case=st.none() | st.booleans(),
    information=st.booleans(),
    to_existing_owner=st.booleans(),
    team=st.sampled_from([None, NORD, SYD]),
    person=st.sampled_from([None, BIRGIT, CARL]),
)
EXISTING = st.none() | st.builds(Existing, owner=st.sampled_from([None, BIRGIT, CARL]), team=st.sampled_from([None, NORD, SYD]))


@given(st.lists(RULES, max_size=6), FACTS)
def test_the_first_rule_that_fits_decides_and_none_after_it_matters(rules: list[Rule], case: CaseFacts) -> None:
    chosen = first_fitting(rules, case)
    if chosen is None:
        assert not any(fits(rule, case) for rule in rules)
    else:
        place = next(number for number, rule in enumerate(rules) if rule is chosen)
        assert not any(fits(rule, case) for rule in rules[:place])
        assert first_fitting(rules[: place + 1], case) is chosen


@given(RULES, FACTS)
def test_a_condition_taken_away_never_loses_a_case(rule: Rule, case: CaseFacts) -> None:
    if fits(rule, case):
        wider = replace(rule, areas=None, age_from=None, age_to=None, plan_types=frozenset(), diagnosis_groups=frozenset())
        assert fits(replace(wider, brain_injury=None, existing_case=None), case)


@given(RULES, FACTS)
def test_an_information_case_is_touched_only_by_a_rule_that_names_them(rule: Rule, case: CaseFacts) -> None:
    assert rule.information == case.information or not fits(rule, case)


@given(RULES, EXISTING)
def test_nobody_gets_a_case_who_is_not_here_and_what_could_not_be_done_is_said(rule: Rule, existing: Existing | None) -> None:
    desk = desk_of(rule, HERE, existing)
    assert desk.owner is None or desk.owner in HERE.people
    assert desk.team is None or desk.team in HERE.teams
    if desk.team is None and desk.owner is None and (rule.to_existing_owner or rule.team or rule.person):
        assert desk.problem


def test_an_unknown_age_or_postcode_meets_no_condition_on_it() -> None:
    nobody_knows = CaseFacts(ALMEN)
    for rule in (replace(ANY, age_from=0), replace(ANY, age_to=200), replace(ANY, areas=frozenset({"9000"}))):
        assert not fits(rule, nobody_knows)
    assert not fits(replace(ANY, areas=frozenset()), CaseFacts(ALMEN, "9000"))  # the area of a team without one


def test_ages_count_both_ends() -> None:
    children = replace(ANY, age_from=0, age_to=17)
    assert [fits(children, CaseFacts(ALMEN, age=age)) for age in (0, 17, 18)] == [True, True, False]


def test_the_owner_of_the_existing_case_gets_the_new_one_on_that_cases_desk() -> None:
    rule = Rule(None, "Kendt", to_existing_owner=True, existing_case=True)
    assert desk_of(rule, HERE, Existing(BIRGIT, "Birgit", NORD)) == Desk(rule, NORD, "Nord", BIRGIT, "Birgit")
    left = desk_of(rule, HERE, Existing(CARL, "Carl", NORD))
    assert (left.owner, left.team) == (None, None)
    assert "Carl" in left.problem
    behind = desk_of(replace(rule, team=NORD, team_name="Nord"), HERE, Existing(CARL, "Carl", SYD))
    assert (behind.owner, behind.team) == (None, NORD)


def test_a_closed_team_and_a_person_who_has_left_are_named_in_the_problem() -> None:
    assert "Syd" in desk_of(Rule(None, "x", team=SYD, team_name="Syd"), HERE, None).problem
    assert "Carl" in desk_of(Rule(None, "x", person=CARL, person_name="Carl"), HERE, None).problem
