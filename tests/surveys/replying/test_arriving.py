"""Coming by a code or a link, the start page, saying no."""

import secrets

import pytest

from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.codes import ALPHABET, invitee_of_code, invitee_of_link, link_token, typed_code
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from surveys.replying import limits
from surveys.replying.models import Draft
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY
from tests.surveys.replying.conftest import Phone, a_reply

pytestmark = pytest.mark.django_db


def words(page):
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    "written", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} "]
)
def test_a_code_works_in_any_case_with_or_without_the_dash(phone, invitee, written):
    page = phone.post("/answer/", {"code": written(typed_code(invitee))}, follow=True)

    assert page.redirect_chain == [("/answer/start/", 302)]
    assert "Before you start" in words(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the code from your letter"),
        ("KTXR4M7", "Check the code: it has 8 letters and numbers. You typed 7"),
        ("KTXR-4M7Q9", "Check the code: it has 8 letters and numbers. You typed 9"),
        ("KTXR-4M7O", "Check the code: it never has O in it. Look at the letter again"),
        ("KTXR-0M7L", "Check the code: it never has 0 or L in it. Look at the letter again"),
        ("KTXR-4M7Q", "Check the code: what you typed is not quite right. Look at the letter again"),
    ],
)
def test_a_mistyped_code_is_kept_and_told_by_counting(phone, survey, typed, said):
    page = phone.post("/answer/", {"code": typed})

    assert page.status_code == 200
    assert page.context["form"].errors["code"] == [said]
    assert f'value="{typed}"' in page.content.decode()
    assert page.content.decode().count(said) == 2, "once on top and once at the field"


def test_a_wrong_code_is_answered_alike_whether_one_letter_or_all_are_wrong(phone, invitee):
    code = typed_code(invitee)
    near = ("3" if code[0] != "3" else "4") + code[1:]

    first = phone.post("/answer/", {"code": near}).context["form"].errors
    second = phone.post("/answer/", {"code": "YYYY-YYYY"}).context["form"].errors

    assert first == second


def test_too_many_wrong_codes_get_a_kind_page_and_a_right_one_waits_too(phone, invitee):
    for _ in range(limits.PER_ADDRESS):
        phone.post("/answer/", {"code": "YYYY-YYYY"})

    page = phone.post("/answer/", {"code": typed_code(invitee)})

    assert page.status_code == 429
    assert "Wait 15 minutes" in words(page)
    assert phone.by_link(invitee).status_code == 200, "links are not limited"


def test_a_short_code_and_a_right_one_are_not_counted(phone, invitee):
    for _ in range(limits.PER_ADDRESS + 1):
        phone.post("/answer/", {"code": "KTXR"})
        assert phone.post("/answer/", {"code": typed_code(invitee)}).status_code == 302


def test_a_link_leads_on_to_an_address_without_it_and_tells_nobody(phone, invitee):
    page = phone.get(f"/answer/k/{link_token(invitee)}/")

    assert (page.status_code, page.url) == (302, "/answer/start/")
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert link_token(invitee) not in page.cookies["ticket"].value


def test_an_altered_link_opens_nothing_and_says_what_to_do(phone, invitee):
    token = link_token(invitee)
    for place in range(len(token)):
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        page = phone.get(f"/answer/k/{altered}/")
        assert page.status_code == 404
        assert "ticket" not in page.cookies
    assert "This link does not work" in words(page)
    assert page["Referrer-Policy"] == "no-referrer"


def test_of_10_000_random_links_and_2000_random_codes_none_is_let_in(phone, invitee):
    for _ in range(10_000):
        assert invitee_of_link(secrets.token_urlsafe(24)) is None
    for _ in range(2000):
        assert invitee_of_code("".join(secrets.choice(ALPHABET) for _ in range(8))) is None
    for _ in range(100):
        assert phone.get(f"/answer/k/{secrets.token_urlsafe(24)}/").status_code == 404
        assert "ticket" not in phone.cookies


def test_a_withdrawn_link_and_code_open_nothing_while_the_new_ones_do(phone, invitee):
    old_link, old_code = link_token(invitee), typed_code(invitee)
    invitee = mailing.withdraw_key(invitee, by=BY)

    assert phone.get(f"/answer/k/{old_link}/").status_code == 404
    assert phone.post("/answer/", {"code": old_code}).status_code == 200
    assert phone.post("/answer/", {"code": typed_code(invitee)}).status_code == 302


def test_a_ticket_of_an_older_code_is_no_ticket(phone, invitee):
    phone.by_link(invitee)
    mailing.withdraw_key(invitee, by=BY)

    assert "We lost your place" in words(phone.get("/answer/start/"))


def test_a_used_code_says_kindly_that_it_was_used_and_not_whose_it_is(invitee):
    a_reply(invitee)
    page = Phone().by_code(invitee)

    assert page.status_code == 410
    assert "This code has been used" in words(page)
    assert f'You typed <strong class="sg-code">{typed_code(invitee)}</strong>' in words(page)
    for name in (invitee.person.first_name, invitee.person.last_name, invitee.record_number):
        assert name not in page.content.decode()


