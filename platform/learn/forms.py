"""Forms of the learner's pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A notebook to hand in. What it must be is decided by ``quests.services.submissions.submit``."""

    notebook = forms.FileField(
        label=_("Notebook"),
        allow_empty_file=True,  # the service says it better
        max_length=None,
        error_messages={
            "required": _("Choose your notebook first: the file that ends in .ipynb."),
            "invalid": _("The file did not arrive. Choose it again and hand it in once more."),
        },
    )
