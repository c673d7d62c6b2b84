import re
from collections import Counter

import pytest

from surveys.answers.models import Response, SealedAnswer
from surveys.mailing.standing import sent_by_edition
from surveys.replying import actions, closing
from surveys.replying.models import Draft
from tests.factories import PersonFactory
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.editions import in_arabic, written
from tests.surveys.replying.conftest import Phone, a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(group, keys, pals, pals_entry):
    """Two questions, open in Arabic too."""
    draft = surveys.SurveyFactory(group=group, title="Parking")
    surveys.QuestionFactory(survey=draft, text="Can you park near us?")
    surveys.QuestionFactory(survey=draft, text="Which way do you come?", kind="tick_all")
    written(draft)
    return surveys.opened(surveys.with_duties(draft, mailing=pals, entry=pals_entry))


@pytest.fixture
def reader(survey):
    """Somebody whose language is Arabic."""
    return InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language="Arabic"))


def test_who_reads_arabic_is_asked_in_arabic_from_right_to_left(reader, phone):
    start = phone.by_link(reader)
    assert '<html lang="ar" dir="rtl">' in start.text
    assert in_arabic("Start the survey") in start.text

    page = phone.start()

    assert '<html lang="ar" dir="rtl">' in page.text
    assert in_arabic("Can you park near us?") in page.text
    assert "Continue" not in page.text
    assert '<footer class="sg-patient-footer" lang="en" dir="ltr">' in page.text


def test_answers_in_two_editions_are_kept_as_one_and_the_same(survey, reader, phone):
    other, english = Phone(), InviteeFactory(survey=survey)
    for one, whose in ((phone, reader), (other, english)):
        one.by_link(whose)
        one.start()
        one.say(1, "a")
        assert one.send().status_code == 302

    kept = list(SealedAnswer.objects.filter(survey=survey).values_list("sealed", flat=True))
    assert len({len(bytes(sealed)) for sealed in kept}) == 1
    assert len(kept) == 2
    assert in_arabic("Thank you") in phone.get("/answer/done/").text
    assert "Thank you" in other.get("/answer/done/").text


def test_in_which_edition_somebody_answered_is_under_the_seal_and_kept_only_for_ten(survey):
    arabic = [PersonFactory(group=survey.group, language="Arabic") for _ in range(10)]
    readers = [InviteeFactory(survey=survey, person=person) for person in arabic]
    InviteeFactory.create_batch(10, survey=survey)
    for reader in readers:
        phone = Phone()
        phone.by_link(reader)
        phone.start()
        phone.say(1, "a")
        phone.send()
    for number in range(10):
        keyed(survey, number + 1, {"1": "b"})
    assert sent_by_edition(survey) == {"ar": 10, "standard": 10}
    actions.start_closing(survey, by=surveys.BY)
    closing.open_and_close(survey, by=surveys.BY)

    rows = Response.objects.filter(survey=survey).values_list("edition", "content")
    assert Counter((edition, content["1"]) for edition, content in rows) == {("ar", "a"): 10, ("", "b"): 10}


def test_somebody_can_change_the_edition_on_the_page_and_keeps_the_answer(reader, phone):
    phone.by_link(reader)
    phone.start()

    answer = phone.post("/answer/question/1/", {"answer": "b", "edition": "standard"})

    assert answer.url == "/answer/question/1/"
    page = phone.get(answer.url)
    assert '<html lang="en" dir="ltr">' in page.text
    assert "Can you park near us?" in page.text
    assert 'value="b" checked' in page.text
    assert "Can you park near us?" in phone.get("/answer/check/").text


def test_the_start_page_offers_the_other_edition(reader, phone):
    phone.by_link(reader)
    page = phone.get("/answer/start/?edition=standard")

    assert "Start the survey" in page.text
    assert "العربية" in page.text
    data = {"start": page.context["form"]["start"].value()}
    assert "Can you park near us?" in phone.post("/answer/begin/", data, follow=True).text