def test_a_used_link_says_the_same_without_a_code(invitee):
    a_reply(invitee)
    page = Phone().by_link(invitee)

    assert page.status_code == 410
    assert "This code has been used" in words(page)
    assert typed_code(invitee) not in page.content.decode()


@pytest.mark.parametrize("outcome", [Outcome.UNDELIVERED, Outcome.DIED, Outcome.OPTED_OUT, Outcome.NOT_ELIGIBLE])
def test_a_code_that_was_switched_off_never_says_why(phone, invitee, outcome):
    Invitee.objects.filter(pk=invitee.pk).update(outcome=outcome, outcome_on="2026-09-01")
    page = phone.by_code(invitee)

    assert page.status_code == 410
    assert "This code is no longer in use" in words(page)
    assert outcome.label not in page.content.decode()


@pytest.mark.parametrize("state", ["closing", "closed"])
def test_after_the_close_a_code_says_so(phone, invitee, state):
    closed = {"closed_on": "2026-12-08", "final_counts": {}} if state == "closed" else {}
    Survey.objects.filter(pk=invitee.survey_id).update(state=state, **closed)
    page = phone.by_code(invitee)

    assert page.status_code == 410
    assert "This survey has closed" in words(page)


def test_the_start_page_promises_only_what_is_done(phone, invitee):
    page = words(phone.by_link(invitee))

    assert "20 questions, about 12 minutes" in page
    assert "come back on this phone or computer within 7 days" in page
    assert "Nobody will know what you said." in page


def test_starting_makes_one_draft_that_names_nobody(phone, invitee):
    phone.by_link(invitee)
    page = phone.start()

    assert page.redirect_chain == [("/answer/question/1/", 302)]
    draft = Draft.objects.get()
    assert draft.survey == invitee.survey
    assert bytes(draft.sealed).find(str(invitee.pk).encode()) == -1


def test_coming_back_on_the_same_phone_goes_on_where_it_stopped(phone, invitee):
    phone.by_link(invitee)
    phone.start()
    phone.say(1, "a")
    phone.say(2, "b")
    phone.by_link(invitee)

    assert phone.start().redirect_chain == [("/answer/question/3/", 302)]
    assert Draft.objects.count() == 1


def test_a_second_person_on_the_same_phone_never_sees_the_first_ones_answers(phone, survey):
    husband, wife = InviteeFactory(survey=survey), InviteeFactory(survey=survey)
    phone.by_link(husband)
    phone.start()
    phone.say(1, "a")
    phone.say(2, "b")

    phone.by_link(wife)
    page = phone.start()

    assert page.redirect_chain == [("/answer/question/1/", 302)]
    assert "checked" not in page.content.decode()
    assert Draft.objects.count() == 2


def test_an_altered_start_pass_begins_nothing(phone, invitee):
    phone.by_link(invitee)
    page = phone.post("/answer/begin/", {"start": "nonsense"})

    assert (page.status_code, page.url) == (302, "/answer/start/")
    assert not Draft.objects.exists()


def test_opening_the_begin_address_by_hand_begins_nothing(phone, invitee):
    phone.by_link(invitee)

    assert phone.get("/answer/begin/").url == "/answer/start/"
    assert not Draft.objects.exists()


def test_saying_no_is_one_question_away_and_needs_no_reason(phone, invitee):
    phone.by_link(invitee)
    page = phone.get("/answer/no-thanks/")
    assert "We do not ask why" in words(page)
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.NOT_RETURNED, "looking at the page says nothing"

    page = phone.post("/answer/no-thanks/", follow=True)

    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.OPTED_OUT
    assert page.redirect_chain == [("/answer/no-thanks/", 302)]
    assert "You will not hear from us again about this survey" in words(page)


def test_somebody_who_has_sent_their_answers_cannot_say_no_any_more(invitee):
    second = Phone()
    second.by_link(invitee)
    a_reply(invitee)

    assert second.post("/answer/no-thanks/").status_code == 410
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.RETURNED


@pytest.mark.parametrize("address", ["start/", "no-thanks/", "check/", "done/", "question/4/"])
def test_without_cookies_every_page_says_what_to_do(phone, survey, address):
    page = phone.get(f"/answer/{address}")

    assert page.status_code == 410
    assert "We lost your place" in words(page)
    assert "If you have sent your answers, they are safe" in words(page)


def test_where_groups_have_different_phone_numbers_the_code_page_shows_none_of_them(phone, group, other_group):
    other_group.helpline = "0808 157 9999"
    other_group.save()
    page = words(phone.get("/answer/"))

    assert "0808 157" not in page
    assert "The number is on your letter" in page


def test_where_groups_share_a_phone_number_the_code_page_shows_it(phone, group, other_group):
    assert "0808 157 0123" in words(phone.get("/answer/"))


def test_no_page_has_a_condition_in_its_title_or_header(phone, invitee):
    pages = [phone.by_link(invitee), phone.start(), phone.get("/answer/check/"), phone.get("/answer/no-thanks/")]

    for page in pages:
        text = page.content.decode()
        head = text[: text.index("<main")]
        assert "immun" not in head.lower()
        assert "survey – " not in head.lower()
