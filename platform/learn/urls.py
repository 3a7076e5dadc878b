"""Addresses of the learner's pages."""

from django.urls import path

from learn import preferences
from learn.views.feed import calendar, feed
from learn.views.history import history
from learn.views.quest import data, quest, starter
from learn.views.submission import again, notebook, state, submission, upload
from learn.views.today import today

app_name = "learn"
urlpatterns = [
    path("", today, name="today"),
    path("quests/<slug:slug>/", quest, name="quest"),
    path("quests/<slug:slug>/starter.ipynb", starter, name="starter"),
    path("quests/<slug:slug>/data.zip", data, name="data"),
    path("submissions/<uuid:submission_id>/", submission, name="submission"),
    path("submissions/<uuid:submission_id>/state/", state, name="submission_state"),
    path("submissions/<uuid:submission_id>/notebook/", notebook, name="notebook"),
    path("submissions/<uuid:submission_id>/upload/", upload, name="upload"),
    path("submissions/<uuid:submission_id>/again/", again, name="again"),
    path("calendar/", feed, name="feed"),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
    path("history/", history, name="history"),
    path("preferences/theme/", preferences.theme, name="theme"),
    path("preferences/language/", preferences.language, name="language"),
]
