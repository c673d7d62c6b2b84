"""Addresses of a person's own session, under /me/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_page, name="my_page"),
    path("sign-in/", views.own_sign_in, name="own_sign_in"),
    path("sign-in/code/", views.own_code, name="own_code"),
    path("sign-in/date-of-birth/", views.own_birthday, name="own_birthday"),
    path("sign-out/", views.own_sign_out, name="own_sign_out"),
]
