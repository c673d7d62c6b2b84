"""Celery is the clock and the hands; what must be done stands in Postgres."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportgroup.settings.production")

app = Celery("supportgroup")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
