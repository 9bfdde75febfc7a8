"""Imports stand inside: this file may be read before the applications are."""

from typing import Any

import pytest


@pytest.fixture
def anna(transactional_db: None) -> Any:
    """The sending author, with the registry in place."""
    from tests import factories

    factories.registry()
    return factories.author()


@pytest.fixture
def birgit(anna: Any) -> Any:
    from tests import factories

    return factories.triage_officer()


@pytest.fixture
def page(birgit: Any) -> Any:
    """Signed in as the triage officer of Aalborg."""
    from tests.gop_web.pages import client_of

    return client_of("birgit")
