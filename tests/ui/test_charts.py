"""Pictures of numbers: readable, escaped, and silent about what is hidden."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.ui import charts
from supportgroup.ui.drawing import ROOMS, stagger
from supportgroup.ui.templatetags import ui

HOSTILE = '</text><script>alert("1")</script>&amp;'
ANSWERS = ["Definitely yes", "Probably yes", "Not sure", "Probably not", "Definitely not"]
SVG = "{http://www.w3.org/2000/svg}"


def stacked(*counts, labels=ANSWERS, **options):
    parts = [charts.Part(label, count) for label, count in zip(labels, counts, strict=False)]
    return charts.Stacked("Would a group help you", parts, **options)


def bars(*values):
    drawn = [
        charts.Bar(label, value, words=f"{value}%", note="(1% to 2%)")
        for label, value in zip(ANSWERS, values, strict=False)
    ]
    return charts.Bars("Share of each answer", drawn)


def line(label="First mailing"):
    return charts.Line(
        "Replies by week",
        points=[(0, 0), (1, 12), (2, 31), (3, 47)],
        top=100,
        last=4,
        ticks=[(0, "Start"), (4, "Week 4")],
        events=[charts.Event(0, label), charts.Event(0.2, "Reminder"), charts.Event(4, "Closes")],
        labels={3: "47 replies, as usual"},
    )


def trees(chart):
    """Return the parsed picture for each room; parsing fails on markup that is not whole."""
    return [ElementTree.fromstring(f"{chart.drawing(room).svg()}") for room in ROOMS]


@pytest.mark.parametrize("chart", [stacked(34, 19, 12, 6, 4), bars(45, 25), line()], ids=["stacked", "bars", "line"])
def test_a_picture_has_a_name_and_its_numbers_in_words(chart):
    for tree in trees(chart):
        name, words = (tree.find(f"{SVG}{tag}") for tag in ("title", "desc"))
        assert tree.get("role") == "img"
        assert tree.get("aria-labelledby") == f"{name.get('id')} {words.get('id')}"
        assert name.text == chart.title
        assert words.text == chart.description


def test_the_numbers_in_words_are_the_numbers():
    assert stacked(34, 19).description == "Definitely yes: 34. Probably yes: 19."
    assert bars(45).description == "Definitely yes: 45% (1% to 2%)."
    assert line().description.startswith("Week 0: 0. Week 1: 12. Week 2: 31. Week 3: 47. First mailing: week 0.")


@pytest.mark.parametrize(
    "chart",
    [
        stacked(34, 19, labels=[HOSTILE, HOSTILE], brackets=[charts.Bracket(0, 1, HOSTILE)]),
        charts.Bars(HOSTILE, [charts.Bar(HOSTILE, 5, words=HOSTILE, note=HOSTILE)], unit=HOSTILE),
        line(HOSTILE),
    ],
    ids=["stacked", "bars", "line"],
)
def test_a_label_with_markup_in_it_is_shown_not_obeyed(chart):
    for tree in trees(chart):
        assert [element for element in tree.iter() if element.tag.endswith("script")] == []
    assert "<script" not in ui.chart(chart)
    assert "<script" not in ui.chart_table(chart)


def test_no_text_is_smaller_than_14_pixels():
    sizes = [
        int(text.get("font-size"))
        for chart in (stacked(34, 19, None, 6, 4), bars(45, 25), line())
        for tree in trees(chart)
        for text in tree.iter(f"{SVG}text")
    ]

    assert min(sizes) == 14


def test_nothing_needs_a_style_the_security_policy_refuses():
    html = ui.chart(stacked(34, 19)) + ui.chart(bars(5)) + ui.chart(line()) + ui.step_bar(5.7, 6)

    assert "style=" not in html
    assert "<style" not in html


@given(secret=st.floats(0, 100), low=st.floats(0, 100), high=st.floats(0, 100))
def test_a_hidden_bar_gives_the_same_bytes_whatever_its_number_was(secret, low, high):
    home = charts.Bar("At home", 71.4, words="71.4%")
    told = charts.Bar("In hospital", None, words=f"{secret}%", note=f"({low}% to {high}%)", low=low, high=high)
    untold = charts.Bar("In hospital", None)

    first, second = (charts.Bars("By place", [home, hidden]) for hidden in (told, untold))

    assert ui.chart(first) + ui.chart_table(first) == ui.chart(second) + ui.chart_table(second)


def test_a_hidden_part_is_hatched_says_hidden_and_has_a_fixed_length():
    few, many = (stacked(26, 14, None, labels=ANSWERS), stacked(2600, 1400, None, labels=ANSWERS))

    assert few.spans()[2] == many.spans()[2] == (86.0, 14.0)
    assert "Not sure: hidden." in few.description
    assert "The length of a hatched part says nothing." in few.description
    assert len(re.findall("<pattern", few.drawing(820).svg())) == 1


def test_the_parts_that_are_known_keep_their_proportion_beside_hidden_ones():
    first, second, hidden = (width for _, width in stacked(20, 10, None).spans())

    assert first == pytest.approx(2 * second, abs=0.02)
    assert first + second + hidden == pytest.approx(100, abs=0.02)


def test_a_bar_of_nothing_but_hidden_parts_is_still_drawn():
    assert [width for _, width in stacked(None, None).spans()] == [50.0, 50.0]


def test_a_survey_without_an_answer_draws_an_empty_bar():
    assert [width for _, width in stacked(0, 0).spans()] == [0.0, 0.0]
    assert len(trees(stacked(0, 0))) == 3


def test_a_hidden_cell_of_the_table_is_marked_and_empty_of_numbers():
    html = ui.chart_table(stacked(26, None))
    cells = re.findall(r'<td class="([^"]*)"[^>]*>([^<]*)</td>', html)

    assert cells == [("sg-number", "26"), ("sg-hidden", "hidden")]


def test_a_hidden_bar_says_so():
    hidden = charts.Bars("By place", [charts.Bar("At home", 71.4, words="71.4%"), charts.Bar("In hospital", None)])

    assert hidden.description == "At home: 71.4%. In hospital: hidden."
    assert ui.chart_table(hidden).count('class="sg-hidden"') == 1


def test_the_table_holds_what_the_picture_holds():
    assert [[cell["text"] for cell in row] for row in bars(45, 25).table()["rows"]] == [
        ["Definitely yes", "45%", "1% to 2%"],
        ["Probably yes", "25%", "1% to 2%"],
    ]
    assert [row[1]["text"] for row in line().table()["rows"]] == ["0", "12", "31", "47"]


def test_names_that_would_touch_drop_a_line():
    assert stagger([(0, 50), (55, 90), (70, 120), (61, 80), (200, 210)]) == [0, 1, 0, 2, 0]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)), max_size=12))
def test_no_two_names_of_one_row_ever_touch(places):
    spans = [(left, left + width) for left, width in places]
    rows = stagger(spans)

    for index, (left, right) in enumerate(spans):
        for (other_left, other_right), row in zip(spans[:index], rows[:index], strict=True):
            if row == rows[index]:
                assert right < other_left or other_right < left


@given(st.lists(st.one_of(st.none(), st.integers(0, 5000)), min_size=1, max_size=6))
def test_the_parts_of_a_bar_never_leave_it(counts):
    spans = stacked(*counts, labels=["answer"] * 6).spans()

    assert all(left >= 0 and left + width <= 100.1 for left, width in spans)


def test_a_printed_picture_has_a_width_and_carries_its_colours():
    svg = ElementTree.fromstring(charts.printed(stacked(34, 19), 620))

    assert (svg.get("width"), svg.get("viewBox").split()[2]) == ("620", "620")
    assert {rect.get("fill") for rect in svg.iter(f"{SVG}rect")} == {"#003c78", "#8a3c00"}


def test_a_usual_course_is_in_the_picture_the_words_and_the_table():
    chart = replace(line(), usual=[(0, 0), (3, 33), (4, 52)])

    assert chart.description.endswith("Usual by week 0: 0. Usual by week 3: 33. Usual by week 4: 52.")
    assert [[cell["text"] for cell in row] for row in chart.table()["rows"]][-2:] == [
        ["3", "47", "33"],
        ["4", "", "52"],
    ]
    for tree in trees(chart):
        told = " ".join(tree.itertext())
        assert "Usual: 33" in told
        assert "Usual: 52" in told
