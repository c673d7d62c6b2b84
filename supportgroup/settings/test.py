"""Tests: fast passwords, a clock that moves, files in a place of their own."""

import os
import tempfile
from pathlib import Path

from .base import *
from .base import DATABASES, INSTALLED_APPS, LOGGING, REDIS_URL, env

INSTALLED_APPS = [*INSTALLED_APPS, "supportgroup.workshop"]
SECRET_KEY = "test-only"  # noqa: S105  a key of the tests
FIELD_KEYS = ["dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktISE="]
LINK_KEY = "test-only-link-key-0123456789abcdef"
ALLOWED_HOSTS = ["*"]
CLOCK_MAY_MOVE = True
DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
_private = Path(tempfile.mkdtemp(prefix="supportgroup-test-"))
FILES_DIR = _private / "files"
STATIC_ROOT = _private
SEALING_KEYS_DIR = env("SEALING_KEYS_DIR", default=str(_private / "sealing"))
MAIL_CATCHER_DIR = env("MAIL_CATCHER_DIR", default=str(_private / "mail"))
STORAGES["default"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": FILES_DIR, "base_url": None},
}
OUTBOX_EMAILS_A_MINUTE = env.int("OUTBOX_EMAILS_A_MINUTE", default=0)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Processes that tests start write their log where the run is searched for names (tests/planted.py).
if _logs := env("SUPPORTGROUP_TEST_LOGS", default=""):
    LOGGING["handlers"]["searched"] = {
        "class": "logging.FileHandler",
        "filename": f"{_logs}/{os.getpid()}.log",
        "formatter": "plain",
        "filters": ["nothing_personal"],
        "delay": True,
    }
    LOGGING["root"]["handlers"] = ["console", "searched"]
if _template := env("SUPPORTGROUP_TEST_TEMPLATE", default=""):
    DATABASES["default"]["TEST"] = {"TEMPLATE": _template}
# The tests run in two processes: one must not take, nor flush, the other's tasks.
REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw')}"
CELERY_BROKER_URL = REDIS_URL
