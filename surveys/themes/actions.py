"""Tagging what people wrote, keeping the code book, and counting themes for the results."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire.models import Survey
from surveys.screening.models import Text

from . import rules
from .models import Counted, Reading, Tag, Theme
from .querysets import progress_of
from .reading import with_reading


@dataclass(frozen=True)
class New:
    """A theme that is made while tagging."""

    name: str
    about: str = ""


class Clash(Refused):
    """Somebody else has tagged the text since it was read. turn: of what stands now."""

    def __init__(self, themes: Sequence[str], turn: int) -> None:
        found = " and ".join(f"“{name}”" for name in themes) or "“Nothing to code”"
        super().__init__(
            f"Somebody else has tagged this text since you opened it: {found}. Nothing of yours is kept yet. "
            "Tick all that fits, theirs too, and save again."
        )
        self.turn = turn


@action("text.tagged")
def tag(text: Text, *, themes: Collection[int], new: Sequence[New] = (), turn: int, by: Actor) -> Reading:
    """Put a text under these themes and new ones, and no others; none at all says that there is nothing to code.

    turn: of the reading that the tagger saw, 0 where there was none. Raises Clash where it is another by now. A theme
    that was merged keeps its tag, so that the merge can still be undone.
    """
    text = Text.objects.select_for_update().get(pk=text.pk)
    if reason := rules.why_not_tag(text.state):
        raise Refused(reason)
    reading = Reading.objects.filter(text=text).first() or Reading(text=text)
    tags = list(Tag.objects.filter(text=text).select_related("theme__merged_into"))
    if reading.turn != turn:
        raise Clash(sorted({str(one.theme.merged_into or one.theme) for one in tags}), reading.turn)
    made = [make(text.survey, text.field, name=one.name, about=one.about, by=by).pk for one in new]
    standing = Theme.objects.filter(survey=text.survey_id, field=text.field, pk__in=themes, merged_into=None)
    found = set(standing.select_for_update().values_list("pk", flat=True))
    if found != set(themes):
        raise Refused("A theme that you ticked has been merged or deleted meanwhile. Look at the list again.")
    wanted = {*found, *made}
    held = {one.pk: one.theme.merged_into_id or one.theme_id for one in tags}
    Tag.objects.filter(pk__in=[key for key, theme in held.items() if theme not in wanted]).delete()
    Tag.objects.bulk_create([Tag(theme_id=key, text=text) for key in wanted - set(held.values())])
    reading.turn, reading.nothing = reading.turn + 1, not wanted
    reading.save()
    return reading


@action("theme.made")
def make(survey: Survey, field: str, *, name: str, about: str = "", by: Actor) -> Theme:
    """Make a theme of one field. The survey is locked, so that two who name one at once make it once."""
    Survey.objects.select_for_update().get(pk=survey.pk)
    _refuse_twin(survey, field, name)
    return Theme.objects.create(survey=survey, field=field, name=rules.plain(name), about=rules.plain(about))


@action("theme.edited")
def edit(theme: Theme, *, name: str, about: str, by: Actor) -> Theme:
    """Change what a theme is called and what belongs to it."""
    Survey.objects.select_for_update().get(pk=theme.survey_id)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    _refuse_destroyed(theme)
    _refuse_twin(theme.survey, theme.field, name, but=theme)
    theme.name, theme.about = rules.plain(name), rules.plain(about)
    theme.save(update_fields=["name", "about"])
    return theme


@action("theme.merged")
def merge(theme: Theme, *, into: Theme, by: Actor) -> Theme:
    """Count a theme, and what was merged into it before, under another. Each keeps its own texts."""
    both = {one.pk: one for one in Theme.objects.select_for_update().filter(pk__in=[theme.pk, into.pk]).order_by("pk")}
    theme, into = both[theme.pk], both[into.pk]
    _refuse_destroyed(theme)
    reason = rules.why_not_merge(
        same=theme.pk == into.pk,
        together=(theme.survey_id, theme.field) == (into.survey_id, into.field),
        merged=bool(theme.merged_into_id or into.merged_into_id),
    )
    if reason:
        raise Refused(reason)
    Theme.objects.filter(merged_into=theme).update(merged_into=into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    return theme


@action("theme.merge_undone")
def undo_merge(theme: Theme, *, by: Actor) -> Theme:
    """Let a merged theme stand by itself again, with the texts it had."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    _refuse_destroyed(theme)
    if theme.merged_into_id is None:
        raise Refused("This theme is not merged into another.")
    theme.merged_into = None
    theme.save(update_fields=["merged_into"])
    return theme


@action("theme.deleted")
def remove(theme: Theme, *, by: Actor) -> None:
    """Delete a theme with what is merged into it. Texts that had no other are to be read again."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    _refuse_destroyed(theme)
    theme.delete()


@action("themes.put_into_results")
def put_into_results(survey: Survey, field: str, *, by: Actor) -> Counted:
    """Count the themes of one field and have the results show them; what was counted before is replaced."""
    texts = with_reading(Text.objects.filter(survey=survey, field=field))
    there = progress_of(texts).get(field, {"written": 0, "waiting": 0, "released": 0, "read": 0})
    counts = count(survey)
    reason = rules.why_not_show(
        written=there["written"],
        waiting=there["waiting"],
        unread=there["released"] - there["read"],
        themes=len(counts.get(field, [])),
    )
    if reason:
        raise Refused(reason)
    values = {"themes": counts[field], "in_results": True, "counted_on": clock.today()}
    counted, _ = Counted.objects.update_or_create(survey=survey, field=field, defaults=values)
    return counted


@action("themes.taken_out_of_results")
def take_out_of_results(survey: Survey, field: str, *, by: Actor) -> None:
    """Have the results show the themes of one field no longer."""
    for counted in Counted.objects.select_for_update().filter(survey=survey, field=field):
        counted.in_results = False
        counted.save(update_fields=["in_results"])


def count(survey: Survey) -> dict[str, list[dict[str, object]]]:
    """Return the themes of each field with how many released texts each has, the most first. Two queries, no text."""
    themes = Theme.objects.filter(survey=survey).in_bulk()
    found: dict[str, list[dict[str, object]]] = {}
    rows = sorted(Tag.objects.filter(theme__survey=survey).counted(), key=lambda row: (-row[2], themes[row[1]].name))
    for field, key, texts in rows:
        of = themes[key]
        found.setdefault(field, []).append({"theme": key, "name": of.name, "about": of.about, "texts": texts})
    return found


def _refuse_twin(survey: Survey, field: str, name: str, *, but: Theme | None = None) -> None:
    known = dict(Theme.objects.filter(survey=survey, field=field).values_list("pk", "name"))
    known.pop(but.pk if but else 0, None)
    if twin := rules.twin_of(name, known):
        raise Refused(f"There is a theme “{known[twin]}” already. Tick it, or merge the two.")


def _refuse_destroyed(theme: Theme) -> None:
    if not Text.objects.filter(survey=theme.survey_id, field=theme.field).exists():
        raise Refused(rules.DESTROYED)
