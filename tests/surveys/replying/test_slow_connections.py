"""A slow connection, two tabs, two browsers: no answer is lost, and one code is one reply."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from surveys.answers.models import SealedAnswer
from surveys.answers.sealing import open_sealed, private_key_of
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.replying import actions
from surveys.replying.models import Draft, Tally
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.replying.conftest import ANSWERS, Phone


def words(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def begun(phone, invitee):
    """A phone on which the survey was started."""
    phone.by_link(invitee)
    phone.start()
    return phone


def kept(phone):
    """Return the answers in this phone's draft."""
    from surveys.replying import cookies

    class Request:
        COOKIES = {name: morsel.value for name, morsel in phone.cookies.items()}

    return actions.draft_of(cookies.phone_key_of(Request()).key)[1]["answers"]


@pytest.mark.django_db
def test_a_page_that_is_posted_twice_keeps_its_answer_once_and_leads_on_alike(begun):
    first, again = begun.say(1, "a"), begun.say(1, "a")

    assert first.url == again.url == "/answer/question/2/"
    assert kept(begun) == {"1": "a"}


@pytest.mark.django_db
def test_an_answer_that_timed_out_and_is_posted_again_later_is_kept_beside_all_that_came_since(begun):
    begun.say(1, "a")
    begun.say(2, "b")
    begun.say(4, "c")

    begun.say(2, "b")

    assert kept(begun) == {"1": "a", "2": "b", "4": "c"}


@pytest.mark.django_db
def test_answers_that_come_out_of_order_are_each_kept_for_their_own_question(begun):
    for number, answer in ((5, "b"), (3, "a"), (4, "c"), (1, "a")):
        assert begun.say(number, answer).status_code == 302

    assert kept(begun) == {"1": "a", "3": "a", "4": "c", "5": "b"}


@pytest.mark.django_db
def test_an_answer_that_comes_after_the_way_has_changed_is_kept_and_counts_if_the_way_leads_there_again(begun):
    begun.say(1, "e")  # this leads past questions 2 to 11

    late = begun.say(5, "b")

    assert late.url == "/answer/check/", "the page that was open in another tab leads on kindly"
    assert kept(begun) == {"1": "e", "5": "b"}
    assert "5." not in words(begun.get("/answer/check/")).split("Your answers")[1].split("Send your answers")[0]
    begun.say(1, "a")
    assert 'value="b" checked' in words(begun.get("/answer/question/5/"))


@pytest.mark.django_db
def test_words_that_come_after_the_way_has_changed_and_are_too_long_are_shown_and_not_lost(begun, survey):
    begun.say(1, "e")

    page = begun.say(19, "w" * 1_001)

    assert page.status_code == 200
    assert "w" * 1_001 in page.content.decode()


@pytest.mark.django_db
def test_two_tabs_answer_different_questions_and_both_are_kept(begun):
    other = Phone()
    other.cookies = begun.cookies
    begun.get("/answer/question/1/")
    other.get("/answer/question/13/")

    other.say(13, ["b", "f"])
    begun.say(1, "a")

    assert kept(begun) == {"1": "a", "13": ["b", "f"]}


@pytest.mark.django_db
def test_the_back_button_shows_what_was_answered_and_its_page_can_be_sent_again(begun):
    begun.say(1, "a")
    begun.say(2, "b")

    assert 'value="a" checked' in words(begun.get("/answer/question/1/"))
    assert begun.say(1, "b").url == "/answer/question/2/"
    assert kept(begun) == {"1": "b", "2": "b"}


@pytest.mark.django_db
def test_an_answer_posted_after_the_send_leads_to_the_thanks_and_changes_nothing(begun):
    begun.say(1, "a")
    begun.send()

    assert begun.say(2, "b").url == "/answer/done/"
    assert SealedAnswer.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_100_000_characters_are_counted_and_shown_again_and_nothing_else_is_lost(begun):
    begun.say(1, "a")
    text = "Sehr lang \N{GRINNING FACE} " * 8_334

    page = begun.say(19, text[:100_000])

    assert page.status_code == 200
    assert "characters too long. Make it 1,000 characters or less" in words(page)
    assert text[:99_990] in page.content.decode(), "what was typed is still there"
    assert kept(begun) == {"1": "a"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["\N{FAMILY} \N{GRINNING FACE}\N{VARIATION SELECTOR-16} \N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}",
     "\u0627\u0644\u0639\u0644\u0627\u062c \u0641\u064a \u0627\u0644\u0645\u0646\u0632\u0644", "\u05d8\u05d9\u05e4\u05d5\u05dc",
     '\u202eevil\u202c 5 < 6 & "so"', "e\u0301\u0301\u0301"],
)  # fmt: skip
def test_emoji_and_text_from_right_to_left_come_out_of_the_seal_as_they_were_typed(begun, survey, text):
    begun.say(19, text)
    assert "Error" not in words(begun.get("/answer/check/"))

    begun.send()

    sealed = bytes(SealedAnswer.objects.get().sealed)
    assert open_sealed(sealed, private_key=private_key_of(survey.pk), survey_key=survey.pk)["19"] == text


@pytest.mark.django_db
def test_a_code_used_at_once_in_two_browsers_counts_once_and_the_other_gets_a_kind_page(invitee):
    phones = [Phone(), Phone()]
    for phone in phones:
        phone.by_code(invitee)
        phone.start()
        phone.say_all(ANSWERS)

    first, second = (phone.send() for phone in phones)

    assert first.url == "/answer/done/"
    assert second.status_code == 410
    assert "This code has been used" in words(second)
    assert "They are safe with us" in words(second)
    assert SealedAnswer.objects.count() == 1
    assert Tally.objects.get().online == 1


@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_send_in_the_same_moment_count_once(survey):
    invitee = InviteeFactory(survey=survey)
    phones = [Phone() for _ in range(2)]
    for phone in phones:
        phone.by_code(invitee)
        phone.start()
        phone.say_all(ANSWERS)

    def send(phone):
        try:
            return phone.send().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, phones)) == [302, 410]
    assert SealedAnswer.objects.count() == 1
    assert Invitee.objects.get(pk=invitee.pk).outcome == Outcome.RETURNED


@pytest.mark.django_db
def test_an_error_is_said_on_top_at_the_box_and_leads_to_it(begun):
    page = begun.say(19, "x" * 1_001).content.decode()

    assert "<title>Error: " in " ".join(page.split()).replace("<title> ", "<title>")
    assert "There is a problem" in page
    assert 'href="#id_answer"' in page
    box = page[page.index('id="id_answer"') - 400 : page.index('id="id_answer"') + 400]
    assert "aria-describedby" in box
    assert "id_answer-error" in box
