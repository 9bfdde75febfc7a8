"""The course of a case: what happened, what it leaves for the clocks, and what it gives the citizen. Values in, values out."""

from gop.rules.course.choice import Choices, extended_choice
from gop.rules.course.course import Course, course_of
from gop.rules.course.explanation import explain
from gop.rules.course.happened import Dates, Happened, Offered

__all__ = ["Choices", "Course", "Dates", "Happened", "Offered", "course_of", "explain", "extended_choice"]
