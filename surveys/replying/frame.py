"""What stands around the question on every answer page: hospital, neutral name, the free phone number."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group
from surveys.questionnaire.models import Survey

from .choices import Shut

NEUTRAL_NAME = "Patient survey"
PHONE_WORDS = {
    "answer_done": {"heading": "Questions? Phone us free", "words": " "},
    "answer_no_thanks_done": {"heading": "Questions? Phone us free", "words": " "},
    "answer_closed": {"heading": "Questions? Phone us free", "words": " "},
    "answer_used": {"heading": "Phone us free"},
    "answer_withdrawn": {"heading": "Phone us free"},
}
"""What stands at the phone number where nobody is stuck."""
STATUS_OF_SHUT = {Shut.NOT_OPEN: 404, Shut.USED: 410, Shut.WITHDRAWN: 410, Shut.CLOSED: 410}


def page(request: HttpRequest, name: str, *, group: Group | None, status: int = 200, **context: Any) -> HttpResponse:
    """Show one answer page. Where it is not known which group somebody belongs to, only what all share is shown."""
    around = patient_frame(group) if group else _of_all()
    if "helpline" in around:
        around["helpline"] |= PHONE_WORDS.get(name, {})
    return render(request, f"surveys/replying/{name}.html", around | context, status=status)


def shut_page(request: HttpRequest, shut: Shut, survey: Survey, *, typed: str = "") -> HttpResponse:
    """Say kindly why a code does not open the survey, and what to do."""
    words = {"survey": survey, "typed": typed}
    return page(request, f"answer_{shut.value}", group=survey.group, status=STATUS_OF_SHUT[shut], **words)


def lost_page(request: HttpRequest, *, words: str = "", group: Group | None = None) -> HttpResponse:
    """Say that the place in the survey cannot be found, and what to do; show what was just typed."""
    return page(request, "answer_lost", group=group, status=410, words=words)


def _of_all() -> dict[str, Any]:
    groups = list(Group.objects.all())
    if len(groups) == 1:
        return patient_frame(groups[0])
    shared = {"hospital_name": settings.TRUST_NAME, "service_name": NEUTRAL_NAME}
    if len({(group.helpline, group.helpline_hours) for group in groups}) == 1:
        shared["helpline"] = patient_frame(groups[0])["helpline"]
    return shared