@pytest.mark.parametrize("wanted", ["klingon", "../ar", "ar' OR 1=1", "ا" * 5000, "pl"])
def test_an_edition_that_is_not_there_is_the_standard_one(reader, phone, wanted):
    phone.by_link(reader)
    assert "Start the survey" in phone.get("/answer/start/", {"edition": wanted}).text
    phone.start()

    page = phone.post("/answer/question/1/", {"answer": "a", "edition": wanted}, follow=True)

    assert "Can you park near us?" in page.text


def test_check_page_and_words_behind_it_are_in_the_edition(reader, phone):
    phone.by_link(reader)
    phone.start()
    phone.say(1, "a")

    page = phone.get("/answer/check/")

    assert in_arabic("Send my answers") in page.text
    assert in_arabic("Yes") in page.text
    assert "No answer" not in page.text
    assert phone.post("/answer/check/", {"edition": "standard"}).url == "/answer/check/"
    page = phone.get("/answer/check/")
    assert '<html lang="en" dir="ltr">' in page.text
    assert (
        '<button class="sg-link-button" type="submit" name="edition" value="ar" lang="ar">العربية</button>' in page.text
    )


def test_nothing_on_our_side_notes_the_edition(reader, phone):
    phone.by_link(reader)
    phone.start()
    phone.say(1, "a")
    columns = {field.name for field in (*Draft._meta.fields, *SealedAnswer._meta.fields)}

    assert columns == {"id", "survey", "sealed", "keep_until"}


def test_an_edition_that_is_not_open_is_offered_to_nobody(survey, reader, phone):
    survey.editions.update(opened_on=None, content=None)

    start = phone.by_link(reader)

    assert '<html lang="en" dir="ltr">' in start.text
    assert "العربية" not in start.text


ENGLISH_STAYS = re.compile(r'<([a-z0-9]+)[^>]*? lang="en".*?</\1>', re.DOTALL)


def english_in(page):
    """Return the English words of a page of another language that are not marked as English."""
    body = ENGLISH_STAYS.sub("", page.text.partition("<body")[2])
    body = re.sub(r'<strong class="sg-code">[^<]*', "", body)
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", body, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", body.partition(">")[2])
    return re.findall(r"[A-Za-z]{2,}", text)


def test_every_page_somebody_can_come_to_speaks_their_language(survey, reader, phone):
    start = phone.by_link(reader)
    pages = [start, phone.get("/answer/no-thanks/")]
    phone.start()
    pages += [phone.get("/answer/check/"), phone.post("/answer/question/1/", {"answer": "z"})]
    assert f"<title>{in_arabic('Error')}: " in pages[-1].text
    phone.say(1, "a")
    Draft.objects.all().delete()
    pages.append(phone.get("/answer/check/"))
    assert in_arabic("We lost your place") in pages[-1].text
    phone.start()
    phone.say(1, "a")
    ticket = phone.cookies.pop("ticket")
    pages.append(phone.send())
    assert in_arabic("Type your code once more") in pages[-1].text
    phone.cookies["ticket"] = ticket.value
    phone.send()
    pages += [phone.get("/answer/done/"), Phone().by_code(reader)]
    assert in_arabic("This code has been used") in pages[-1].text
    no = Phone()
    no.by_link(InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language="Arabic")))
    pages.append(no.post("/answer/no-thanks/?edition=ar", follow=True))
    assert in_arabic("Thank you for telling us") in pages[-1].text
    survey.state = "closing"
    survey.save()
    late = InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language="Arabic"))
    pages.append(Phone().by_link(late))
    assert in_arabic("This survey has closed") in pages[-1].text

    for page in pages:
        assert '<html lang="ar" dir="rtl">' in page.text
        assert english_in(page) == []


def test_a_phrase_that_the_edition_lacks_stands_in_english_and_says_so(survey, reader, phone):
    edition = survey.editions.get()
    for key in ("used", "skip_to_main", "phone_free"):
        del edition.content["phrases"][key]
    edition.save()
    a_reply(reader, {"1": "a"}, phone=phone)

    page = Phone().by_code(reader)

    assert '<h1><span lang="en" dir="ltr">This code has been used</span></h1>' in page.text
    assert "<title>This code has been used" in page.text
    assert 'lang="en" dir="ltr">Skip to main content</a>' in page.text
    assert "Phone us free" in page.text
    assert english_in(page) == []
