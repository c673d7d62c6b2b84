"""Themes are renamed, merged, taken apart again and deleted."""

import re

import pytest
from django.db import IntegrityError, transaction

from supportgroup.access.refusal import Refused
from surveys.screening.models import Text
from surveys.themes import actions
from surveys.themes.models import Tag, Theme
from tests.surveys.themes.conftest import WRITTEN, address

pytestmark = pytest.mark.django_db


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def counts(survey, field="5"):
    return {one["name"]: one["texts"] for one in actions.count(survey).get(field, [])}


def test_a_merge_shows_both_counts_each_text_once_and_can_be_undone(signed_in, nurse, survey, coder):
    coder.read_all()
    client, parking, letters = signed_in(nurse), coder.theme("Parking"), coder.theme("Letters")
    assert counts(survey) == {"Letters": 2, "Parking": 2, "Others": 1}
    page = client.post(address("merge_theme", survey, parking.pk), {"into": letters.pk})
    assert "Merge “Parking” into “Letters”?" in words(page)
    assert "In both 1 text. After the merge each of them counts once" in words(page)
    assert counts(survey)["Parking"] == 2, "nothing is merged before it is confirmed"

    page = client.post(address("merge_theme", survey, parking.pk), {"into": letters.pk, "sure": "yes"}, follow=True)

    assert "You can undo it below" in words(page)
    assert counts(survey) == {"Letters": 3, "Others": 1}
    tagged = client.get(address("tag_text", survey, "5", coder.text(WRITTEN[0]).pk))
    assert re.search(rf'value="{letters.pk}"[^>]*checked', tagged.text)
    coder.tag(WRITTEN[3], "Letters")
    page = client.post(address("undo_theme_merge", survey, parking.pk), follow=True)
    assert "stands by itself again" in words(page)
    assert counts(survey) == {"Letters": 3, "Parking": 2, "Others": 1}


def test_saving_a_text_again_after_a_merge_keeps_where_it_came_from(survey, coder):
    coder.read_all()
    actions.merge(coder.theme("Parking"), into=coder.theme("Letters"), by=coder.by)
    coder.tag(WRITTEN[0], "Letters")
    assert [tag.theme.name for tag in coder.text(WRITTEN[0]).tags.all()] == ["Parking"]
    actions.undo_merge(coder.theme("Parking"), by=coder.by)
    assert counts(survey)["Parking"] == 2


def test_what_was_merged_goes_along_and_each_is_taken_out_by_itself(survey, coder):
    coder.read_all()
    actions.merge(coder.theme("Others"), into=coder.theme("Parking"), by=coder.by)
    actions.merge(coder.theme("Parking"), into=coder.theme("Letters"), by=coder.by)
    assert counts(survey) == {"Letters": 4}
    with pytest.raises(Refused, match="merged meanwhile"):
        actions.merge(coder.theme("Letters"), into=coder.theme("Others"), by=coder.by)
    actions.undo_merge(coder.theme("Parking"), by=coder.by)
    assert counts(survey) == {"Letters": 3, "Parking": 2}


def test_themes_of_two_questions_are_never_merged(survey, coder):
    coder.read_all()
    coder.tag("Why not", "Hope")
    with pytest.raises(Refused, match="one question"):
        actions.merge(coder.theme("Hope"), into=coder.theme("Parking"), by=coder.by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.filter(name="Hope").update(merged_into=coder.theme("Hope"))


def test_a_name_that_there_is_offers_the_merge(signed_in, nurse, survey, coder):
    coder.read_all()
    there = address("theme", survey, coder.theme("Parking").pk)
    page = signed_in(nurse).post(there, {"name": "letters ", "about": "Post"})

    assert "There is a theme “Letters” already" in words(page)
    offered = f"{address('merge_theme', survey, coder.theme('Parking').pk)}?into={coder.theme('Letters').pk}"
    assert offered in page.text
    assert "Merge “Parking” into “Letters”?" in words(signed_in(nurse).get(offered))
    signed_in(nurse).post(there, {"name": "Car park", "about": "Cars"})
    assert (coder.theme("Car park").about, counts(survey)["Car park"]) == ("Cars", 2)
    assert "made" not in Theme.pgh_event_model.objects.filter(name="Car park").get().pgh_label


def test_a_deleted_theme_leaves_its_texts_to_be_read_again(signed_in, nurse, survey, coder):
    coder.read_all()
    client, theme = signed_in(nurse), coder.theme("Parking")
    page = client.get(address("delete_theme", survey, theme.pk))
    assert "taken off 2 texts" in words(page)
    assert "cannot be undone" in words(page)

    page = client.post(address("delete_theme", survey, theme.pk), follow=True)

    assert "“Parking” is deleted." in words(page)
    assert "11 of 12 texts read" in words(page), "one of the two has another theme"
    assert counts(survey) == {"Letters": 2, "Others": 1}
    assert Text.objects.filter(survey=survey, field="5").count() == 12


def test_a_theme_that_was_merged_or_deleted_while_somebody_tags_is_said(survey, coder):
    coder.read_all()
    parking = coder.theme("Parking")
    actions.merge(parking, into=coder.theme("Letters"), by=coder.by)
    with pytest.raises(Refused, match="merged or deleted meanwhile"):
        actions.tag(coder.text("Nothing"), themes=[parking.pk], turn=1, by=coder.by)
    assert not Tag.objects.filter(text=coder.text("Nothing")).exists()
