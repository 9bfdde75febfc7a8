"""Pure rules of figures: periods, facts from a course, what may be published."""
