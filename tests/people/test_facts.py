"""What a person's page says."""

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
