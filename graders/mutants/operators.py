"""Every kind of change, by name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from graders.mutants import calls, names, numbers, operations, statements, words
from graders.mutants.reading import Change, Reading
from graders.text import Text, text


class Operator(NamedTuple):
    """One kind of change."""

    change: Callable[[ast.AST, Reading], Iterator[Change]]
    """The changes of this kind at one node."""
    about: Text


OPERATORS: dict[str, Operator] = {
    "activation": Operator(words.activation, text("Another activation", "다른 활성화 함수")),
    "units": Operator(numbers.units, text("A layer of another size", "유닛 수가 다른 층")),
    "layer": Operator(calls.layer, text("A layer or callback left out", "층이나 콜백 하나가 빠짐")),
    "loss": Operator(words.loss, text("Another loss", "다른 손실 함수")),
    "optimizer": Operator(words.optimizer, text("Another optimizer", "다른 옵티마이저")),
    "rate": Operator(numbers.rate, text("A learning rate far too high", "지나치게 큰 학습률")),
    "epochs": Operator(numbers.epochs, text("One epoch only", "에포크 한 번만 훈련")),
    "batch": Operator(numbers.batch, text("Batches of another size", "다른 배치 크기")),
    "rows": Operator(names.rows, text("Rows that are for something else", "용도가 다른 데이터")),
    "axis": Operator(numbers.axis, text("Another axis", "다른 축")),
    "order": Operator(numbers.order, text("Another order of axes or sizes", "축이나 크기의 순서가 다름")),
    "bound": Operator(numbers.bound, text("A slice with another bound", "슬라이스의 경계가 다름")),
    "place": Operator(numbers.place, text("The neighbour of what was meant", "뜻한 것의 옆자리")),
    "steps": Operator(numbers.steps, text("A loop that leaves one out", "하나를 빠뜨리는 반복")),
    "amount": Operator(numbers.amount, text("Another number", "다른 수")),
    "arithmetic": Operator(operations.arithmetic, text("Another operator", "다른 연산자")),
    "operands": Operator(operations.operands, text("Operands the other way round", "피연산자의 순서가 바뀜")),
    "comparison": Operator(operations.comparison, text("Another comparison", "다른 비교")),
    "logic": Operator(operations.logic, text("Another condition", "다른 조건")),
    "sign": Operator(operations.sign, text("A sign left out", "부호가 빠짐")),
    "flag": Operator(words.flag, text("A switch the other way", "반대로 된 참·거짓 값")),
    "curve": Operator(words.curve, text("Training for validation, or the other way round", "훈련과 검증이 바뀜")),
    "word": Operator(words.word, text("Another option", "다른 옵션")),
    "answer": Operator(words.answer, text("Another answer", "다른 답")),
    "keyword": Operator(calls.keyword, text("An argument left out", "빠진 인자")),
    "arguments": Operator(calls.arguments, text("Arguments swapped", "순서가 바뀐 인자")),
    "element": Operator(calls.element, text("An item left out", "항목 하나가 빠짐")),
    "unwrapped": Operator(calls.unwrapped, text("A step left out", "빠진 단계")),
    "function": Operator(calls.function, text("Another function", "다른 함수")),
    "pair": Operator(names.pair, text("Two values swapped", "순서가 바뀐 두 값")),
    "statement": Operator(statements.statement, text("A statement left out", "빠진 문장")),
}
"""In this order: of two that make the same of a cell, the first gives the mutant its name."""
