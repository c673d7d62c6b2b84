"""The lowest floor as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from .colour import why_not_accent


class UiConfig(AppConfig):
    """Pages, forms and pictures."""

    name = "supportgroup.ui"

    def ready(self) -> None:
        """Refuse to start with an accent colour that nobody could read on; give tables their tags."""
        from . import rows
        from .templatetags import ui

        rows.teach(tag=ui.state_tag, need=ui.need, icon=ui.icon)
        checks.register(accent_can_be_read)


def accent_can_be_read(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Report an accent colour that is none, or too light for white words."""
    reason = why_not_accent(settings.ACCENT_COLOUR)
    return [checks.Error(reason, hint="Change ACCENT_COLOUR.", id="ui.E001")] if reason else []
