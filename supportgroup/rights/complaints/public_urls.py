"""Addresses of this room for everybody. They name no condition and no group but by its neutral code."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:code>/", views.complain, name="complain"),
    path("<slug:code>/sent/", views.complaint_sent, name="complaint_sent"),
]
