"""The page shells, the components and the pages for when something is wrong."""

from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages import constants
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from supportgroup.ui.forms import Form

PLACES = [
    SimpleNamespace(text="Today", url="/immunology/", current=False, count=0),
    SimpleNamespace(text="Messages", url="/immunology/messages/", current=True, count=3),
]


class Name(Form):
    """One field that may not be empty."""

    name = forms.CharField(label="Full name")


def page(shell="ui/page.html", blocks="{% block heading %}9 claims{% endblock %}", **context):
    source = (
        f'{{% extends "{shell}" %}}{{% load ui crispy_forms_tags %}}{{% block title %}}Claims{{% endblock %}}{blocks}'
    )
    frame = {"user": SimpleNamespace(is_authenticated=True), "request": RequestFactory().get("/immunology/")}
    return Template(source).render(Context(frame | context))


def test_the_title_says_the_page_then_the_group():
    assert "<title>Claims – Immunology group</title>" in page(group_name="Immunology group")


@pytest.mark.parametrize("shell", ["ui/page.html", "ui/patient.html", "ui/plain.html"])
def test_the_title_begins_with_error_when_something_is_to_be_mended(shell):
    assert "<title>Error: Claims" in page(shell, form=Name({}))
    assert "<title>Claims" in page(shell, form=Name())


@pytest.mark.parametrize("shell", ["ui/page.html", "ui/patient.html", "ui/plain.html"])
def test_the_error_summary_stands_once_and_above_the_heading(shell):
    html = page(
        shell,
        "{% block heading %}9 claims{% endblock %}{% block content %}{% crispy form %}{% endblock %}",
        form=Name({}),
    )

    assert html.count("There is a problem") == 1
    assert html.index("There is a problem") < html.index("<h1")


def test_a_block_that_is_left_empty_leaves_an_empty_element_that_is_not_shown():
    assert '<p class="sg-lede"></p>' in page()
    assert '<p class="sg-caption"></p>' in page()


def test_the_place_where_one_is_is_said_to_screen_readers_too():
    html = page(navigation=PLACES)

    assert html.count("aria-current") == 1
    assert '3<span class="nhsuk-u-visually-hidden"> waiting</span>' in html


def test_signing_out_is_a_post():
    html = page(sign_out_url="/sign-in/logout/", sign_in_url="/me", csrf_token="t")

    assert (
        '<form method="post" action="/sign-in/logout/"><input type="hidden" name="csrfmiddlewaretoken" value="t">'
        in html
    )


def test_the_name_of_a_group_is_escaped():
    assert "<b>x</b>" not in page(group_name="<b>x</b>")


def test_a_patients_page_names_no_group_even_if_it_is_told_one():
    html = page(
        "ui/patient.html", group_name="Immunology group", hospital_name="Eastbrook", service_name="Patient survey"
    )

    assert "Immunology" not in html
    assert "<title>Claims – Patient survey</title>" in html


def test_the_free_phone_number_can_be_pressed():
    html = page(
        "ui/patient.html", helpline=SimpleNamespace(number="0808 157 0123", hours="Monday to Friday, 9am to 5pm")
    )

    assert '<a href="tel:08081570123">0808 157 0123</a>' in html
    assert "Monday to Friday, 9am to 5pm. We can do this for you on the phone." in html


def test_a_page_in_another_language_says_so():
    blocks = "{% block language %}ur{% endblock %}{% block direction %}rtl{% endblock %}"

    assert '<html lang="ur" dir="rtl">' in page("ui/patient.html", blocks)


def test_a_message_of_success_is_a_green_banner_and_a_failure_is_not():
    done = SimpleNamespace(level=constants.SUCCESS, level_tag="success", __str__=lambda self: "Saved")
    html = render_to_string("ui/components/messages.html", {"messages": [done]})
    refused = render_to_string("ui/components/messages.html", {"messages": [SimpleNamespace(level_tag="error")]})

    assert "nhsuk-notification-banner--success" in html
    assert "nhsuk-notification-banner--success" not in refused
    assert "There is a problem" in refused


def test_the_pages_of_a_list_keep_the_filters_of_the_address():
    context = Context(
        {"request": RequestFactory().get("/people/?member=yes&page=2"), "page": Paginator(range(250), 50).get_page(2)}
    )
    html = Template("{% load ui %}{% pager page %}").render(context)

    assert 'href="?member=yes&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_a_list_that_fits_one_page_has_no_pager():
    context = Context({"request": RequestFactory().get("/"), "page": Paginator(range(50), 50).get_page(1)})

    assert Template("{% load ui %}{% pager page %}").render(context) == ""


def test_a_tag_and_a_need_escape_what_they_are_given():
    html = Template("{% load ui %}{% tag words 'green' %}{% need 'large-print' words %}").render(
        Context({"words": "<i>x</i>"})
    )

    assert html.count("&lt;i&gt;x&lt;/i&gt;") == 2


def test_a_search_is_posted_with_its_token():
    html = render_to_string(
        "ui/components/search.html", {"action": "/people/find/", "label": "Name", "csrf_token": "t"}
    )

    assert '<form class="sg-search" method="post" action="/people/find/"' in html
    assert 'value="t"' in html


def test_work_that_is_done_no_longer_looks_again():
    state = {"done": 5, "total": 5, "words": "All 5 are read.", "url": "/x"}

    assert "data-look-again" in render_to_string("ui/components/progress.html", state)
    assert "data-look-again" not in render_to_string("ui/components/progress.html", state | {"finished": True})


def test_a_table_of_many_columns_becomes_cards_that_name_each_cell():
    columns = [{"text": text} for text in ("Mailing", "Sent", "People", "Replies")]
    rates = {
        "caption": "Rates",
        "columns": columns,
        "rows": [[{"text": "First"}, {"text": "2 May"}, {"text": "9"}, {"text": "4"}]],
    }
    html = Template("{% load ui %}{% table rates %}").render(Context({"rates": rates}))

    assert "sg-table--cards" in html
    assert 'data-label="Replies">4</td>' in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing_but_itself(name):
    html = render_to_string(name)

    assert html.count("<h1") == 1
    assert "Go to the front page" in html


def test_a_refusal_says_its_reason_escaped():
    html = render_to_string("403.html", {"exception": "You hold no role in <this> group."})

    assert "You hold no role in &lt;this&gt; group." in html
