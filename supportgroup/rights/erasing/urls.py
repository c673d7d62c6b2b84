"""The address of this room, under the person it is about."""

from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/erase/", views.erase_person, name="erase_person")]
