"""Addresses of this room for staff."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.complaints, name="complaints"),
    path("add/", views.record_complaint, name="record_complaint"),
    path("<int:pk>/", views.complaint, name="complaint"),
    path("<int:pk>/person/", views.link_complaint, name="link_complaint"),
    path("<int:pk>/acknowledge/", views.acknowledge_complaint, name="acknowledge_complaint"),
    path("<int:pk>/follow/", views.follow_complaint, name="follow_complaint"),
    path("<int:pk>/close/", views.close_complaint, name="close_complaint"),
]
