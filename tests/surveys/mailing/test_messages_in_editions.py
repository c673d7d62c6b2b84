"""Emails and texts in somebody's own language: wholly, with one line of English, or in English and counted."""

import re

import pytest
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.outbox import previews
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Route
from surveys.mailing import actions, codes, letters
from surveys.mailing.choices import MailingKind
from surveys.mailing.models import Invitee
from surveys.questionnaire import phrases
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, check_on, on
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.conftest import keys
from tests.surveys.questionnaire.editions import BY_LENGTH, IN_POLISH, in_arabic, in_polish, written

__all__ = ["keys"]
pytestmark = pytest.mark.django_db
LANGUAGES = {"ar": "Arabic", "pl": "Polish"}
SAYS = {"ar": in_arabic, "pl": in_polish}
KINDS = [kind.value for kind in MailingKind]
PHONE = "07700 900 12{}"
NAMES = (
    "Dear Mrs Reader", "Mrs Reader", "Eastbrook Hospitals", "Patient survey", "Patient Advice and Liaison Service (PALS)",
    "(PALS)",
)  # fmt: skip


def opened_in(group, pals, pals_entry, *codes, vouched=True, **options):
    draft = surveys.SurveyFactory(group=group, title="Parking", about="You park near us.")
    surveys.QuestionFactory(survey=draft, text="Can you park near us?")
    for code in codes:
        written(draft, code, say=SAYS[code], vouched=vouched, **options)
    return surveys.opened(surveys.with_duties(draft, mailing=pals, entry=pals_entry))


def reader(group, language, number=0, **values):
    values = {"preferred_route": Route.EMAIL, "email": f"r{number}@mail.example", **values}
    return PersonFactory(group=group, language=language, title="Mrs", last_name="Reader", **values)


def sent(survey, nurse):
    with on(SENT_ON):
        check_on(survey.group, SENT_ON)
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))
    return survey


@pytest.fixture
def both(group, pals, pals_entry, keys, nurse, settings):
    """A survey in Arabic and Polish: somebody of each language asked by email and by text, and one in English."""
    settings.TEXTS = "console"
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "ar", "pl")
    for place, language in enumerate(("Arabic", "Polish", "English")):
        reader(group, language, place)
        reader(group, language, place, preferred_route=Route.TEXT, phone=PHONE.format(place))
    return sent(survey, nurse)


def message_to(language, channel=Channel.EMAIL, kind="invitation"):
    """Return the message to the reader of a language, as if it were of this kind."""
    people = Invitee.objects.filter(person__language=language).values("person")
    found = Message.objects.select_related("group").get(recipient_key__in=people, channel=channel)
    found.kind = f"surveys.{kind}"
    with on(SENT_ON):
        letters.prepare([found])
    return found


def email_to(language, kind="invitation"):
    with on(SENT_ON):
        return letters.compose(message_to(language, kind=kind))


def english_in(text, group):
    """Return the Latin words of a text that are neither names, nor addresses, nor what the group types."""
    for known in (
        *NAMES,
        group.urgent_help,
        group.helpline_hours,
        group.signed_by,
        group.signed_role,
        group.department,
    ):
        text = text.replace(known, "")
    for line in (*group.return_address.splitlines(), *group.freepost_address.splitlines(), group.pals_name):
        text = text.replace(line, "")
    text = re.sub(r"\S*(?:://|@|/)\S*|QVT\d+-\w", "", text)
    polish = re.compile(f"({'|'.join(IN_POLISH)})+")  # where a mark stands between two, they may touch
    return {word for word in re.findall(r"[A-Za-zęó]{2,}", text) if not polish.fullmatch(word)}


def without_marked_english(html):
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", body, flags=re.DOTALL))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_an_email_is_wholly_in_the_readers_language_with_one_line_of_english_below(both, code, kind):
    mail = email_to(LANGUAGES[code], kind)
    *above, last = mail.text.strip().splitlines()

    assert last.startswith("In English: we would like to hear from you.")
    assert english_in("\n".join(above), both.group) == set()
    assert english_in(without_marked_english(mail.html), both.group) == set()
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in mail.html
    invitee = Invitee.objects.get(person__language=LANGUAGES[code], person__preferred_route=Route.EMAIL)
    for must in (codes.link_token(invitee), invitee.record_number, SAYS[code]("Dear") + " Mrs Reader"):
        assert must in mail.text
        assert must in mail.html
    assert "*" not in mail.text
    assert "{" not in mail.text


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_english_gets_it_as_before(both, kind):
    mail = email_to("English", kind)
    assert "Your care stays the same if you say no." in mail.text
    assert "In English" not in mail.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_is_in_the_readers_language_and_begins_with_it_where_it_runs_from_the_right(both, code, kind):
    with on(SENT_ON):
        words = letters.text(message_to(LANGUAGES[code], Channel.TEXT, kind))

    assert english_in(words.replace(both.group.helpline, ""), both.group) == set()
    assert "\n" not in words
    if code == "ar":
        assert words.split()[0] in BY_LENGTH
        assert "0808\u00a0157\u00a00123" in words, "its figures keep their order"
    else:
        assert words.startswith("Patient survey, Eastbrook Hospitals: ")


def test_figures_and_links_of_an_email_keep_their_direction_in_arabic(both):
    mail = email_to("Arabic")
    assert '<span dir="ltr">0808 157 0123</span>' in mail.html
    assert '" dir="ltr">http' in mail.html
    assert "0808\u00a0157\u00a00123" in mail.text


