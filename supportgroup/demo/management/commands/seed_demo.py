"""manage.py seed_demo: tell the demo's story into an empty database."""

import os
import secrets
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supportgroup.demo.story import tell_story
from supportgroup.groups.models import Group


class Command(BaseCommand):
    """Tell the story. Where there is a group already, say so and do nothing."""

    help = "Tell the demo story into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            message = "The demo is refused here: these settings are for people's real records."
            raise CommandError(message)
        if Group.objects.exists():
            self.stdout.write("There is a group already, so the demo is not told again.")
            return
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
        began = time.monotonic()
        tell_story(password=password, say=self._say)
        self.stdout.write(f"Told in {time.monotonic() - began:.0f} seconds.")
        if not os.environ.get("DEMO_PASSWORD"):
            self.stdout.write(f"The password of every demo sign-in is {password}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
