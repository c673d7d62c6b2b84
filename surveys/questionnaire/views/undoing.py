"""Undoing the last change of a draft, and doing it again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import attempt
from surveys.questionnaire import actions
from surveys.questionnaire.models import Survey

from .finding import on_draft, questions_url

LONGEST_KEY = 18
"""Figures of the largest number that the database takes for a key."""


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def undo_change(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Undo the change that the button named, if it is still the last."""
    step = _step(request)
    return attempt(
        request,
        lambda: actions.undo(survey, step=step, by=actor(request)),
        done="Undone.",
        then=questions_url(survey, button="undo"),
    )


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def redo_change(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Do again what was undone last, if it is still the one that the button named."""
    step = _step(request)
    return attempt(
        request,
        lambda: actions.redo(survey, step=step, by=actor(request)),
        done="Done again.",
        then=questions_url(survey, button="undo"),
    )


def _step(request: HttpRequest) -> int:
    """Return the key of the change that was pressed; 0 for what is none."""
    typed = request.POST.get("step", "")
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= LONGEST_KEY else 0
