"""Counting, publishing, reports."""
