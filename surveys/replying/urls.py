"""Addresses of the staff's pages."""

from django.urls import path

from . import views, views_lost_key

urlpatterns = [
    path("<int:pk>/forms/", views.forms, name="forms"),
    path("<int:pk>/close/confirm/", views.confirm_close, name="confirm_close"),
    path("<int:pk>/close/take-back/", views.withdraw_close, name="withdraw_close"),
    path("<int:pk>/close/key-lost/", views_lost_key.declare_key_lost, name="declare_key_lost"),
    path("<int:pk>/close/key-lost/confirm/", views_lost_key.confirm_key_lost, name="confirm_key_lost"),
    path("<int:pk>/close/key-lost/take-back/", views_lost_key.withdraw_key_lost, name="withdraw_key_lost"),
    path("<int:pk>/close/", views.close_survey, name="close_survey"),
]
