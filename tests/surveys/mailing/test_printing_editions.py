"""Which form goes with whose letter: the recorded language and needs choose the edition, the print its size."""

import datetime

import pytest

from supportgroup import clock
from surveys.mailing import printing
from surveys.mailing.volunteering import yellow_words
from surveys.questionnaire.models import Edition
from tests.documents.paper import texts
from tests.factories import PersonFactory
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.editions import in_arabic, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(group, settings, tmp_path, pals, pals_entry):
    """A short survey, open in Arabic and in easy read too."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")
    draft = surveys.SurveyFactory(group=group, title="Parking")
    surveys.QuestionFactory(survey=draft, text="Can you park near us?")
    surveys.QuestionFactory(survey=draft, text="Do you come by bus?")
    written(draft)
    written(draft, "easy-read", say=lambda text: f"{text} Easy")
    return surveys.opened(surveys.with_duties(draft, mailing=pals, entry=pals_entry))


def form_for(survey, **person):
    editions = {one.code: one.content for one in Edition.objects.open_ones(survey.pk)}
    return printing.own_form(
        InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, **person)), editions
    )


def test_most_people_get_the_standard_form(survey):
    assert form_for(survey) == {"edition": "", "form_size": 12}


def test_large_print_is_the_same_words_in_the_size_that_is_recorded(survey):
    assert form_for(survey, needs=["large_print"], print_size=20) == {"edition": "", "form_size": 20}


def test_who_needs_easy_read_gets_it_in_16_point_at_least(survey):
    assert form_for(survey, needs=["easy_read"]) == {"edition": "easy-read", "form_size": 16}
    both = form_for(survey, needs=["easy_read", "large_print"], print_size=24)
    assert both == {"edition": "easy-read", "form_size": 24}


def test_the_language_comes_before_easy_read_and_keeps_large_print(survey):
    needs = ["easy_read", "large_print"]
    assert form_for(survey, language="Arabic", needs=needs, print_size=18) == {"edition": "ar", "form_size": 18}


def test_a_language_without_an_edition_that_is_open_gets_the_standard_form(survey):
    assert form_for(survey, language="Polish")["edition"] == ""
    survey.editions.filter(code="ar").update(opened_on=None, content=None)
    assert form_for(survey, language="Arabic")["edition"] == ""


class Said:
    """A message as the outbox hands it over."""

    kind = "surveys.invitation"

    def __init__(self, invitee):
        self.invitee = invitee


def test_one_print_run_holds_each_persons_own_edition_and_size(survey):
    people = [{}, {"language": "Arabic"}, {"needs": ["large_print"], "print_size": 18}]
    invitees = [InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, **one)) for one in people]
    for invitee in invitees:
        invitee.survey = survey
        survey.people_asked, survey.next_on = 3, None

    pages = texts(printing.print_run([Said(invitee) for invitee in invitees]))

    slips = [page for page in pages if "كان" in page and invitees[1].record_number in page]
    letter, slip = slips
    assert "Reply slip" not in slip, "the white slip speaks the language of its form"
    assert in_arabic("Dear {name}").split()[0] in letter
    for english in ("Dear", "Choose one way", "Answer online", "Phone us free", "Your care"):
        assert english not in letter
    forms = [page for page in pages if "Can you park near us?" in page or ("كان" in page and page not in slips)]
    assert ["Can you park near us?" in page for page in forms] == [True, False, True]
    assert "Parking" not in forms[1]
    assert "Put a cross in the box" not in forms[1]


def test_the_count_sheet_tells_packs_of_another_edition_and_in_large_print_apart(survey):
    people = [{}, {}, {"language": "Arabic"}, {"needs": ["large_print"], "print_size": 18}]
    invitees = [InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, **one)) for one in people]
    for invitee in invitees:
        invitee.survey = survey
        survey.people_asked, survey.next_on = 4, None

    counted = printing.packs([Said(invitee) for invitee in invitees])

    assert [(pack.format, pack.packs) for pack in counted] == [
        ("Standard, 12 point", 2), ("Standard, 12 point, form in Arabic", 1), ("Large print, 18 point", 1),
    ]  # fmt: skip


def test_an_edition_that_our_fonts_cannot_draw_is_not_printed(survey):
    content = survey.editions.get(code="ar").content
    content["title"] = "停车"
    survey.editions.filter(code="ar").update(content=content)
    reader = InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language="Arabic"))
    reader.survey = survey
    survey.people_asked, survey.next_on = 1, None

    data = printing.run_data([Said(reader)], keyless=True)
    [pack] = printing.packs([Said(reader)])

    assert data["letters"][0]["edition"] == ""
    assert list(data["editions"]) == ["easy-read"]
    assert pack.format == "Standard, 12 point, no form in Arabic: our fonts cannot draw it"


def test_a_letter_is_wholly_in_one_language_and_so_is_the_reminder(survey):
    reader = InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language="Arabic", title="Mrs"))
    reader.survey = survey
    survey.people_asked, survey.next_on = 1, clock.today() + datetime.timedelta(days=12)
    reminder = Said(reader)
    reminder.kind = "surveys.reminder"

    data = printing.run_data([reminder], keyless=True)
    [letter] = data["letters"]
    assert (letter["speaks"], letter["edition"]) == ("ar", "")
    assert letter["greeting"] == f"{in_arabic('Dear {name}').replace('{name}', f'Mrs {reader.person.last_name}')}"
    assert "Already replied" not in texts(printing.specimen([reminder]))[0]

    edition = survey.editions.get(code="ar")
    for lacks in ("letter_box_go", None):
        content = edition.content | {"phrases": {**edition.content["phrases"]}}
        content["phrases"].pop(lacks, None)
        content["about"] = content["about"] if lacks else "停车"
        survey.editions.filter(code="ar").update(content=content)
        [page] = texts(printing.specimen([reminder]))
        assert f"Dear Mrs {reader.person.last_name}" in page
        assert "كان" not in page


def printed_for(survey, language, kind="invitation"):
    reader = InviteeFactory(survey=survey, person=PersonFactory(group=survey.group, language=language))
    reader.survey = survey
    survey.people_asked, survey.next_on = 1, None
    message = Said(reader)
    message.kind = f"surveys.{kind}"
    return texts(printing.specimen([message]))


def test_the_foot_of_a_letter_and_the_yellow_slip_speak_the_language_of_the_edition(survey):
    survey.yellow_slip = True
    pages = printed_for(survey, "Arabic")
    letter, slip = pages[0], pages[-1]

    for english in ("Worried or unhappy?", "no stamp needed", "not for medical help", "Run by", "How we look after"):
        assert english not in letter
    for stays in (survey.group.urgent_help.split(".")[0], survey.group.reply_mailbox, "Freepost EASTBROOK SURVEYS"):
        assert stays in letter
    assert in_arabic("Yellow slip") in slip
    for english in ("Would you join", "Name", "Phone number", "When could", "A Saturday", "Where it goes", "Put it in"):
        assert english not in slip
    assert "0808" in slip


def test_a_small_print_or_a_yellow_slip_that_lacks_a_sentence_is_wholly_english(survey):
    survey.yellow_slip = True
    edition = survey.editions.get(code="ar")
    whole = edition.content["phrases"]
    lacking = {key: words for key, words in whole.items() if key not in ("foot_run", "yellow_days")}
    survey.editions.filter(code="ar").update(content=edition.content | {"phrases": lacking})

    pages = printed_for(survey, "Arabic")

    assert "Worried or unhappy?" in pages[0]
    assert in_arabic("Choose one way") in pages[0]
    assert "Would you join a group discussion?" in pages[-1]


def test_an_english_yellow_slip_says_one_month_and_three_months(survey):
    assert "We delete it 1 month after the survey closes." in yellow_words(1)["yellow_apart"]
    assert "We delete it 3 months after the survey closes." in yellow_words(3)["yellow_apart"]
