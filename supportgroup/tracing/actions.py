"""Every change of a list: made, downloaded, its result loaded and confirmed, what is unsure looked at, forgotten."""

import datetime
import secrets
from collections.abc import Iterable

from django.core.files import File

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.ui.wording import day
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.rules import Limits

from . import news, policy, rules
from .choices import Finding, ListState
from .models import Traced, TraceList
from .results import Result, mark_of, read, results_of

LIMITS = Limits(
    largest=10 * 1024 * 1024,
    kinds=frozenset({FileKind.TEXT}),
    wanted="a result as the Demographics Batch Service gives it (CSV)",
    advice={FileKind.WORKBOOK: "Load the file as it came, before it was opened in a spreadsheet."},
)
_ROWS_A_STATEMENT = 1000


class WouldReplace(Refused):
    """A list about the same is out, and would be lost. Make the list again with `instead_of` its key."""

    def __init__(self, older: TraceList) -> None:
        super().__init__(rules.in_hand(state=older.state, downloaded=older.downloaded_at is not None))
        self.older = older


@action("trace_list.made")
def make_list(
    group: Group, *, who: Iterable[Person], title: str, by: Actor, about: str = "", clinical: bool = False,
    instead_of: int | None = None,
) -> TraceList:  # fmt: skip
    """Make a list of these people of the group; those who died are left out. An unfinished one about the same goes.

    about: what it is for, as the maker knows it; "" for the register. clinical: they were chosen by their treatment.
    instead_of: the list that is out and was said to be lost by it; any other that is out is not replaced.
    """
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    living = [one for one in who if one.group_id == group.pk and one.standing != Standing.DIED]
    found = [one for one in living if rules.is_traceable(nhs_number=one.nhs_number, born=one.date_of_birth)]
    if reason := rules.why_not_make(traceable=len(found)):
        raise Refused(reason)
    older = list(TraceList.objects.of(group).filter(about=about).unfinished().select_related("file", "downloaded_by"))
    for one in older:
        if one.pk != instead_of and rules.in_hand(state=one.state, downloaded=one.downloaded_at is not None):
            raise WouldReplace(one)
    for one in older:
        _end(one, ListState.REPLACED)
    made = TraceList.objects.create(
        group=group, about=about, title=title[:120], clinical=clinical, reference=_reference(), made_by=by.user,
        made_at=clock.now(), people=len(found), left_out=len(living) - len(found),
    )  # fmt: skip
    chance = secrets.SystemRandom()
    chance.shuffle(found)  # the order of the list tells nothing of how it was chosen
    Traced.objects.bulk_create(Traced(list=made, number=number, person=one) for number, one in enumerate(found, 1))
    return made


@action("trace_list.downloaded")
def note_download(listed: TraceList, *, by: Actor) -> TraceList:
    """Note who took the list to the service first, and when: from then on the check counts."""
    listed = _locked(listed)
    if reason := _why_not(listed):
        raise Refused(reason)
    if listed.downloaded_at is None:
        listed.downloaded_by, listed.downloaded_at = by.user, clock.now()
    listed.save(update_fields=["downloaded_by", "downloaded_at"])
    return listed


@action("trace_result.loaded")
def load(listed: TraceList, *, file: "File[bytes]", by: Actor) -> TraceList:
    """Take the result of a list in, to be looked at. Refused, and not kept, where it is not the whole result of it."""
    listed = _locked(listed)
    if reason := _why_not(listed):
        raise Refused(reason)
    uploads.check(file, LIMITS)
    references = [answer.reference for answer in read(file.read())]
    known = listed.traced.exclude(finding=Finding.DIED).values_list("number", flat=True)
    others = _about_others(listed, references)
    if reason := rules.why_not_result(wanted=listed.reference, references=references, known=known, others=others):
        raise Refused(reason)
    file.seek(0)
    keep = clock.today() + datetime.timedelta(days=policy.KEEP_RESULT.in_force(listed.group, on=clock.today()))
    if listed.file is not None:
        uploads.forget(listed.file)
    listed.file = uploads.store(file, room="tracing", limits=LIMITS, keep_until=keep)
    listed.state = ListState.LOADED
    listed.save(update_fields=["file", "state"])
    return listed


@action("trace_result.given_up")
def give_up_result(listed: TraceList, *, by: Actor) -> TraceList:
    """Forget a result that nobody has confirmed; the list waits again."""
    listed = _locked(listed)
    if listed.state != ListState.LOADED:
        raise Refused("There is no result to forget.")
    _end(listed, ListState.WAITING)
    return listed


