"""The arithmetic of the deadlines (model.md section 6). Values in, values out."""

from deadlines.rules.basis import offer_due
from deadlines.rules.calendar import Calendar
from deadlines.rules.clocks import Clock, clocks
from deadlines.rules.facts import ClockFacts
from deadlines.rules.ruleset import ClockRule, rule_for, rules_on

__all__ = ["Calendar", "Clock", "ClockFacts", "ClockRule", "clocks", "offer_due", "rule_for", "rules_on"]
