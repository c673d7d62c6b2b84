"""Words chosen for the report stand while their text reads as it did, and PALS has looked at them."""

import re

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from surveys.screening import actions as screening
from surveys.screening.marks import where
from surveys.themes import quoting, today
from surveys.themes.models import Quotation
from tests.surveys.themes.conftest import WRITTEN, address
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
LONG = WRITTEN[1]


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def read(coder):
    return coder.read_all()


def said(survey):
    return list(Quotation.objects.filter(theme__survey=survey).standing().values_list("said", flat=True))


def test_a_nurse_chooses_a_part_and_pals_looks_at_it_before_it_is_shown(signed_in, nurse, pals, survey, read):
    client, text = signed_in(nurse), read.text(LONG)
    typed = {"theme": read.theme("Letters").pk, "words": "clearer  LETTERS", "sure": "on"}
    there = address("quote_text", survey, "5", text.pk)
    assert "Look at the words again" in words(client.post(there, typed | {"sure": ""}))
    assert "Copy the words as they stand" in words(client.post(there, typed | {"words": "clearest letters"}))
    assert "Choose the theme" in words(client.post(there, typed | {"theme": ""}))
    assert not Quotation.objects.exists()

    page = client.post(there, typed, follow=True)
    client.post(there, typed)  # a second click

    quotation = Quotation.objects.get()
    assert "PALS looks at it a second time" in words(page)
    assert (quotation.state, quotation.looked_by, said(survey)) == ("proposed", None, ["clearer letters"])
    (line,) = lines_of_room(today, pals, survey.group, clock.today())
    assert (line.url, line.reason[:21]) == (address("quotations", survey), "1 quotation waits. Co")
    assert lines_of_room(today, nurse, survey.group, clock.today()) == []
    assert client.post(address("confirm_quotation", survey, quotation.pk)).status_code == 403
    page = signed_in(pals).post(address("confirm_quotation", survey, quotation.pk), follow=True)
    assert "It is in the report." in words(page)
    quotation.refresh_from_db()
    assert (quotation.state, quotation.chosen_by, quotation.looked_by) == ("shown", nurse, pals)
    assert "clearer letters" in words(page)


def test_pals_needs_no_second_look_and_the_database_shows_nothing_without_one(signed_in, nurse, pals, survey, read):
    typed = {"theme": read.theme("Letters").pk, "words": LONG, "sure": "on"}
    signed_in(pals).post(address("quote_text", survey, "5", read.text(LONG).pk), typed)
    assert Quotation.objects.get().state == "shown"
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.update(looked_by=None)


def test_a_quotation_is_taken_back_and_put_back(signed_in, nurse, pals, survey, read):
    quotation = read.quote(LONG, LONG, "Letters", screens=True)
    client = signed_in(nurse)
    page = client.post(address("take_back_quotation", survey, quotation.pk), follow=True)
    assert "if you want to put it back" in words(page)
    page = client.post(address("put_quotation_back", survey, quotation.pk), follow=True)

    assert "PALS looks at it a second time" in words(page)
    quotation.refresh_from_db()
    assert (quotation.state, quotation.looked_by) == ("proposed", None)


def test_it_falls_with_its_text_and_keeps_no_copy_of_it(pals, survey, read):
    quotation = read.quote(LONG, "clearer letters", "Letters", screens=True)
    text, by = read.text(LONG), SignedIn(pals)
    screening.put_back(text, by=by)
    assert said(survey) == []
    screening.release(text, by=by)
    assert said(survey) == ["clearer letters"], "the very text has been released again"

    screening.put_back(text, by=by)
    screening.release(text, blank=where(LONG, "clearer"), by=by)

    assert said(survey) == []
    with pytest.raises(Refused, match="has fallen"):
        quoting.confirm(quotation, by=by)
    stored = [str(value) for row in (*Quotation.objects.values(), *Quotation.pgh_event_model.objects.values())
              for value in row.values()]  # fmt: skip
    assert not [value for value in stored if "clearer" in value]
    assert not {"text", "start", "length", "seal"} & {field.name for field in Quotation.pgh_event_model._meta.fields}
    read.quote(LONG, "[left out] letters", "Letters", screens=True)
    assert said(survey) == ["[left out] letters"]


def test_what_is_withheld_cannot_be_quoted_nor_opened(signed_in, nurse, pals, survey, read):
    text = read.text(LONG)
    screening.put_back(text, by=SignedIn(pals))
    screening.withhold(text, by=SignedIn(pals))
    for client in (signed_in(nurse), signed_in(pals)):
        assert client.get(address("quote_text", survey, "5", text.pk)).status_code == 404
    with pytest.raises(Refused, match="taken this text back"):
        read.quote(LONG, LONG, "Letters")


def test_a_text_without_a_theme_has_none_to_stand_under(signed_in, nurse, survey, read):
    page = signed_in(nurse).get(address("quote_text", survey, "5", read.text("Nothing").pk))
    assert "Give this text a theme first" in words(page)
