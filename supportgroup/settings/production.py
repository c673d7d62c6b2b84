"""A hospital's server. What is missing stops the start, with its name."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import FIELD_KEYS, LINK_KEY, SECRET_KEY, env

for _name, _value in {"SECRET_KEY": SECRET_KEY, "FIELD_KEYS": FIELD_KEYS, "LINK_KEY": LINK_KEY}.items():
    if not _value:
        message = f"Set {_name} in the environment. docs/running.md says how to make one."
        raise ImproperlyConfigured(message)

DEBUG = False
CLOCK_MAY_MOVE = False
DEMO_ALLOWED = False
SECOND_STEP_REQUIRED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
