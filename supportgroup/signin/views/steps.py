"""A code by email as the second step; and how long a session still lasts."""

from allauth.account.internal.decorators import login_stage_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportgroup.access.gate import public
from supportgroup.signin import second_step, session_time
from supportgroup.signin.actions import SIGN_IN_PAGE, try_code
from supportgroup.signin.forms import StepCode

WRONG = "That is not the code, or it is too old. Check the digits, or ask for a new code"
_after_the_password = login_stage_required(stage=second_step.EmailedCodeStep.key, redirect_urlname="account_login")


@public(because="whoever types the code has given their password and is not signed in yet")
@_after_the_password
def emailed_step(request: HttpRequest) -> HttpResponse:
    """Take the code that was emailed after the right password."""
    form = StepCode(request.POST or None)
    if form.is_valid():
        stage = request._login_stage  # noqa: SLF001  allauth keeps it there
        if try_code(second_step.code_waited_for(request), typed=form.cleaned_data["digits"], by=SIGN_IN_PAGE):
            second_step.take_by_email(request, stage.login.user)
            onwards: HttpResponse = stage.exit()
            return onwards
        form.add_error("digits", WRONG)
    return render(request, "signin/emailed_step.html", {"form": form})


@require_POST
@public(because="whoever asks for another code has given their password and is not signed in yet")
@_after_the_password
def emailed_step_again(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    request._login_stage.send_code()  # noqa: SLF001  allauth keeps it there
    messages.success(request, "Look for the newest email: only its code works.")
    return redirect("emailed_step")


@require_GET
@public(because="it tells a page how long its own reader's session lasts, and nothing else")
def time_left(request: HttpRequest) -> HttpResponse:
    """Tell how long this session lasts, without making it longer."""
    return _time_left(request)


@require_POST
@public(because="it makes the asker's own session last, if there is one")
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Tell how long this session lasts now: asking was a use of it."""
    session_time.note_use(request.session)
    return _time_left(request)


def _time_left(request: HttpRequest) -> HttpResponse:
    left = session_time.left_of(request.session)
    words = {"seconds": left.seconds, "canStay": left.can_stay} if left else {"seconds": 0, "canStay": False}
    return JsonResponse(words | {"mark": session_time.mark_of(request.session)})
