"""Imports stand inside: this file may be read before the applications are."""

from typing import Any

import pytest


@pytest.fixture
def anna(db: None) -> Any:
    """The sending author, with the registry in place."""
    from tests import factories

    factories.registry()
    return factories.author()


@pytest.fixture
def birgit(anna: Any) -> Any:
    """A triage officer of Aalborg."""
    from tests import factories

    return factories.triage_officer()


@pytest.fixture
def orthopaedist(db: None) -> Any:
    """An author of one department."""
    from tests import factories

    factories.registry()
    return factories.author("anna", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
