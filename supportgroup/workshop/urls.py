"""Addresses under /dev/, which exist in development and in the tests only."""

from django.urls import path

from . import views

urlpatterns = [
    path("mail/", views.caught_mail, name="caught_mail"),
    path("mail/<slug:name>/", views.caught_message, name="caught_message"),
]
