"""What people wrote about, in the results: counts of all who wrote, quotations alone, and nothing half done."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from surveys.screening import actions as screening
from surveys.screening.models import Text
from surveys.themes import actions
from surveys.themes.models import Counted, Quotation, Tag, Theme
from surveys.themes.shown import themes_in_results
from tests.surveys.themes.conftest import WRITTEN, Coder, address

pytestmark = pytest.mark.django_db
LIMITS = {"wrote": {"5": 12}, "least_base": 10, "careful_below": 30}


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def file_of(client, survey, name):
    return client.get(address("results_file", survey, name)).getvalue()


def rows_of(client, survey, name):
    return list(csv.reader(io.StringIO(file_of(client, survey, name).decode("utf-8-sig"))))[1:]


def test_everybody_who_reads_results_sees_counts_and_quotations_once_they_are_put_there(
    signed_in, nurse, pals, committee, survey, coder
):
    coder.read_all()
    coder.quote(WRITTEN[1], "clearer letters", "Letters", screens=True)
    coder.quote(WRITTEN[0], WRITTEN[0], "Parking")
    there = address("result", survey, "5")
    assert "Letters" not in words(signed_in(committee).get(there))
    page = signed_in(nurse).post(address("show_themes", survey, "5"), follow=True)
    assert "The themes are in the results." in words(page)

    for user in (nurse, pals, committee):
        client = signed_in(user)
        page = words(client.get(there))
        assert "People wrote most about “Letters” (17%), “Parking” (17%) and “Others” (8%)." in page
        assert "“clearer letters”" in page
        assert WRITTEN[0] not in page, "PALS has not looked at this one"
        assert "Shares are of all 12 who wrote something here" in page
        assert "People wrote most about “Letters” (17%)" in words(client.get(address("results", survey)))
        assert rows_of(client, survey, "themes.csv") == [
            ["5", "What should we change first?", name, "", count, share, "12", ""]
            for name, count, share in (("Letters", "2", "16.7"), ("Parking", "2", "16.7"), ("Others", "1", "8.3"))
        ]
        assert rows_of(client, survey, "quotations.csv") == [
            ["5", "What should we change first?", "Letters", "clearer letters"]
        ]
        assert ["1", "Standard", "5", "", "What should we change first?", "Theme", "", "Parking", "yes"] in rows_of(
            client, survey, "code-book.csv"
        )
    assert "theme_texts" not in page
    assert "themes/5" not in signed_in(committee).get(there).text


def test_nothing_is_shown_before_all_is_read_and_nothing_changes_by_itself(signed_in, nurse, pals, survey, coder):
    client = signed_in(nurse)
    coder.tag(WRITTEN[0], "Parking")
    page = client.post(address("show_themes", survey, "5"), follow=True)
    assert "Read the other 11 texts first" in words(page)
    coder.read_all()
    client.post(address("show_themes", survey, "5"))
    shown = themes_in_results(survey, **LIMITS)["5"].figures
    actions.merge(coder.theme("Parking"), into=coder.theme("Letters"), by=coder.by)
    screening.put_back(coder.text(WRITTEN[2]), by=SignedIn(pals))

    assert themes_in_results(survey, **LIMITS)["5"].figures == shown
    assert "PALS has not read 1 text" in words(client.post(address("show_themes", survey, "5"), follow=True))
    screening.release(coder.text(WRITTEN[2]), by=SignedIn(pals))
    assert "have changed since they were counted" in words(client.get(address("theme_texts", survey, "5")))
    client.post(address("show_themes", survey, "5"))
    now = themes_in_results(survey, **LIMITS)["5"].figures
    assert [(part.text, part.count) for part in now.parts] == [("Letters", 3), ("Others", 1)]
    client.post(address("hide_themes", survey, "5"))
    assert themes_in_results(survey, **LIMITS) == {}


def test_who_is_withheld_or_destroyed_is_in_the_base_and_changes_no_other_number(
    signed_in, pals, committee, survey, coder
):
    coder.read_all()
    for text in ("Thanks 1", "Thanks 2"):
        screening.put_back(coder.text(text), by=SignedIn(pals))
        screening.withhold(coder.text(text), by=SignedIn(pals))
    Text.objects.get(words="Thanks 2").delete()  # as it is when what was withheld is destroyed
    actions.put_into_results(survey, "5", by=coder.by)

    assert rows_of(signed_in(committee), survey, "themes.csv")[0][4:] == ["2", "16.7", "12", ""]


def test_nine_who_wrote_leave_no_number_no_theme_and_no_quotation(close_with, signed_in, nurse, committee):
    survey = close_with([*[{"5": f"Text {number}"} for number in range(9)], *[{"1": "a"}] * 9])
    coder = Coder(nurse, survey)
    for number in range(9):
        coder.tag(f"Text {number}", "Gardens")
    coder.quote("Text 3", "Text 3", "Gardens", screens=True)
    actions.put_into_results(survey, "5", by=coder.by)

    themed = themes_in_results(survey, **LIMITS | {"wrote": {"5": 9}})["5"]
    assert (themed.figures.parts, themed.quoted, themed.sentence) == ((), [], "")
    client = signed_in(committee)
    page = words(client.get(address("result", survey, "5")))
    assert "Gardens" not in page
    assert "Text 3" not in page
    assert "Fewer than 10 people answered this" in page
    files = b"".join(file_of(client, survey, name) for name in ("themes.csv", "quotations.csv", "code-book.csv"))
    assert b"Gardens" not in files
    assert b"Text 3" not in files


def test_a_formula_in_a_name_or_in_a_quotation_is_a_text_in_every_file(close_with, signed_in, nurse):
    survey = close_with([{"5": "=cmd|' /C calc'!A0"}, *[{"5": "Fine"}] * 11])
    coder = Coder(nurse, survey)
    coder.tag("=cmd|' /C calc'!A0", "+Formula")
    for text in Text.objects.filter(words="Fine"):
        actions.tag(text, themes=[], turn=0, by=coder.by)
    theme = Theme.objects.get()
    quotation = coder.quote("=cmd|' /C calc'!A0", "=cmd|'", "+Formula", screens=True)
    actions.put_into_results(survey, "5", by=coder.by)
    client = signed_in(nurse)

    assert (theme.name, quotation.state) == ("+Formula", "shown")
    assert rows_of(client, survey, "themes.csv")[0][2] == "'+Formula"
    assert rows_of(client, survey, "quotations.csv")[0][2:] == ["'+Formula", "'=cmd|'"]
    book = openpyxl.load_workbook(io.BytesIO(file_of(client, survey, "results.xlsx")))
    assert {cell.data_type for row in book["quotations"].iter_rows() for cell in row} == {"s"}


def test_counts_stay_when_the_texts_are_destroyed_and_tags_and_quotations_go(signed_in, nurse, survey, coder):
    coder.read_all()
    coder.quote(WRITTEN[0], WRITTEN[0], "Parking", screens=True)
    actions.put_into_results(survey, "5", by=coder.by)
    Text.objects.filter(survey=survey).delete()

    assert (Tag.objects.count(), Quotation.objects.count()) == (0, 0)
    assert list(Counted.objects.order_by("field").values_list("field", "in_results")) == [("5", True)]
    themed = themes_in_results(survey, **LIMITS)["5"]
    assert [(part.text, part.count) for part in themed.figures.parts] == [
        ("Letters", 2), ("Parking", 2), ("Others", 1),
    ]  # fmt: skip
    assert themed.quoted == []
    client = signed_in(nurse)
    page = client.get(address("theme_texts", survey, "5"))
    assert "What people wrote has been destroyed" in words(page)
    assert "Letters: 2 texts" in words(page)
    assert "has been destroyed" in words(client.get(address("themes", survey)))
    for change in (
        lambda: actions.put_into_results(survey, "5", by=coder.by),
        lambda: actions.edit(coder.theme("Parking"), name="Cars", about="", by=coder.by),
        lambda: actions.merge(coder.theme("Parking"), into=coder.theme("Letters"), by=coder.by),
        lambda: actions.remove(coder.theme("Parking"), by=coder.by),
    ):
        with pytest.raises(Refused, match="has been destroyed"):
            change()


def test_rounds_compare_themes_of_one_name(close_with, signed_in, nurse, committee, survey, coder):
    coder.read_all()
    actions.put_into_results(survey, "5", by=coder.by)
    later = close_with([{"5": f"Text {number}"} for number in range(10)])
    later.closed_on = later.closed_on.replace(year=2027)
    later.save()
    other = Coder(nurse, later)
    for number in range(10):
        other.tag(f"Text {number}", "PARKING" if number < 5 else "Food")
    actions.put_into_results(later, "5", by=other.by)

    page = words(signed_in(committee).get(address("results_rounds", later)))

    assert "Themes are compared by their names" in page
    assert "PARKING 17% (2) 50% (5)" in page
    assert "Food not found 50% (5)" in page
    assert "Letters 17% (2) not found" in page


def test_results_read_no_text_and_ask_the_same_for_any_number(signed_in, nurse, survey, coder):
    coder.read_all()
    actions.put_into_results(survey, "5", by=coder.by)
    client = signed_in(nurse)
    client.get(reverse("results", args=[survey.group.slug, survey.pk]))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("results", args=[survey.group.slug, survey.pk]))

    assert len(asked) <= 14
    of_texts = [query["sql"] for query in asked if "screening_text" in query["sql"]]
    assert len(of_texts) == 1
    assert "themes_quotation" in of_texts[0], "only the quotations' words"


def test_hostile_names_and_quotations_are_words_in_the_results(close_with, signed_in, nurse, committee):
    survey = close_with([{"5": "<script>alert(1)</script> {{ 7*7 }}"}, *[{"5": "Fine"}] * 11])
    coder = Coder(nurse, survey)
    coder.tag("<script>alert(1)</script> {{ 7*7 }}", "<img src=x onerror=alert(1)>")
    for text in Text.objects.filter(words="Fine"):
        actions.tag(text, themes=[], turn=0, by=coder.by)
    hostile = "<script>alert(1)</script> {{ 7*7 }}"
    coder.quote(hostile, hostile, "<img src=x onerror=alert(1)>", screens=True)
    actions.put_into_results(survey, "5", by=coder.by)

    for there in (address("result", survey, "5"), address("results", survey)):
        page = signed_in(committee).get(there).text
        assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}"
        in signed_in(committee).get(address("result", survey, "5")).text
    )


def test_a_theme_that_nobody_has_named_yet_says_nothing(signed_in, committee, survey):
    page = signed_in(committee).get(address("result", survey, "5"))
    assert "How themes are counted" not in words(page)
    assert file_of(signed_in(committee), survey, "themes.csv").decode("utf-8-sig").count("\n") == 1
