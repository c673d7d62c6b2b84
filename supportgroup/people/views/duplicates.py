"""Entries that may be one person: the list of pairs, and the page on which two become one or are told apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.people import duplicates, merging
from supportgroup.people.actions import FIELDS, OUTLINE_FIELDS
from supportgroup.people.models import Person

from .register import crumbs, person_of


@requires(Power.MERGE_PEOPLE)
def possible_duplicates(request: HttpRequest, group: str) -> HttpResponse:
    """List the pairs of entries that may be one person."""
    keys = duplicates.possible(request.group)  # type: ignore[attr-defined]
    visible = Person.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    people = visible.filter(pk__in={key for pair in keys for key in pair}).in_bulk()
    pairs = [duplicates.first_one_to_stay(*pair) for pair in duplicates.pairs_among(people, keys)]
    looks.note("Possible duplicates", people, group_slug=group, way=Way.LIST, by=actor(request))
    context = {"pairs": pairs, "is_full": len(keys) == duplicates.MOST, "breadcrumbs": crumbs(group)}
    return render(request, "people/possible_duplicates.html", context)


@requires(Power.MERGE_PEOPLE)
def merge_people(request: HttpRequest, group: str, pk: int, other: int) -> HttpResponse:
    """Show two entries side by side, then what would happen in numbers, then make them one."""
    kept, gone = person_of(request, pk), person_of(request, other)
    pair, chosen = duplicates.pair_of(kept, gone), _chosen(request.POST)
    context = {"pair": pair, "lines": pair.lines(chosen), "breadcrumbs": crumbs(group, kept)}
    looks.note("Two entries that may be one person", [pk, other], group_slug=group, by=actor(request))
    if request.method != "POST":
        return render(request, "people/merge_people.html", context)
    marks = {name: request.POST.get(name, "") for name in pair.marks}
    try:
        if request.POST.get("sure") == "yes":
            merging.merge(kept, gone, chosen=chosen, marks=marks, by=actor(request))
            messages.success(request, f"{kept} is one person now. The other entry is gone.")
            return redirect(kept)
        moves = merging.rehearse(kept, gone, chosen=chosen, by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("merge_people", group, pk, other)
    return render(
        request, "people/check_merge.html", {**context, "moves": moves, "chosen": chosen, "marks": pair.marks}
    )


@requires(Power.MERGE_PEOPLE)
@require_POST
def tell_people_apart(request: HttpRequest, group: str, pk: int, other: int) -> HttpResponse:
    """Remember that two entries are two people."""
    one, another = person_of(request, pk), person_of(request, other)
    done = "We remember that they are two people, and do not ask again."
    then = reverse("possible_duplicates", args=[group])
    return attempt(request, lambda: merging.tell_apart(one, another, by=actor(request)), done=done, then=then)


def _chosen(posted: QueryDict) -> dict[str, str]:
    return {name: posted[name] for name in (*FIELDS, *OUTLINE_FIELDS) if posted.get(name) in ("kept", "gone")}
