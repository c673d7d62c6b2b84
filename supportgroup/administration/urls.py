"""Addresses of this room, under <group>/settings/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.group_settings, name="group_settings"),
]
