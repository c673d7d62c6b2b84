"""The addresses of allauth that we need, under /sign-in/. The others (more email addresses, confirming …) are shut.

Signing up keeps its address, because allauth links to it; our adapter answers that nobody can make an account.
Lists that allauth leads back to are our own page, which shows everything together. Whoever has no password yet,
because they come by the Trust's own sign-in, sets one by a link as everybody does who has forgotten theirs.
"""

from allauth.account import views
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path
from django.views.generic import RedirectView

_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(_KEY, views.password_reset_from_key, name="account_reset_password_from_key"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("again/", views.reauthenticate, name="account_reauthenticate"),
    path("second-step/", RedirectView.as_view(pattern_name="my_sign_in"), name="mfa_index"),
    path("second-step/code/", second.authenticate, name="mfa_authenticate"),
    path("second-step/again/", second.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", app.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/passkeys/", RedirectView.as_view(pattern_name="my_sign_in"), name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/passkeys/<int:pk>/name/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-step/passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]