@action("deceased_check.done")
def confirm(listed: TraceList, *, seen: str, by: Actor) -> TraceList:
    """Mark the deaths, keep what was found of everybody, and record the check. Done twice, it is done once."""
    listed = _locked(listed)
    if listed.state == ListState.CHECKED:
        return listed
    results = results_of(listed)
    if reason := rules.why_not_confirm(state=listed.state, seen=seen, now=mark_of(results)):
        raise Refused(reason)
    _keep(results, by=by)
    found = [one.says.finding for one in results]
    listed.died, listed.unsure = found.count(Finding.DIED), found.count(Finding.UNSURE)
    listed.changed = sum(bool(one.says.proposals) for one in results)
    listed.checked_by, listed.checked_at = by.user, clock.now()
    _end(listed, ListState.CHECKED)
    news.tell_checked(listed, by=by)
    return listed


@action("trace_list.looked_at")
def look_at(traced: Traced, *, by: Actor) -> Traced:
    """Say that somebody looked, and that no death of this person is known: they count as checked."""
    traced = Traced.objects.select_for_update(of=("self",)).select_related("list__group").get(pk=traced.pk)
    if traced.finding != Finding.UNSURE:
        raise Refused("This person has been looked at already.")
    traced.finding = Finding.LOOKED_AT
    traced.save(update_fields=["finding"])
    news.tell_checked(traced.list, by=by)
    return traced


@action("trace_proposal.decided")
def decide(traced: Traced, *, take: bool, by: Actor) -> Traced:
    """Take what came back otherwise over into the register, or leave the register as it is."""
    traced = Traced.objects.select_for_update(of=("self",)).select_related("person").get(pk=traced.pk)
    if not traced.proposals:
        raise Refused("This has been decided already.")
    if take:
        people.change(traced.person, values=traced.proposals, by=by)
    traced.proposals = {}
    traced.save(update_fields=["proposals"])
    return traced


@action("trace_lists.forgotten")
def forget_old(group: Group, *, by: Actor) -> int:
    """Forget who was in the lists of a group that are old enough; their counts stay. Return how many lists."""
    today = clock.today()
    days = policy.KEEP_KEYS.in_force(group, on=today)
    old = TraceList.objects.of(group).filter(forgotten_on=None, made_at__lt=clock.now() - datetime.timedelta(days=days))
    forgotten = list(old.select_for_update(of=("self",)).select_related("file"))
    for listed in forgotten:
        listed.traced.all().delete()
        listed.forgotten_on = today
        _end(listed, ListState.CHECKED if listed.state == ListState.CHECKED else ListState.GIVEN_UP)
    return len(forgotten)


def _locked(listed: TraceList) -> TraceList:
    found: TraceList = (
        TraceList.objects.select_for_update(of=("self",))
        .select_related("group", "file", "checked_by")
        .get(pk=listed.pk)
    )
    return found


def _why_not(listed: TraceList) -> str | None:
    newer = TraceList.objects.of(listed.group).filter(about=listed.about, pk__gt=listed.pk).first()
    checked = f"on {day(listed.checked_at)} by {listed.checked_by}" if listed.checked_at else ""
    return rules.why_not_load(
        state=listed.state, made_at=day(listed.made_at), newer_at=day(newer.made_at) if newer else None, checked=checked
    )


def _about_others(listed: TraceList, references: list[str]) -> str | None:
    """Return which list of this group a file answers, if it is another; nothing is said of other groups."""
    named = {rules.list_of(reference) for reference in references} - {listed.reference}
    other = TraceList.objects.of(listed.group).filter(reference__in=named).first()
    if other is None:
        return None
    reason = _why_not(other)
    return reason or f"This is the result of another list: {other.title}, made on {day(other.made_at)}. Load it there."


def _keep(results: Iterable[Result], *, by: Actor) -> None:
    """Keep what was found of everybody; a death is marked on the register, and all rooms answer it."""
    others = []
    for one in results:
        if one.says.finding == Finding.DIED:
            people.change_standing(one.person, standing=Standing.DIED, since=one.says.died_on, by=by)
            continue
        one.traced.finding, one.traced.why = one.says.finding, one.says.why
        one.traced.proposals = dict(one.says.proposals)
        others.append(one.traced)
    living = Traced.objects.exclude(finding=Finding.DIED)  # nor does who was marked as died a moment ago live again
    living.bulk_update(others, ["finding", "why", "proposals"], batch_size=_ROWS_A_STATEMENT)


def _end(listed: TraceList, state: str) -> None:
    """Bring a list into a state in which no file waits."""
    if listed.file is not None:
        uploads.forget(listed.file)
    listed.file, listed.state = None, state
    listed.save()


def _reference() -> str:
    return "".join(secrets.choice(rules.LETTERS) for _ in range(rules.LENGTH))
