"""Which texts somebody has read for their themes, and which themes are on each."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from .models import Reading, Tag, Theme


def with_reading(texts: Any) -> Any:
    """Add `coded` (it has a theme) and `nothing` (somebody found nothing to code) to texts."""
    nothing = Reading.objects.filter(text=OuterRef("pk"), nothing=True)
    return texts.annotate(coded=Exists(Tag.objects.filter(text=OuterRef("pk"))), nothing=Exists(nothing))


def with_themes(texts: Any) -> Any:
    """Fetch the themes on each of these texts with them, for `themes_on`."""
    return texts.prefetch_related(Prefetch("tags", Tag.objects.select_related("theme__merged_into")))


def of_theme(texts: Any, theme: Theme) -> Any:
    """Return those of these texts that stand under a theme, or under one that was merged into it."""
    under = Tag.objects.filter(Q(theme=theme) | Q(theme__merged_into=theme), text=OuterRef("pk"))
    return texts.filter(Exists(under))


def themes_on(text: Any) -> list[Theme]:
    """Return the themes on a text, by name: each once, a merged one as what it was merged into."""
    standing = {tag.theme.merged_into or tag.theme for tag in text.tags.all()}
    return sorted(standing, key=lambda theme: (theme.name.casefold(), theme.pk))
