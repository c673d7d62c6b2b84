"""The front door, the public pages, and Today."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy_of_all, name="privacy_of_all"),
    path("contact/", views.contact_of_all, name="contact_of_all"),
    path("privacy/<slug:code>/", views.privacy, name="privacy"),
    path("contact/<slug:code>/", views.contact, name="contact"),
    path("<slug:group>/", views.today, name="today"),
    path("<slug:group>/who-may-see-what/", views.who_may_see_what, name="who_may_see_what"),
]
