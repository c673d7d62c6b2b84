"""What consent does when something happens to a person.

Who died or moved keeps their answers on record; they allow nothing any more, because `in_force` reads the standing too.
"""

from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.people.models import Person

from .models import Answer, Asked, PaperPlace


def stays_on_record(person: Person, *, by: Actor, **told: Any) -> None:
    """Leave the answers as they are: what somebody agreed to is proof, and their standing says whether it holds."""


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Give the answers of two rows that were one person to the row that stays; the last one given is in force."""
    Asked.objects.filter(person=person).update(person=into)
    return Answer.objects.filter(person=person).update(person=into)


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, Any]:
    """Return all that somebody was asked and answered, in the words they saw."""
    answers = Answer.objects.filter(person=person).newest_first().select_related("version")
    answers = answers.prefetch_related("paper_places")
    return {
        "consent": [
            {
                "what": answer.version.words_of(answer.purpose),
                "version": answer.version.code,
                "said": answer.get_said_display(),
                "on": answer.given_on.isoformat(),
                "how": answer.get_how_display(),
                "written beside it": answer.detail,
                "recorded by": answer.recorded_as,
                "put right": answer.why,
                "paper lies here": ", then ".join(_places(answer)),
            }
            for answer in answers
        ],
        "consent forms given": [
            {"what": asked.get_sheet_display(), "on": asked.asked_on.isoformat(), "how": asked.get_how_display()}
            for asked in Asked.objects.filter(person=person)
        ],
    }


def forget(person: Person, *, by: Actor, **told: Any) -> None:
    """Take the person out of their answers. That it was agreed, when and to which words stays: the law asks for it."""
    PaperPlace.objects.filter(answer__person=person).delete()
    Answer.objects.filter(person=person).update(person=None, detail="", paper_at="", why="")
    Asked.objects.filter(person=person).delete()


def _places(answer: Answer) -> list[str]:
    """Return where the paper of an answer lay, the oldest place first."""
    noted = sorted(answer.paper_places.all(), key=lambda one: one.pk)
    return [place for place in (answer.paper_at, *(one.place for one in noted)) if place]
