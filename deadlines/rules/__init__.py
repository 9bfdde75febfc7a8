"""The arithmetic of the deadlines (model.md section 6). Values in, values out."""

from deadlines.rules.basis import offer_due
from deadlines.rules.calendar import Calendar, CalendarLine, calendar_from
from deadlines.rules.clocks import Clock, clocks
from deadlines.rules.facts import ClockFacts
from deadlines.rules.goals import Goal, GoalFacts, GoalRule, goals
from deadlines.rules.ruleset import ClockRule, RuleSet, rule_for, rules_on, why_no_clock

__all__ = [
    "Calendar",
    "CalendarLine",
    "Clock",
    "ClockFacts",
    "ClockRule",
    "Goal",
    "GoalFacts",
    "GoalRule",
    "RuleSet",
    "calendar_from",
    "clocks",
    "goals",
    "offer_due",
    "rule_for",
    "rules_on",
    "why_no_clock",
]
