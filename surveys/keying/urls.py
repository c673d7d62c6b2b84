"""Addresses of the pages on which paper forms are keyed."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/key-form/", views.key_form, name="key_form"),
    path("<int:pk>/key-form/<int:number>/again/", views.key_form_again, name="key_form_again"),
    path("<int:pk>/key-form/<int:number>/settle/", views.settle_form, name="settle_form"),
]
