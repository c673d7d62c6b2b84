"""What stands around the question on every answer page: hospital, neutral name, the free phone number."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group
from surveys.questionnaire.models import Survey
from surveys.questionnaire.phrases import say
from surveys.questionnaire.reading_in import ENGLISH, Reading

from .choices import Shut

NEUTRAL_NAME = "Patient survey"
STUCK = ("stuck", "on_the_phone")
PHONE_WORDS = {
    "answer_done": ("questions_phone", ""),
    "answer_no_thanks_done": ("questions_phone", ""),
    "answer_closed": ("questions_phone", ""),
    "answer_used": ("phone_free", "on_the_phone"),
    "answer_withdrawn": ("phone_free", "on_the_phone"),
}
"""The phrases at the phone number where nobody is stuck: above it, and after the hours."""
STATUS_OF_SHUT = {Shut.NOT_OPEN: 404, Shut.USED: 410, Shut.WITHDRAWN: 410, Shut.CLOSED: 410}


def page(request: HttpRequest, name: str, *, group: Group | None, status: int = 200, **context: Any) -> HttpResponse:
    """Show one answer page. Where it is not known which group somebody belongs to, only what all share is shown."""
    around = patient_frame(group) if group else _of_all()
    around |= _in_words(name, around.get("helpline"), context.get("edition"))
    return render(request, f"surveys/replying/{name}.html", around | context, status=status)


def shut_page(request: HttpRequest, shut: Shut, survey: Survey, edition: Reading, *, typed: str = "") -> HttpResponse:
    """Say kindly why a code does not open the survey, and what to do."""
    words = {"survey": survey, "edition": edition, "typed": typed}
    return page(request, f"answer_{shut.value}", group=survey.group, status=STATUS_OF_SHUT[shut], **words)


def lost_page(
    request: HttpRequest, *, words: str = "", group: Group | None = None, edition: Reading | None = None
) -> HttpResponse:
    """Say that the place in the survey cannot be found, and what to do; show what was just typed."""
    return page(request, "answer_lost", group=group, status=410, words=words, edition=edition)


def _in_words(name: str, helpline: dict[str, Any] | None, edition: Reading | None) -> dict[str, Any]:
    """Return what stands around every page in the words of an edition; what it lacks stays English, and says so."""
    around: dict[str, Any] = {}
    if edition and not edition.lacks("skip_to_main"):
        around["skip_words"] = say(edition.phrases, "skip_to_main")
    if helpline is None:
        return around
    heading, words = PHONE_WORDS.get(name, STUCK)
    own = edition if edition and not any(edition.lacks(key) for key in (heading, words) if key) else None
    phrases = own.phrases if own else {}
    told = {"heading": say(phrases, heading), "words": say(phrases, words) if words else " "}
    said_in = {"lang": own.lang, "dir": own.dir} if own and own.lang != ENGLISH else {}
    return around | {"helpline": helpline | told | said_in}


def _of_all() -> dict[str, Any]:
    groups = list(Group.objects.all())
    if len(groups) == 1:
        return patient_frame(groups[0])
    shared = {"hospital_name": settings.TRUST_NAME, "service_name": NEUTRAL_NAME}
    if len({(group.helpline, group.helpline_hours) for group in groups}) == 1:
        shared["helpline"] = patient_frame(groups[0])["helpline"]
    return shared
