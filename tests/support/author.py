"""The hospital's author and her browser, for the tests of its pages and of its letters. Imports stand inside, as in any conftest."""

from typing import Any

import pytest


@pytest.fixture
def anna(db: None) -> Any:
    """An author of all departments of Aalborg Universitetshospital, with the registry in place."""
    from tests import factories

    factories.registry()
    return factories.author()


@pytest.fixture
def page(anna: Any) -> Any:
    from tests.hospitals.signed_in import client_of

    return client_of("anna")
