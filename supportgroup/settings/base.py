"""Settings that every place shares. What differs stands in development, test and production."""

from pathlib import Path
from typing import Any

import pghistory
from csp.constants import NONE, SELF

from .environment import *
from .signing_in import *
from .signing_in import OIDC_ORIGINS

BASE_DIR: Path = ROOT
SECRET_KEY = env("SECRET_KEY", default="")
# Older ones, by which sessions and links for a new password are still read for a while.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEYS_OLD", default=[])
# Keys for what is encrypted in a column or a cookie; the first writes, all of them read.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
# The key that personal links and typed codes are made with. Older ones still open what is in the post.
LINK_KEY = env("LINK_KEY", default="")
LINK_KEYS_OLD = env.list("LINK_KEYS_OLD", default=[])
# Where the private halves of the surveys' keys lie. Only the worker is told.
SEALING_KEYS_DIR = env("SEALING_KEYS_DIR", default="")
FILES_DIR = Path(env("FILES_DIR", default=str(BASE_DIR / "var" / "files")))
# The folder of pg_dump and pg_restore, where they are not on the path.
POSTGRES_PROGRAMS = env("POSTGRES_PROGRAMS", default="")
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

TRUST_NAME = env("TRUST_NAME", default="Eastbrook Hospitals")
TRUST_LOGO = env("TRUST_LOGO", default="")
ACCENT_COLOUR = env("ACCENT_COLOUR", default="#00525c")

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
ROOT_URLCONF = "supportgroup.urls"
WSGI_APPLICATION = "supportgroup.wsgi.application"

INSTALLED_APPS = [
    "supportgroup.ui",
    "supportgroup.access",
    "supportgroup.audit",
    "supportgroup.documents",
    "supportgroup.uploads",
    "supportgroup.longwork",
    "supportgroup.disclosure",
    "supportgroup.groups",
    "supportgroup.accounts",
    "supportgroup.people",
    "supportgroup.consent",
    "supportgroup.contactlog",
    "supportgroup.tracing",
    "supportgroup.outbox",
    "supportgroup.rights.keeping",
    "supportgroup.rights.copies",
    "supportgroup.rights.complaints",
    "supportgroup.rights.erasing",
    "supportgroup.signin",
    "surveys.questionnaire",
    "surveys.mailing",
    "surveys.answers",
    "surveys.keying",
    "surveys.screening",
    "surveys.themes",
    "surveys.replying",
    "surveys.results",
    "supportgroup.administration",
    "supportgroup.upkeep",
    "supportgroup.home",
    "supportgroup.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "pghistory",
    "pgtrigger",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "supportgroup.signin.middleware.PersonalPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "supportgroup.signin.watch.Watch",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "supportgroup.signin.session_time.SessionLimits",
    "supportgroup.signin.session_ended.SignInToGoOn",
    "supportgroup.signin.second_step.SecondStepFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "supportgroup.people.middleware.PersonOfTheSession",
    "supportgroup.groups.middleware.GroupOfTheAddress",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "supportgroup.home.navigation.page_frame",
                "supportgroup.signin.session_time.time_left_frame",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgres://app@127.0.0.1:5432/app")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The site must work while Redis is away, so sessions, cache and rate limits live in Postgres.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Rate limits are counted here: an entry is thrown out when it is old, not when there are many.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# How many of our own proxies stand in front: that many addresses at the end of X-Forwarded-For are believed.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "supportgroup.signin.session_ended.form_refused"
# It goes when the browser is closed: on a shared computer an answer page leaves nothing.
CSRF_COOKIE_AGE = None

# Emails are unique by a constraint on their small letters, which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR, "base_url": None},
    },
    "staticfiles": {"BACKEND": "supportgroup.ui.hashed.HashedFiles"},
}
CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("nhsuk",)
CRISPY_FAIL_SILENTLY = False
# A cohort spreadsheet may be large; what is too large is told so in words by the form, not by a dropped connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The worker reads what a web process has stored; nobody outside their group does.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form may lead on to the Trust's own sign-in, where there is one.
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
# Nobody else learns where somebody comes from. Not "no-referrer": browsers then hide the origin of our own forms too,
# and every form would be refused as foreign. A page whose address holds a key says "no-referrer" for itself.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# The trail: context as JSON beside each event, so that one request may hold several actions.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_APPEND_ONLY = True
PGHISTORY_BASE_MODEL = "supportgroup.audit.events.Event"
# When something happened, by the clock of the action that did it; the database's own where nobody signed.
PGHISTORY_CREATED_AT_FUNCTION = (
    "COALESCE((NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'at')::TIMESTAMPTZ, NOW())"
)
# The trail outlives what it names.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False)
PGHISTORY_FIELD = pghistory.Field()

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 5, "max_retries": 1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# The worker writes its log by LOGGING below, where nothing personal passes.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "say that clock and worker live": {"task": "supportgroup.upkeep.tasks.heartbeat", "schedule": 60.0},
    "send what is queued": {"task": "supportgroup.outbox.tasks.sweep", "schedule": 15.0},
    "read what came back": {"task": "supportgroup.outbox.tasks.read_returned_mail", "schedule": 300.0},
    "ask what became of messages": {"task": "supportgroup.outbox.tasks.fetch_receipts", "schedule": 300.0},
    "bring letters to the print service": {"task": "supportgroup.outbox.tasks.post_letters", "schedule": 60.0},
    "send what is urgent": {"task": "supportgroup.outbox.tasks.sweep_urgent", "schedule": 5.0},
    "do the long work that waits": {"task": "supportgroup.longwork.tasks.sweep", "schedule": 5.0},
    "make the lists for the deceased check": {"task": "surveys.mailing.tasks.prepare_due_waves", "schedule": 300.0},
    "start the waves that are due": {"task": "surveys.mailing.tasks.start_due_waves", "schedule": 300.0},
    "close the surveys that are due": {"task": "surveys.replying.tasks.close_due_surveys", "schedule": 300.0},
    "destroy what is due": {"task": "supportgroup.rights.keeping.tasks.destroy_what_is_due", "schedule": 3600.0},
    "fold the register's tallies": {"task": "supportgroup.people.tasks.fold_tallies", "schedule": 300.0},
    "forget who was in old lists": {"task": "supportgroup.tracing.tasks.sweep", "schedule": 3600.0},
    "forget old files": {"task": "supportgroup.uploads.tasks.sweep", "schedule": 3600.0},
    "forget old sign-in codes": {"task": "supportgroup.signin.tasks.forget_old_codes", "schedule": 3600.0},
    "forget old sessions": {"task": "supportgroup.signin.tasks.forget_old_sessions", "schedule": 3600.0},
    "forget old drafts": {"task": "surveys.replying.tasks.forget_old_drafts", "schedule": 3600.0},
}

EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://127.0.0.1:1025")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="patient.survey@hospital.example")
# How many emails a minute the hospital's mail server takes, 0 for no cap, and over how many connections at once.
OUTBOX_EMAILS_A_MINUTE = env.int("OUTBOX_EMAILS_A_MINUTE", default=25)
OUTBOX_EMAIL_CONNECTIONS = env.int("OUTBOX_EMAIL_CONNECTIONS", default=1)
OUTBOX_TEXTS_A_MINUTE = env.int("OUTBOX_TEXTS_A_MINUTE", default=25)
# How texts are sent: "" for not at all, "console" into the mail catcher, "notify" through GOV.UK Notify.
TEXTS = env("TEXTS", default="")
NOTIFY_API_KEY = env("NOTIFY_API_KEY", default="")
NOTIFY_URL = env("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
# The id of a template whose whole text is ((text)), and of the sender name that people recognise.
NOTIFY_TEXT_TEMPLATE = env("NOTIFY_TEXT_TEMPLATE", default="")
NOTIFY_TEXT_SENDER = env("NOTIFY_TEXT_SENDER", default="")
# How letters that enclose nothing may go: "" printed and posted here only, "notify" also by GOV.UK Notify.
LETTERS = env("LETTERS", default="")
# How emails go: "" over SMTP, "notify" through GOV.UK Notify by a template of ((subject)) and ((text)).
EMAILS = env("EMAILS", default="")
NOTIFY_EMAIL_TEMPLATE = env("NOTIFY_EMAIL_TEMPLATE", default="")
NOTIFY_EMAIL_REPLY_TO = env("NOTIFY_EMAIL_REPLY_TO", default="")
# The mailbox to which mail that could not be delivered comes back: imaps://user:password@host/INBOX. Off where empty.
BOUNCES_URL = env("BOUNCES_URL", default="")

# No path without a group's slug is ever logged: an answer page's address is a patient's key.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"nothing_personal": {"()": "supportgroup.audit.logs.NothingPersonal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["nothing_personal"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        # It writes the service's answers, which may repeat a phone number.
        "notifications_python_client": {"level": "CRITICAL"},
        # It says that it has begun, once in each process that prints.
        "pikepdf": {"level": "WARNING"},
    },
}