@pytest.mark.parametrize(
    ("options", "subject", "body"),
    [
        ({}, in_polish("We would like to hear from you"), in_polish("Dear")),
        ({"but": phrases.SUBJECTS}, "We would like to hear from you", in_polish("Dear")),
        ({"vouched": False}, "We would like to hear from you", "Dear"),
    ],
)
def test_what_is_read_at_a_glance_is_in_polish_only_with_somebodys_word_that_it_names_nothing_of_health(
    group, pals, pals_entry, keys, nurse, settings, options, subject, body
):
    settings.TEXTS = "console"
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "pl", **options)
    reader(group, "Polish")
    reader(group, "Polish", 1, preferred_route=Route.TEXT, phone=PHONE.format(1))
    sent(survey, nurse)

    mail = email_to("Polish")
    with on(SENT_ON):
        words = letters.text(message_to("Polish", Channel.TEXT))

    assert mail.subject == subject
    assert mail.text.startswith(f"{body} Mrs Reader")
    assert ("Answer here:" in words) == (body == "Dear")


def test_where_a_sentence_of_the_message_is_missing_the_whole_stands_in_english(group, pals, pals_entry, keys, nurse):
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "pl", but={"message_no_name"})
    reader(group, "Polish")
    sent(survey, nurse)

    mail = email_to("Polish")

    assert in_polish("Dear") not in mail.text.splitlines()[0]
    assert "Your care stays the same if you say no." in mail.text


def test_how_many_get_english_all_the_same_is_said_before_and_after_and_on_the_editions_page(
    group, pals, pals_entry, keys, nurse, signed_in
):
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "pl", "ar", but={"foot_run"})
        for place, language in enumerate(("Polish", "Polish", "Arabic", "English")):
            reader(group, language, place)
        reader(group, "Polish", preferred_route=Route.LETTER, email="")
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        client, keys_of = signed_in(nurse), [group.slug, survey.pk]
        before = client.get(reverse("check_mailing", args=keys_of)).text
        own = " ".join(client.get(reverse("edition", args=[*keys_of, "pl"])).text.split())
    sent(survey, nurse)
    with on(SENT_ON):
        after = client.get(reverse("mailings", args=keys_of)).text

    assert "2 people who read Polish: not all sentences of its email and text have words." in before
    assert "1 person who reads Arabic: not all" in before
    assert "<strong>That concerns 2 people on the register now</strong> who read Polish" in own
    assert "2 people who were asked by email or text read Polish and get it in English" in after


def test_nobody_is_counted_where_the_message_is_whole(both, nurse, signed_in):
    with on(SENT_ON):
        page = signed_in(nurse).get(reverse("mailings", args=[both.group.slug, both.pk])).text
        own = signed_in(nurse).get(reverse("edition", args=[both.group.slug, both.pk, "pl"])).text
    assert "in English: not all" not in page
    assert "Emails and texts go in Polish, with one line of English below an email." in own


def test_two_editions_in_one_wave_cost_as_many_queries_as_none(both, django_assert_num_queries):
    messages = list(Message.objects.all())
    with on(SENT_ON):
        with django_assert_num_queries(3):
            letters.prepare(messages[:1])
        with django_assert_num_queries(3):
            letters.prepare(messages)
        with django_assert_num_queries(0):
            for one in messages:
                letters.compose(one) if one.channel == Channel.EMAIL else letters.text(one)


def test_markup_in_a_phrase_stays_words_and_fills_in_nothing_but_its_own_names(group, pals, pals_entry, keys, nurse):
    hostile = "<script>alert(1)</script> {{ link }} {group.__class__} {% now 'Y' %}"
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "pl")
    edition = survey.editions.get()
    content = edition.content | {"phrases": edition.content["phrases"] | {"message_choice": hostile}}
    survey.editions.update(content=content)
    reader(group, "Polish")
    sent(survey, nurse)

    mail = email_to("Polish")

    assert "<script>" not in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ link }} {group.__class__} {% now" in mail.html
    assert hostile in mail.text


def test_the_outbox_shows_the_message_as_it_goes(both):
    with on(SENT_ON):
        shown = previews.preview_of(message_to("Arabic"))
        frame = previews.html_of(message_to("Arabic"))
    assert shown.text.startswith(in_arabic("Dear"))
    assert 'dir="rtl"' in frame


def test_the_rehearsal_offers_each_edition_and_shows_the_one_that_is_chosen(
    group, pals, pals_entry, keys, nurse, signed_in
):
    with on(SENT_ON):
        survey = opened_in(group, pals, pals_entry, "pl")
        reader(group, "English", 1)
        reader(group, "Polish", 2)
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        client, url = signed_in(nurse), reverse("preview_mailing", args=[group.slug, survey.pk])
        first, own = client.get(url).text, client.get(f"{url}?edition=pl").text
        frame = client.get(reverse("preview_mailing_email", args=[group.slug, survey.pk]) + "?edition=pl").text

    assert "?edition=pl" in first
    assert "Your care stays the same" in first
    assert in_polish("It is your choice") in own
    assert 'email/?edition=pl"' in own
    assert '<html lang="pl"' in frame


def test_every_sentence_of_the_english_message_is_one_that_can_be_translated():
    assert phrases.IN_MESSAGES.keys() | phrases.IN_FOOT.keys() <= phrases.A_MESSAGE_NEEDS
    assert phrases.SUBJECTS.keys().isdisjoint(phrases.A_MESSAGE_NEEDS)
