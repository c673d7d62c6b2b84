"""What becomes of invitations when a person withdraws, dies, is merged, asks what we hold, or is erased."""

from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from surveys.questionnaire.choices import SurveyState

from . import rules
from .choices import Outcome
from .marking import locked, was_mailed, withdraw_letters, write
from .models import FormerNumber, Invitee, Volunteer
from .volunteering import alone, slips_of

KNOWN_TO_PALS = "In the part that the Patient Advice and Liaison Service (PALS) makes: nurses do not see it"
"""What a copy says of number and outcome, open and answered surveys alike, so that it tells nothing."""


def close_for_the_dead(person: Person, *, by: Actor, **told: Any) -> int:
    """Close every open invitation of somebody who died, and return how many there were."""
    closed = _unanswered(person)
    for invitee in closed:
        _close(invitee, rules.outcome_of_the_dead(mailed=was_mailed(invitee)))
    return len(closed)


def close_for_the_withdrawn(person: Person, *, by: Actor, **told: Any) -> int:
    """Close every open invitation of somebody who moved or asked not to be contacted, and return how many."""
    closed = _unanswered(person)
    for invitee in closed:
        moved = person.standing == Standing.MOVED
        _close(invitee, rules.outcome_of_the_withdrawn(moved=moved, mailed=was_mailed(invitee)))
    return len(closed)


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Move the invitations of a person who was on the register twice, and return in how many surveys only they were.

    Where both were asked in one survey, the row that has replied stays, else that of the person who stays. Such a
    survey is never counted: a nurse who reads the number would learn from it who has replied.
    """
    theirs = {invitee.survey_id: invitee for invitee in Invitee.objects.filter(person=into)}
    moved = 0
    for invitee in Invitee.objects.filter(person=person).select_for_update():
        other = theirs.get(invitee.survey_id)
        if other and (other.outcome == Outcome.RETURNED or invitee.outcome != Outcome.RETURNED):
            _replace(invitee, by=other)
            continue
        if other:
            _replace(other, by=invitee)
        invitee.person = into
        invitee.save(update_fields=["person"])
        moved += other is None
    return moved


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, str]]]:
    """Return the surveys somebody was asked in, for the copy of what we hold on them. Answers are nobody's.

    The number and what became of each are told only where whoever makes the copy may know: treating nurses never learn
    who replied, and a reply slip with a number they know would tell them.
    """
    asked = Invitee.objects.filter(person=person).select_related("survey").order_by("pk")
    known = asked if by.user is None else asked & Invitee.objects.visible_to(by.user, in_group=person.group)
    may_know = set(known.values_list("pk", flat=True))
    return {"surveys": [_asked_in(invitee, may_know=invitee.pk in may_know) for invitee in asked]}


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Delete the rows of somebody who is erased. Their answers, if they gave any, cannot be found and stay."""
    return int(Invitee.objects.filter(person=person).delete()[0])


def hand_out_slips(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, str]]]:
    """Return the yellow slips that are somebody's by name and number, for their copy; PALS's part of it alone tells.

    A nurse reads the same whether there is one or not, for everybody who was asked where slips were offered.
    """
    if by.user is not None and not Volunteer.objects.visible_to(by.user, in_group=person.group).exists():
        offered = Invitee.objects.filter(person=person, survey__yellow_slip=True).exists()
        return {"yellow_slips": [{"yellow_slip": KNOWN_TO_PALS}] if offered else []}
    return {
        "yellow_slips": [
            {
                "survey": slip.survey.title, "name": slip.name, "phone": slip.phone, "email": slip.email,
                "times": ", ".join(slip.times), "dates": slip.dates, "came_on": slip.received_on.isoformat(),
            }
            for slip in slips_of(person)
        ]
    }  # fmt: skip


def forget_slips(person: Person, *, by: Actor, **told: Any) -> int:
    """Delete the yellow slips that are somebody's by name and number."""
    slips = slips_of(person)
    for slip in slips:
        alone(slip.survey_id)
    return int(Volunteer.objects.filter(pk__in=[slip.pk for slip in slips]).delete()[0])


def phone_no_more(person: Person, *, by: Actor, **told: Any) -> None:
    """See that nobody phones about the slips of somebody who died or asked not to be contacted."""
    slips = slips_of(person)
    for slip in slips:
        alone(slip.survey_id)
    Volunteer.objects.filter(pk__in=[slip.pk for slip in slips]).update(changed_mind=True)


def _replace(gone: Invitee, *, by: Invitee) -> None:
    """Delete the row of somebody asked twice; what is printed on its letter, or was before, leads to the other row."""
    gone.former_numbers.update(invitee=by)
    gone.calls.update(invitee=by)
    FormerNumber.objects.create(
        invitee=by, record_number=gone.record_number, gone_key=gone.pk, key_version=gone.key_version,
        code_mark=gone.code_mark,
    )  # fmt: skip
    gone.delete()


def _asked_in(invitee: Invitee, *, may_know: bool) -> dict[str, str]:
    told = {"survey": invitee.survey.title}
    if not may_know:
        return told | {"number_and_outcome": KNOWN_TO_PALS}
    day = invitee.outcome_on.isoformat() if invitee.outcome_on else ""
    calls = "; ".join(f"{call.on.isoformat()} {call}" for call in invitee.calls.order_by("on", "pk"))
    told |= {"record_number": invitee.record_number, "outcome": invitee.get_outcome_display(), "on": day}
    return told | ({"calls": calls} if calls else {})


def _unanswered(person: Person) -> list[Invitee]:
    mine = Invitee.objects.filter(person=person, survey__state=SurveyState.OPEN)
    return [locked(invitee) for invitee in mine.filter(outcome__in=[Outcome.NOT_RETURNED, Outcome.UNDELIVERED])]


def _close(invitee: Invitee, outcome: Outcome) -> None:
    withdraw_letters(invitee)
    write(invitee, outcome, on=clock.today())
