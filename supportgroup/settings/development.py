"""A developer's machine: everything on loopback, mail into the catcher, the demo allowed."""

from .base import *
from .base import INSTALLED_APPS, SECRET_KEY, env

INSTALLED_APPS = [*INSTALLED_APPS, "supportgroup.workshop"]
SECRET_KEY = SECRET_KEY or "development-only-and-never-in-production"
FIELD_KEYS = env.list("FIELD_KEYS", default=["ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1mb3ItcmVhbCE="])
LINK_KEY = env("LINK_KEY", default="development-only-link-key-0123456789")
# The bench puts its own few addresses in front of ours.
ROOT_URLCONF = env("ROOT_URLCONF", default="supportgroup.urls")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
CLOCK_MAY_MOVE = True
DEMO_ALLOWED = True
MAIL_CATCHER_DIR = env("MAIL_CATCHER_DIR", default=str(BASE_DIR / "var" / "mail"))
# Static files are served from the source folders, so that a changed stylesheet is seen at once.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
TEXTS = env("TEXTS", default="console")
OUTBOX_EMAILS_A_MINUTE = env.int("OUTBOX_EMAILS_A_MINUTE", default=0)
