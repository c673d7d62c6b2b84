"""Recording the white slips, one after the other, and taking one back on the same day."""

import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.mailing import actions
from surveys.mailing.actions.outcomes import Recorded, Stand
from surveys.mailing.finding import trail, with_mailing_duty
from surveys.mailing.forms import REPLIED, SLIP_BOXES, SlipForm

SALT = "surveys.mailing slip"
NOT_HERE = "No letter of this survey has this record number. It may be a slip of another survey"


@requires(Power.SEE_WHO_REPLIED)
@sensitive_post_parameters()
@with_mailing_duty
def record_slip(request: HttpRequest, survey: Any) -> HttpResponse:
    """Record one slip and stand ready for the next; nothing is shown of whose it was.

    What was recorded travels in the page, signed, so that it can be taken back and is stored nowhere.
    """
    form = SlipForm(request.POST or None, prefix_letters=survey.group.public_code, initial={"box": REPLIED})
    recorded: dict[str, str] = {}
    if form.is_valid():
        try:
            recorded = _recorded(request, survey, form)
        except Refused as refused:
            form.add_error("number", str(refused))
        else:
            form = SlipForm(prefix_letters=survey.group.public_code, initial={"box": REPLIED})
    context = {"form": form, "recorded": recorded, "survey": survey, "breadcrumbs": trail(survey)}
    return render(request, "surveys/mailing/record_slip.html", context)


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def take_back_slip(request: HttpRequest, survey: Any) -> HttpResponse:
    """Take back a slip that was recorded by mistake today."""
    try:
        key, recorded = _read(request.POST.get("slip", ""))
        invitee = survey.invitees.get(pk=key)
        actions.take_back_slip(invitee, recorded=recorded, by=actor(request))
    except (signing.BadSignature, survey.invitees.model.DoesNotExist):
        messages.error(request, "This slip cannot be taken back from here. Record what is right instead.")
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{invitee.record_number} is taken back.")
    return redirect("record_slip", survey.group.slug, survey.pk)


def _recorded(request: HttpRequest, survey: Any, form: SlipForm) -> dict[str, str]:
    """Record the slip and return what the page says of it."""
    invitee = survey.invitees.numbered(form.cleaned_data["number"]).first()
    if invitee is None:
        raise Refused(NOT_HERE)
    heard, wish = form.heard()
    change = actions.record_slip(invitee, heard=heard, wish=wish, on=clock.today(), by=actor(request))
    words = SLIP_BOXES[form.cleaned_data["box"]][0]
    return {"number": invitee.record_number, "words": words, "slip": _signed(invitee.pk, change)}


def _signed(key: int, recorded: Recorded) -> str:
    return signing.dumps([key, *told_of(recorded)], salt=SALT)


def _read(text: str) -> tuple[int, Recorded]:
    key, *told = signing.loads(text, salt=SALT)
    return key, read_recorded(*told)


def told_of(recorded: Recorded) -> list[Any]:
    """Return what was recorded as plain values, of which `read_recorded` makes it again."""
    return [_told(recorded.before), _told(recorded.after), recorded.on.isoformat()]


def read_recorded(before: list[Any], after: list[Any], on: str) -> Recorded:
    """Return what `told_of` told."""
    return Recorded(_stand(*before), _stand(*after), datetime.date.fromisoformat(on))


def _told(stand: Stand) -> list[Any]:
    return [stand.outcome, stand.outcome_on.isoformat() if stand.outcome_on else "", stand.wish]


def _stand(outcome: int, day: str, wish: str) -> Stand:
    return Stand(outcome, datetime.date.fromisoformat(day) if day else None, wish)
