"""Writes: one function a verb, one transaction. Views and tasks call these and nothing below them."""
