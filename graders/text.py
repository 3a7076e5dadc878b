"""Words for people, always in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from graders.particles import agreed

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


class Text(BaseModel):
    """One thing said in English and in Korean. Plain text unless a field says Markdown."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    en: str = Field(max_length=40_000)
    """In English."""
    ko: str = Field(max_length=40_000)
    """In Korean."""

    @field_validator("ko")
    @classmethod
    def _particles_agree(cls, korean: str) -> str:
        return agreed(korean)

    def __getitem__(self, language: str) -> str:
        """The words in ``language``; English for a language we do not speak."""
        return self.ko if language == "ko" else self.en

    def format(self, **values: Any) -> Text:
        """Both languages with ``{name}`` fields filled in; a ``Text`` value fills each in its own language."""

        def fill(language: Language) -> str:
            own = {k: v[language] if isinstance(v, Text) else v for k, v in values.items()}
            return self[language].format(**own)

        return Text(en=fill("en"), ko=fill("ko"))


def text(en: str, ko: str) -> Text:
    """Shorthand for message tables."""
    return Text(en=en, ko=ko)


def in_language(value: Any, language: str) -> Any:
    """``value`` (the dump of a model) with every bilingual text replaced by its words in ``language``."""
    if isinstance(value, Mapping):
        if set(value) == {"en", "ko"}:
            return value["ko"] if language == "ko" else value["en"]
        return {k: in_language(v, language) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [in_language(v, language) for v in value]
    return value
