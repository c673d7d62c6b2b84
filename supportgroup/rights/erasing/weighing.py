"""What goes and what stays when somebody is erased, in numbers, before anybody presses the button."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.audit.models import Look
from supportgroup.outbox.choices import RecipientKind, State
from supportgroup.outbox.models import Message
from supportgroup.people.held import former_keys
from supportgroup.people.models import Person
from supportgroup.people.reactions import Event, tell
from supportgroup.rights.keeping import holding
from supportgroup.ui import wording

from . import rules

GOES = {
    "record": ("their name, date of birth, NHS number, address and contact details", None),
    "clinical_outline": ("their clinical outline", None),
    "changes": ("the old and new values in {} of their history", ("change", "changes")),
    "messages": ("{} to them", ("message", "messages")),
    "formats_made": ("that {} were made in their format", ("letter", "letters")),
    "merged_records": ("{} that was merged into theirs", ("record", "records")),
    "told_apart": ("that {} like theirs is somebody else", ("record", "records")),
    "contacts": ("{} of calls, letters and visits", ("note", "notes")),
    "helpers": ("{} who helps them, with phone and email", ("person", "people")),
    "consent": ("their name beside {} to what they were asked", ("answer", "answers")),
    "complaints": ("their name and words in {}", ("complaint", "complaints")),
    "requests": ("their name beside {} for a copy", ("request", "requests")),
    "surveys": ("their place on the list of {}", ("survey", "surveys")),
}
"""What the sections of a copy are called here; what is not named is called by its own name, with its number."""
NOT_COUNTED = {"looks", "sign_in"}
STAYS = (
    "That they were erased: the day, the reason and who did it. Not their name.",
    "The names of members of staff beside what they did.",
    "Answers they may have given to a survey. They have no name; nobody can find them, so nobody can remove them.",
    "Payments, if there were any: the law asks us to keep them for 6 years.",
    "Letters that are already in the post, and back-ups until they expire.",
)


@dataclass(frozen=True)
class Weighed:
    """What would go and what would stay, as sentences."""

    goes: list[str]
    stays: list[str]


def numbers(person: Person, *, by: Actor) -> dict[str, int]:
    """Return how many entries each room holds on somebody, as their copy would list them."""
    counted: dict[str, int] = {}
    for told in tell(Event.DOWNLOADED, person, by=by):
        for section, rows in told.items():
            if rows and section not in NOT_COUNTED:
                counted[section] = counted.get(section, 0) + len(rows)
    return counted


def weigh(person: Person, *, by: Actor) -> Weighed:
    """Return what goes and what stays."""
    counted = numbers(person, by=by)
    goes = [_sentence(section, count) for section, count in counted.items()]
    if person.user_id:
        goes.append("the email address they signed in with; their name stays beside what they did")
    keys = [person.pk, *former_keys(person)]
    looks = wording.counted(Look.objects.filter(people__overlap=keys).count(), "look")
    stays = [f"{looks} at record {person.pk}: who looked and when, without the name of the person."]
    if answers := counted.get("consent"):
        said = wording.counted(answers, "answer")
        stays.append(
            f"{said} to what they were asked, with its day and no name: it shows that we were allowed to write."
        )
    return Weighed(goes=goes, stays=[*stays, *STAYS])


def why_not_erase(person: Person) -> str | None:
    """Return why somebody cannot be erased now, or None."""
    going = Message.objects.to(recipient_kind=RecipientKind.PERSON, recipient_key=person.pk)
    return rules.why_not_erase(
        holds_roles=person.user is not None and person.user.holdings.in_force(on=clock.today()).exists(),
        holds=holding.why_kept(person),
        going_now=going.in_state(State.SENDING).count(),
    )


def part(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return what the section on a person's page needs."""
    return {"url": reverse("erase_person", args=[person.group.slug, person.pk]), "why_not": why_not_erase(person)}


def _sentence(section: str, count: int) -> str:
    words, nouns = GOES.get(section, ("", None))
    if nouns:
        return words.format(wording.counted(count, *nouns))
    return words or f"{section.replace('_', ' ')}: {count:,}"
