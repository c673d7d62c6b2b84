"""What staff do about a message."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import attempt
from supportgroup.outbox import actions, reading, rules, words
from supportgroup.outbox.forms import AlikeForm
from supportgroup.outbox.models import Message
from supportgroup.ui.wording import counted

from .messages import message_of, trail


@requires(Power.SEE_MESSAGES)
@require_POST
def try_message_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Queue a failed or held message again."""
    message = message_of(request, pk)
    done = "The message waits to go. Before it goes, we ask again whether it may."
    return attempt(request, lambda: actions.try_again(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def try_messages_again(request: HttpRequest, group: str) -> HttpResponse:
    """Queue again all messages that wait for somebody for the same reason."""
    form = AlikeForm(request.POST)
    if not form.is_valid():
        return redirect("messages", group)
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    alike = visible.needing_someone().filter(**form.cleaned_data)
    done = f"{counted(alike.count(), 'message')} queued again. Before each goes, we ask again whether it may."
    return attempt(
        request,
        lambda: actions.try_all_again(alike, by=actor(request)),
        done=done,
        then=reverse("messages", args=[group]),
    )


@requires(Power.SEE_MESSAGES)
@require_POST
def hold_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Hold a message that waits."""
    message = message_of(request, pk)
    done = "The message is held. It does not go unless somebody queues it again."
    return attempt(request, lambda: actions.hold(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def leave_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Leave a message as it is: somebody has seen to it."""
    message = message_of(request, pk)
    done = "The message stays as it is, and no longer asks for you."
    return attempt(request, lambda: actions.leave(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def message_arrived(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say that an unsure message arrived."""
    message = message_of(request, pk)
    done = "The message counts as sent."
    return attempt(request, lambda: actions.say_it_arrived(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
def send_message_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Check, then send an unsure message once more."""
    message = message_of(request, pk)
    if request.method == "POST":
        done = "The message waits to go once more."
        return attempt(request, lambda: actions.send_again(message, by=actor(request)), done=done, then=message)
    if rules.why_not_settle(state=message.state):
        return redirect(message)
    context = {
        "message": message,
        "label": reading.title_of(message),
        "name": words.name_of(message, sees_people=may(request, Power.SEE_PEOPLE)),
        "breadcrumbs": trail(request, (reading.title_of(message), message.get_absolute_url())),
    }
    return render(request, "outbox/send_message_again.html", context)
