"""Writing down who looked. A view calls `note` when it shows, prints or hands out what is held on somebody."""

from collections.abc import Iterable

from supportgroup import clock
from supportgroup.access.actor import Actor

from .choices import Way
from .models import Look


def note(
    what: str, people: Iterable[int], *, group_slug: str, way: Way = Way.PAGE, by: Actor, of_others: bool = False
) -> None:
    """Write down that these people (keys of the register) were seen. Nobody seen is nothing to write.

    what: the page or the file, in words that a person who asks will read. of_others: it names people who are not on
    the register, so that it is written down also where nobody of the register is in it.
    """
    keys = sorted(set(people))
    if not keys and not of_others:
        return
    Look.objects.create(
        at=clock.now(),
        actor_kind=by.kind,
        actor_key=by.key,
        actor_name=by.name,
        group_slug=group_slug,
        way=way,
        what=what,
        people=keys,
    )
