"""The Celery application with the kinds of the tests, for workers that tests start and kill."""

import django

django.setup()

from supportgroup.celery import app  # noqa: E402  Django must be set up first
from tests.outbox import kinds_of_tests  # noqa: E402

kinds_of_tests.register()
__all__ = ["app"]
