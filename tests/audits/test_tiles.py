"""The map of the 98 municipalities: each once, about where it lies, and as good to a keyboard and a screen reader as to the eye."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.registry import municipalities
from audits.indicators import Unit
from audits.web.drawings import tile_drawing, tile_map
from audits.web.drawings.places import tiles
from audits.web.drawings.tiles import shades
from tests.audits.drawn import NONE, SMALL, WITHHELD, drawn_as, read, shown, texts

EVERY = {tile.code: shown(50 + place / 4) for place, tile in enumerate(tiles())}


def ranks(values: list[float]) -> list[float]:
    """Equal values share the middle of their places."""
    order = sorted(values)
    return [order.index(value) + (order.count(value) - 1) / 2 for value in values]


def follows(one: list[float], other: list[float]) -> float:
    """Spearman's rank correlation."""
    a, b = ranks(one), ranks(other)
    mean = (len(a) - 1) / 2
    both = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return both / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5


def test_all_98_municipalities_are_there_once() -> None:
    assert sorted(tile.code for tile in tiles()) == sorted(one.code for one in municipalities())
    assert len({(tile.column, tile.row) for tile in tiles()}) == 98


def test_no_two_municipalities_share_their_three_letters() -> None:
    assert len({tile.label for tile in tiles()}) == 98
    assert {len(tile.label) for tile in tiles()} == {3}


def test_north_is_up_and_west_is_left_in_each_part_of_the_country() -> None:
    where = {one.code: (float(one.longitude), float(one.latitude)) for one in municipalities()}
    parts = (("0101", "0399"), ("0410", "0499"), ("0500", "0899"))
    for first, last in parts:
        part = [tile for tile in tiles() if first <= tile.code <= last]
        assert follows([tile.column for tile in part], [where[tile.code][0] for tile in part]) > 0.8, first
        assert follows([-tile.row for tile in part], [where[tile.code][1] for tile in part]) > 0.8, first
    assert follows([tile.column for tile in tiles()], [where[tile.code][0] for tile in tiles()]) > 0.95


def test_a_municipality_lies_near_the_one_that_is_nearest_to_it() -> None:
    where = {one.code: (float(one.longitude) * 0.56, float(one.latitude)) for one in municipalities()}
    place = {tile.code: (tile.column, tile.row) for tile in tiles()}
    apart = []
    for code, (x, y) in where.items():
        nearest = min(
            (other for other in where if other != code), key=lambda other: (where[other][0] - x) ** 2 + (where[other][1] - y) ** 2
        )
        apart.append(max(abs(place[code][0] - place[nearest][0]), abs(place[code][1] - place[nearest][1])))
    assert sum(distance <= 1 for distance in apart) >= 80
    assert sorted(apart)[-8] <= 3


@pytest.mark.parametrize("name", ["Læsø", "Samsø", "Ærø", "Bornholm"])
def test_an_island_stands_apart(name: str) -> None:
    island = next(tile for tile in tiles() if tile.name == name)
    beside = [tile.name for tile in tiles() if abs(tile.column - island.column) + abs(tile.row - island.row) == 1]
    assert beside == []


def test_the_tiles_are_a_list_of_links_in_reading_order_each_with_name_and_value() -> None:
    made = read(tile_map(EVERY, title="Planer", unit=Unit.SHARE))
    drawing = made.find("figure/svg")
    assert drawing is not None
    assert (drawing.get("role"), drawing.get("aria-label")) == ("list", "Planer")
    items = [one for one in drawing.iter("g") if one.get("role") == "listitem"]
    assert [one.find("a").get("href") for one in items] == [f"#kommune-{tile.code}" for tile in tiles()]  # type: ignore[union-attr]
    assert items[0].findtext("a/title") == "Hjørring: 50,0 %"
    assert all((a.row, a.column) < (b.row, b.column) for a, b in pairwise(tiles()))


def test_who_is_not_in_the_figures_is_drawn_but_is_no_link() -> None:
    made = tile_map({"0851": shown(50)}, title="Planer", unit=Unit.COUNT)
    assert len(list(read(made).iter("a"))) == 1
    assert len(drawn_as(made, "gop-shade-out")) == 97
    assert "Ikke med i tallene" in texts(made, "li")


def test_a_hidden_number_is_crossed_and_named_and_nothing_to_count_is_not() -> None:
    values = EVERY | {"0851": SMALL, "0101": WITHHELD, "0147": NONE}
    made = tile_map(values, title="Planer", unit=Unit.COUNT)
    assert len(drawn_as(made, "gop-shade-hidden")) == 2
    assert {"Aalborg: under 5", "København: skjult for at beskytte et lille tal", "Frederiksberg: ingen at regne på"} <= set(
        texts(made, "title")
    )
    assert {"Tallet er skjult: 2 kommuner", "Ingen at regne på: 1 kommune"} <= set(texts(made, "li"))


def test_the_key_says_each_shade_in_words_and_counts_everybody() -> None:
    key = texts(tile_map(EVERY, title="Planer", unit=Unit.SHARE), "li")
    assert key[0] == "50,0 % til 54,8 %: 20 kommuner"
    assert sum(int(line.rsplit(": ", 1)[1].split()[0]) for line in key) == 98


def test_a_code_that_no_municipality_has_is_refused() -> None:
    with pytest.raises(KeyError):
        tile_drawing({"9999": shown(1)}, title="Planer", unit=Unit.COUNT)


@given(st.lists(st.decimals(0, 100, places=1), max_size=98))
def test_equal_values_share_a_shade_and_a_darker_one_is_larger(values: list) -> None:  # type: ignore[type-arg]
    groups = shades(values)
    assert sorted(value for group in groups for value in group) == sorted(values)
    assert len(groups) <= 5
    assert all(max(a) < min(b) for a, b in pairwise(groups))
