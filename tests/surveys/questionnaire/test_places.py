from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.places import moved, placed, with_new, without
from tests.surveys.questionnaire.drawn import questionnaires


def rows_of(questions):
    return [{"key": f"q{one['number']}", "options": one["options"], "section": one["section"]} for one in questions]


def led(rows):
    """Say, by keys, which question each option leads to: what must not change when numbers do."""
    return {
        (row["key"], option["code"]): None if option["go_to"] is None else rows[option["go_to"] - 1]["key"]
        for row in rows
        for option in row["options"]
    }


def inside(questions):
    """Drop routes to questions that are not there."""
    for question in questions:
        for option in question["options"]:
            if option["go_to"] is not None and option["go_to"] > len(questions):
                option["go_to"] = None
    return questions


drawn_rows = questionnaires().map(inside).map(rows_of)


@given(st.data())
def test_moving_a_question_leaves_every_option_leading_to_the_same_question(data):
    rows = data.draw(drawn_rows)
    number, to = (data.draw(st.integers(1, len(rows))) for _ in range(2))

    after = moved(rows, number=number, to=to)

    assert after[to - 1]["key"] == rows[number - 1]["key"]
    assert led(after) == led(rows)


@given(st.data())
def test_moving_there_and_back_changes_nothing(data):
    rows = data.draw(drawn_rows)
    number, to = (data.draw(st.integers(1, len(rows))) for _ in range(2))

    assert moved(moved(rows, number=number, to=to), number=to, to=number) == rows


@given(st.data())
def test_adding_a_question_leaves_every_option_leading_to_the_same_question(data):
    rows = data.draw(drawn_rows)
    number = data.draw(st.integers(1, len(rows) + 1))

    after = with_new(rows, {"key": "new", "options": [], "section": {}}, number=number)

    assert [row["key"] for row in after].index("new") == number - 1
    assert led(after) == led(rows)


@given(st.data())
def test_removing_a_question_leads_what_led_to_it_to_the_one_after_it(data):
    rows = data.draw(drawn_rows)
    number = data.draw(st.integers(1, len(rows)))
    removed = rows[number - 1]["key"]
    follower = rows[number]["key"] if number < len(rows) else None

    after = without(rows, number=number)

    before = {option: to for option, to in led(rows).items() if option[0] != removed}
    assert led(after) == {option: follower if to == removed else to for option, to in before.items()}


@given(st.data())
def test_a_question_that_is_placed_stands_after_the_one_named_and_every_option_leads_to_the_same_question(data):
    rows = data.draw(drawn_rows)
    number = data.draw(st.integers(1, len(rows)))
    after = data.draw(st.integers(0, len(rows)).filter(lambda place: place != number))
    key = rows[number - 1]["key"]

    there = placed(rows, number=number, after=after)

    order = [row["key"] for row in there]
    assert sorted(order) == sorted(row["key"] for row in rows)
    assert order.index(key) == (order.index(rows[after - 1]["key"]) + 1 if after else 0)
    assert led(there) == led(rows)


@given(st.data())
def test_headings_stay_with_the_questions_below_them_when_another_is_placed(data):
    rows = data.draw(drawn_rows)
    number = data.draw(st.integers(1, len(rows)))
    after = data.draw(st.integers(1, len(rows)).filter(lambda place: place != number))
    moving = rows[number - 1]
    others = {row["key"]: row["section"] for row in rows if row is not moving}
    if moving["section"] and number < len(rows):
        others[rows[number]["key"]] = rows[number]["section"] or moving["section"]

    there = placed(rows, number=number, after=after)

    headed = {row["key"]: row["section"] for row in there}
    assert headed.pop(moving["key"]) == ({} if there[0]["key"] != moving["key"] else headed.get(moving["key"], {}))
    assert headed == others


def test_a_question_comes_first_in_a_section_under_its_heading():
    heading = {"heading": "About you", "words": ""}
    rows = [{"key": key, "options": [], "section": heading if key == "C" else {}} for key in "ABCD"]

    first = placed(rows, number=1, after=2, opens=True)
    last_before = placed(rows, number=4, after=2)
    already = placed(rows, number=3, after=2, opens=True)

    assert [(row["key"], bool(row["section"])) for row in first] == [
        ("B", False),
        ("A", True),
        ("C", False),
        ("D", False),
    ]
    assert [(row["key"], bool(row["section"])) for row in last_before] == [
        ("A", False),
        ("B", False),
        ("D", False),
        ("C", True),
    ]
    assert already == rows


@given(drawn_rows)
def test_rows_given_are_never_changed(rows):
    before = [{**row, "options": [dict(option) for option in row["options"]]} for row in rows]

    moved(rows, number=1, to=len(rows))
    without(rows, number=1)
    with_new(rows, {"key": "new", "options": [], "section": {}}, number=1)

    assert rows == before
