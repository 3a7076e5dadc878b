"""``text``: a word or a short phrase."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from graders.criteria.answer.form import RIGHT, Because, Form, Short, explained, quoted
from graders.criteria.answer.reading import normalised, word
from graders.criteria.kind import Verdict, failed, passed
from graders.text import text
from graders.wording import verbatim

NO_TEXT = text(
    "`{name}` should be a word or short phrase in quotes, but is {found}.",
    "`{name}` 값은 따옴표로 묶은 짧은 말이어야 하지만 {found}입니다.",
)
TOO_LONG = text(
    "`{name}` has {found} characters; a word or phrase of at most {limit} is asked for.",
    "`{name}`이(가) {found}자입니다. {limit}자 이내의 짧은 말로 써 주십시오.",
)
WRONG = text("{found} is not the word that is asked for.", "{found}은(는) 찾는 말이 아닙니다.")
NO_PATTERN = text("this is no regular expression: {why}", "정규식이 아닙니다: {why}")
NOTHING = text("give `accepted`, `pattern` or both", "`accepted`와 `pattern` 중 하나 이상을 써 주십시오")
MAX_CHARACTERS = 200


class Words(Form):
    """Which word or short phrase?"""

    accepted: Annotated[list[Short], Field(max_length=100)] = Field(default_factory=list)
    """What is right, in every language and spelling; case, quotes and doubled spaces do not matter."""
    pattern: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    """A regular expression that the whole answer may match instead, in lower case and with single spaces."""
    because: Because = Field(default_factory=dict)
    """Why a wrong word is wrong, by the word; told to who gave it."""

    @field_validator("pattern")
    @classmethod
    def _pattern_compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(NO_PATTERN.format(why=str(error))) from None
        return pattern

    @model_validator(mode="after")
    def _something_is_right(self) -> Words:
        if not self.accepted and self.pattern is None:
            raise ValueError(NOTHING)
        return self

    def judge(self, name: str, value: Any) -> Verdict:
        """All points for an accepted word, else none."""
        given = word(value)
        if given is None:
            return failed(NO_TEXT.format(name=name, found=quoted(value)), found=verbatim(quoted(value)))
        if len(given) > MAX_CHARACTERS:
            return failed(TOO_LONG.format(name=name, found=len(given), limit=MAX_CHARACTERS))
        if given in {word(each) for each in self.accepted} or self._matches(given, value):
            return passed(RIGHT.format(name=name), found=verbatim(quoted(value)))
        sentence = explained(WRONG.format(found=quoted(value)), given, self.because)
        return failed(sentence, found=verbatim(quoted(value)))

    def _matches(self, given: str, value: Any) -> bool:
        if self.pattern is None:
            return False
        return any(re.fullmatch(self.pattern, each, re.IGNORECASE) for each in {given, normalised(str(value))})
