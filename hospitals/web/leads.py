"""Addresses that a step leads to when no plan is the answer."""

from typing import Any

from django.urls import reverse


def letter_url(plan_id: Any) -> str:
    """Where the letter about a child is written from this draft."""
    return f"{reverse('hospitals:correspondence_new')}?plan={plan_id}"


def without_plan_url(plan_id: Any) -> str:
    """Where it is recorded that the patient gets no plan."""
    return reverse("hospitals:end_without", args=[plan_id])
