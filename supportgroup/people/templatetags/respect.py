"""What stands first wherever a person may be written to or called: that they died, want no contact, are a child, …"""

from typing import Any

from django import template

from supportgroup import clock
from supportgroup.people import facts
from supportgroup.people.models import Person

register = template.Library()


@register.inclusion_tag("people/parts/respect.html")
def respect(person: Any, *, below: bool = False) -> dict[str, Any]:
    """`{% respect person %}`: the tags of one person, in their order; nothing for anything that is no person.

    below: they stand under the name in the cell of a table.
    """
    if not isinstance(person, Person):
        return {}
    return {
        "below": below,
        "standing": facts.standing_words(person),
        "minor": facts.minor_words(person, today=clock.today()),
        "needs": facts.need_tags(person),
    }
