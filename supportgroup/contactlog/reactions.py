"""What the contact log does when something happens to a person."""

from typing import Any

from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.people.models import Person

from .choices import Ended, Task
from .models import Entry, FollowUp, Helper


def plan_nothing_more(person: Person, *, by: Actor, **told: Any) -> None:
    """Close what was planned for somebody who wants no contact or has moved; what the clinical team is told stays."""
    FollowUp.objects.filter(entry__person=person, ended=Ended.OPEN, clinical=False).update(
        ended=Ended.NOT_NEEDED, ended_at=clock.now(), ended_as=by.name
    )


def close_all(person: Person, *, by: Actor, **told: Any) -> None:
    """Close everything that was to come next for somebody who died, and end what they allowed their helpers."""
    FollowUp.objects.filter(entry__person=person, ended=Ended.OPEN).update(
        ended=Ended.NOT_NEEDED, ended_at=clock.now(), ended_as=by.name
    )
    Helper.objects.filter(person=person, ended_on=None).update(ended_on=clock.today(), ended_as=by.name)


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Give the log of two rows that were one person to the row that stays, and return how many notes there were."""
    return Entry.objects.filter(person=person).update(person=into)


def move_helpers_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Give the helpers of two rows that were one person to the row that stays, and return how many there were."""
    return Helper.objects.filter(person=person).update(person=into)


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what is written down of every contact, and who helps."""
    return {
        "contacts": [
            {
                "what": entry.get_kind_display(),
                "when": localtime(entry.happened_at).isoformat(timespec="minutes"),
                "words": entry.what,
                "correction": entry.corrects_id is not None,
                "written by": entry.written_as,
                "next": [
                    {"what": one.what, "due": one.due_on.isoformat(), "state": one.get_ended_display()}
                    for one in entry.follow_ups.all()
                ],
            }
            for entry in Entry.objects.filter(person=person).prefetch_related("follow_ups")
        ],
        "helpers": [
            {
                "name": helper.name,
                "relation": helper.get_relation_display(),
                "phone": helper.phone,
                "email": helper.email,
                "may": [Task(task).label for task in helper.tasks],
                "permission given": helper.given_on.isoformat(),
                "permission ended": helper.ended_on.isoformat() if helper.ended_on else "",
            }
            for helper in Helper.objects.filter(person=person)
        ],
    }


def forget(person: Person, *, by: Actor, **told: Any) -> None:
    """Delete every contact and every helper of somebody who is erased."""
    Entry.objects.filter(person=person).delete()
    Helper.objects.filter(person=person).delete()
