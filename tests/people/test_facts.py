"""What a person's page says."""

import datetime

import pytest
from django.template import Context, Template

from supportgroup.people import facts
from supportgroup.people.choices import Need
from supportgroup.people.models import Person


@pytest.mark.parametrize("need", Need.values)
def test_every_need_has_a_drawing_and_words(need):
    (tag,) = facts.need_tags(Person(needs=[need]))

    shown = Template("{% load ui %}{% need tag.icon tag.words %}").render(Context({"tag": tag}))

    assert str(Need(need).label) in shown
    assert "<svg" in shown


def test_what_must_be_respected_stands_in_order_whatever_the_order_of_typing():
    person = Person(
        needs=[Need.BRAILLE, Need.AUDIO, Need.LARGE_PRINT, Need.INTERPRETER], language="Polish", print_size=20,
        do_not_contact=True, standing="died", date_of_birth=datetime.date(2020, 1, 1),
    )  # fmt: skip

    shown = Template("{% load respect %}{% respect person %}").render(Context({"person": person}))

    words = ["Died", "Do not contact", "Interpreter: Polish", "Large print, 20 point", "Braille", "Audio"]
    assert sorted(words, key=shown.index) == words


def test_an_interpreter_without_a_language_says_so():
    assert facts.need_words(Need.INTERPRETER, Person(language="English")) == "Interpreter: language not recorded"


def test_nobody_has_no_tags():
    assert Template("{% load respect %}{% respect nobody %}").render(Context({"nobody": "A person"})).strip() == ""
