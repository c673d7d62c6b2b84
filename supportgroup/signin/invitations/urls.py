"""Addresses of an invitation, under /sign-in/invited/."""

from django.urls import path

from . import views

urlpatterns = [
    path("done/", views.invitation_accepted, name="invitation_accepted"),
    path("<str:token>/", views.accept_invitation, name="accept_invitation"),
]
