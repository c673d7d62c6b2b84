"""Addresses of a person's own choices, under /me/."""

from django.urls import path

from .views import own

urlpatterns = [
    path("choices/", own.my_choices, name="my_choices"),
    path("choices/answer/", own.my_sheet, name="my_sheet"),
]
