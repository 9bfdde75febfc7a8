"""The arithmetic of the deadlines (model.md section 6). Values in, values out."""

from deadlines.rules.calendar import Calendar
from deadlines.rules.clocks import Clock, clocks
from deadlines.rules.facts import ClockFacts
from deadlines.rules.ruleset import ClockRule, rules_on

__all__ = ["Calendar", "Clock", "ClockFacts", "ClockRule", "clocks", "rules_on"]
