"""Addresses that a step leads to when no plan is the answer."""

from typing import Any

from django.urls import NoReverseMatch, reverse

OUTBOX = "hospitals:outbox"


def letter_url(plan_id: Any) -> str:
    """Where the letter about a child is written from this draft."""
    return _lead("hospitals:correspondence_new", plan_id)


def without_plan_url(plan_id: Any) -> str:
    """Where it is recorded that the patient gets no plan."""
    return _lead("hospitals:without_plan_new", plan_id)


def _lead(name: str, plan_id: Any) -> str:
    try:
        return f"{reverse(name)}?plan={plan_id}"
    except NoReverseMatch:
        return reverse(OUTBOX)
