"""What the last line of an error says, for those who have not read many yet."""

from __future__ import annotations

from graders.text import Text, text

READ = text(
    "Read the last line of the error first. `{name}` means: {meaning}",
    "먼저 오류의 마지막 줄을 읽어 보십시오. `{name}`의 뜻: {meaning}",
)
READ_ON = text(
    "Read the last line of the error first: it says what Python could not do. The lines above it lead to the place.",
    "먼저 오류의 마지막 줄을 읽어 보십시오. 파이썬이 무엇을 하지 못했는지 적혀 있습니다. 그 위의 줄들은 오류가 난 곳을 "
    "알려 줍니다.",
)
RESTART = text(
    "Restart the kernel and run all cells: what worked only out of order shows itself there.",
    "커널을 다시 시작하고 모든 셀을 실행해 보십시오. 셀의 순서가 뒤바뀌어야만 동작하던 부분이 드러납니다.",
)
ORDER_OF_CELLS = frozenset({"NameError"})
"""Errors that may come of cells that were run in another order."""
_NOT_PYTHON = text(
    "this is not Python as it stands. Look in that line, and at the end of the one above it, for a bracket, a quote, a "
    "comma or a colon that is missing or too many.",
    "파이썬이 코드를 읽지 못했습니다. 그 줄과 바로 윗줄 끝에 빠졌거나 더 들어간 괄호, 따옴표, 쉼표, 콜론이 없는지 "
    "살펴보십시오.",
)
_NO_MODULE = text(
    "what is imported is not there: its name is misspelt, or the library is not installed here.",
    "가져오려는(import) 대상이 없습니다. 이름을 잘못 썼거나 여기에 설치되지 않은 라이브러리입니다.",
)
_INDENTED = text(
    "the spaces at the beginning of a line do not fit the lines around it. Lines of one block begin in the same "
    "column.",
    "줄 앞의 공백이 주변 줄과 맞지 않습니다. 한 블록의 줄은 모두 같은 칸에서 시작합니다.",
)
MEANINGS = {
    "NameError": text(
        "at that moment there is nothing of this name. It is misspelt, or no cell above gives it a value.",
        "그 순간에 이 이름이 아직 없습니다. 이름을 잘못 썼거나, 위의 어느 셀에서도 값을 정하지 않았습니다.",
    ),
    "UnboundLocalError": text(
        "a function uses a variable of its own before it has a value.",
        "함수가 자기 안의 변수를 값이 정해지기 전에 사용했습니다.",
    ),
    "TypeError": text(
        "a value is of another kind than the operation or the function takes, or the arguments of a call do not fit.",
        "연산이나 함수가 받을 수 없는 종류의 값이거나, 호출할 때 넣은 인수가 맞지 않습니다.",
    ),
    "ValueError": text(
        "the value is of the right kind, but not one that can be used here; of arrays, it is mostly the shape.",
        "값의 종류는 맞지만 여기에 쓸 수 없는 값입니다. 배열이라면 대부분 shape이 맞지 않는 것입니다.",
    ),
    "KeyError": text("a dictionary has no such key.", "딕셔너리에 그런 키가 없습니다."),
    "IndexError": text(
        "there are fewer entries than the index asks for. The first has the index 0, the last the length less 1.",
        "인덱스에 해당하는 항목이 없습니다. 첫 항목의 인덱스는 0, 마지막 항목은 길이보다 1 작습니다.",
    ),
    "AttributeError": text(
        "what stands before the dot has nothing of the name after it: that name is misspelt, or the value is another "
        "than you think.",
        "점(.) 앞의 값에는 점 뒤의 이름이 없습니다. 이름을 잘못 썼거나, 점 앞의 값이 생각한 것과 다릅니다.",
    ),
    "ZeroDivisionError": text("a number is divided by 0.", "수를 0으로 나누었습니다."),
    "FileNotFoundError": text("there is no file of this name at this place.", "그 위치에 그런 이름의 파일이 없습니다."),
    "NotImplementedError": text("this part is still to be written.", "이 부분이 아직 작성되지 않았습니다."),
    "AssertionError": text("a check in the notebook is not met.", "노트북 안의 확인(assert)을 통과하지 못했습니다."),
    "InvalidArgumentError": text(
        "TensorFlow was given arrays that it cannot compute with; mostly shapes or labels do not fit.",
        "TensorFlow가 계산할 수 없는 배열을 받았습니다. 대부분 shape이나 레이블이 맞지 않는 것입니다.",
    ),
    "ModuleNotFoundError": _NO_MODULE,
    "ImportError": _NO_MODULE,
    "SyntaxError": _NOT_PYTHON,
    "IndentationError": _INDENTED,
    "TabError": _INDENTED,
}


def reading(name: str) -> Text:
    """How to read an error of this class, whose name is the learner's word."""
    meaning = MEANINGS.get(name)
    return READ_ON if meaning is None else READ.format(name=name, meaning=meaning)
