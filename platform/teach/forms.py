"""What instructors fill in."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quests.models import Release


class UploadForm(forms.Form):
    """A quest folder as a zip file. What is inside is the service's to judge."""

    folder = forms.FileField(
        label=gettext_lazy("Quest folder, zipped"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": gettext_lazy("Choose a zip file first."),
            "empty": gettext_lazy("This file is empty. Zip the quest's folder again, and upload that."),
            "max_length": gettext_lazy("The name of this file is too long. Give it a shorter one."),
        },
    )

    def clean_folder(self) -> UploadedFile:
        """Refuse what cannot be a quest folder before its bytes are read."""
        upload: UploadedFile = self.cleaned_data["folder"]
        most = settings.MAX_QUEST_ZIP_BYTES
        if (upload.size or 0) > most:
            raise forms.ValidationError(
                _("This file has %(size)s; at most %(most)s are taken. Leave out data sets: the store has them."),
                params={"size": filesizeformat(upload.size or 0), "most": filesizeformat(most)},
                code="too-large",
            )
        if PurePath(upload.name or "").suffix.lower() != ".zip":
            raise forms.ValidationError(
                _("“%(name)s” is no zip file. Zip the quest's folder, with quest.toml in it, and upload that."),
                params={"name": upload.name},
                code="no-zip",
            )
        return upload


FIRST_YEAR, LAST_YEAR = 2000, 2200
"""The years of a cohort's calendar, and in which a quest may open and be due."""
_MOMENT = "%Y-%m-%dT%H:%M"


def _in_our_years(moment: datetime) -> None:
    """Refuse what no course lasts to: pages count the days up to it, and calendars end in the year 9999."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("Choose a year from %(first)s through %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
            code="year",
        )


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        input_formats=[f"{_MOMENT}:%S", _MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        validators=[_in_our_years],
        error_messages={
            "required": gettext_lazy("Choose a day and a time."),
            "invalid": gettext_lazy("Write a day and a time, such as 2026-03-02T09:00."),
        },
    )


class ReleaseForm(forms.Form):
    """When a quest opens for a cohort, and when it is due. Use it :meth:`in_zone`."""

    opens_at = _moment(gettext_lazy("Opens"))
    due_at = _moment(gettext_lazy("Due"))

    def __init__(self, data: Any = None, *, release: Release) -> None:
        self._zone = ZoneInfo(release.cohort.time_zone)
        super().__init__(
            data,
            initial={"opens_at": release.opens_at, "due_at": release.due_at},
            prefix=f"release-{release.pk}",
            label_suffix="",
        )

    def in_zone(self) -> timezone.override:
        """A context in which times are read and written as the cohort's clocks show them."""
        return timezone.override(self._zone)
