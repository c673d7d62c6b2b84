"""What a dump holds of people who answered online and sent a yellow slip: nothing that says which answers are whose.

The attack: whoever has the tables, with transaction numbers and places, tries to set slips and answers side by side.
"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from surveys.mailing.models import Volunteer
from surveys.questionnaire.models import Survey
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.replying.conftest import a_reply
from tests.surveys.replying.test_wall import close, every_table, rows

pytestmark = pytest.mark.django_db(transaction=True)
SLIPS = "mailing_volunteer"
PEOPLE = 12


@pytest.fixture
def volunteered(survey):
    """People who answered one after the other, each sending the slip straight after. The survey is returned."""
    Survey.objects.filter(pk=survey.pk).update(yellow_slip=True)
    for place in random.Random(7).sample(range(PEOPLE), PEOPLE):
        a_reply(InviteeFactory(survey=survey), {"19": f"Words {place}."})
        sent = Client(REMOTE_ADDR=f"198.51.100.{place}").post(
            "/discussion/qvt/", {"name": f"Person {place:02d}", "phone": f"01632 9600{place:02d}"}
        )
        assert sent.status_code == 302
    return survey


def test_the_row_that_could_leak_is_there(volunteered):
    sealed = [int(xmin) for (xmin,) in rows("answers_sealedanswer", "xmin::text")]

    assert len(set(sealed)) == PEOPLE, "each sealed answer tells its transaction until the close"


def test_slips_tell_neither_transaction_nor_place_nor_moment(volunteered):
    found = rows(SLIPS, "xmin::text, id::text, name")

    assert len(found) == PEOPLE
    assert len({xmin for xmin, _, _ in found}) == 1
    assert [key for _, key, _ in found] == sorted(key for _, key, _ in found), "they lie in the order of random keys"
    assert {key[14] for _, key, _ in found} == {"4"}, "and keys are random: a version 4 UUID holds no moment"
    kinds = {field.get_internal_type() for field in Volunteer._meta.fields}
    assert not kinds & {"DateTimeField", "TimeField", "AutoField", "BigAutoField"}
    assert not hasattr(Volunteer, "pgh_event_model")


def test_a_slip_stands_in_no_other_table_and_leaves_nothing_in_the_trail(volunteered):
    words = [word for row in rows(SLIPS, "id::text, name, phone") for word in row]
    with connection.cursor() as cursor:
        for table in set(every_table()) - {SLIPS}:
            cursor.execute(f'SELECT whole::text FROM "{table}" whole')
            lines = "\n".join(line for (line,) in cursor.fetchall())
            assert not [word for word in words if word in lines], table


def test_after_the_close_slips_and_answers_lie_in_orders_that_share_nothing(volunteered):
    close(volunteered)

    answers = rows("screening_text", "xmin::text, words")
    slips = rows(SLIPS, "xmin::text, name")
    ticked = rows("answers_response", "xmin::text, content::text")
    assert {content for _, content in ticked} == {'{"19": true}'}
    assert [len({xmin for xmin, _ in found}) for found in (answers, ticked, slips)] == [1, 1, 1]
    assert [words[6:-1] for _, words in answers] != [name.removeprefix("Person ").lstrip("0") for _, name in slips]
    with connection.cursor() as cursor:
        cursor.execute("SELECT vacuum_count > 0 FROM pg_stat_user_tables WHERE relname = %s", [SLIPS])
        assert cursor.fetchone() == (True,), "where the rows lay before is cleared"


def test_the_page_takes_nothing_over_from_the_answering_pages(survey):
    Survey.objects.filter(pk=survey.pk).update(yellow_slip=True)
    phone = a_reply(InviteeFactory(survey=survey))
    thanks = phone.get("/answer/done/")
    before = set(phone.cookies)

    page = phone.get("/discussion/qvt/")
    sent = phone.post("/discussion/qvt/", {"name": "Mary Lane", "phone": "01632 960001"})

    assert 'href="/discussion/qvt/" rel="noreferrer"' in thanks.content.decode()
    assert {answer["Referrer-Policy"] for answer in (thanks, page, sent)} == {"no-referrer"}
    assert not page.cookies
    assert not sent.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert {phone.cookies[name]["path"] for name in before - {"csrftoken"}} == {"/answer/"}, "so none is sent along"
    assert sent.url == "/discussion/qvt/sent/"


def test_the_thanks_offer_the_slip_only_where_the_survey_does(survey):
    assert "yellow slip" not in a_reply(InviteeFactory(survey=survey)).get("/answer/done/").content.decode()


def at_once(*slips):
    """Send these slips in the same moment, and return what each was answered."""

    def send(slip):
        try:
            return Client(REMOTE_ADDR=slip.pop("from")).post("/discussion/qvt/", slip).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(slips)) as pool:
        return list(pool.map(send, slips))


def slip(number, sender):
    return {"name": f"Person {number}", "phone": "01632 960001", "from": f"198.51.100.{sender}"}


def test_slips_that_come_in_one_moment_are_all_kept_and_a_double_press_once(survey):
    Survey.objects.filter(pk=survey.pk).update(yellow_slip=True)

    assert at_once(*(slip(number, number) for number in range(8))) == [302] * 8
    assert at_once(*(slip(9, 9) for _ in range(4))) == [302] * 4

    assert Volunteer.objects.count() == 9
    assert len({xmin for (xmin,) in rows(SLIPS, "xmin::text")}) == 1
