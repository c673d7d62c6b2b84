"""The one address of this room: the accent colour."""

from django.urls import path

from . import views

urlpatterns = [path("accent.css", views.accent_stylesheet, name="accent_stylesheet")]
