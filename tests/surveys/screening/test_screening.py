"""PALS reads what people wrote before anybody else, on pages that need no script."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from surveys.answers.models import Response
from surveys.screening import actions, today
from surveys.screening.models import HarmReport, Text
from tests.factories import PersonFactory
from tests.surveys.results.conftest import TESTER, close_with  # noqa: F401  a fixture
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
NAMED = "Edith Marsh was kind, and so was Ruth."


@pytest.fixture
def survey(close_with, group, pals):  # noqa: F811
    """A closed survey: 3 people wrote something to question 5, 1 of them said why too; 9 wrote nothing."""
    PersonFactory(group=group, first_name="Edith", last_name="Marsh")
    written = [{"5": NAMED, "3w": "Parking."}, {"5": "Nothing."}, {"5": "<b>Bold</b> & kind"}]
    return close_with([*written, *[{"1": "a"}] * 9], released=False)


def address(name, survey, text=None):
    return reverse(name, args=[survey.group.slug, survey.pk, *([text.pk] if text else [])])


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_each_text_is_written_down_alone_once_and_joined_to_no_reply(survey):
    assert actions.lay_out(survey, by=TESTER) == 0
    texts = list(Text.objects.filter(survey=survey).values_list("field", "words", "state", "released"))
    assert sorted(texts) == sorted([
        ("5", NAMED, "waiting", ""), ("3w", "Parking.", "waiting", ""), ("5", "Nothing.", "waiting", ""),
        ("5", "<b>Bold</b> & kind", "waiting", ""),
    ])  # fmt: skip
    assert not set(Text.objects.values_list("pk", flat=True)) & set(Response.objects.values_list("pk", flat=True))
    assert {field.column for field in Text._meta.fields} == {
        "id", "survey_id", "field", "words", "state", "released", "screened_by_id", "screened_on",
    }  # fmt: skip


def test_the_desk_lists_what_waits_with_names_marked_and_releases_what_has_no_mark(signed_in, pals, survey):
    client = signed_in(pals)
    page = client.get(address("screening", survey))
    assert "4 texts wait for you" in page.text
    assert '<mark class="sg-mark">Edith<' in page.text
    assert '<mark class="sg-mark">Ruth<' in page.text
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; kind" in page.text
    assert "release the 3 texts without a mark" in page.text

    seen = [str(text.pk) for text in Text.objects.all()]
    page = client.post(address("release_unmarked", survey), {"seen": [*seen, "no key"]}, follow=True)

    assert "3 texts are released." in words(page)
    assert list(Text.objects.waiting().values_list("words", flat=True)) == [NAMED]
    assert set(Text.objects.filter(state="released").values_list("screened_by", flat=True)) == {pals.pk}
    again = client.post(address("release_unmarked", survey), {"seen": seen}, follow=True)
    assert "Nothing was released" in words(again)


def test_a_text_is_released_without_what_was_ticked_and_without_own_words(signed_in, pals, survey):
    client, text = signed_in(pals), Text.objects.get(words=NAMED)
    page = client.get(address("screen_text", survey, text))
    assert [why for _, why in page.context["pieces"] if why] == ["a name on the register"] * 2 + ["a name of staff"]
    assert page.text.count(" checked") == 3, "every mark is ticked from the start"

    wrong = client.post(address("screen_text", survey, text), {"own": "was cruel"})
    assert "“was cruel” is not there" in wrong.text
    assert Text.objects.get(pk=text.pk).state == "waiting"
    client.post(address("screen_text", survey, text), {"blank": ["0", "1"], "own": "SO WAS"})

    text.refresh_from_db()
    assert (text.state, text.released) == ("released", "[a name] [a name] was kind, and [left out] Ruth.")
    assert (text.screened_by, text.screened_on) == (pals, clock.today())
    assert text.released in words(client.get(address("screening", survey) + "?show=released&field=5"))
    assert text.released not in words(client.get(address("screening", survey) + "?show=released&field=3w"))


def test_after_one_text_the_next_of_the_same_question_follows_and_then_the_desk(signed_in, pals, survey):
    client = signed_in(pals)
    first, second, third = Text.objects.filter(field="5").order_by("pk")

    assert client.post(address("screen_text", survey, first), {}).url == address("screen_text", survey, second)
    held = client.post(address("screen_text", survey, second), {"withhold": "yes"})
    assert held.url == address("screen_text", survey, third)
    assert client.post(address("screen_text", survey, third), {}).url == address("screening", survey)
    assert Text.objects.get(pk=second.pk).state == "withheld"


def test_a_second_officer_is_told_that_somebody_was_quicker_and_a_text_can_be_put_back(
    signed_in, pals, pals_entry, survey
):
    text = Text.objects.get(words="Nothing.")
    actions.withhold(text, by=SignedIn(pals))
    with pytest.raises(Refused, match="Somebody has withheld this text already"):
        actions.release(text, by=SignedIn(pals_entry))

    page = signed_in(pals_entry).post(address("put_text_back", survey, text), follow=True)

    assert "It waits again." in words(page)
    text.refresh_from_db()
    assert (text.state, text.released, text.screened_by) == ("waiting", "", None)


def test_the_database_lets_nobody_read_a_text_that_is_not_released(survey):
    text = Text.objects.get(words="Nothing.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Text.objects.filter(pk=text.pk).update(released="Nothing.")


def test_serious_harm_says_what_it_breaks_is_recorded_for_good_and_withholds_the_text(signed_in, pals, nurse, survey):
    text = actions.release(Text.objects.get(words="Nothing."), by=SignedIn(pals))
    client = signed_in(pals)
    assert "breaks that" in client.get(address("raise_harm", survey, text)).text
    said = {"kind": "self", "told": "Ann Lead, safeguarding", "why": "Tells of a plan."}
    assert "Tell them first" in client.post(address("raise_harm", survey, text), said).text
    assert not HarmReport.objects.exists()

    page = client.post(address("raise_harm", survey, text), {**said, "sure": "on"}, follow=True)
    client.post(address("raise_harm", survey, text), {**said, "sure": "on"})  # a second click

    report = HarmReport.objects.get()
    assert (report.kind, report.told, report.raised_by) == ("self", "Ann Lead, safeguarding", pals)
    text.refresh_from_db()
    assert (text.state, text.released) == ("withheld", "")
    assert "Ruth Bell told Ann Lead, safeguarding" in words(page)
    assert HarmReport.pgh_event_model.objects.count() == 1
    assert "Nothing." not in signed_in(nurse).get(f"/immunology/surveys/{survey.pk}/results/words/5/").text


def test_today_counts_what_waits_for_pals_alone(pals, nurse, survey):
    (line,) = lines_of_room(today, pals, survey.group, clock.today())

    assert (line.text, line.url) == ("Read what people wrote in “Your treatment”", address("screening", survey))
    assert line.reason.startswith("4 texts wait.")
    assert lines_of_room(today, nurse, survey.group, clock.today()) == []
    Text.objects.update(state="withheld", screened_on=clock.today())
    assert lines_of_room(today, pals, survey.group, clock.today()) == []


def test_the_desk_takes_the_same_queries_for_few_texts_and_many(close_with, signed_in, pals, survey):  # noqa: F811
    many = close_with([{"5": f"Edith, text {number}"} for number in range(60)], released=False)
    client = signed_in(pals)
    client.get(address("screening", survey))
    counts = []
    for one in (survey, many):
        with CaptureQueriesContext(connection) as asked:
            client.get(address("screening", one))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 14


def test_texts_come_in_the_order_of_their_questions(survey):
    Text.objects.all().delete()
    for field in ("18w", "7b", "2", "18"):
        Text.objects.create(survey=survey, field=field, words="Words.")
    assert [text.field for text in Text.objects.in_order()] == ["2", "7b", "18", "18w"]
