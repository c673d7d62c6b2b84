"""What was blanked out or withheld has its time; what was released stays, and so does a report of serious harm."""

import datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import F
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.groups.keeping import kept_as
from supportgroup.rights.keeping import actions as keeping
from supportgroup.rights.keeping import today
from supportgroup.rights.keeping.models import Destruction
from surveys.answers.models import Response
from surveys.questionnaire.models import Survey
from surveys.screening import actions, kept, marks
from surveys.screening.models import HarmReport, Text
from tests.surveys.results.conftest import close_with  # noqa: F401  a fixture
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
WROTE = ["Sister Marsh was kind.", "Parking.", "I fear for my wife.", "My name is on this.", "Nobody read me."]


@pytest.fixture
def survey(close_with, group, pals):  # noqa: F811
    """Closed 4 months ago: one text was blanked out, one released whole, two withheld, and one not read."""
    closed = close_with([*({"5": words} for words in WROTE), *[{"1": "a"}] * 8], released=False)
    Survey.objects.filter(pk=closed.pk).update(closed_on=clock.today() - datetime.timedelta(days=125))
    closed.refresh_from_db()
    by, (kind, parking, fear, name, _) = SignedIn(pals), (Text.objects.get(words=words) for words in WROTE)
    actions.release(kind, blank=[marks.Mark(7, 12, "a name")], by=by)
    actions.release(parking, by=by)
    actions.raise_harm(fear, kind="other", told="The safeguarding lead", why="She may come to harm", by=by)
    actions.withhold(name, by=by)
    return closed


def address(name, survey, *more):
    return reverse(name, args=[survey.group.slug, survey.pk, *more])


def destroy(survey, nurse):
    return keeping.destroy(kept.TEXTS, group=survey.group, keys=[str(survey.pk)], by=SignedIn(nurse))


def test_texts_are_due_three_months_after_the_close_and_today_says_so(survey, nurse):
    (item,) = kept.ended(survey.group, clock.today())
    assert "Nobody has read 1 text of it: release first what others should read" in item.words
    assert kept_as("screening.texts") is kept.TEXTS
    (line,) = lines_of_room(today, nurse, survey.group, clock.today())
    assert line.text == "Look through survey texts as they were written"

    Survey.objects.filter(pk=survey.pk).update(closed_on=clock.today() - datetime.timedelta(days=60))
    assert lines_of_room(today, nurse, survey.group, clock.today()) == []
    with pytest.raises(Refused, match="Nothing was destroyed"):
        destroy(survey, nurse)
    assert Text.objects.as_written().count() == 4


def test_what_was_blanked_out_or_withheld_is_nowhere_afterwards_and_what_was_released_stays(survey, nurse):
    released = sorted(Text.objects.filter(state="released").values_list("released", flat=True))
    assert "[" in released[1], "something is blanked out"

    done = destroy(survey, nurse)

    assert (done.rows, done.by_name) == (4, nurse.name)
    assert sorted(Text.objects.filter(state="released").values_list("released", flat=True)) == released
    assert not Text.objects.as_written().exists()
    assert everywhere("Marsh was") == everywhere("on this") == everywhere("fear for") == everywhere("read me") == []
    assert everywhere("Parking.") == ["screening_text"]
    report = HarmReport.objects.get()
    assert (report.text.words, report.text.state, report.told) == ("", "withheld", "The safeguarding lead")
    assert Response.objects.filter(content={"5": True}).count() == 5, "that they wrote something is counted still"
    assert kept.ended(survey.group, clock.today()) == []


def everywhere(words):
    """Return the tables in which these words stand."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text LIKE %s LIMIT 1', [f"%{words}%"])
            found += [table] if cursor.fetchone() else []
    return found


def test_a_text_without_its_words_is_shown_with_its_report_and_decided_no_more(survey, nurse, pals, signed_in):
    client, text = signed_in(pals), HarmReport.objects.get().text
    desk = client.get(address("screening", survey))
    assert "and what nobody has read, is due to be destroyed since" in desk.text
    Survey.objects.filter(pk=survey.pk).update(closed_on=clock.today() - datetime.timedelta(days=60))
    assert "so that you can decide again. Then it is due" in client.get(address("screening", survey)).text
    Survey.objects.filter(pk=survey.pk).update(closed_on=survey.closed_on)
    destroy(survey, nurse)

    assert "was destroyed on" in client.get(address("screening", survey)).text
    page = client.get(address("screen_text", survey, text.pk))
    assert "Its words are destroyed. The report below stays." in page.text
    assert "The safeguarding lead" in page.text
    assert address("put_text_back", survey, text.pk) not in page.text
    with pytest.raises(Refused, match="has been destroyed"):
        actions.put_back(text, by=SignedIn(pals))


def test_a_text_put_back_after_a_report_is_withheld_when_its_words_go(survey, nurse, pals):
    text = HarmReport.objects.get().text
    actions.put_back(text, by=SignedIn(pals))
    destroy(survey, nurse)
    text.refresh_from_db()
    assert (text.words, text.state) == ("", "withheld")


def test_where_all_was_released_whole_nothing_is_ever_due(close_with, group):  # noqa: F811
    closed = close_with([{"5": "Fine."}] * 12)
    assert kept.ended(group, clock.today()) == []
    assert kept.becomes_of(closed) is None
    assert not Destruction.objects.exists()


def test_words_of_surveys_that_closed_before_are_taken_out_of_the_answers(close_with, group):  # noqa: F811
    closed = close_with([{"1": "a", "3": "b", "3w": "Because.", "5": "Fine."}, {"1": "b", "5": "Well."}])
    Response.objects.filter(survey=closed, content__1="a").update(
        content={"1": "a", "3": "b", "3w": "Because.", "5": "Fine."}
    )
    Text.objects.update(released=F("words"))
    migration = import_module("surveys.screening.migrations.0003_words_lie_apart")
    with connection.cursor() as cursor:
        cursor.execute(migration.WORDS_APART)

    assert sorted((row.content for row in Response.objects.all()), key=str) == [
        {"1": "a", "3": "b", "3w": True, "5": True}, {"1": "b", "5": True},
    ]  # fmt: skip
