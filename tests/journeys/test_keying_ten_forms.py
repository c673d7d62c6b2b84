"""Ten paper forms, keyed by Owen with the keyboard alone; one of them a second time by Joan, who reads it differently."""

import re

from playwright.sync_api import expect

from supportgroup.access.choices import Role
from supportgroup.longwork.actions import run_waiting
from surveys.answers.models import SealedAnswer
from surveys.keying.models import Drawn, Keyed
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests import factories
from tests.surveys.keying.conftest import draw

MOST_KEYS_AN_ANSWER = 1.3
SINGLE = "1 2 3 1 1 5 2 1 1 2 3 1".split()
SEVERAL = ["2", "5", "Enter", "3", "1", "1", "2", "Enter", "3", "7", "Enter"]
WORDS = ["1", "Tab", "b", "2"]
"""Question 18 with words about it, 19 left blank, 20."""
FORM = [*SINGLE, *SEVERAL, *WORDS]
ANSWERS = len(SINGLE) + 8 + 4
"""Every cross, the words and the blank: what stands on such a form."""


class Keyboard:
    """The keyboard of one who keys, with a counter. The words of a patient are typed and not counted."""

    def __init__(self, page):
        self.page, self.keys = page, 0

    def press(self, *keys):
        for key in keys:
            if key == "Tab":
                self.page.keyboard.type("They ring back.")
            self.page.keyboard.press(key)
            self.keys += 1

    def key(self, number):
        """Key one form, from its number on to the Enter that keeps it, and wait until the next can begin."""
        self.press(*str(number), "Enter", *FORM, "Enter")
        self.hears(f"Form {number} kept.")

    def hears(self, said):
        expect(self.page.get_by_role("status")).to_contain_text(said)


def test_owen_keys_ten_forms_and_joan_one_of_them_again(stage, visitor, check):
    stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    draw(survey.group, percent=0)
    page = visitor(stage.owen)
    page.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    owen = Keyboard(page)
    expect(page.get_by_label("Number written on the form")).to_be_focused()
    check(page, "key-form")

    one_with_a_slip_of_the_finger(owen)
    one_begun_while_the_one_before_is_on_its_way(owen)
    for number in range(4, 9):
        owen.key(number)
    one_while_the_connection_is_away(owen, check)
    draw(survey.group, percent=100)
    owen.key(10)
    owen.hears("It was drawn to be keyed a second time by somebody else")
    assert owen.keys / (10 * ANSWERS) <= MOST_KEYS_AN_ANSWER, owen.keys
    assert SealedAnswer.objects.filter(survey=survey).count() == 9
    one_that_has_been_keyed(owen, check)
    one_while_the_sign_in_has_ended(owen)

    joan = factories.user_with_role(Role.PALS, survey.group, email="joan@hospital.example", name="Joan Fox")
    SurveyDuty.objects.create(survey=survey, user=joan, duty=Duty.ENTRY)
    one_again_and_read_otherwise(visitor(joan), survey, check)
    assert SealedAnswer.objects.filter(survey=survey).count() == Keyed.objects.get().forms == 10
    assert not Drawn.objects.exists()


def one_with_a_slip_of_the_finger(owen):
    owen.press("1", "Enter", *SINGLE, "Backspace")
    owen.hears("undone, question 12")
    owen.press("m")
    owen.press(*SEVERAL, *WORDS, "Enter")
    owen.hears("Form 1 kept.")


def one_begun_while_the_one_before_is_on_its_way(owen):
    def sent(route):
        owen.press("3", "Enter")
        route.continue_()

    owen.page.route("**/key-form/", sent, times=1)
    owen.press("2", "Enter", *FORM, "Enter")
    owen.hears("form 3")
    owen.press(*FORM, "Enter")
    owen.hears("Form 3 kept.")


def one_while_the_connection_is_away(owen, check):
    """The form stays on the page, and Enter sends it again."""
    owen.page.route("**/key-form/", lambda route: route.abort())
    owen.press("9", "Enter", *FORM, "Enter")
    expect(owen.page.get_by_role("alert")).to_contain_text("It is still here. Press Enter to send it again.")
    check(owen.page, "key-form-not-sent")
    owen.page.unroute("**/key-form/")
    owen.press("Enter")
    owen.hears("Form 9 kept.")


def one_that_has_been_keyed(owen, check):
    """Its number is known before anything is typed."""
    owen.press("1", "0", "Enter")
    expect(owen.page.get_by_text("Do two forms have this number?")).to_be_visible()
    check(owen.page, "key-form-number-taken")
    owen.press("s")
    expect(owen.page.get_by_label("Number written on the form")).to_have_value("")


def one_while_the_sign_in_has_ended(owen):
    """What he keyed is handed back on the page that asks him to sign in. A tab of its own, because a 401 is due here."""
    tab = owen.page.context.new_page()
    tab.goto(owen.page.url)
    tab.context.clear_cookies(name="sessionid")
    Keyboard(tab).press("1", "1", "Enter", *FORM, "Enter")
    expect(tab.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(tab.locator("input[name=q18w]")).to_have_value("They ring back.")
    expect(tab.locator("input[name=number]")).to_have_value("11")


def one_again_and_read_otherwise(page, survey, check):
    """Joan reads question 1 otherwise, is quicker than the page, and looks at the paper once more."""

    def loads(route):
        expect(page.get_by_role("heading", name="Key form 10 a second time")).to_be_visible()
        Keyboard(page).press("2", *FORM[1:5])
        route.continue_()

    page.goto(f"/immunology/surveys/{survey.pk}/forms/")
    page.route("**/key-form.js", loads, times=1)
    page.get_by_role("link", name="Key form 10 a second time").click()
    expect(page.get_by_text("Question 6: press")).to_be_visible()
    Keyboard(page).press(*FORM[5:])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Form 10 is keyed a second time.")).to_be_visible()
    run_waiting()
    page.reload()
    page.get_by_role("link", name="Settle form 10").click()
    expect(page.locator("legend")).to_have_text([re.compile("^1. ")])
    check(page, "settle-form")
    Keyboard(page).press("2", "Enter")
    expect(page.get_by_text("Form 10 is settled.")).to_be_visible()
    run_waiting()
    page.reload()
    expect(page.get_by_text("1 form was keyed twice. 1 of 20 answers differed (5.0%).")).to_be_visible()
    expect(page.get_by_text("10 more forms than slips")).to_be_visible()
    page.get_by_text("Where they differed, question by question").click()
    apart = page.get_by_role("table", name="How many forms were keyed differently").get_by_role("row")
    expect(apart.nth(1)).to_have_text(re.compile(r"^1\. .*1$"))
    expect(apart.nth(2)).to_have_text(re.compile(r"^2\. .*0$"))
    check(page, "keyed-twice")
