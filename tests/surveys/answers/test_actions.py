import datetime
import json
import uuid
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup import clock
from supportgroup.access.actor import ByTheirOwnLink, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.actions import run_waiting, start
from supportgroup.longwork.models import LongWork
from surveys.answers import actions, opening, sealing
from surveys.answers.content import NotAnAnswerError
from surveys.answers.models import Response, SealedAnswer
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.models import Edition, Survey, Version
from tests.surveys.questionnaire import factories as surveys

BY = System("a test")
OTHER = {"2": "a"}


def keep(survey, content):
    actions.keep(content, survey=survey, by=ByTheirOwnLink(1))


def keep_others(survey, how_many):
    """Keep so many more answers, so that enough have come to be opened."""
    for _ in range(how_many):
        keep(survey, OTHER)


def words_waiting():
    """Return what people wrote, as it waits to be screened until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT field, words FROM {opening.WORDS}")
        return cursor.fetchall()


def contents(survey):
    return sorted((row.content for row in Response.objects.filter(survey=survey)), key=str)


@pytest.mark.django_db
def test_an_answer_is_kept_so_that_nobody_can_read_it(survey):
    keep(survey, {"1": "a", "19": "Parking is hard"})

    (row,) = SealedAnswer.objects.all()
    assert len(row.sealed) == survey.version.sealed_size
    assert b"Parking" not in bytes(row.sealed)


@pytest.mark.django_db
def test_all_sealed_answers_of_a_survey_have_exactly_one_size(survey):
    for content in ({}, {"1": "a"}, {"13": list("abcdefghij"), "19": "🙂" * 1000, "18w": "x" * 1000}):
        keep(survey, content)

    sizes = {len(row.sealed) for row in SealedAnswer.objects.filter(survey=survey)}
    assert sizes == {survey.version.sealed_size}


@pytest.mark.django_db
def test_no_statement_that_writes_an_answer_names_who_replied(survey):
    person = ByTheirOwnLink(987_654_321)

    @action("reply.sent")
    def send(*, by):
        Survey.objects.filter(pk=survey.pk).update(minutes=11)
        actions.keep({"1": "a"}, survey=survey, by=by)

    with CaptureQueriesContext(connection) as asked:
        send(by=person)

    said = [query["sql"] for query in asked if "987654321" in query["sql"]]
    written = [query["sql"] for query in asked if "answers_sealedanswer" in query["sql"]]
    assert len(written) == 1
    assert any("questionnaire_survey" in sql for sql in said), "the action around it is signed"
    assert not set(said) & set(written)


@pytest.mark.django_db
def test_what_is_no_answer_is_never_kept(survey):
    with pytest.raises(NotAnAnswerError, match=r"^Question 1: "):
        keep(survey, {"1": "z"})

    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "reason"),
    [("closing", "has closed"), ("closed", "has closed"), ("draft", "not open yet"), ("opening", "not open yet")],
)
def test_only_an_open_survey_takes_answers(survey, state, reason):
    # The row in hand still says "open": what counts is the row in the database, now.
    Survey.objects.filter(pk=survey.pk).update(state=state, closed_on=clock.today(), final_counts={})

    with pytest.raises(Refused, match=reason):
        keep(survey, {"1": "a"})


@pytest.mark.django_db
def test_keeping_an_answer_takes_few_queries(survey, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        keep(survey, {"1": "a"})


@pytest.mark.django_db
def test_at_the_close_all_answers_are_opened_and_nothing_sealed_is_left(survey):
    keep(survey, {"1": "a", "13": ["b", "d"]})
    keep(survey, {"1": "e", "18": "a", "18w": "Kind", "19": "Parking “near” \\ the\ndoor 🙂"})
    keep_others(survey, 8)

    opened = actions.open_all(surveys.closing(survey), by=BY)

    assert opened == actions.Opened(opened=10)
    assert [content for content in contents(survey) if content != OTHER] == [
        {"1": "a", "13": ["b", "d"]},
        {"1": "e", "18": "a", "18w": True, "19": True},
    ]
    assert sorted(words_waiting()) == [("18w", "Kind"), ("19", "Parking “near” \\ the\ndoor 🙂")]
    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db
def test_a_survey_that_nobody_answered_closes_too(survey):
    assert actions.open_all(surveys.closing(survey), by=BY) == actions.Opened(opened=0)


@pytest.mark.django_db
def test_nine_answers_are_never_opened_and_ten_are(group, survey, keys):
    keep_others(survey, 9)
    another = surveys.opened(surveys.readymade_draft(group))
    keep_others(another, 10)
    sealing.destroy_key(survey.pk)

    # Without a key at all: none is needed, because none is opened.
    assert actions.open_all(surveys.closing(survey), by=BY) == actions.Opened(opened=0, never=9)
    assert actions.open_all(surveys.closing(another), by=BY) == actions.Opened(opened=10)

    assert not contents(survey)
    assert contents(another) == [OTHER] * 10
    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db
def test_where_fewer_than_ten_can_be_read_none_is_written(survey):
    keep_others(survey, 9)
    for _ in range(5):
        SealedAnswer.objects.create(survey=survey, sealed=b"damaged")

    assert actions.open_all(surveys.closing(survey), by=BY) == actions.Opened(opened=0, unopened=5, never=9)
    assert not Response.objects.exists()
    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db
def test_an_edition_is_under_the_seal_and_stays_only_where_ten_were_sent_it_and_answered_in_it(survey):
    for code in ("ar", "pl", "ur"):
        Edition.objects.create(survey=survey, code=code, opened_on=clock.today(), content={})
    given = {"": 3, "standard": 14, "ar": 12, "pl": 11, "ur": 9, "xx": 1}
    for code, many in given.items():
        for _ in range(many):
            actions.keep({"1": "a"}, survey=survey, edition=code, by=BY)
    sizes = {len(row.sealed) for row in SealedAnswer.objects.filter(survey=survey)}

    actions.open_all(surveys.closing(survey), sent={"standard": 80, "ar": 12, "pl": 9, "ur": 40}, by=BY)

    assert sizes == {survey.version.sealed_size}
    rows = list(Response.objects.filter(survey=survey).values_list("edition", "content"))
    assert Counter(edition for edition, _ in rows) == {"standard": 14, "ar": 12, "": 3 + 11 + 9 + 1}
    assert all(content == {"1": "a"} for _, content in rows)


@pytest.mark.django_db
def test_an_answer_that_does_not_open_is_counted_and_does_not_stop_the_others(survey):
    size = survey.version.sealed_size
    keep(survey, {"1": "a"})
    keep_others(survey, 9)
    SealedAnswer.objects.create(survey=survey, sealed=bytes(size))
    SealedAnswer.objects.create(survey=survey, sealed=b"")
    # Sealed properly by somebody who can write to the table, but no answer: a code that is not there.
    forged = sealing.seal({"1": "z"}, public_key=bytes(survey.public_key), size=size, survey_key=survey.pk)
    SealedAnswer.objects.create(survey=survey, sealed=forged)

    opened = actions.open_all(surveys.closing(survey), by=BY)

    assert opened == actions.Opened(opened=10, unopened=3)
    assert contents(survey) == [{"1": "a"}] + [OTHER] * 9


@pytest.mark.django_db
def test_an_answer_copied_from_another_survey_does_not_open(group, survey):
    other = surveys.opened(surveys.readymade_draft(group))
    keep(other, {"1": "a"})
    SealedAnswer.objects.create(survey=survey, sealed=SealedAnswer.objects.get().sealed)
    keep_others(survey, 10)

    assert actions.open_all(surveys.closing(survey), by=BY) == actions.Opened(opened=10, unopened=1)
    assert contents(survey) == [OTHER] * 10
    assert SealedAnswer.objects.get().survey == other


@pytest.mark.django_db
def test_without_its_key_nothing_is_opened_and_nothing_lost(survey, keys):
    keep_others(survey, 10)
    sealing.destroy_key(survey.pk)

    with pytest.raises(
        Refused, match=rf"No answer was opened or lost.*survey-{survey.pk}.key back into SEALING_KEYS_DIR"
    ):
        actions.open_all(surveys.closing(survey), by=BY)
    assert SealedAnswer.objects.count() == 10


@pytest.mark.django_db
def test_with_another_surveys_key_nothing_is_opened_and_nothing_lost(survey, keys):
    keep_others(survey, 10)
    sealing.destroy_key(survey.pk)
    sealing.make_key_pair(survey.pk)

    with pytest.raises(Refused, match="not this survey's key"):
        actions.open_all(surveys.closing(survey), by=BY)
    assert SealedAnswer.objects.count() == 10


@pytest.mark.django_db
def test_answers_are_never_opened_while_a_survey_is_open(survey):
    keep(survey, {"1": "a"})

    with pytest.raises(Refused, match="only while the survey closes"):
        actions.open_all(survey, by=BY)
    assert not Response.objects.exists()


def by_place(survey, table, column):
    """Read a column of all rows in the order in which they lie on the disk."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE survey_id = %s ORDER BY ctid", [survey.pk])
        return [value for (value,) in cursor.fetchall()]


