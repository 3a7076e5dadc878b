"""The dashboard's filters, read from the query string."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from insight.charts import Filters
from insight.charts.grades import title
from quests import access
from quests.models import Quest
from quests.people import Person


class _QuestField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Quest) -> str:
        return title(obj)


class FilterForm(forms.Form):
    """Which cohort, which quest. Whatever it does not know is an error, told on the page."""

    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        required=False,
        label=_("Cohort"),
        empty_label=_("All cohorts"),
        error_messages={"invalid_choice": _("There is no such cohort. Choose one from the list.")},
    )
    quest = _QuestField(
        Quest.objects.filter(current__isnull=False).select_related("current"),
        to_field_name="slug",
        required=False,
        label=_("Quest"),
        empty_label=_("All quests"),
        error_messages={"invalid_choice": _("There is no such quest. Choose one from the list.")},
    )

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data, label_suffix="")
        self.taught = access.taught_cohorts(person)
        self.fields["cohort"].queryset = self.taught  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """The parsed filters of a valid form; without a cohort, all that the person teaches."""
        cohort = self.cleaned_data["cohort"]
        return Filters([cohort] if cohort else list(self.taught), self.cleaned_data["quest"])
