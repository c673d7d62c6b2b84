"""A form drawn by the nhsuk template pack, as a browser and a screen reader meet it."""

import re
from html.parser import HTMLParser

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Button, Form


class Everything(Form):
    """One of each control."""

    submit = "Save person"
    buttons = [Button("again", "Save and add another")]
    required_words = {"contact": "Select how to write to them"}

    name = forms.CharField(label="Full name", max_length=12)
    nhs_number = forms.CharField(label="NHS number", required=False, help_text="10 numbers")
    email = forms.EmailField(label="Email address")
    born_on = DateField(label="Date of birth")
    contact = forms.ChoiceField(
        label="Contact by",
        choices=[("post", "Letter"), ("email", "Email")],
        widget=Radios(hints={"post": "Large print"}),
    )
    needs = forms.MultipleChoiceField(
        label="Access needs",
        required=False,
        choices=[("loop", "Loop"), ("none", "None")],
        widget=TickAll(exclusive="none"),
    )
    group = forms.ChoiceField(label="Condition group", choices=[("", "Choose"), ("p", "Primary")])
    miles = forms.IntegerField(label="Miles")
    sheet = forms.FileField(label="Spreadsheet")
    notes = forms.CharField(label="Notes", widget=forms.Textarea, max_length=5, required=False)
    told = forms.BooleanField(label="They have been told")
    origin = forms.CharField(widget=forms.HiddenInput, initial="list")

    def layout(self):
        """Leave the hidden field to be drawn by itself."""
        who = Fieldset("Who they are", "name", "nhs_number", "born_on")
        return Layout(who, "email", "contact", "needs", "group", "miles", "sheet", "notes", "told")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, *tags):
        return [attrs for tag, attrs in self.found if tag in tags]


def drawn(form, template="{% load crispy_forms_tags %}{% crispy form %}"):
    request = RequestFactory().get("/")
    return Template(template).render(Context({"form": form, "request": request, "csrf_token": "token-of-the-page"}))


def wrong():
    return Everything(
        {"born_on_day": "3", "born_on_month": "3", "email": "x", "miles": "1.5", "notes": "too long", "name": "x" * 13},
        {},
    )


def test_every_control_has_a_label_of_its_own():
    page = Elements(drawn(Everything()))
    labelled = {attrs["for"] for attrs in page.all("label")}
    controls = {a["id"] for a in page.all("input", "select", "textarea") if a.get("type") != "hidden"}

    assert controls == labelled
    assert len(controls) == 15


def test_no_id_is_used_twice():
    ids = [attrs["id"] for _, attrs in Elements(drawn(wrong())).found if "id" in attrs]

    assert sorted(ids) == sorted(set(ids))


def test_each_error_of_the_summary_leads_to_a_control_that_is_there():
    page = Elements(drawn(wrong()))
    links = [a["href"] for a in page.all("a") if a.get("href", "").startswith("#")]
    controls = {a["id"] for a in page.all("input", "select", "textarea") if "id" in a}

    assert links[:3] == ["#id_name", "#id_email", "#id_born_on_day"]
    assert len(links) == 9
    assert {link[1:] for link in links} <= controls


def test_what_describes_a_control_is_on_the_page():
    page = Elements(drawn(wrong()))
    ids = {attrs["id"] for _, attrs in page.found if "id" in attrs}
    described = {i for _, attrs in page.found for i in (attrs.get("aria-describedby") or "").split()}

    assert described <= ids
    assert "id_name-error" in described


def test_the_errors_say_what_to_do_in_the_words_of_the_label():
    form = wrong()

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "name": "Full name must be 12 characters or fewer. You typed 13",
        "email": "Enter an email address in the right form, like name@example.com",
        "born_on": "Date of birth must include a year",
        "contact": "Select how to write to them",
        "group": "Select condition group",
        "miles": "Miles must be a whole number, like 30",
        "sheet": "Choose a file for “Spreadsheet”",
        "notes": "Notes must be 5 characters or fewer. You typed 8",
        "told": "Tick “They have been told” to go on",
        "origin": "Enter origin",
    }


def test_an_empty_field_asks_for_what_it_is_called():
    assert Everything({}).errors["name"] == ["Enter full name"]


def test_the_message_an_author_wrote_is_kept():
    class Own(Form):
        code = forms.CharField(label="Code", error_messages={"required": "Type the code from your letter"})

    assert Own({}).errors["code"] == ["Type the code from your letter"]


