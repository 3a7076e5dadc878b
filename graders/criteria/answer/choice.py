"""``choice``: one or several of labelled choices."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from graders.criteria.answer.form import RIGHT, Because, Form, OneOrMore, Short, explained, quoted, twice
from graders.criteria.answer.reading import items, parted, word
from graders.criteria.kind import Verdict, failed, partial, passed
from graders.text import Text, text
from graders.wording import verbatim

WRONG = text("Your answer {found} is not right.", "답 {found}은(는) 맞지 않습니다.")
NO_CHOICE = text(
    "`{name}` is {found}, which is none of the choices {labels}.",
    "`{name}` 값이 {found}입니다. 보기 {labels} 가운데 하나가 아닙니다.",
)
ONE_WANTED = text(
    "`{name}` names {count} choices, but one is asked for.",
    "`{name}`에 보기가 {count}개 있습니다. 하나만 골라 주십시오.",
)
SOME_WRONG = text(
    "{right} of the {count} choices that you took are right.",
    "고르신 보기 {count}개 중 {right}개가 맞습니다.",
)
NOT_ALL = text(
    "What you took is right, but it is not all: look for another right choice.",
    "고르신 보기는 맞지만 전부는 아닙니다. 맞는 보기가 더 있습니다.",
)
WRITE_LABELS = text("One of {labels}, as text: {example}", "{labels} 가운데 하나를 문자열로 씁니다: {example}")
WRITE_SEVERAL = text("A list of labels from {labels}: {example}", "{labels} 가운데 고른 보기의 리스트: {example}")
NOT_AMONG = text("`{label}` is none of the choices in `among`", "`{label}`은(는) `among`에 없는 보기입니다")
TWICE = text("`{label}` stands twice", "`{label}`이(가) 두 번 있습니다")
RIGHT_EXPLAINED = text(
    "`{label}` is a right choice; `because` explains wrong ones",
    "`{label}`은(는) 맞는 보기입니다. `because`에는 틀린 보기의 설명만 씁니다",
)


def _labels(value: Any) -> Any:
    return dict.fromkeys(value) if isinstance(value, list) and all(map(_is_word, value)) else value


def _is_word(value: Any) -> bool:
    return isinstance(value, str)


class Choice(Form):
    """Which of these choices?"""

    among: Annotated[
        dict[Short, Text | None],
        BeforeValidator(_labels, json_schema_input_type=list[Short] | dict[Short, Text]),
        Field(min_length=2, max_length=50),
    ]
    """The choices: a list of labels, or a table of each label's words in both languages; a learner may give either."""
    right: OneOrMore
    """The right label; a list asks for all of several."""
    because: Because = Field(default_factory=dict)
    """Why a wrong choice is wrong, by its label; told to who took it."""

    @model_validator(mode="after")
    def _labels_are_known(self) -> Choice:
        if doubled := twice(list(self.among)) or twice(self.right):
            raise ValueError(TWICE.format(label=doubled))
        for label in [*self.right, *self.because]:
            if self.label(label) is None:
                raise ValueError(NOT_AMONG.format(label=label))
        for label in self.because:
            if self.label(label) in self.rights:
                raise ValueError(RIGHT_EXPLAINED.format(label=label))
        return self

    @property
    def rights(self) -> set[str]:
        """The right labels as ``among`` writes them."""
        return {label for given in self.right if (label := self.label(given)) is not None}

    def label(self, given: Any) -> str | None:
        """The label that is meant: itself, its words in either language, or both (``b) Dropout``)."""
        bare = word(given)
        if not bare:
            return None
        for label, words in self.among.items():
            said = {word(words.en), word(words.ko)} if words else set()
            own = word(label) or ""
            if bare == own or bare in said or (bare.startswith(own) and word(bare[len(own) :].lstrip(" ).:-")) in said):
                return label
        return None

    def judge(self, name: str, value: Any) -> Verdict:
        """All points for the right choice. Of several, each right one gives its part and each wrong one takes one."""
        given = self._given(value)
        expected = self._form()
        taken: set[str] = set()
        for each in given:
            if (label := self.label(each)) is None:
                message = NO_CHOICE.format(name=name, found=quoted(each), labels=", ".join(self.among))
                return failed(message, expected=expected, found=verbatim(quoted(value)))
            taken.add(label)
        if len(self.right) == 1 and len(taken) != 1:
            return failed(ONE_WANTED.format(name=name, count=len(taken)), expected=expected)
        found = verbatim(", ".join(label for label in self.among if label in taken))
        wrong = [label for label in self.among if label in taken - self.rights]
        right = len(taken & self.rights)
        if not wrong and right == len(self.rights):
            return passed(RIGHT.format(name=name), found=found)
        sentence = NOT_ALL
        if wrong:
            single = len(self.right) == 1
            sentence = (
                WRONG.format(found=f"`{wrong[0]}`") if single else SOME_WRONG.format(right=right, count=len(taken))
            )
            explainable = next((label for label in wrong if label in self.because), wrong[0])
            sentence = explained(sentence, word(explainable), self.because)
        return partial((right - len(wrong)) / len(self.rights), sentence, found=found)

    def _given(self, value: Any) -> list[Any]:
        listed = items(value)
        if listed is not None:
            return listed
        if isinstance(value, str) and self.label(value) is None and len(parts := parted(value)) > 1:
            return parts
        return [value]

    def _form(self) -> Text:
        labels = list(self.among)
        if len(self.right) == 1:
            return WRITE_LABELS.format(labels=", ".join(labels), example=f'"{labels[0]}"')
        return WRITE_SEVERAL.format(labels=", ".join(labels), example=f'["{labels[0]}", …]')
