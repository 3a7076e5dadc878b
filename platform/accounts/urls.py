"""Addresses of accounts."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("join/", views.join, name="join"),
]
