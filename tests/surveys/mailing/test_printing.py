"""Print runs: the right pages to the right person, large print where needed, a form without any mark."""

import re

import pypdfium2
import pytest

from supportgroup.documents.pdf import unfolded
from supportgroup.outbox.channels.notify_letters import MOST_PAGES
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Need
from supportgroup.people.window import address_lines
from surveys.mailing import codes, letters
from surveys.mailing.printing import print_run
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import REMINDER_ON, SENT_ON, by_letter, on, send


def printed(kind="invitation", number=1, day=SENT_ON):
    """Return the text of each page of the run."""
    with on(day):
        messages = list(Message.objects.filter(channel="letter").order_by("pk"))
        for message in messages:
            message.kind, message.occasion = f"surveys.{kind}", message.occasion[:-1] + str(number)
        letters.prepare(messages)
        pdf = print_run(messages)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture
def two(survey, nurse):
    """The survey, sent by letter to Mrs Lane and Mr Park."""
    PersonFactory(
        group=survey.group,
        title="Mrs",
        first_name="Mary",
        last_name="Lane",
        address="14 Orchard Close\nNether\nWestbrook",
    )
    PersonFactory(group=survey.group, title="Mr", first_name="Tom", last_name="Park")
    return send(survey, nurse)


def test_each_letter_has_its_own_name_number_and_code(two):
    pages = printed()
    for invitee in two.invitees.select_related("person"):
        (page,) = [page for page in pages if f"Dear {invitee.person.title} {invitee.person.last_name}" in page]
        assert invitee.record_number in page
        assert codes.typed_code(invitee) in page
        assert "Monday 7 September 2026" in page
        assert "Friday 25 September 2026" in page


def test_the_form_has_no_mark_of_anybody_and_is_the_same_for_all(two):
    forms = [page for page in printed() if "Where do you have your treatment?" in page]
    assert len(forms) == 2
    assert forms[0] == forms[1]
    assert not re.search(r"QVT|Lane|Park|[A-Z0-9]{4}-[A-Z0-9]{4}", forms[0])


def test_the_slip_has_the_record_number_and_no_name_and_no_code(two):
    slips = [page for page in printed() if "I have sent my answers" in page]
    numbers = [invitee.record_number for invitee in two.invitees.all()]
    assert [number for slip in slips for number in numbers if number in slip] == numbers
    for slip in slips:
        assert not re.search(r"Lane|Park|[A-Z0-9]{4}-[A-Z0-9]{4}", slip)


def test_a_reminder_encloses_no_form_and_the_final_one_does(two):
    assert not [page for page in printed("reminder", 2, REMINDER_ON) if "Where do you have your treatment?" in page]
    assert [page for page in printed("final", 3, REMINDER_ON) if "Where do you have your treatment?" in page]


def test_who_needs_large_print_gets_it(survey, nurse):
    by_letter(survey.group, needs=[Need.LARGE_PRINT], last_name="Large")
    by_letter(survey.group, last_name="Small")
    send(survey, nurse)
    with on(SENT_ON):
        messages = list(Message.objects.order_by("pk"))
        letters.prepare(messages)
        document = pypdfium2.PdfDocument(print_run(messages))
    tall = {}
    for page in document:
        for name in ("Large", "Small"):
            text = page.get_textpage()
            if f"{name}\r\n14 Orchard Close" in text.get_text_range():
                place = text.get_text_range().index("Dear ")
                _, bottom, _, top = text.get_charbox(place)
                tall[name] = top - bottom
    assert tall["Large"] == pytest.approx(1.5 * tall["Small"], rel=0.02)


@pytest.mark.django_db
def test_the_address_has_its_town_in_capitals_and_the_postcode_alone():
    person = PersonFactory.build(
        title="Mrs", first_name="Mary", last_name="Lane", address="14 Orchard Close,\nNether Westbrook\nWestbrook"
    )
    assert address_lines(person) == ["Mrs Mary Lane", "14 Orchard Close", "Nether Westbrook", "WESTBROOK", "ZZ99 3WZ"]


def test_an_address_never_has_more_than_7_lines():
    person = PersonFactory.build(address="\n".join(f"Line {number}" for number in range(1, 10)))
    lines = address_lines(person)
    assert len(lines) == 7
    assert lines[1] == "Line 1, Line 2, Line 3, Line 4, Line 5"
    assert lines[-1] == "ZZ99 3WZ"


def test_the_data_of_a_run_costs_no_query_for_each_letter(survey, nurse, django_assert_num_queries):
    by_letter(survey.group, 20)
    send(survey, nurse)
    with on(SENT_ON):
        messages = list(Message.objects.order_by("pk"))
        letters.prepare(messages)
        with django_assert_num_queries(0):
            print_run(messages)


def test_the_yellow_slip_comes_on_a_sheet_of_its_own_where_the_survey_offers_it_and_has_no_mark(two):
    assert not [page for page in printed() if "Yellow slip" in page]

    Survey.objects.filter(pk=two.pk).update(yellow_slip=True)
    pages = printed()
    slips = [page for page in pages if "Yellow slip" in page]

    assert len(slips) == 2
    assert slips[0] == slips[1], "it is the same on every copy"
    assert not re.search(r"QVT|Lane|Park|[A-Z0-9]{4}-[A-Z0-9]{4}", slips[0])
    for says in ("Name", "Phone number", two.group.freepost_address.splitlines()[0], "/discussion/qvt"):
        assert says in slips[0]
    assert "and the yellow slip if you fill it in" in next(page for page in pages if "Keep this half" in page)
    assert not [page for page in printed("reminder", 2, REMINDER_ON) if "Yellow slip" in page]


@pytest.mark.parametrize("needs", [[], [Need.LARGE_PRINT]])
def test_what_a_print_service_gets_keeps_its_edges_white_and_the_address_in_its_window(survey, nurse, needs):
    PersonFactory(group=survey.group, preferred_route="letter", needs=needs, **({"print_size": 18} if needs else {}))
    send(survey, nurse)
    with on(REMINDER_ON), unfolded():
        message = Message.objects.get(channel="letter")
        message.kind, message.occasion = "surveys.reminder", message.occasion[:-1] + "2"
        letters.prepare([message])
        pages = list(pypdfium2.PdfDocument(print_run([message])))

    assert len(pages) <= MOST_PAGES
    for page in pages:
        left, top, right, bottom = inked(page)
        assert (left >= 15, top >= 5, right <= 195.2, bottom <= 292) == (True,) * 4, (left, top, right, bottom)


def test_what_we_print_has_marks_for_folding(survey, nurse):
    by_letter(survey.group)
    send(survey, nurse)
    with on(SENT_ON):
        messages = list(Message.objects.filter(channel="letter"))
        letters.prepare(messages)
        assert inked(pypdfium2.PdfDocument(print_run(messages))[0])[0] < 5, "the row that could fail above"


def inked(page):
    """Return the box, in millimetres from the left upper corner, outside which a page is white."""
    picture = page.render(scale=4).to_pil().convert("L").point(lambda shade: 255 if shade < 250 else 0)
    return [side / 4 * 25.4 / 72 for side in picture.getbbox()]
