"""What the forms of an answer share: their options' base, and words for what was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graders.criteria.answer.reading import word
from graders.text import Text, text
from graders.wording import shown

Short = Annotated[str, Field(min_length=1, max_length=200)]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


OneOrMore = Annotated[
    list[Short], BeforeValidator(_listed, json_schema_input_type=Short | list[Short]), Field(min_length=1)
]
"""A word, or a list of words."""
Because = Annotated[dict[str, Text], Field(max_length=200)]
"""What to tell who gave this wrong answer, by the answer."""

RIGHT = text("Your answer in `{name}` is right.", "`{name}`에 쓴 답이 맞습니다.")
EXPLAINED = text("{sentence} {why}", "{sentence} {why}")
AND_MORE = text("{sentence} {more}", "{sentence} {more}")


class Form(BaseModel):
    """Base of every form's options: a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


def explained(sentence: Text, given: str | None, because: Mapping[str, Text]) -> Text:
    """The sentence, with the author's explanation of a wrong answer where there is one."""
    why = next((why for wrong, why in because.items() if word(wrong) == given), None) if given is not None else None
    return EXPLAINED.format(sentence=sentence, why=why) if why else sentence


def quoted(value: Any) -> str:
    """A given answer in one short line, as code."""
    return f"`{shown(value, 80).replace('`', ' ')}`"


def twice(words: list[str]) -> str | None:
    """The first word that stands twice once normalised, or None."""
    seen: set[str | None] = set()
    for each in words:
        if word(each) in seen:
            return each
        seen.add(word(each))
    return None
