"""What holds now: may we, and by which way. Read from the answers each time it is asked, and copied nowhere.

Rooms above ask here: `may` before something is done with a person, `why_not_send` before a message leaves,
`people_who_agreed` to choose whom to ask.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localtime

from supportgroup.groups.models import Group
from supportgroup.people import rules as people_rules
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.people.querysets import PersonQuerySet
from supportgroup.remembered import AMONG, remembered

from . import rules
from .choices import Membership, Purpose, Said, Sheet
from .models import Answer, Asked
from .querysets import AnswerQuerySet


def answers_of(person: Person) -> dict[str, Answer]:
    """Return somebody's answer in force to each purpose they were asked about."""
    found = Answer.objects.filter(person=person).in_force().select_related("version")
    return {answer.purpose: answer for answer in found}


def said_by(person: Person, *, until: datetime.date | None = None) -> dict[str, str]:
    """Return what somebody said last to each purpose: yes, no or withdrawn. until: as it was at the end of that day."""
    answers = Answer.objects.filter(person=person)
    found = (answers.filter(given_on__lte=until) if until else answers).in_force()
    return dict(found.values_list("purpose", "said"))


def taken_back_on(person: Person, day: datetime.date) -> set[str]:
    """Return what somebody took back on that day, where it is what they said last on it and was recorded then."""
    last = Answer.objects.filter(person=person, given_on__lte=day).in_force()
    return {
        answer.purpose
        for answer in last
        if (answer.said, answer.given_on, localtime(answer.recorded_at).date()) == (Said.WITHDRAWN, day, day)
    }


def withdrawn_with(answer: Answer) -> list[Answer]:
    """Return what was withdrawn in the same moment and by the same hand, is still in force, and was a yes before."""
    held = Answer.objects.filter(person=answer.person).in_force().select_related("version")
    return [
        one
        for one in held
        if one.said == Said.WITHDRAWN and (one.recorded_at, one.recorded_by_id) == _moment(answer)
        if (was := before(one)) and was.said == Said.YES
    ]


def before(answer: Answer) -> Answer | None:
    """Return what the same person had said to the same box before this answer, or None."""
    earlier = Answer.objects.filter(person=answer.person, purpose=answer.purpose, pk__lt=answer.pk)
    found: Answer | None = (
        earlier.filter(given_on__lte=answer.given_on).newest_first().select_related("version").first()
    )
    return found


def _moment(answer: Answer) -> tuple[Any, Any]:
    return answer.recorded_at, answer.recorded_by_id


def said_by_many(keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return what each of these people said last, in one query; somebody without an answer has an empty dict."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    answers = Answer.objects.of_people(keys).in_force()
    for key, purpose, said in answers.values_list("person_id", "purpose", "said"):
        found[key][purpose] = said
    return found


def may(person: Person, purpose: Purpose) -> bool:
    """Tell whether somebody who is with the service has agreed to this and not withdrawn it."""
    return person.standing == Standing.CURRENT and said_by(person).get(purpose) == Said.YES


def why_not_send(person: Person, *, purpose: str, channel: str) -> str | None:
    """Return why a message of this purpose may not go to somebody by this channel, in words for staff, or None."""
    return rules.why_not_send(purpose, said_by(person), channel=channel)


def channel_for(person: Person, purpose: Purpose, *, said: dict[str, str] | None = None) -> str | None:
    """Return "email" or "letter" for a message of this purpose: what they prefer among what they agreed to, or None.

    said: what they said last, where it is known already (`said_by_many`).
    """
    answers = said_by(person) if said is None else said
    open_to = {one for one in ("email", "letter") if not rules.why_not_send(purpose, answers, channel=one)}
    return people_rules.channel_for(
        preferred=person.preferred_route,
        needs=person.needs,
        email=person.email if "email" in open_to else "",
        address=person.address if "letter" in open_to else "",
    )


def people_who_agreed(group: Group, *purposes: Purpose) -> PersonQuerySet:
    """Return the current people of a group who have said yes to all of these."""
    people: PersonQuerySet = Person.objects.of(group).current()
    for purpose in purposes:
        people = people.alias(**{f"said_{purpose}": _said(purpose)}).filter(**{f"said_{purpose}": Said.YES})
    return people


def membership_of(person: Person) -> Membership:
    """Return where somebody stands with the group."""
    was_asked = Asked.objects.filter(person=person, sheet=Sheet.MEMBERSHIP).exists()
    return rules.membership(said=said_by(person).get(Purpose.MEMBER), was_asked=was_asked)


_SAID = {Membership.MEMBER: Said.YES, Membership.DECLINED: Said.NO, Membership.LEFT: Said.WITHDRAWN}


def people_who_are(people: PersonQuerySet, membership: Membership) -> PersonQuerySet:
    """Return those of these people who stand so with the group.

    The answers are looked through once, not once for each person: on a large register most were never asked.
    """
    answers = Answer.objects.filter(purpose=Purpose.MEMBER)
    if membership in _SAID:
        newest = answers.in_force().values("pk")
        those: PersonQuerySet = people.filter(
            pk__in=Answer.objects.filter(pk__in=newest, said=_SAID[membership]).values("person")
        )
        return those
    silent = people.filter(~Exists(answers.filter(person=OuterRef("pk"))))
    asked = Exists(Asked.objects.filter(person=OuterRef("pk"), sheet=Sheet.MEMBERSHIP))
    found: PersonQuerySet = silent.filter(asked if membership == Membership.ASKED else ~asked)
    return found


def memberships_of(keys: Iterable[int]) -> dict[int, Membership]:
    """Return where each of these people stands with the group, in one query."""
    rows = _memberships(keys=keys)
    return {key: rules.membership(said=said, was_asked=was_asked) for key, said, was_asked in rows}


@remembered
def _memberships() -> Any:
    people = Person.objects.filter(pk__among=AMONG).order_by()
    asked = Exists(Asked.objects.filter(person=OuterRef("pk"), sheet=Sheet.MEMBERSHIP))
    return people.values_list("pk", _said(Purpose.MEMBER), asked)


def with_answer(people: PersonQuerySet, purpose: Purpose, sheet: Sheet) -> PersonQuerySet:
    """Return these people with `said` (None: no answer), `answer_key` and `was_asked` for one purpose."""
    answered: PersonQuerySet = people.annotate(
        said=_said(purpose),
        answer_key=Subquery(_of_the_row(purpose).values("pk")[:1]),
        was_asked=Exists(Asked.objects.filter(person=OuterRef("pk"), sheet=sheet)),
    )
    return answered


def _said(purpose: Purpose) -> Subquery:
    return Subquery(_of_the_row(purpose).values("said")[:1])


def _of_the_row(purpose: Purpose) -> AnswerQuerySet:
    return Answer.objects.filter(person=OuterRef("pk"), purpose=purpose).newest_first()
