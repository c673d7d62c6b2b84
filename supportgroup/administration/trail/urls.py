"""Addresses of the group's trail, under <group>/settings/trail/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("looks/", views.trail_of_looks, name="trail_of_looks"),
]
