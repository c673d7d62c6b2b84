"""The three letters of a survey: to whom, in which words, and when one must not leave after all.

An invitation is seen by all who run surveys. A reminder tells who has not replied, so only those who may know see it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat, StrIndex
from django.template.loader import render_to_string
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.formletters import FormLetter, written
from supportgroup.outbox.letter import Email, Letter
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from supportgroup.people.rules import is_in_hospital
from surveys.questionnaire import licences
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Edition, Survey, SurveyDuty

from . import codes, speaking
from .checking import covered, hours_of
from .choices import MailingKind, Outcome
from .models import DeceasedCheck, Invitee, Mailing
from .occasions import KIND_NAMES, NOT_AGAIN, occasion, of_new_code, recipient, survey_of
from .rules import is_check_in_date, reply_by

SEEN_BY = {
    MailingKind.INVITATION: Power.SEE_SURVEYS,
    MailingKind.REMINDER: Power.SEE_WHO_REPLIED,
    MailingKind.FINAL: Power.SEE_WHO_REPLIED,
}
FOLDER = "surveys/mailing/letters"
OWN = ("greeting", "record_number", "link")
IN_HOSPITAL = "This person is in hospital now. Once they are home, try it again: the next reminder goes by itself."
CLOSED = "The survey is not open."
NO_CHECK = "The deceased check is out of date. Record a new one: then this goes by itself."


def of_mailing(mailing: Mailing, written: Mapping[Channel, Sequence[Person]]) -> list[Letter]:
    """Return one letter for each of these people, by the way it goes."""
    kind = MailingKind(mailing.kind)
    return [
        Letter(group=mailing.survey.group, kind=KIND_NAMES[kind], recipient=recipient(person),
               occasion=occasion(mailing), channel=channel, seen_by=SEEN_BY[kind])
        for channel, people in written.items()
        for person in people
    ]  # fmt: skip


def with_new_code(invitee: Invitee, *, channel: Channel) -> Letter:
    """Return the invitation that brings somebody a new code; that they get one tells that they have not replied."""
    return Letter(
        group=invitee.survey.group,
        kind=KIND_NAMES[MailingKind.INVITATION],
        recipient=recipient(invitee.person),
        occasion=of_new_code(invitee),
        channel=channel,
        seen_by=Power.SEE_WHO_REPLIED,
    )


def prepare(messages: Sequence[Message]) -> None:
    """Leave on each message its invitee (None where there is none any more), fetched for all in a few queries.

    What is the same for everybody asked in a survey is asked once, and lies on the survey they share.
    """
    asked = [message.recipient_key for message in messages]
    printed = any(message.channel == Channel.LETTER for message in messages)
    surveys = _surveys({survey_of(message.occasion) for message in messages}, asked, printed=printed)
    found = Invitee.objects.filter(survey__in=surveys, person__in=asked).select_related("person")
    by_keys = {(invitee.survey_id, invitee.person_id): invitee for invitee in found}
    for invitee in by_keys.values():
        invitee.survey = surveys[invitee.survey_id]
        invitee.is_checked = invitee.survey.is_checked or invitee.person_id in invitee.survey.covered
    for message in messages:
        message.invitee = by_keys.get((survey_of(message.occasion), message.recipient_key))  # type: ignore[attr-defined]


def _surveys(keys: Collection[int], asked: Collection[int], *, printed: bool) -> dict[int, Any]:
    """Return these surveys by key, each with what its letters say and what stops them; printed: with all its forms.

    is_checked: a deceased check counts for the whole group; else covered: whom of those asked a list's check covers.
    spoken: the editions in which emails and texts go. written: the letters as far as they are the same for all, kept
    by `compose`.
    """
    first = Mailing.objects.filter(survey=OuterRef("pk"), number=1)
    following = Mailing.objects.filter(survey=OuterRef("pk"), planned_on__gt=clock.today()).order_by("number")
    by_hand = DeceasedCheck.objects.filter(group=OuterRef("group"), traced=None).order_by("-checked_at")
    surveys: Any = Survey.objects.select_related("group", "version", "licence").annotate(
        people_asked=Subquery(first.values(all=F("emails") + F("letters") + F("texts") + F("calls"))),
        next_on=Subquery(following.values("planned_on")[:1]),
        checked_at=Subquery(by_hand.values("checked_at")[:1]),
    )
    whole = Edition.objects.whole_beside("pk") if printed else Edition.objects.words_beside("pk")
    surveys = surveys.annotate(editions_open=whole)
    found: dict[int, Any] = surveys.in_bulk(keys)
    groups = {survey.group for survey in found.values()}
    hours = {group: hours_of(group) for group in groups}
    listed: dict[Any, set[int]] = {}
    for survey in found.values():
        group = survey.group
        survey.is_checked = is_check_in_date(checked_at=survey.checked_at, now=clock.now(), hours=hours[group])
        if not survey.is_checked and group not in listed:
            listed[group] = covered(group, asked)
        survey.spoken = speaking.that_speak(survey.editions_open)
        survey.written = {}
        survey.covered = listed.get(group, set())
    return found


def occasion_words(occasions: Collection[str]) -> dict[str, str]:
    """Return what each occasion is called on the messages pages: the survey's title."""
    titles = dict(Survey.objects.filter(pk__in={survey_of(one) for one in occasions}).values_list("pk", "title"))
    return {one: titles[survey_of(one)] for one in occasions if survey_of(one) in titles}


