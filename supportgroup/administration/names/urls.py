"""Addresses of what a group says, under <group>/settings/."""

from django.urls import path

from . import views

urlpatterns = [
    path("names/", views.group_names, name="group_names"),
    path("names/<slug:part>/", views.edit_group_names, name="edit_group_names"),
    path("privacy/", views.confirm_privacy_notice, name="confirm_privacy_notice"),
    path("rules/", views.group_rules, name="group_rules"),
    path("rules/<str:key>/", views.change_rule, name="change_rule"),
    path("rules/<str:key>/drop/", views.drop_planned_rule, name="drop_planned_rule"),
]
