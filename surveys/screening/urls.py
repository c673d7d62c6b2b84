"""Addresses of screening."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/screening/", views.screening, name="screening"),
    path("<int:pk>/screening/release/", views.release_unmarked, name="release_unmarked"),
    path("<int:pk>/screening/<uuid:text>/", views.screen_text, name="screen_text"),
    path("<int:pk>/screening/<uuid:text>/put-back/", views.put_back, name="put_text_back"),
    path("<int:pk>/screening/<uuid:text>/serious-harm/", views.raise_harm, name="raise_harm"),
]
