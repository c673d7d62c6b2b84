"""What the tables, the trail and the logs hold after 12 replies: nothing that ties an answer to a person or a moment.

Each test has a row that could leak: before the close a reply and its mark share a transaction, and replies come in an
order that is not the order of the list.
"""

import io
import itertools
import logging
import random
import re

import pytest
from django.conf import settings as django_settings
from django.db import connection

from supportgroup.audit.logs import NothingPersonal
from supportgroup.longwork.actions import run_waiting
from surveys.answers.models import Response, SealedAnswer
from surveys.mailing.codes import link_token, typed_code
from surveys.mailing.models import Invitee
from surveys.replying import actions
from surveys.replying.models import Draft
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.moments import moments
from tests.surveys.questionnaire.factories import BY
from tests.surveys.replying.conftest import Phone, a_reply

pytestmark = pytest.mark.django_db(transaction=True)
OURS = ("mailing_invitee", "answers_sealedanswer", "answers_response", "replying_draft", "replying_tally")


@pytest.fixture
def replied(survey):
    """12 people who were asked and replied in an order of their own; one more has only begun. The order is returned."""
    invitees = [InviteeFactory(survey=survey) for _ in range(12)]
    order = random.Random(5).sample(invitees, len(invitees))
    for place, invitee in enumerate(order):
        a_reply(invitee, {"13": in_ticks(place), "19": f"Words of the {place}th reply."})
    begun = Phone()
    begun.by_link(InviteeFactory(survey=survey))
    begun.start()
    begun.say(19, "Words that were begun.")
    return order


def in_ticks(place):
    """Return a place from 0 to 15 as boxes that are crossed."""
    return [*(code for bit, code in enumerate("abcd") if place >> bit & 1), "e"]


def close(survey):
    actions.start_closing(survey, by=BY)
    run_waiting()


