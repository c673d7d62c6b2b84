"""Texts that PALS has released are put under themes, on pages that need no script."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from surveys.screening import actions as screening
from surveys.screening.models import Text
from surveys.themes import actions
from surveys.themes.models import Reading, Tag, Theme
from tests.factories import user_with_role
from tests.surveys.themes.conftest import WRITTEN, Coder, address

pytestmark = pytest.mark.django_db


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def post(client, survey, text, **typed):
    return client.post(address("tag_text", survey, text.field, text.pk), {"turn": "0", **typed}, follow=True)


def test_a_nurse_reads_what_is_released_makes_a_theme_and_goes_on_with_the_next(signed_in, nurse, survey, coder):
    client, text = signed_in(nurse), coder.text(WRITTEN[1])
    screening.put_back(coder.text("Nothing"), by=coder.by)
    page = client.get(address("theme_texts", survey, "5"))
    assert "0 of 11 texts read" in words(page)
    assert "1 text waits for PALS" in words(page)
    assert client.get(address("tag_text", survey, "5", coder.text("Nothing").pk)).status_code == 404

    page = post(client, survey, text, new_name=" Parking ", new_about="Cars and buses")

    assert [(theme.name, theme.about) for theme in Theme.objects.all()] == [("Parking", "Cars and buses")]
    assert "1 of 11 texts read" in words(page)
    assert "What is this text about?" in words(page), "the next text follows"
    assert page.redirect_chain[-1][0].endswith("#themes")
    assert text.words not in words(page)
    page = post(client, survey, coder.text(WRITTEN[0]), themes=[str(coder.theme("Parking").pk)], stay="yes")
    assert "2 of 11 texts read" in words(page)
    assert "Parking Cars and buses 2 texts" in words(page)


def test_the_overview_tells_a_nurse_that_texts_wait_for_pals_and_not_that_nobody_wrote(signed_in, nurse, survey, coder):
    for text in Text.objects.filter(survey=survey, field="5"):
        screening.put_back(text, by=coder.by)

    page = words(signed_in(nurse).get(address("themes", survey)))

    assert f"{Text.objects.filter(survey=survey, field='5').count()} texts wait for PALS" in page
    assert WRITTEN[0] not in page


def test_a_text_may_have_several_themes_or_nothing_to_code_but_not_both(signed_in, nurse, survey, coder):
    coder.tag(WRITTEN[0], "Parking")
    coder.tag(WRITTEN[2], "Letters")
    client, text = signed_in(nurse), coder.text(WRITTEN[1])
    both = [str(coder.theme(name).pk) for name in ("Parking", "Letters")]

    assert "not both" in words(post(client, survey, text, themes=[both[0], "nothing"]))
    assert "Tick a theme, name a new one" in words(post(client, survey, text))
    assert "Enter a name for the new theme" in words(post(client, survey, text, new_about="Cars"))
    assert "There is a theme “Parking” already: tick it" in words(post(client, survey, text, new_name="PARKING"))
    assert not Reading.objects.filter(text=text).exists()
    post(client, survey, text, themes=both)
    post(client, survey, coder.text("Nothing"), themes=["nothing"])

    assert {tag.theme.name for tag in text.tags.all()} == {"Parking", "Letters"}
    assert Reading.objects.get(text=coder.text("Nothing")).nothing
    page = client.get(address("theme_texts", survey, "5") + "?show=nothing")
    assert "Nothing to code 1" in words(page)
    assert len(page.context["rows"]) == 1
    of_parking = client.get(address("theme_texts", survey, "5") + f"?show={both[0]}")
    assert {row["text"].words for row in of_parking.context["rows"]} == set(WRITTEN[:2])
    left = client.get(address("theme_texts", survey, "5") + "?show=unread").context["rows"]
    assert len(left) == 12 - 4


def test_two_people_on_one_text_the_second_is_told_and_nothing_is_overwritten(signed_in, nurse, pals, survey, coder):
    text = coder.text(WRITTEN[1])
    coder.tag(WRITTEN[2], "Letters")
    client = signed_in(pals)
    seen = client.get(address("tag_text", survey, "5", text.pk))
    assert 'name="turn" value="0"' in seen.text
    coder.tag(WRITTEN[1], "Parking")

    page = post(client, survey, text, themes=[str(coder.theme("Letters").pk)])

    assert "Somebody else has tagged this text since you opened it: “Parking”" in words(page)
    assert [tag.theme.name for tag in text.tags.all()] == ["Parking"]
    assert re.search(rf'value="{coder.theme("Letters").pk}"[^>]*checked', page.text), "what was ticked stays ticked"
    assert 'name="turn" value="1"' in page.text
    both = [str(coder.theme(name).pk) for name in ("Parking", "Letters")]
    post(client, survey, text, themes=both, turn="1")
    assert {tag.theme.name for tag in text.tags.all()} == {"Parking", "Letters"}


def test_what_pals_takes_back_while_it_is_tagged_is_told_and_counts_no_longer(signed_in, nurse, pals, survey, coder):
    coder.tag(WRITTEN[0], "Parking")
    text = coder.text(WRITTEN[0])
    screening.put_back(text, by=SignedIn(pals))

    page = post(signed_in(nurse), survey, text, themes=[str(coder.theme("Parking").pk)], turn="1")

    assert "PALS has taken this text back" in words(page)
    assert text.words not in words(page)
    assert actions.count(survey) == {}
    with pytest.raises(Refused, match="taken this text back"):
        coder.tag(WRITTEN[0], "Parking")
    screening.release(text, by=SignedIn(pals))
    assert actions.count(survey)["5"][0]["texts"] == 1


def test_hostile_names_and_texts_are_words(close_with, signed_in, nurse):
    survey = close_with([{"5": "<script>alert(1)</script>"}, *[{"5": "Fine"}] * 11])
    text = Text.objects.get(survey=survey, words__startswith="<script>")
    client = signed_in(nurse)

    post(client, survey, text, new_name="<img src=x onerror=alert(1)>", new_about="<b>{{ 7*7 }}</b>")
    theme = Theme.objects.get()

    for page in (
        client.get(address("theme_texts", survey, "5")), client.get(address("tag_text", survey, "5", text.pk)),
        client.get(address("theme", survey, theme.pk)), client.get(address("merge_theme", survey, theme.pk)),
        client.get(address("delete_theme", survey, theme.pk)), client.get(address("quote_text", survey, "5", text.pk)),
    ):  # fmt: skip
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "<b>{{" not in page.text
        assert "49" not in re.sub(r"[0-9a-f-]{36}", "", words(page))


def test_words_are_found_by_a_posted_search_only_where_they_are_released(signed_in, nurse, pals, survey, coder):
    screening.put_back(coder.text(WRITTEN[0]), by=SignedIn(pals))
    page = signed_in(nurse).post(address("theme_texts", survey, "5"), {"search": "PARKING"})

    assert [row["text"].words for row in page.context["rows"]] == [WRITTEN[1]]
    assert "1 text with “PARKING”" in words(page)


def test_themes_of_earlier_rounds_are_offered_where_the_same_was_asked(close_with, signed_in, nurse, survey, coder):
    coder.tag(WRITTEN[0], "Parking")
    coder.tag("Why not", "Hope")
    later = close_with([{"5": f"Parking {number}"} for number in range(12)])
    later.closed_on = later.closed_on.replace(year=2027)
    later.save()
    client, text = signed_in(nurse), Text.objects.filter(survey=later)[0]
    page = client.get(address("tag_text", later, "5", text.pk))
    assert "Themes of earlier rounds Parking" in words(page)
    assert "Hope" not in words(page)

    page = post(client, later, text, earlier=[str(coder.theme("Parking").pk)])

    assert Theme.objects.get(survey=later).name == "Parking"
    assert "Themes of earlier rounds" not in words(page)


def test_the_committee_and_finance_open_none_of_it(signed_in, group, survey, coder):
    coder.read_all()
    for role in (Role.COMMITTEE, Role.FINANCE, Role.COORDINATOR, Role.ADMINISTRATOR):
        client = signed_in(user_with_role(role, group))
        for there in (address("themes", survey), address("theme_texts", survey, "5"), address("quotations", survey)):
            assert client.get(there).status_code == 403


def test_pages_take_the_same_queries_for_few_texts_and_many(close_with, signed_in, nurse, survey, coder):
    many = close_with([{"5": f"Text {number}", "3w": "Why"} for number in range(60)])
    coder.read_all()
    other = Coder(nurse, many)
    for number in range(40):
        other.tag(f"Text {number}", f"Theme {number % 15}")
    client = signed_in(nurse)
    client.get(address("themes", survey))
    for name, most in (("themes", 12), ("theme_texts", 18)):
        counts = []
        for one in (survey, many):
            with CaptureQueriesContext(connection) as asked:
                client.get(address(name, one, *(["5"] if name == "theme_texts" else [])))
            counts.append(len(asked))
        assert counts[0] == counts[1] <= most, name


def test_a_tag_has_no_date_no_number_in_order_no_name_and_no_history(survey, coder):
    coder.read_all()
    assert {field.column for field in Tag._meta.fields} == {"id", "theme_id", "text_id"}
    assert {field.column for field in Reading._meta.fields} == {"text_id", "turn", "nothing"}
    assert not hasattr(Tag, "pgh_event_model")
    assert not hasattr(Reading, "pgh_event_model")
    assert not [name for name in ("text_id", "text") if name in {f.name for f in Theme.pgh_event_model._meta.fields}]
