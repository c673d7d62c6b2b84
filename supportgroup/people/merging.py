"""Two entries become one person, or are told apart for good."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import ProtectedError, Q

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import duplicates, rules
from .actions import FIELDS, OUTLINE_FIELDS, save, tell_news, values_of
from .models import ClinicalOutline, FormatMade, Merger, NotTheSame, Person
from .reactions import Event, moved_in_words, tell

_GONE = "One of the two entries is not on the register any more: somebody merged or removed it meanwhile."
_CHANGED = "Somebody changed one of the two entries after you opened this page. Look at both again."


@action("person.merged")
def merge(kept: Person, gone: Person, *, chosen: Mapping[str, str], marks: Mapping[str, str], by: Actor) -> Person:
    """Make one person of two entries. It cannot be undone.

    chosen: {field: "kept" or "gone"}, which entry's value holds. marks: of both entries as they were looked at.
    Every room moves what it holds on `gone`; the trail keeps the history of both.
    """
    pair = _locked(kept, gone)
    kept, gone = pair.kept, pair.gone
    if reason := _why_not(pair, marks):
        raise Refused(reason)
    values, before, user = pair.merged(chosen), values_of(kept), gone.user
    tell(Event.MERGED, gone, by=by, into=kept)
    _move_own(gone, into=kept)
    Merger.objects.create(person=kept, gone_key=gone.pk, merged_at=clock.now(), merged_by=by.user)
    try:
        gone.delete()
    except ProtectedError:
        raise Refused("Something is still held on the entry that would go. Ask your administrator to look.") from None
    kept.user = kept.user or user
    save(kept, {name: values[name] for name in FIELDS})
    if pair.outlines:
        outline = pair.outlines.get(kept.pk) or ClinicalOutline(person=kept)
        for name in OUTLINE_FIELDS:
            setattr(outline, name, values[name])
        outline.save()
    tell_news(kept, before=before, by=by)
    return kept


def rehearse(kept: Person, gone: Person, *, chosen: Mapping[str, str], by: Actor) -> list[str]:
    """Return in words what would move, by merging and taking all of it back; Refused where it cannot be done."""
    with transaction.atomic():
        pair = _locked(kept, gone)
        if reason := _why_not(pair, pair.marks):
            raise Refused(reason)
        moved = tell(Event.MERGED, pair.gone, by=by, into=pair.kept)
        transaction.set_rollback(True)
    return moved_in_words(moved)


@action("people.told_apart")
def tell_apart(one: Person, other: Person, *, by: Actor) -> NotTheSame:
    """Remember that two entries are two people, so that nobody is asked again."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    if first.group_id != second.group_id or first == second:
        raise Refused("These are not two people of one register.")
    told, _ = NotTheSame.objects.get_or_create(
        first=first, second=second, defaults={"decided_at": clock.now(), "decided_by": by.user}
    )
    return told


def _locked(kept: Person, gone: Person) -> duplicates.Pair:
    """Return both rows, locked in the order of their keys, so that two who merge at once wait for each other."""
    keys = sorted({kept.pk, gone.pk})
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if kept.pk not in people or gone.pk not in people:
        raise Refused(_GONE)
    return duplicates.pair_of(people[kept.pk], people[gone.pk])


def _why_not(pair: duplicates.Pair, marks: Mapping[str, str]) -> str | None:
    return rules.why_not_merge(
        same_entry=pair.kept.pk == pair.gone.pk,
        same_group=pair.kept.group_id == pair.gone.group_id,
        nhs_numbers=(pair.kept.nhs_number, pair.gone.nhs_number),
        users=(pair.kept.user_id, pair.gone.user_id),
    ) or (None if dict(marks) == pair.marks else _CHANGED)


def _move_own(gone: Person, *, into: Person) -> None:
    """Move what this room holds on the entry that goes."""
    theirs = set(FormatMade.objects.filter(person=into).values_list("letter", flat=True))
    FormatMade.objects.filter(person=gone).exclude(letter__in=theirs).update(person=into)
    Merger.objects.filter(person=gone).update(person=into)
    for told in NotTheSame.objects.filter(Q(first=gone) | Q(second=gone)):
        other = told.second_id if told.first_id == gone.pk else told.first_id
        first, second = sorted((other, into.pk))
        if first != second and not NotTheSame.objects.filter(first=first, second=second).exists():
            NotTheSame.objects.create(
                first_id=first, second_id=second, decided_at=told.decided_at, decided_by=told.decided_by
            )
