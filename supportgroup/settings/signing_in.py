"""How people sign in: allauth, the second step, the Trust's own sign-in, how long a session lasts."""

from urllib.parse import urlsplit

from .environment import env

# A session ends when nothing was done for so long, and so long after signing in whatever was done; seconds.
SESSION_IDLE = 15 * 60
SESSION_ABSOLUTE = 12 * 60 * 60
# So long before its end the page warns.
SESSION_WARNING = 2 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["supportgroup.signin.backends.Users"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "supportgroup.signin.passwords.NotLikeTheUser"},
    {"NAME": "supportgroup.signin.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "supportgroup.signin.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front_door"
ACCOUNT_ADAPTER = "supportgroup.signin.adapter.StaffOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "front_door"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
# Failures are counted for an account and an address together, so that nobody shuts the owner out from elsewhere (the
# key is made in our adapter; the second step's is the account alone: it comes after the password). A hospital stands
# behind one address: what is counted for an address alone is generous.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_FORMS = {
    "login": "supportgroup.signin.forms.SignIn",
    "reauthenticate": "supportgroup.signin.second_forms.PasswordAgain",
    "reset_password": "supportgroup.signin.forms.AskForReset",
    "reset_password_from_key": "supportgroup.signin.forms.NewPassword",
    "change_password": "supportgroup.signin.forms.ChangePassword",
}
# allauth's own generator copies each address into a table of its own, from which somebody could sign in by an old one.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# The second step. Where it is required, nothing opens before one is set up; production requires it.
SECOND_STEP_REQUIRED = False
MFA_ADAPTER = "supportgroup.signin.second_factors.OurSecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# An administrator gave the address: there is nothing for its owner to confirm.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
# A code may be typed half a minute late; our form sees that none is taken twice.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "supportgroup.signin.second_forms.SecondStep",
    "reauthenticate": "supportgroup.signin.second_forms.SecondStepAgain",
    "activate_totp": "supportgroup.signin.second_forms.SetUpApp",
    "deactivate_totp": "supportgroup.signin.second_forms.RemoveApp",
    "add_webauthn": "supportgroup.signin.second_forms.AddPasskey",
    "edit_webauthn": "supportgroup.signin.second_forms.RenamePasskey",
    "generate_recovery_codes": "supportgroup.signin.second_forms.NewRecoveryCodes",
}

# Signing in at the Trust by OpenID Connect (Entra ID, NHSmail): off until a server is named.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="").rstrip("/")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env("OIDC_NAME", default="your Trust account")
# Whether its addresses are verified although a token does not say so, and whether it asks for a second step itself.
OIDC_EMAIL_IS_VERIFIED = env.bool("OIDC_EMAIL_IS_VERIFIED", default=False)
OIDC_IS_SECOND_STEP = env.bool("OIDC_IS_SECOND_STEP", default=False)
OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL))] if OIDC_SERVER_URL else []
SOCIALACCOUNT_ADAPTER = "supportgroup.signin.trusts_sign_in.TrustsSignIn"
