"""A drawing says the same to the eye, to a screen reader and in black and white; nothing in it is markup that somebody typed."""

import re
from pathlib import Path

from django.conf import settings
from django.template import Context, Template
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from audits.grid import Cell
from audits.indicators import INDICATORS, Unit
from audits.rules.control import NoLimits, share_limits
from audits.web.drawings import bars, limits_of, line_chart, line_drawing, tile_map
from audits.web.drawings.on_paper import STYLE
from tests.audits.drawn import DATA_ON, NONE, SMALL, WITHHELD, classes, drawn_as, read, rows, series, shown, texts

NASTY = '<script>alert("1")</script>&\'"'
STEADY = (80, 81, 79, 80, 82, 78, 80, 81, 79, 80, 60)
CELLS = st.sampled_from([SMALL, WITHHELD, NONE]) | st.decimals(0, 100, places=1).map(lambda value: Cell(value, base=50))


def controlled(*cells: Cell | float) -> str:
    said = series(*cells)
    return line_chart(said, title="Møde inden dag 7", unit=Unit.SHARE, limits=limits_of(INDICATORS["tilbudt_inden_dag_7"], said, DATA_ON))


def every_drawing(title: str = "Tal") -> list[str]:
    outside, run = series(*STEADY), series(*[79] * 9, *[81] * 9)
    limits = share_limits([(cell.value, 100) for _, cell in outside if cell.value is not None])
    rising = share_limits([(cell.value, 100) for _, cell in run if cell.value is not None])
    values = {"0101": shown(1), "0851": shown(2), "0147": shown(3), "0461": shown(4), "0751": shown(5), "0400": SMALL, "0825": NONE}
    return [
        line_chart(outside, title=title, unit=Unit.SHARE, limits=limits, compare=(title, series(*STEADY))),
        line_chart(run, title=title, unit=Unit.SHARE, limits=rising),
        line_chart(series(5, SMALL, 6), title=title, unit=Unit.COUNT),
        line_chart(series(SMALL), title=title, unit=Unit.COUNT),
        bars([(title, shown(5)), (title, SMALL)], title=title, unit=Unit.COUNT, total=(title, shown(4))),
        tile_map(values, title=title, unit=Unit.COUNT),
    ]


def test_what_is_said_in_a_title_or_a_name_is_text_and_never_markup() -> None:
    for made in every_drawing(NASTY):
        assert NASTY not in made
        assert NASTY in "".join(read(made).itertext())
        assert "script" not in {one.tag for one in read(made).iter()}


def test_a_drawing_has_no_style_or_script_of_its_own() -> None:
    for made in every_drawing():
        assert not re.search(r'\sstyle="|<style|<script|\son\w+="', made)


def test_every_class_in_a_drawing_stands_in_the_stylesheet_and_in_the_style_for_paper() -> None:
    sheet = (Path(settings.BASE_DIR) / "static" / "css" / "gop.css").read_text()
    drawn = {name for made in every_drawing() for svg in re.findall(r"<svg.*?</svg>", made) for name in classes(svg)}
    drawn -= {"gop-drawing", "gop-sign", "gop-value"}
    assert {"gop-curve", "gop-outside", "gop-run", "gop-shade-5", "gop-shade-hidden"} <= drawn
    assert {name for name in drawn if not re.search(rf"\.{name}\b", sheet)} == set()
    assert {name for name in drawn if not re.search(rf"\.{name}\b", STYLE)} == set()


def test_a_line_is_one_picture_with_title_and_words() -> None:
    picture = read(controlled(*STEADY)).find("figure/svg")
    assert picture is not None
    assert picture.get("role") == "img"
    words = {one.get("id"): one.text for one in picture if one.tag in ("title", "desc")}
    assert words[picture.get("aria-labelledby")] == "Møde inden dag 7"
    said = words[picture.get("aria-describedby")] or ""
    assert "Senest 60 % (oktober 2026)." in said
    assert "Højest 82 % (april 2026), lavest 60 % (oktober 2026)." in said
    assert "Uden for grænserne: 60 % (oktober 2026)." in said


def test_the_same_numbers_stand_in_a_table() -> None:
    assert rows(line_chart(series(80, SMALL, 90), title="Planer", unit=Unit.COUNT)) == [
        ("Periode", "Planer"),
        ("august 2026", "80"),
        ("september 2026", "<5"),
        ("oktober 2026", "90"),
    ]


