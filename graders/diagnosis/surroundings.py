"""What a notebook expects of its surroundings and a quest's run does not have: a keyboard, a network, a file."""

from __future__ import annotations

import ast
import re

from graders.diagnosis.case import Case
from graders.report import Diagnosis
from graders.text import text

NO_KEYBOARD = ("Keyboardless", "StdinNotImplementedError")
"""What a run of ours raises when asked for input, and what a plain kernel does."""
NETWORK_ERRORS = ("URLError", "gaierror", "ConnectionError", "NewConnectionError", "MaxRetryError", "ConnectTimeout")
NETWORK = re.compile(r"URL fetch failure|Temporary failure in name resolution|Network is unreachable|urlopen error")
DOWNLOAD = re.compile(r"^'?([^'\s]{1,200})'? is not among the data of this quest")
"""How our stand-in for ``keras.utils.get_file`` begins, see ``worker/inside/datasets.py``."""
WEIGHTS = re.compile(r"weights|notop|\.h5$")
DRAWING = re.compile(r"must install (pydot|graphviz)")
READ_ONLY = re.compile(r"Read-only file system: '([^']{1,200})'|(/[^\s;]{1,200}); Read-only file system")
"""As Python says it, and as TensorFlow does."""
FILE = re.compile(r"No such file or directory: '([^']{1,200})'|File not found: filepath=(\S{1,200}?)\.(?:\s|$)")


def find(case: Case) -> Diagnosis | None:
    """Explain an error by something that is not there when a quest is run."""
    if case.error is None:
        return None
    if case.raised(*NO_KEYBOARD):
        return case.diagnosis("input-used", INPUT, INPUT_MEND, line=_input_line(case))
    if case.raised("DatasetMissing") and (missing := DOWNLOAD.search(case.message)):
        mend = WEIGHTS_MEND if WEIGHTS.search(missing[1]) else NETWORK_MEND
        return case.diagnosis("data-not-here", NOT_HERE.format(name=missing[1]), mend)
    if case.raised("ImportError") and DRAWING.search(case.message):
        return case.diagnosis("tool-not-here", NO_DRAWING, NO_DRAWING_MEND)
    if case.raised(*NETWORK_ERRORS) or NETWORK.search(case.message):
        return case.diagnosis("network-used", NETWORK_USED, NETWORK_MEND)
    if "google.colab" in case.message or (case.raised("ModuleNotFoundError") and "'google" in case.message):
        return case.diagnosis("colab-only", COLAB, COLAB_MEND)
    if case.raised("FileNotFoundError", "ValueError") and (found := FILE.search(case.message)):
        return case.diagnosis("file-not-found", NO_FILE.format(name=found[1] or found[2]), NO_FILE_MEND)
    if found := READ_ONLY.search(case.message):
        return case.diagnosis("folder-not-writable", NOT_WRITABLE.format(name=found[1] or found[2]), NOT_WRITABLE_MEND)
    if case.raised("NotImplementedError") and "raise NotImplementedError" in (
        case.blamed.source if case.blamed else ""
    ):
        return case.diagnosis("answer-left-open", LEFT_OPEN, LEFT_OPEN_MEND)
    return None


def _input_line(case: Case) -> int | None:
    calls = case.blamed.find(ast.Call) if case.blamed else []
    lines = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "input"]
    return lines[0] if lines else case.line


INPUT = text(
    "The notebook asks for keyboard input, but nobody sits at the keyboard when it is run here.",
    "노트북이 키보드 입력을 기다리지만, 채점할 때는 입력할 사람이 없습니다.",
)
INPUT_MEND = text("Write the value into the code instead of `input()`.", "`input()` 대신 값을 코드에 직접 써 주십시오.")
NOT_HERE = text(
    "The notebook wants to download `{name}`, which is not among the data of this quest; runs have no network.",
    "노트북이 `{name}` 파일을 내려받으려 하지만 이 퀘스트의 데이터에 없습니다. 실행할 때는 인터넷을 쓸 수 없습니다.",
)
WEIGHTS_MEND = text(
    "Weights that were trained elsewhere do not come along: use the base that the quest provides, or `weights=None`.",
    "다른 곳에서 훈련한 가중치는 없습니다. 퀘스트가 제공하는 기반 모델을 쓰거나 `weights=None`으로 만들어 주십시오.",
)
NO_DRAWING = text(
    "Keras draws a model's graph by Graphviz, which is not installed where quests run.",
    "케라스는 모델 그림을 Graphviz로 그리는데, 퀘스트를 실행하는 곳에는 Graphviz가 없습니다.",
)
NO_DRAWING_MEND = text(
    "Take `plot_model` out; `model.summary()` lists the same layers and shapes.",
    "`plot_model`을 지워 주십시오. `model.summary()`로 같은 층과 모양을 볼 수 있습니다.",
)
NETWORK_USED = text(
    "The notebook tries to load something from the internet, which runs of quests cannot reach.",
    "노트북이 인터넷에서 무언가를 내려받으려 하지만, 퀘스트를 실행할 때는 인터넷을 쓸 수 없습니다.",
)
NETWORK_MEND = text(
    "Use the data that the quest provides, for example `keras.datasets.mnist.load_data()`, and take downloads out.",
    "`keras.datasets.mnist.load_data()`처럼 퀘스트가 제공하는 데이터를 사용하고, 내려받는 코드는 지워 주십시오.",
)
COLAB = text(
    "The notebook uses `google.colab`, which exists only on Colab.",
    "노트북이 Colab에만 있는 `google.colab`을 사용합니다.",
)
COLAB_MEND = text(
    "Take the lines out that mount Drive or upload files; the quest's data is already here.",
    "Drive를 연결하거나 파일을 올리는 줄을 지워 주십시오. 퀘스트의 데이터는 이미 준비되어 있습니다.",
)
NO_FILE = text("There is no file `{name}` where quests run.", "퀘스트를 실행하는 곳에는 `{name}` 파일이 없습니다.")
NO_FILE_MEND = text(
    "Use the data that the quest provides; files of your own computer do not come along with a notebook.",
    "퀘스트가 제공하는 데이터를 사용해 주십시오. 내 컴퓨터의 파일은 노트북과 함께 전달되지 않습니다.",
)
NOT_WRITABLE = text(
    "The notebook writes to `{name}`, which cannot be written to where quests run.",
    "노트북이 `{name}`에 쓰려 하지만, 퀘스트를 실행하는 곳에서는 그곳에 쓸 수 없습니다.",
)
NOT_WRITABLE_MEND = text(
    "Take a path that does not begin with `/`: `logs` is a folder beside the notebook.",
    "`/`로 시작하지 않는 경로를 써 주십시오. 예를 들어 `logs`는 노트북 옆에 생기는 폴더입니다.",
)
LEFT_OPEN = text(
    "This cell still holds `raise NotImplementedError`.", "이 셀에 아직 `raise NotImplementedError`가 남아 있습니다."
)
LEFT_OPEN_MEND = text("Replace that line by your answer.", "그 줄을 지우고 답안을 작성해 주십시오.")
