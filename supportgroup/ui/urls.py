"""One address, with a dot so that no group's slug can be it."""

from django.urls import path

from . import views

urlpatterns = [path("accent.css", views.accent_stylesheet, name="accent_stylesheet")]
