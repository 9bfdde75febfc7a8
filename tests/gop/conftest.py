"""Imports stand inside: this file may be read before the applications are."""

from typing import Any

import pytest


@pytest.fixture
def anna(db: None) -> Any:
    """The sending author, with the registry in place."""
    from tests import factories

    factories.registry()
    return factories.author()
