"""What stands first wherever a person may be written to or called: that they died, want no contact, are a child, …"""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join

from supportgroup import clock
from supportgroup.people import facts
from supportgroup.people.models import Person
from supportgroup.ui.templatetags import ui

register = template.Library()


@register.simple_tag
def respect(person: Any, *, below: bool = False) -> str:
    """`{% respect person %}`: the tags of one person, in their order; nothing for anything that is no person.

    below: they stand under the name in the cell of a table. A list asks it for every row, so no template is loaded.
    """
    if not isinstance(person, Person):
        return ""
    tags = [ui.need(one.icon, one.words) for one in facts.need_tags(person)]
    if minor := facts.minor_words(person, today=clock.today()):
        tags.insert(0, ui.state_tag(minor, "yellow"))
    if standing := facts.standing_words(person):
        tags.insert(0, ui.state_tag(standing, "grey"))
    if not tags:
        return ""
    kind = "sg-needs sg-needs--below" if below else "sg-needs"
    return format_html('<div class="{}">{}</div>', kind, format_html_join("", "{}", ((one,) for one in tags)))
