"""Addresses of the yellow slip. They name no condition, no survey, and no group but by its neutral code."""

from django.urls import path

from .views import discussion

urlpatterns = [
    path("<slug:code>/", discussion.yellow_slip, name="yellow_slip"),
    path("<slug:code>/sent/", discussion.yellow_slip_sent, name="yellow_slip_sent"),
]
