"""Imports stand inside: this file may be read before the applications are."""

from typing import Any

import pytest

from tests.support.author import anna, page

__all__ = ["anna", "orthopaedist", "page"]


@pytest.fixture
def orthopaedist(anna: Any) -> Any:
    """An author of one department."""
    from tests import factories

    return factories.author("olga", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
