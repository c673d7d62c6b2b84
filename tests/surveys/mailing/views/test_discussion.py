"""The yellow slip online: for everybody, without a cookie, limited, and nothing typed is lost."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from surveys.mailing.limits import YELLOW_SLIPS
from surveys.mailing.models import Volunteer
from surveys.questionnaire import phrases
from surveys.questionnaire.models import Survey
from tests.surveys.mailing.factories import OpenSurveyFactory
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.conftest import keys
from tests.surveys.questionnaire.editions import in_arabic, written

__all__ = ["keys"]

pytestmark = pytest.mark.django_db
HERE = "/discussion/qvt/"
SLIP = {"name": "Mary Lane", "phone": "01632 960001", "email": "", "times": ["evening"], "dates": "Not in May"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def survey(group):
    return OpenSurveyFactory(group=group, yellow_slip=True)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_names_no_condition_and_no_survey(client, survey):
    page = words(client.get(HERE))

    assert "Would you join a group discussion?" in page
    assert "(optional)" in page
    for word in ("mmun", survey.title, survey.about):
        assert word not in page


def test_a_slip_is_kept_and_thanked_for(client, survey):
    sent = client.post(HERE, SLIP, follow=True)

    assert "We have your yellow slip" in words(sent)
    assert Volunteer.objects.get().times == ["evening"]


def test_a_double_click_keeps_one(client, survey):
    assert [client.post(HERE, SLIP).status_code for _ in range(2)] == [302, 302]
    assert Volunteer.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Enter your name"),
        ("phone", "", "Enter a phone number on which we can reach you"),
        ("phone", "ring me", "Enter a phone number in full"),
        ("phone", "0163", "Enter a phone number in full"),
        ("email", "mary at home", "email address"),
        ("name", "M" * 121, "Your name must be 120 characters or fewer. You typed 121"),
        ("dates", "D" * 100_000, "must be 300 characters or fewer. You typed 100,000"),
        ("times", "midnight", "one of the answers to"),
        ("name", "Mary\x00", "has a character that cannot be kept"),
        ("name", "\u202e\u200fMary", "has a character that cannot be kept"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, survey, field, typed, says):
    page = client.post(HERE, SLIP | {field: typed})
    html = page.content.decode()

    assert page.status_code == 200
    assert says.replace(",", "").lower() in words(page).replace(",", "").lower()
    assert "There is a problem" in html
    assert "Error: " in html
    if field != "dates":
        assert "Not in May" in html
    elif typed:
        assert typed in html
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize("name", ["مريم الليل", "Zoë O’Neill-Ó Súilleabháin", "李小龍", "Mary 😀"])
def test_every_name_is_kept_as_it_was_typed(client, survey, name):
    assert client.post(HERE, SLIP | {"name": name}).status_code == 302
    assert Volunteer.objects.get().name == name


def test_while_no_survey_asks_it_says_so(client, group, survey):
    Survey.objects.filter(pk=survey.pk).update(state="closing")

    for answer in (client.get(HERE), client.post(HERE, SLIP)):
        assert answer.status_code == 410
        assert "We take no slips online at the moment" in words(answer)
    assert client.get("/discussion/zzz/").status_code == 404


def test_one_visitor_is_stopped_before_all_are_and_loses_nothing(client, survey):
    for place in range(YELLOW_SLIPS.per_address):
        assert client.post(HERE, SLIP | {"name": f"Mary {place}"}).status_code == 302

    stopped = client.post(HERE, SLIP | {"name": "One too many"})
    assert stopped.status_code == 429
    assert "One too many" in words(stopped)
    assert "Too many slips" in words(stopped)
    assert Client(REMOTE_ADDR="198.51.100.7").post(HERE, SLIP).status_code == 302
    assert YELLOW_SLIPS.overall > 10 * YELLOW_SLIPS.per_address


def test_what_was_wrong_costs_no_try(client, survey):
    for _ in range(YELLOW_SLIPS.per_address + 1):
        assert client.post(HERE, SLIP | {"phone": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "null"}, True),
        ({}, True),
    ],
)
def test_a_form_of_another_site_is_not_taken(survey, headers, kept):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(HERE, SLIP, headers=headers)

    assert answer.status_code == (302 if kept else 200)
    assert Volunteer.objects.exists() == kept
    assert not answer.cookies


@pytest.fixture
def in_arabic_too(group, keys, pals, pals_entry):
    """A survey whose yellow slip has words in Arabic, and whose Polish edition lacks one of them."""
    draft = surveys.SurveyFactory(group=group, yellow_slip=True)
    surveys.QuestionFactory(survey=draft)
    written(draft)
    written(draft, "pl", but={"yellow_days"})
    return surveys.opened(surveys.with_duties(draft, mailing=pals, entry=pals_entry))


def english_words(page):
    """Return the English words of a slip page that are not marked as English."""
    body = re.sub(r'<(\w+)[^>]*? lang="en".*?</\1>', "", words(page).partition("<body")[2])
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", body)
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", body.partition(">")[2]))


def test_the_slip_is_in_the_language_that_is_chosen_its_errors_and_its_thanks_too(client, in_arabic_too):
    there = f"{HERE}?edition=ar"
    pages = [client.get(there), client.post(there, {"phone": "12", "email": "x"})]
    sent = client.post(there, SLIP)
    pages.append(client.get(sent.url))

    assert sent.url == "/discussion/qvt/sent/?edition=ar"
    assert Volunteer.objects.get().times == ["evening"]
    for page in pages:
        assert '<html lang="ar" dir="rtl">' in words(page)
        assert english_words(page) == []
    for key in ("yellow_enter_name", "yellow_whole_number", "yellow_whole_email", "yellow_problem"):
        assert in_arabic(phrases.PHRASES[key]) in words(pages[1])
    assert "12" in words(pages[1]), "nothing typed is lost"


def test_the_browser_chooses_where_nobody_has_and_what_is_not_whole_is_not_offered(client, in_arabic_too):
    asked = client.get(HERE, headers={"accept-language": "pl,ar-EG;q=0.8,en;q=0.5"})
    english = client.get(HERE, headers={"accept-language": "en-GB,ar;q=0.8"})

    assert '<html lang="ar" dir="rtl">' in words(asked)
    assert "Accept-Language" in asked["Vary"]
    assert 'href="?edition=standard" lang="en">English' in words(asked)
    assert "edition=pl" not in words(asked)
    assert "Would you join a group discussion?" in words(english)
    assert 'href="?edition=ar" lang="ar">العربية' in words(english)
    assert "Would you join" in words(client.get(f"{HERE}?edition=pl"))
    assert not client.cookies


def test_an_edition_costs_the_same_queries_as_english(client, in_arabic_too, django_assert_num_queries):
    for address in (HERE, f"{HERE}?edition=ar"):
        with django_assert_num_queries(4):
            client.get(address)