def hidden_from(user: Any, group: Any) -> Q | None:
    """Return which reminders this user may not see: those of surveys in which they do not hold the mailing duty."""
    if Power.SEE_WHO_REPLIED not in powers_of(user.roles_in(group.slug)):
        return None
    mine = (
        SurveyDuty.objects.filter(user=user, duty=Duty.MAILING, survey__group=group)
        .annotate(begins=Concat(Value("survey "), Cast("survey_id", CharField()), Value(",")))
        .annotate(found_at=StrIndex(OuterRef("occasion"), "begins"))
        .filter(found_at=1)
    )
    return Q(~Exists(mine), seen_by=Power.SEE_WHO_REPLIED)


def why_not_send(message: Any) -> str | None:
    """Return why this message must not leave after all, or None. It never says whether somebody has replied."""
    invitee = message.invitee
    if invitee is None or invitee.outcome != Outcome.NOT_RETURNED or invitee.wish:
        return NOT_AGAIN
    if invitee.survey.state != SurveyState.OPEN:
        return CLOSED
    if is_in_hospital(invitee.person.in_hospital_until, today=clock.today()):
        return IN_HOSPITAL
    if reason := licences.why_not_use(invitee.survey.licence):
        return reason
    return None if invitee.is_checked else NO_CHECK


def compose(message: Any) -> Email:
    """Return the email: neutral subject, the person's own link, and all that the covering letter has to say."""
    invitee, kind = message.invitee, message.kind.removeprefix("surveys.")
    code = speaking.read_by(invitee.person, invitee.survey.spoken)
    subject, text, html = _for_all(invitee.survey, kind, code)
    own = own_words(invitee)
    if code:
        own["greeting"] = speaking.greeting_in(invitee.survey.spoken[code], addressed(invitee.person))
    return Email(subject=subject, text=text.filled(own), html=html.filled(own))


def _for_all(survey: Any, kind: str, code: str) -> tuple[str, FormLetter, FormLetter]:
    """Return what all who read this edition are written, rendered once for each time that messages are prepared."""
    if (kind, code) not in survey.written:
        words, base = _words_for_all(survey), f"{FOLDER}/{kind}"
        subject = render_to_string(f"{base}.subject.txt", words).strip()
        if code:
            found = speaking.email_in(survey.spoken[code], kind, words | {"subject": subject}, own=OWN)
        else:
            found = (subject, *(written(f"{base}.{ending}", words, own=OWN) for ending in ("txt", "html")))
        survey.written[kind, code] = found
    kept: tuple[str, FormLetter, FormLetter] = survey.written[kind, code]
    return kept


def text(message: Any) -> str:
    """Return the text message: neutral, the person's own link, the helpline as another way, and no health word."""
    words, kind, spoken = (
        in_words(message.invitee),
        message.kind.removeprefix("surveys."),
        message.invitee.survey.spoken,
    )
    if code := speaking.read_by(message.invitee.person, spoken):
        return speaking.text_in(spoken[code], kind, words)
    return " ".join(render_to_string(f"{FOLDER}/{kind}.sms.txt", words).split())


def in_words(invitee: Any) -> dict[str, Any]:
    """Return what every letter says of this person and survey; the invitee as `prepare` fetched it."""
    return {**_words_for_all(invitee.survey), **own_words(invitee)}


def _words_for_all(survey: Any) -> dict[str, Any]:
    return {
        "group": survey.group,
        "about": survey.about,
        "asked": survey.people_asked or 0,
        "question_count": len(survey.version.content["questions"]),
        "minutes": survey.minutes,
        "reply_by": reply_by(today=clock.today(), next_mailing=survey.next_on, closes_on=survey.closes_on),
    }


def own_words(invitee: Any) -> dict[str, str]:
    """Return what stands in one person's letter alone, by the names in `OWN`."""
    return {
        "greeting": greeting(invitee.person),
        "record_number": invitee.record_number,
        "link": settings.SITE_URL + reverse("answer_link", args=[codes.link_token(invitee)]),
    }


def greeting(person: Person) -> str:
    """Return "Dear Mrs Lane", or "Dear Mary Lane" where no title is known."""
    return f"Dear {addressed(person)}"


def addressed(person: Person) -> str:
    """Return "Mrs Lane", or "Mary Lane" where no title is known."""
    return f"{person.title or person.first_name} {person.last_name}"
