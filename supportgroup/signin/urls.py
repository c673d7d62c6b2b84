"""Addresses of a person's own session, under /me/."""

from django.urls import path

from .views import own

urlpatterns = [
    path("", own.my_page, name="my_page"),
    path("sign-in/", own.own_sign_in, name="own_sign_in"),
    path("sign-in/code/", own.own_code, name="own_code"),
    path("sign-in/date-of-birth/", own.own_birthday, name="own_birthday"),
    path("sign-out/", own.own_sign_out, name="own_sign_out"),
]
