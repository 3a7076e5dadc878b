"""Joining a cohort."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import InvitationForm
from accounts.joining import join as join_cohort


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """``/join/?code=…``, the address an instructor sends around: sign up with the code, or join with one's account."""
    code = request.GET.get("code", "")[:40]
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_signup')}?{urlencode({'code': code})}")
    if request.method != "POST":
        return render(request, "accounts/join.html", {"form": InvitationForm(initial={"invite_code": code})})
    form = InvitationForm(request.POST)
    if form.is_valid():
        cohort = form.cleaned_data["invite_code"]
        try:
            join_cohort(request.user, cohort)
        except ValidationError as error:
            form.add_error("invite_code", error)
        else:
            messages.success(request, _("Welcome to %(cohort)s.") % {"cohort": cohort})
            return redirect("/")
    return render(request, "accounts/join.html", {"form": form}, status=422)
