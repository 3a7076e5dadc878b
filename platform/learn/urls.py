"""Addresses of the learner's pages."""

from django.urls import path

from learn import preferences

app_name = "learn"
urlpatterns = [
    path("preferences/theme/", preferences.theme, name="theme"),
    path("preferences/language/", preferences.language, name="language"),
]
