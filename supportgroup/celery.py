"""Celery is the clock and the hands; what must be done stands in Postgres."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportgroup.settings.production")

app = Celery("supportgroup")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]
def know_the_addresses(**_: Any) -> None:
    """Read every room's addresses before the worker divides into processes.

    A message has a link in it. Each process would otherwise read them all at its first, and keep a copy of its own.
    """
    get_resolver().reverse_dict  # noqa: B018  reading it is what fills it
