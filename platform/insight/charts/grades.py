"""Learners by quests: the best share each reached."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insight import results
from insight.charts.table import Chart, Column, Filters, Table
from quests.models import Quest, Release


def quests(filters: Filters) -> list[Quest]:
    """The quests whose day has come for one of the cohorts, in the course's order."""
    if filters.quest is not None:
        return [filters.quest]
    opened = Release.objects.filter(cohort__in=filters.cohorts, opens_at__lte=timezone.now())
    return list(Quest.objects.filter(pk__in=opened.values("quest"), current__isnull=False).select_related("current"))


def table(filters: Filters) -> Table:
    """A row a learner, a column a quest; a blank where nothing is graded."""
    columns = quests(filters)
    best = {
        (result.user_id, result.quest_id): result.share
        for result in results.best(results.handed_in(filters.cohorts, filters.quest))
    }
    people = results.learners(filters.cohorts)
    return Table(
        [Column(_("Learner")), *(Column(title(quest), "share") for quest in columns)],
        [[str(person), *(best.get((person.pk, quest.pk)) for quest in columns)] for person in people]
        if columns
        else [],
    )


def title(quest: Quest) -> str:
    """The quest's name for people; its slug before it has a version."""
    return quest.current.title if quest.current else quest.slug


def figure(table: Table) -> dict[str, Any] | None:
    """A heatmap: quests across, learners down."""
    if not table.rows:
        return None
    return {
        "kind": "heatmap",
        "across": [str(column.label) for column in table.columns[1:]],
        "down": [str(row[0]) for row in table.rows],
        "cells": [
            [x, y, value] for y, row in enumerate(table.rows) for x, value in enumerate(row[1:]) if value is not None
        ],
    }


CHART = Chart(
    slug="grades",
    title=_("Learners by quests"),
    about=_(
        "Each square is the best score of one learner in one quest, out of 100; gold has full marks. "
        "An empty square has no grade yet."
    ),
    table=table,
    figure=figure,
    empty=_("Nothing to show yet. Learners appear here once they belong to a cohort and its first quest is open."),
    wide=True,
)
