"""Addresses of api."""

from django.urls import path

from api import events, health, quests, submissions

app_name = "api"
urlpatterns = [
    path("api/quests/", quests.quests, name="quests"),
    path("api/quests/<slug:slug>/submissions/", quests.hand_in, name="hand_in"),
    path("api/submissions/<uuid:pk>/", submissions.submission, name="submission"),
    path("api/submissions/<uuid:pk>/events/", events.events, name="events"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