def rows(table, columns="*", order="ctid"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        return cursor.fetchall()


def every_table():
    return connection.introspection.table_names()


def flat(value):
    """Yield every single value in a row's column."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(key)
            yield from flat(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from flat(inner)
    else:
        yield bytes(value).hex() if isinstance(value, memoryview | bytes) else str(value)


def test_until_the_close_only_the_database_itself_could_tie_them_and_the_words_are_sealed(replied):
    marks = [int(xmin) for (xmin,) in rows("mailing_invitee WHERE outcome = 1", "xmin::text", "xmin::text::bigint")]
    sealed = [int(xmin) for (xmin,) in rows("answers_sealedanswer", "xmin::text", "xmin::text::bigint")]
    pairs = list(zip(sealed, marks, strict=True))
    assert all(answer < mark < following for (answer, mark), (following, _) in itertools.pairwise(pairs))
    # Here each answer lies beside its mark: this is what could leak, so the words must be sealed until it is gone.

    everything = "\n".join(str(list(flat(row))) for table in every_table() for row in rows(table, order="1"))
    for word in ("Words of the", "Words that were begun"):
        assert word not in everything
        assert word.encode().hex() not in everything


def test_all_sealed_answers_are_of_one_size(replied):
    assert len({len(sealed) for (sealed,) in rows("answers_sealedanswer", "sealed")}) == 1


def test_no_value_of_an_answer_stands_in_any_other_table(replied, survey):
    ours = {value for table in OURS[1:3] for row in rows(table) for value in flat(row)} - {str(survey.pk)}
    others = {
        value for table in set(every_table()) - set(OURS[1:3]) for row in rows(table, order="1") for value in flat(row)
    }

    assert len(ours) == 24, "an id and a sealed text for each reply"
    assert not ours & others


def test_a_draft_is_joined_to_nobody(replied, survey):
    (draft,) = rows("replying_draft", "id, sealed, keep_until")
    values = {str(draft[0]), draft[0].hex, bytes(draft[1]).hex()}
    others = {
        value
        for table in set(every_table()) - {"replying_draft"}
        for row in rows(table, order="1")
        for value in flat(row)
    }

    assert not values & others
    assert {field.name for field in Draft._meta.fields} == {"id", "survey", "sealed", "keep_until"}


def test_after_the_close_neither_transaction_nor_place_nor_order_ties_them(replied, survey):
    close(survey)

    marks = {xmin for (xmin,) in rows("mailing_invitee", "xmin::text")}
    answers = {xmin for (xmin,) in rows("answers_response", "xmin::text")}
    assert len(marks) == len(answers) == 1
    in_the_list = [key for (key,) in rows("mailing_invitee", "id")]
    assert in_the_list == sorted(in_the_list), "the list lies in the order of its numbers, not of the replies"
    crossed = [ticks for (ticks,) in rows("answers_response", "(content->'13')::text")]
    wrote = [int(re.search(r"\d+", words).group()) for (words,) in rows("screening_text", "words")]
    as_listed = [replied.index(invitee) for invitee in sorted(replied, key=lambda invitee: invitee.pk)]
    for told in ([sum(1 << "abcd".index(code) for code in re.findall("[a-d]", ticks)) for ticks in crossed], wrote):
        assert sorted(told) == list(range(12))
        assert told not in (sorted(told), sorted(told, reverse=True), as_listed)
    assert not rows("answers_response WHERE content::text LIKE '%%Words%%'"), "words lie apart from what was crossed"


def test_the_places_where_the_rows_lay_before_are_cleared(replied, survey):
    close(survey)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0 AND relname = ANY(%s)", [list(OURS[:4])]
        )
        assert {table for (table,) in cursor.fetchall()} == set(OURS[:4])
    assert not rows("answers_sealedanswer")
    assert not rows("replying_draft")


@pytest.mark.usefixtures("the_cache_of_production")
def test_no_row_of_any_table_says_at_which_moment_somebody_replied_or_said_no(survey):
    by_link, by_code, unwilling = (InviteeFactory(survey=survey) for _ in range(3))
    before = moments()

    a_reply(by_link)
    phone, other = Phone(), Phone()
    phone.by_code(by_code)
    a_reply(by_code, phone=phone)
    other.by_link(unwilling)
    other.post("/answer/no-thanks/")

    assert moments() == before
    assert Invitee.objects.filter(survey=survey, outcome=6).count() == 0, "all three are noted, by day"
    InviteeFactory(survey=survey)
    assert moments() != before, "the row that could leak"


def test_no_reply_leaves_anything_in_the_trail(survey):
    invitee, unwilling = InviteeFactory(survey=survey), InviteeFactory(survey=survey)
    trails = [table for table in every_table() if table.endswith("event")]
    assert trails
    before = {table: rows(table, "count(*)", "1") for table in trails}

    a_reply(invitee)
    other = Phone()
    other.by_link(unwilling)
    other.post("/answer/no-thanks/")

    assert {table: rows(table, "count(*)", "1") for table in trails} == before


def test_no_table_of_a_reply_has_history_or_a_moment():
    for model in (SealedAnswer, Response, Draft, Invitee):
        assert not hasattr(model, "pgh_event_model"), model
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateTimeField", "TimeField"}, model


def test_the_logs_of_all_that_can_happen_hold_no_code_no_link_and_no_words(survey, caplog):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NothingPersonal())
    form = django_settings.LOGGING["formatters"]["plain"]
    handler.setFormatter(logging.Formatter(form["format"], style=form["style"]))
    logging.getLogger().addHandler(handler)
    logging.getLogger("django.request").setLevel(logging.DEBUG)
    try:
        invitee, secrets = everything_that_can_happen(survey)
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("django.request").setLevel(logging.ERROR)

    lines = written.getvalue()
    assert "answer/k/<str:token>/" in lines, "the row that could leak: a refused link was logged, by its pattern"
    for secret in (*secrets, invitee.record_number, invitee.person.last_name):
        assert secret not in lines


def everything_that_can_happen(survey):
    """Reply, be refused, be turned away; return whose reply it was, and all that must not be written down."""
    invitee = InviteeFactory(survey=survey)
    link, code = link_token(invitee), typed_code(invitee)
    a_reply(invitee, {"19": "Words that nobody may read in a log."})
    phone = Phone()
    phone.by_link(invitee)
    phone.by_code(invitee)
    phone.get(f"/answer/k/{link[:-1]}/")
    phone.get(f"/answer/k/{link}")
    phone.get(f"/answer/k/{link}/more/")
    phone.get("/answer/question/15/")
    phone.say(19, "Words that nobody may read in a log.")
    phone.put(f"/answer/k/{link}/")
    Phone(enforce_csrf_checks=True).post(f"/answer/k/{link}/", {"answer": "Words that nobody may read in a log."})
    Phone(enforce_csrf_checks=True).post("/answer/", {"code": code})
    return invitee, (link[:-1], code, code.replace("-", ""), "Words that nobody may read")
