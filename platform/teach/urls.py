"""Addresses of teach: for those who teach or administer."""

from django.urls import path

from questbook.gate import only
from quests import access
from teach.views import cohorts, drafts, quests, reviews, schedule

staff = only(access.is_staff)
author = only(access.can_write_quests)

app_name = "teach"
urlpatterns = [
    path("", staff(quests.quest_list), name="quests"),
    path("quests/<slug:slug>/", staff(quests.quest), name="quest"),
    path("quests/<slug:slug>/v<int:number>.zip", author(quests.folder), name="folder"),
    path("upload/", author(drafts.upload), name="upload"),
    path("drafts/<uuid:pk>/", author(drafts.draft), name="draft"),
    path("drafts/<uuid:pk>/progress/", author(drafts.progress), name="progress"),
    path("drafts/<uuid:pk>/publish/", author(drafts.publish), name="publish"),
    path("drafts/<uuid:pk>/again/", author(drafts.again), name="again"),
    path("drafts/<uuid:pk>/discard/", author(drafts.discard), name="discard"),
    path("reviews/", staff(reviews.review_list), name="reviews"),
    path("reviews/next/", staff(reviews.following), name="next-review"),
    path("reviews/<uuid:pk>/", staff(reviews.review), name="review"),
    path("reviews/<uuid:pk>/skip/", staff(reviews.skip), name="skip-review"),
    path("reviews/<uuid:pk>/take-over/", staff(reviews.take_over), name="take-over-review"),
    path("reviews/withdraw/<uuid:pk>/", staff(reviews.withdraw), name="withdraw-review"),
    path("cohorts/<int:pk>/", staff(cohorts.cohort), name="cohort"),
    path("cohorts/<int:pk>.csv", staff(cohorts.download), name="cohort-csv"),
    path("cohorts/<int:pk>/schedule/", staff(schedule.schedule), name="schedule"),
    path("cohorts/<int:pk>/schedule/preview/", staff(schedule.widen), name="schedule-preview"),
    path("cohorts/<int:pk>/schedule/apply/", staff(schedule.apply), name="schedule-apply"),
    path("cohorts/<int:pk>/schedule/undo/", staff(schedule.undo), name="schedule-undo"),
    path("cohorts/<int:pk>/learners/<int:person>/", staff(cohorts.learner), name="learner"),
]
