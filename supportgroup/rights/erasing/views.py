"""Leave and erase: what goes and what stays, then the deliberate press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.people.models import Person

from . import actions, weighing
from .choices import Reason
from .forms import EraseForm


@requires(Power.ERASE_PEOPLE)
@sensitive_post_parameters()
def erase_person(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say in numbers what goes and what stays; erase when the name is typed and the button pressed."""
    people = Person.objects.visible_to(request.user, in_group=request.group)
    person = get_object_or_404(people.select_related("group", "user"), pk=pk)
    form = EraseForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        reason, note = Reason(form.cleaned_data["reason"]), form.cleaned_data["note"]
        try:
            erasure = actions.erase(person, reason=reason, note=note, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused).rstrip("."))
        else:
            messages.success(request, f"Record {erasure.record} is erased. What is left is that it was done.")
            return redirect("people", group)
    looks.note("What erasing would take", [person.pk], group_slug=group, by=actor(request))
    crumbs = [("Today", "today", ()), ("People", "people", ()), (str(person), "person", (pk,))]
    context = {
        "person": person,
        "form": form,
        "weighed": weighing.weigh(person, by=actor(request)),
        "why_not": weighing.why_not_erase(person),
        "breadcrumbs": [{"text": text, "url": reverse(name, args=[group, *key])} for text, name, key in crumbs],
    }
    return render(request, "rights/erasing/erase_person.html", context)