def test_one_forms_words_do_not_leak_into_the_next():
    class First(Form):
        email = forms.EmailField(label="Their email")

    class Second(forms.Form):
        email = forms.EmailField()

    First({"email": "x"}).errors  # noqa: B018  reading them validates

    assert Second({"email": "x"}).errors["email"] == ["Enter a valid email address."]


def test_only_what_may_be_left_empty_is_marked_optional():
    marked = re.findall(r"(\w[\w ]+) \(optional\)", drawn(Everything()))

    assert marked == ["NHS number", "Access needs", "Notes"]


def test_a_label_with_markup_in_it_is_shown_not_obeyed():
    class Hostile(Form):
        name = forms.CharField(label="<img src=x onerror=alert(1)>", help_text="<b>hint</b>")
        pick = forms.ChoiceField(label="Pick", choices=[('"><script>', "<i>one</i>")], widget=Radios)

    html = drawn(Hostile({"name": "<script>alert(1)</script>"}))

    assert [tag for tag, _ in Elements(html).found if tag in ("img", "b", "i", "script")] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_form_is_ready_to_be_sent():
    page = Elements(drawn(Everything()))
    form = page.all("form")[0]
    hidden = {(a["name"], a["value"]) for a in page.all("input") if a["type"] == "hidden"}

    assert (form["method"], form["enctype"], "novalidate" in form) == ("post", "multipart/form-data", True)
    assert hidden == {("csrfmiddlewaretoken", "token-of-the-page"), ("origin", "list")}


def test_the_buttons_carry_the_forms_verbs():
    html = drawn(Everything())
    buttons = Elements(html).all("button")

    assert [button.get("name") for button in buttons] == [None, "again"]
    assert "Save person" in html


def test_a_button_that_cannot_be_undone_is_a_warning():
    class Close(Form):
        submit, warning = "Close the survey", True

    assert "nhsuk-button--warning" in Elements(drawn(Close())).all("button")[0]["class"]


def test_the_summary_stands_once_where_the_page_has_shown_it_above_its_heading():
    inside = "{% load crispy_forms_tags %}{% with error_summary_shown=True %}{% crispy form %}{% endwith %}"

    assert ("There is a problem" in drawn(wrong()), "There is a problem" in drawn(wrong(), inside)) == (True, False)


def test_a_question_may_be_the_pages_only_heading():
    class Question(Form):
        page_heading = "answer"
        answer = forms.ChoiceField(label="Will you come?", choices=[("y", "Yes")], widget=Radios)

    html = drawn(Question())

    assert html.count("<h1") == 1
    assert re.search(r"<h1[^>]*>\s*Will you come\?\s*</h1>", html)


def test_nothing_is_chosen_before_the_person_chooses():
    page = Elements(drawn(Everything()))

    assert [a for a in page.all("input") if "checked" in a] == []


def test_what_was_chosen_stays_chosen_after_an_error():
    page = Elements(drawn(Everything({"contact": "email", "needs": ["none"], "told": "on", "group": "p"})))

    assert [a["value"] for a in page.all("input") if "checked" in a] == ["email", "none", "on"]
    assert [a["value"] for a in page.all("option") if "selected" in a] == ["p"]


def test_the_answer_that_clears_the_others_stands_apart():
    html = drawn(Everything())

    assert html.index(">or<") < html.index('value="none"')
    assert 'data-behaviour="exclusive"' in html


def test_only_the_part_of_a_date_that_is_missing_is_marked_wrong():
    page = Elements(drawn(wrong()))
    marked = [a["id"] for a in page.all("input") if "nhsuk-input--error" in a.get("class", "") and "born_on" in a["id"]]

    assert marked == ["id_born_on_year"]


def test_a_password_is_never_written_back():
    class SignIn(Form):
        password = forms.CharField(widget=forms.PasswordInput)
        email = forms.EmailField()

    html = drawn(SignIn({"password": "correct horse", "email": ""}))

    assert "correct horse" not in html
    assert [a["type"] for a in Elements(html).all("input") if a["name"] == "password"] == ["password"]


def test_text_that_has_a_limit_counts_its_characters():
    page = Elements(drawn(Everything()))
    counted = [attrs for _, attrs in page.found if attrs.get("data-module") == "nhsuk-character-count"]

    assert [attrs["data-maxlength"] for attrs in counted] == ["5"]
