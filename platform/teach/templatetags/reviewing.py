"""How many texts wait for the reader."""

from __future__ import annotations

from django import template

from quests.services import reviews

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_reviews(context: template.Context) -> int:
    """Texts that this page's reader may read and nobody has; 0 for learners, without a query."""
    user = context.get("user")
    if user is None or getattr(user, "role", "learner") == "learner":
        return 0
    return reviews.queue(user).count()