def test_a_hidden_value_is_a_gap_in_the_line_and_named() -> None:
    made = line_chart(series(80, 81, SMALL, 82, 83), title="Planer", unit=Unit.COUNT)
    assert [len(one.get("points", "").split()) for one in drawn_as(made, "gop-curve")] == [2, 2]
    assert len(drawn_as(made, "gop-hidden")) == 1
    assert "Uden tal: august 2026." in texts(made, "desc")[0]
    assert "Tallet er skjult" in texts(made, "li")


def test_nothing_to_count_is_a_gap_without_a_sign() -> None:
    made = line_chart(series(80, NONE, 82), title="Ventetid", unit=Unit.DAYS)
    assert not drawn_as(made, "gop-hidden")
    assert not drawn_as(made, "gop-curve")


def test_a_point_outside_the_limits_has_another_shape_and_its_number() -> None:
    made = controlled(*STEADY)
    assert len(drawn_as(made, "gop-outside")) == 1
    assert [one.text for one in drawn_as(made, "gop-strong")] == ["60 %"]
    assert "Uden for kontrolgrænserne" in texts(made, "li")


def test_eight_on_one_side_have_a_shape_of_their_own_and_words() -> None:
    made = controlled(*[79] * 9, *[81] * 9)
    assert len(drawn_as(made, "gop-run")) == 18
    assert "Otte eller flere i træk på samme side af midten" in texts(made, "li")
    assert "Otte eller flere i træk" in texts(made, "desc")[0]


def test_limits_that_cannot_be_drawn_say_why() -> None:
    assert NoLimits.FEW.label in texts(controlled(80, 81, 82), "desc")[0]
    median = series(*[7] * 10)
    found = limits_of(INDICATORS["ventetid_median"], median, DATA_ON)
    assert found == NoLimits.KIND
    assert NoLimits.KIND.label in texts(line_chart(median, title="Ventetid", unit=Unit.DAYS, limits=found), "desc")[0]


def test_approximate_limits_say_so() -> None:
    said = series(*STEADY)
    rounded = limits_of(INDICATORS["tilbudt_inden_dag_7"], said, DATA_ON, rounded=True)
    assert "omtrentlige" in texts(line_chart(said, title="Møde", unit=Unit.SHARE, limits=rounded), "desc")[0]


def test_a_period_that_runs_is_not_held_against_the_others() -> None:
    said = series(*[50] * 12, 5)
    over = limits_of(INDICATORS["planer"], said, DATA_ON)
    running = limits_of(INDICATORS["planer"], said, said[-1][0].last.replace(day=20))
    assert not isinstance(over, NoLimits)
    assert not isinstance(running, NoLimits)
    assert (over.outside, running.outside) == ({12}, frozenset())
    assert running.bands[-1] is None


def test_an_axis_that_does_not_begin_at_nought_says_where() -> None:
    assert "Aksen begynder ved" in texts(line_chart(series(80, 90, 85), title="Planer", unit=Unit.COUNT), "desc")[0]
    assert "Aksen begynder ved" not in texts(line_chart(series(8, 90, 85), title="Planer", unit=Unit.COUNT), "desc")[0]


def test_a_day_more_or_less_is_no_cliff() -> None:
    assert "Aksen begynder ved" not in texts(line_chart(series(7, 6, 6), title="Ventetid", unit=Unit.DAYS), "desc")[0]


def test_a_hidden_bar_has_its_sign_and_no_length() -> None:
    made = bars([("Almen", shown(50)), ("Specialiseret", SMALL)], title="Planer", unit=Unit.COUNT)
    assert len(drawn_as(made, "gop-bar")) == 1
    assert "<5" in texts(made, "text")
    assert "Specialiseret: under 5" in texts(made, "desc")[0]


def test_a_drawing_in_a_template_is_its_figure() -> None:
    drawing = line_drawing(series(80, 90), title="Planer", unit=Unit.COUNT)
    assert Template("{{ drawing }}").render(Context({"drawing": drawing})).startswith("<figure")


def test_a_line_of_thirteen_months_is_light() -> None:
    assert len(controlled(*STEADY, 80, 81).encode()) < 7000


@examples(max_examples=150, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=25), st.sampled_from(list(Unit)))
def test_any_series_is_well_formed_and_stays_inside_its_drawing(cells: list[Cell], unit: Unit) -> None:
    said = series(*cells)
    made = line_chart(said, title="Tal", unit=unit, limits=limits_of(INDICATORS["tilbudt_inden_dag_7"], said, DATA_ON))
    for one in read(made).iter("polyline"):
        for place in (one.get("points") or "").split():
            x, y = map(float, place.split(","))
            assert 0 <= x <= 320
            assert 0 <= y <= 196
