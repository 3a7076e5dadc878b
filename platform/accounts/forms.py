"""What people fill in about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import context
from django import forms
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.joining import cohort_of, join

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import Cohort, User


class InvitationForm(forms.Form):
    """The code of a cohort."""

    invite_code = forms.CharField(
        label=_("Invitation code"),
        max_length=40,
        help_text=_("Ten letters and digits from your instructor."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_invite_code(self) -> Cohort | None:
        """The cohort; None when the field may be and is empty."""
        code = self.cleaned_data["invite_code"]
        return cohort_of(code) if code else None


class SignupFields(InvitationForm):
    """What signing up asks for besides allauth's address and password (``ACCOUNT_SIGNUP_FORM_CLASS``)."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}), required=False
    )

    field_order = ("name", "email", "password1", "invite_code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["invite_code"]
        field.required = False
        field.help_text = _("Ten letters and digits from your instructor. You can also join a cohort later.")
        if context.request is not None:
            field.initial = context.request.GET.get("code", "")[:40]

    @transaction.atomic
    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth with the account it made."""
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or "")[:2]
        user.save(update_fields=["name", "language"])
        if cohort := self.cleaned_data["invite_code"]:
            join(user, cohort)
