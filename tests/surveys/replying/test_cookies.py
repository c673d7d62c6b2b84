import json
import time

import pytest
from cryptography.fernet import Fernet
from django.http import HttpResponse
from django.test import RequestFactory

from surveys.replying import cookies


class Asked:
    """As much of an invitee as a cookie looks at."""

    def __init__(self, pk, survey=3, version=1):
        self.pk, self.survey_id, self.key_version = pk, survey, version


def given_by(response):
    """Return the request of a browser that has taken this response's cookies."""
    request = RequestFactory().get("/answer/start/")
    request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    return request


def test_a_ticket_comes_back_as_it_was_given():
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41, version=2))

    assert cookies.ticket_of(given_by(response)) == cookies.Ticket(invitee=41, version=2)


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_are_for_the_answer_pages_and_for_no_script(settings, secure):
    settings.SESSION_COOKIE_SECURE = secure
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41))
    cookies.give_phone_key(response, cookies.PhoneKey(b"k" * 32, "m", shared=False), days=7)

    for name in ("ticket", "draft"):
        morsel = response.cookies[name]
        assert (morsel["path"], morsel["httponly"], morsel["samesite"]) == ("/answer/", True, "Lax")
        assert bool(morsel["secure"]) is secure
    assert response.cookies["ticket"]["max-age"] == 12 * 60 * 60
    assert response.cookies["draft"]["max-age"] == 7 * 24 * 60 * 60


def test_on_a_shared_computer_a_cookie_goes_with_the_browser():
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41))
    request, again = given_by(response), HttpResponse()
    cookies.end_ticket_with_browser(request, again)
    cookies.give_phone_key(again, cookies.PhoneKey(b"k" * 32, "m", shared=True), days=0)

    assert again.cookies["ticket"]["max-age"] == again.cookies["draft"]["max-age"] == ""
    assert cookies.ticket_of(given_by(again)) == cookies.Ticket(41, 1)


def test_nothing_can_be_read_in_a_cookie_without_our_key():
    response = HttpResponse()
    cookies.give_phone_key(
        response, cookies.PhoneKey(b"secret-key-of-a-draft-of-32-byte", "mark", shared=False), days=7
    )

    assert "secret" not in response.cookies["draft"].value
    assert "mark" not in response.cookies["draft"].value


def test_an_altered_or_foreign_cookie_is_no_cookie():
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41))
    request = given_by(response)
    good = request.COOKIES["ticket"]
    foreign = Fernet(Fernet.generate_key()).encrypt(json.dumps({"invitee": 41, "version": 1}).encode()).decode()

    for value in (good[:-5] + "AAAA=", "", "nonsense", "é", foreign):
        request.COOKIES["ticket"] = value
        assert cookies.ticket_of(request) is None


def test_a_cookie_of_one_kind_does_not_pass_for_another():
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41))
    request = given_by(response)
    request.COOKIES["draft"] = request.COOKIES["ticket"]

    assert cookies.phone_key_of(request) is None
    assert cookies.thanks_of(request) is None
    assert cookies.start_pass_of(request.COOKIES["ticket"]) is None


def test_a_ticket_ends_after_some_hours(settings):
    box = Fernet(settings.FIELD_KEYS[0])
    old = box.encrypt_at_time(b'{"invitee": 41, "version": 1}', int(time.time()) - cookies.TICKET_AGE - 1)
    request = RequestFactory().get("/")
    request.COOKIES = {"ticket": old.decode()}

    assert cookies.ticket_of(request) is None


def test_an_older_field_key_is_still_read(settings):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    response = HttpResponse()
    cookies.give_ticket(response, Asked(41))
    settings.FIELD_KEYS = [new, old]

    assert cookies.ticket_of(given_by(response)) == cookies.Ticket(41, 1)


def test_the_start_page_hands_over_the_survey_and_never_the_invitation():
    given = cookies.start_pass(Asked(41, survey=3))

    assert cookies.start_pass_of(given) == cookies.StartPass(survey=3, mark=cookies.mark_of(Asked(41)))
    assert set(cookies.decrypted(given)) == {"survey", "mark"}
    assert cookies.mark_of(Asked(41)) != cookies.mark_of(Asked(42))


def test_after_sending_one_cookie_is_left_and_says_only_for_which_survey_to_thank():
    response = HttpResponse()
    cookies.give_thanks(response, 3, shared=False)

    assert response.cookies["ticket"]["max-age"] == 0
    assert cookies.thanks_of(given_by(response)) == (3, False)
    assert cookies.decrypted(response.cookies["draft"].value) == {"sent": 3, "shared": False}
