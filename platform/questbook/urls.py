"""Addresses."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("learn.urls")),
    path("teach/", include("teach.urls")),
    path("insight/", include("insight.urls")),
    path("", include("api.urls")),
]
