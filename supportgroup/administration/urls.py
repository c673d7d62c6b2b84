"""Addresses of this room, under <group>/settings/."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("supportgroup.administration.names.urls")),
    path("", views.group_settings, name="group_settings"),
    path("trail/", include("supportgroup.administration.trail.urls")),
    path("users/", include("supportgroup.administration.users.urls")),
]
