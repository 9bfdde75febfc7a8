"""/metode/: anybody reads how every number is made; every definition and table has an anchor that pages link to."""

import re
from datetime import date

import pytest
from django.test import Client

from audits.indicators import INDICATORS, TABLES, VERSION
from tests import factories as make
from tests.audits.tables import published

pytestmark = pytest.mark.django_db


def read() -> str:
    answer = Client().get("/metode/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_definition_and_every_table_has_an_anchor_of_its_own() -> None:
    html = read()
    anchors = re.findall(r'\sid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(INDICATORS) <= set(anchors)
    assert {f"tabel-{key}" for key in TABLES} <= set(anchors)
    linked = set(re.findall(r'href="#([^"]+)"', html))
    assert linked <= set(anchors)


def test_what_is_not_in_an_indicator_its_source_and_its_weakness_stand_on_the_page() -> None:
    html = read()
    for said in ("Ikke med", "Kilde", "Svaghed", f"Version {VERSION}"):
        assert said in html
    assert "Region Midtjyllands sundhedsaftale fra 2008" in html


def test_the_datas_age_is_told_and_before_anything_is_published_that_nothing_is() -> None:
    assert "Der er ikke offentliggjort tal endnu" in read()
    make.registry()
    published(make.NORDJYLLAND, "planer", {"": {"planer": 40}}, data_on=date(2026, 11, 21))
    html = read()
    assert "data til og med lørdag 21. november 2026" in html
