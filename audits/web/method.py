"""Where a number is explained."""

from django.urls import NoReverseMatch, reverse


def method_url() -> str:
    try:
        return reverse("method")
    except NoReverseMatch:
        return "/metode/"


def definition_url(indicator: str) -> str:
    """The method page at the indicator's definition."""
    return f"{method_url()}#{indicator}"
