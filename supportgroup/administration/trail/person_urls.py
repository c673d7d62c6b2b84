"""Addresses of one person's trail, under <group>/people/<person>/trail/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.trail_of_person, name="trail_of_person"),
    path("looks/", views.looks_at_person, name="looks_at_person"),
    path("letter/", views.tell_who_looked, name="tell_who_looked"),
    path("letter/who-looked.pdf", views.who_looked_pdf, name="who_looked_pdf"),
]
