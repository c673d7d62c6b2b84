"""One question on a page, the check page, the send, the thanks."""

import datetime

import pytest
from django.contrib.sessions.models import Session

from supportgroup import clock
from surveys.answers.models import SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.codes import link_token
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from surveys.replying import tasks
from surveys.replying.models import Draft, Tally
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.replying.conftest import ANSWERS, Phone, a_reply

pytestmark = pytest.mark.django_db


def words(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def begun(phone, invitee):
    """A phone on which the survey was started."""
    phone.by_link(invitee)
    phone.start()
    return phone


def test_a_question_page_has_one_question_and_nothing_chosen(begun):
    page = begun.get("/answer/question/15/")

    assert "Question 15 of 20" in words(page)
    assert page.content.decode().count("<h1") == 1
    assert "checked" not in page.content.decode()


def test_a_question_page_costs_at_most_6_queries(begun, django_assert_max_num_queries):
    begun.get("/answer/question/15/")
    with django_assert_max_num_queries(6) as asked:
        begun.get("/answer/question/15/")
    assert len(asked) == 1, "the draft, its survey and the survey's editions in one"
    with django_assert_max_num_queries(6):
        begun.say(15, "b")


def test_each_continue_keeps_the_answer_and_asks_the_next_question(begun):
    page = begun.say(1, "a")

    assert (page.status_code, page.url) == (302, "/answer/question/2/")
    assert 'value="a" checked' in words(begun.get("/answer/question/1/"))


def test_an_answer_that_leads_past_questions_is_followed(begun):
    assert begun.say(1, "e").url == "/answer/question/12/"
    assert begun.get("/answer/question/5/").url == "/answer/check/", "the way does not lead past it"


def test_back_leads_to_the_question_before_and_from_the_first_to_the_start(begun):
    begun.say(1, "e")

    assert 'href="/answer/question/1/"' in words(begun.get("/answer/question/12/"))
    assert 'href="/answer/start/"' in words(begun.get("/answer/question/1/"))


def test_going_on_without_an_answer_needs_no_reason(begun):
    assert begun.say(1).url == "/answer/question/2/"


def test_leaving_a_question_blank_takes_its_answer_and_its_words_away(begun):
    begun.say(18, "a", why="They ring back.")
    assert "Leave this question blank" in words(begun.get("/answer/question/18/"))

    begun.say(18, "a", why="They ring back.", leave="blank")

    page = words(begun.get("/answer/question/18/"))
    assert "checked" not in page
    assert "They ring back." not in page
    assert "Skip this question" in page


def test_nothing_beside_other_answers_is_sent_back_with_words(begun):
    page = begun.say(17, ["a", "j"])

    assert page.status_code == 200
    assert "Tick either “Nothing”, or the other answers" in words(page)
    assert 'value="a" checked' in words(page), "what was ticked stays"


def test_words_too_long_are_kept_and_counted(begun):
    page = begun.say(19, "x" * 1003)

    assert "This is 3 characters too long" in words(page)
    assert "x" * 1003 in page.content.decode()
    assert begun.say(19, "y" * 998 + "\r\n" + "z").status_code == 302, "a line end is one character"


@pytest.mark.parametrize("strange", ["zz", "a\x00", "<script>", "15"])
def test_an_answer_that_is_none_is_refused_and_stores_nothing(begun, strange):
    assert begun.say(15, strange).status_code == 200
    assert "checked" not in begun.get("/answer/question/15/").content.decode()


@pytest.mark.parametrize("address", ["question/0/", "question/21/", "question/999/", "question/15/?until=x"])
def test_an_address_that_is_no_question_does_no_harm(begun, address):
    assert begun.get(f"/answer/{address}").status_code in (200, 302)


def test_what_was_written_is_shown_as_text(begun):
    begun.say(19, "<script>alert(1)</script> & 'so'")

    page = begun.get("/answer/check/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page


def test_the_check_page_has_the_blanks_first_and_calls_them_fine(begun):
    begun.say_all(ANSWERS)
    page = words(begun.get("/answer/check/"))

    assert "You answered 6 of 20 questions." in page
    assert page.index("You left 14 blank. That is fine") < page.index("Your answers")
    assert "Chest physiotherapy" in page
    assert "“They ring back.”" in page


def test_the_check_page_shows_nothing_about_the_person(begun, invitee):
    begun.say_all(ANSWERS)
    page = words(begun.get("/answer/check/"))

    for said in (invitee.person.first_name, invitee.person.last_name, invitee.record_number, invitee.person.postcode):
        assert said not in page


def test_a_change_comes_back_to_the_check_page(begun):
    begun.say_all(ANSWERS)

    assert begun.say(2, "a", until=2).url == "/answer/check/"


def test_a_change_that_opens_questions_asks_them_before_it_comes_back(begun):
    begun.say(1, "e")

    assert begun.say(1, "a", until=1).url == "/answer/question/2/?until=12"
    assert begun.say(2, "a", until=12).url == "/answer/question/3/?until=12"
    assert begun.say(11, "a", until=12).url == "/answer/check/"


def test_with_nothing_answered_there_is_no_way_to_send(begun):
    assert "Send my answers" not in words(begun.get("/answer/check/"))

    page = begun.send()

    assert page.status_code == 200
    assert "Answer at least one, then send" in words(page)
    assert not SealedAnswer.objects.exists()


def test_sending_keeps_one_sealed_answer_marks_the_day_and_forgets_the_draft(begun, invitee):
    begun.say_all(ANSWERS)
    page = begun.send(follow=True)

    assert page.redirect_chain == [("/answer/done/", 302)]
    invitee.refresh_from_db()
    assert SealedAnswer.objects.filter(survey=invitee.survey).count() == 1
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.RETURNED, clock.today())
    assert Draft.objects.count() == 0
    assert Tally.objects.get(survey=invitee.survey).online == 1


def test_the_thanks_have_no_reference_number_and_say_when_answers_are_opened(begun, invitee):
    begun.say_all(ANSWERS)
    page = words(begun.send(follow=True))

    assert "Thank you" in page
    assert "You can throw the paper form away." in page
    assert f"after <strong>{invitee.survey.closes_on:%A} {invitee.survey.closes_on.day}" in page
    assert invitee.record_number not in page
    assert str(SealedAnswer.objects.get().pk) not in page


def test_the_thanks_can_be_loaded_again_and_back_leads_to_them(begun):
    begun.say_all(ANSWERS)
    begun.send()

    assert begun.get("/answer/done/").status_code == 200
    assert begun.get("/answer/check/").url == "/answer/done/"
    assert begun.get("/answer/question/15/").url == "/answer/done/"
    assert begun.send().url == "/answer/done/", "a second press"
    assert SealedAnswer.objects.count() == 1


def test_the_ticket_is_gone_after_sending(begun):
    begun.say_all(ANSWERS)
    begun.send()

    assert "ticket" not in {name for name, morsel in begun.cookies.items() if morsel.value}


def test_on_a_shared_computer_nothing_is_left_after_the_thanks(phone, invitee):
    phone.by_link(invitee)
    phone.start(shared=True)
    assert Draft.objects.get().keep_until == clock.today()
    assert all(phone.cookies[name]["max-age"] == "" for name in ("ticket", "draft"))
    phone.say(15, "a")
    assert phone.cookies["draft"]["max-age"] == ""
    page = phone.send(follow=True)

    assert "Nothing is left on it" in words(page)
    assert {name for name, morsel in phone.cookies.items() if morsel.value} <= {"csrftoken"}


def test_the_code_may_be_typed_again_when_it_was_forgotten_before_the_send(begun, invitee):
    begun.say_all(ANSWERS)
    del begun.cookies["ticket"]

    page = begun.send()
    assert "Your answers are still here, and not sent yet." in words(page)
    assert not SealedAnswer.objects.exists()

    begun.by_link(invitee)
    assert begun.start().redirect_chain == [("/answer/question/20/", 302)]
    begun.say(20, "a")
    assert begun.send().url == "/answer/done/"


def test_answers_begun_with_one_code_are_never_sent_with_another(begun, survey):
    begun.say_all(ANSWERS)
    begun.by_link(InviteeFactory(survey=survey))

    page = begun.send()

    assert "Type your code once more" in words(page)
    assert not SealedAnswer.objects.exists()
    assert not Invitee.objects.filter(outcome=Outcome.RETURNED).exists()


def test_somebody_who_replied_on_paper_meanwhile_is_told_and_not_counted_twice(begun, invitee):
    begun.say_all(ANSWERS)
    Invitee.objects.filter(pk=invitee.pk).update(outcome=Outcome.RETURNED, outcome_on=clock.today())

    page = begun.send()

    assert page.status_code == 410
    assert "This code has been used" in words(page)
    assert not SealedAnswer.objects.exists()


def test_a_draft_that_is_gone_loses_nothing_silently(begun):
    begun.say(1, "a")
    Draft.objects.all().delete()

    page = begun.say(19, "Many words that took a long time")

    assert page.status_code == 410
    assert "We lost your place" in words(page)
    assert "Many words that took a long time" in words(page)


def test_a_draft_that_is_gone_at_the_send_stores_nothing_and_says_what_to_do(begun, invitee):
    begun.say_all(ANSWERS)
    Draft.objects.all().delete()

    page = begun.send()

    assert page.status_code == 410
    assert "We lost your place" in words(page)
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.NOT_RETURNED


def test_a_draft_lives_7_days_after_its_last_answer(phone, invitee, at_noon):
    phone.by_link(invitee)
    phone.start()
    with clock.moved_to(at_noon + datetime.timedelta(days=5)):
        phone.say(1, "a")
    with clock.moved_to(at_noon + datetime.timedelta(days=12)):
        tasks.forget_old_drafts()
        assert phone.say(2, "a").status_code == 302
    with clock.moved_to(at_noon + datetime.timedelta(days=20)):
        assert "We lost your place" in words(phone.get("/answer/question/3/"))
        tasks.forget_old_drafts()
    assert not Draft.objects.exists()


def test_a_survey_that_begins_to_close_takes_no_more_answers(begun, survey):
    begun.say_all(ANSWERS)
    Survey.objects.filter(pk=survey.pk).update(state="closing")

    assert begun.get("/answer/question/15/").status_code == 410
    assert begun.say(15, "b").status_code == 410
    assert begun.get("/answer/check/").status_code == 410
    assert "This survey has closed" in words(begun.send())
    assert not SealedAnswer.objects.exists()


def test_an_answer_page_uses_no_session_and_is_never_stored(phone, invitee):
    before = Session.objects.count()
    pages = [phone.get(f"/answer/k/{link_token(invitee)}/"), phone.start()]
    phone.say_all(ANSWERS)
    pages += [phone.get("/answer/check/"), phone.send(), phone.get("/answer/done/"), phone.get("/answer/")]

    assert Session.objects.count() == before
    assert set(phone.cookies) == {"ticket", "draft", "csrftoken"}
    assert all("no-store" in page["Cache-Control"] for page in pages)
    assert all(page.get("Referrer-Policy") in ("same-origin", "no-referrer") for page in pages)


def test_only_the_send_needs_both_cookies(begun, invitee):
    ticket, draft = begun.cookies["ticket"], begun.cookies["draft"]
    del begun.cookies["ticket"]
    assert begun.get("/answer/question/2/").status_code == 200
    assert begun.say(2, "a").status_code == 302
    assert begun.get("/answer/check/").status_code == 200

    begun.cookies.clear()
    begun.cookies["ticket"] = ticket
    assert begun.get("/answer/start/").status_code == 200
    assert begun.get("/answer/no-thanks/").status_code == 200
    begun.cookies["draft"] = draft


def test_every_form_is_refused_without_a_token_of_our_own(invitee):
    phone = Phone(enforce_csrf_checks=True)
    phone.by_link(invitee)

    for address in ("", "begin/", "no-thanks/", "question/1/", "send/"):
        page = phone.post(f"/answer/{address}", {"code": "KTXR4M7Q"})
        assert page.status_code == 403
        assert "We could not take what you sent" in words(page)
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.NOT_RETURNED


def test_a_whole_reply_is_what_the_sealed_answer_opens_to(invitee):
    from surveys.answers import sealing

    a_reply(invitee, {"1": "e", "13": ["f", "b"], "19": "Parking."})

    sealed = SealedAnswer.objects.get()
    key = sealing.private_key_of(invitee.survey_id)
    opened = sealing.open_sealed(bytes(sealed.sealed), private_key=key, survey_key=invitee.survey_id)
    assert opened == {"1": "e", "13": ["b", "f"], "19": "Parking."}
