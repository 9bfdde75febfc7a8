"""The course of a case: what happened, what it leaves for the clocks, and what it gives the citizen. Values in, values out."""

from gop.rules.course.choice import Choices, extended_choice
from gop.rules.course.course import Course, course_of
from gop.rules.course.explanation import conclusion, explain
from gop.rules.course.happened import Dates, Happened, Offered
from gop.rules.course.history import Changed, choice_history
from gop.rules.course.plain import as_plain, from_plain

__all__ = [
    "Changed",
    "Choices",
    "Course",
    "Dates",
    "Happened",
    "Offered",
    "as_plain",
    "choice_history",
    "conclusion",
    "course_of",
    "explain",
    "extended_choice",
    "from_plain",
]