def in_ticks(number):
    """Return answers that stand for a number from 0 to 511: one box of question 13 for each of its bits, and 1."""
    return {"1": "a", "13": [code for bit, code in enumerate("abcdefghi") if number >> bit & 1]}


def number_in(content):
    return sum(1 << "abcdefghi".index(code) for code in content.get("13", []))


def likeness(order):
    """Return Spearman's correlation of a permutation of 0…n-1 with 0…n-1: 1 the same, 0 nothing alike."""
    n = len(order)
    return 1 - 6 * sum((place - value) ** 2 for place, value in enumerate(order)) / (n * (n * n - 1))


@pytest.mark.django_db
def test_nothing_in_the_opened_rows_tells_the_order_in_which_answers_came(survey):
    came = 300
    for number in range(came):
        keep(survey, in_ticks(number))
    sealed_ids = set(SealedAnswer.objects.values_list("pk", flat=True))

    actions.open_all(surveys.closing(survey), by=BY)

    on_disk = [number_in(json.loads(row)) for row in by_place(survey, "answers_response", "content::text")]
    by_id = [number_in(row.content) for row in Response.objects.filter(survey=survey).order_by("pk")]
    assert sorted(on_disk) == sorted(by_id) == list(range(came))
    # 0.35 is six standard deviations of chance for 300 rows.
    assert abs(likeness(on_disk)) < 0.35
    assert abs(likeness(by_id)) < 0.35
    assert len(set(by_place(survey, "answers_response", "xmin::text"))) == 1
    assert len(set(by_place(survey, "answers_response", "cmin::text"))) == 1
    assert sealed_ids.isdisjoint(Response.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_ids_are_random(survey):
    keep(survey, {"1": "a"})
    sealed = SealedAnswer.objects.get().pk
    keep_others(survey, 9)
    actions.open_all(surveys.closing(survey), by=BY)

    assert {sealed.version} == {row.pk.version for row in Response.objects.all()} == {uuid.uuid4().version}


@pytest.mark.django_db
def test_the_worker_makes_the_key_and_opens_the_survey(group, keys, at_noon):
    survey = surveys.readymade_draft(group)
    questionnaire.open_survey(survey, closes_on=datetime.date(2026, 12, 7), by=BY)
    survey.refresh_from_db()
    assert (survey.state, survey.public_key, survey.opened_on) == ("opening", None, None)

    run_waiting()

    survey.refresh_from_db()
    assert (survey.state, survey.opened_on) == ("open", datetime.date(2026, 9, 7))
    assert bytes(survey.public_key) == sealing.public_half(sealing.private_key_of(survey.pk))
    assert survey.version.sealed_size > 8000
    assert LongWork.objects.get().sentence == "The survey is open."


@pytest.mark.django_db
def test_opening_twice_leaves_the_one_pair_that_answers_are_sealed_with(group, keys):
    survey = surveys.opened(surveys.readymade_draft(group))
    key = bytes(survey.public_key)
    keep_others(survey, 10)

    start(questionnaire.OPENING, subject=survey.pk)
    run_waiting()

    survey.refresh_from_db()
    assert (survey.state, bytes(survey.public_key)) == ("open", key)
    assert actions.open_all(surveys.closing(survey), by=BY).opened == 10


@pytest.mark.django_db
def test_a_worker_killed_between_the_file_and_the_row_leaves_a_pair_that_works(group, keys):
    survey = surveys.readymade_draft(group)
    questionnaire.open_survey(survey, closes_on=clock.today() + datetime.timedelta(days=91), by=BY)
    made_before_the_kill = sealing.make_key_pair(survey.pk)

    run_waiting()

    survey.refresh_from_db()
    assert bytes(survey.public_key) == made_before_the_kill
    keep_others(survey, 10)
    assert actions.open_all(surveys.closing(survey), by=BY).opened == 10


@pytest.mark.django_db
def test_without_a_place_for_the_key_the_survey_is_a_draft_again_and_says_why(group, settings):
    settings.SEALING_KEYS_DIR = ""
    survey = surveys.opened(surveys.readymade_draft(group))

    assert survey.state == "draft"
    assert survey.not_opened_because.startswith("This process is not given the keys of surveys.")
    assert not Version.objects.exists()
    assert LongWork.objects.get().state == "refused"


@pytest.mark.django_db
def test_a_survey_whose_opening_failed_by_a_fault_is_a_draft_again_and_says_so(group, keys):
    survey = surveys.readymade_draft(group)
    questionnaire.open_survey(survey, closes_on=clock.today() + datetime.timedelta(days=91), by=BY)
    Version.objects.filter(survey=survey).update(content={"no": "questions"})

    run_waiting()

    survey.refresh_from_db()
    assert survey.state == "draft"
    assert survey.not_opened_because.startswith("Something went wrong on our side, so this was not done.")
    assert surveys.opened(survey).state == "open"


@pytest.mark.django_db
def test_a_survey_that_could_not_open_can_open_later(group, settings, tmp_path):
    settings.SEALING_KEYS_DIR = ""
    survey = surveys.opened(surveys.readymade_draft(group))
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")

    survey = surveys.opened(survey)

    assert (survey.state, survey.not_opened_because) == ("open", "")
