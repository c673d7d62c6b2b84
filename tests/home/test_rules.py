import datetime

from supportgroup.home.rules import in_order
from supportgroup.ui.todo import Line

TODAY = datetime.date(2026, 11, 23)


def line(text, days=None, *, urgent=False):
    due = None if days is None else TODAY + datetime.timedelta(days=days)
    return Line(text=text, url="/", due=due, urgent=urgent)


def test_what_is_late_and_due_stands_first_then_by_date_then_what_has_none():
    day = in_order([line("no date"), line("later", 3), line("today", 0), line("late", -2)], today=TODAY)

    assert day.urgent is None
    assert [row.text for row in day.due] == ["late", "today"]
    assert [row.text for row in day.later] == ["later", "no date"]
    assert day.count == 4


def test_one_urgent_line_is_lifted_out_and_counted_once():
    day = in_order([line("late", -9), line("urgent", 1, urgent=True), line("urgent too", 0, urgent=True)], today=TODAY)

    assert day.urgent.text == "urgent too"
    assert [row.text for row in [*day.due, *day.later]] == ["urgent", "late"] or day.count == 3


def test_nothing_waits():
    assert in_order([], today=TODAY).count == 0
