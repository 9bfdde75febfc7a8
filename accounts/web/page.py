"""Marks on views. The middleware refuses a view that carries none."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Verb

View = Callable[..., Any]


def page(verb: Verb, also: Verb | None = None) -> Callable[[View], View]:
    """A page for whoever's role has the verb; the view runs inside acting_as(request.actor). `also`: the other verb that opens it."""

    def mark(view: View) -> View:
        view.verb, view.also = verb, also  # type: ignore[attr-defined]
        return view

    return mark


def performs(view: View) -> View:
    """Under `page`: what is given to the organisation to perform. A municipality's officer takes the provider's database role there."""
    view.performs = True  # type: ignore[attr-defined]
    return view


def at_most(scope: str) -> Callable[[View], View]:
    """A page that one person may ask for so often only: a limit of accounts/attempts.py."""

    def mark(view: View) -> View:
        view.at_most = scope  # type: ignore[attr-defined]
        return view

    return mark


def takes_file(field: str) -> Callable[[View], View]:
    """A page whose form may bring one file under this name; everywhere else config/uploads.py refuses it."""

    def mark(view: View) -> View:
        view.takes_file = field  # type: ignore[attr-defined]
        return view

    return mark


def any_role(view: View) -> View:
    """A page for everybody who has chosen a membership."""
    view.any_role = True  # type: ignore[attr-defined]
    return view


def account_page(view: View) -> View:
    """Log in, log out, choose a membership: runs before there is an actor, without a tenant's tables."""
    view.account_page = True  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """For anybody, without a tenant's tables."""
    view.account_page = True  # type: ignore[attr-defined]
    view.public = True  # type: ignore[attr-defined]
    return view
