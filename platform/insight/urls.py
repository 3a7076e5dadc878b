"""Addresses of insight: for those who teach or administer."""

from django.urls import path

from insight import views
from insight.data import data
from questbook.gate import only
from quests import access

staff = only(access.can_see_dashboard)

app_name = "insight"
urlpatterns = [
    path("", staff(views.dashboard), name="dashboard"),
    path("live/", only(access.can_see_workers)(views.live), name="live"),
    path("data/", staff(data), name="data"),
    path("<slug:slug>.csv", staff(views.download), name="csv"),
]
