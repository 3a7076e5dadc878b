"""The page of the data store: a card for each data set."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quests.datasets.provisioning import waiting
from quests.datasets.store import Store


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What lies in the store, set by set."""
    store = Store(settings.HOME)
    return render(request, "insight/data.html", {"sets": [_told(store, name) for name in store.names()]})


def _told(store: Store, name: str) -> dict[str, Any]:
    language = get_language() or "en"
    card, making = store.card(name), store.making(name)
    about = card or store.recipe(name)
    return {
        "name": name,
        "card": card,
        "making": making is not None,
        "share": f"{making.share:.0%}" if making else "",
        "title": about.title[language],
        "about": about.about[language],
        "held_out": card.held_out[language] if card else "",
        "brought": waiting(store, name)[0],
    }
