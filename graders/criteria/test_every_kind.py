"""Every kind of criterion in every state that a finding can have, and every word of it in both languages.

``SCENES`` has a row for each kind and a column for each state: what the learner wrote, and what the sandbox answered.
Where a kind cannot have a state, the row says why. A kind without a row fails here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders import verdicts
from graders.criteria import KINDS
from graders.criteria.conftest import Save
from graders.judge import judge
from graders.report import Finding, FindingState, Outcome
from graders.testing import (
    EvidenceFolder,
    criterion,
    make_quest,
    recorded_array,
    recorded_axes,
    recorded_call,
    recorded_figure,
    recorded_series,
)

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED
UNATTEMPTED, UNKNOWN = FindingState.UNATTEMPTED, FindingState.COULD_NOT_GRADE
HANGUL = re.compile("[가-힣]")
PLACEHOLDER = re.compile(r"\{[A-Za-z_]\w*")


@dataclass(frozen=True)
class Stage:
    """What a scene is played with."""

    folder: EvidenceFolder
    save: Save
    heldout: Path


Fill = Callable[[Stage], object]


@dataclass(frozen=True)
class Scene:
    """What the learner wrote, and what the sandbox answered."""

    fill: Fill = lambda stage: None
    source: str = "x = 1"
    run: dict[str, Any] = field(default_factory=dict)
    heldout: bool = True


@dataclass(frozen=True)
class Never:
    """Why a kind cannot have a state."""

    why: str


RIGHT_OR_NOT = Never("it is right or it is not")
ONLY_BY_OUR_BUG = Never("everything that it needs is in the evidence: only an error of ours keeps it from being judged")
NOT_THE_SANDBOX = Never("nothing of what it judges is written by the sandbox")


@dataclass(frozen=True)
class Row:
    """The scenes of one kind."""

    options: dict[str, Any]
    passed: Scene | Never
    partial: Scene | Never
    failed: Scene
    unknown: Scene | Never = ONLY_BY_OUR_BUG
    unattempted: Never | None = None
    """By default the cell is as it was given."""
    forged: Never | None = None
    """By default every answer of the scene that passes is broken in several ways."""
    texts: bool = False
    """Whether the learner writes into a Markdown cell."""


def answers(*values: Any, to: str = "it") -> Scene:
    return Scene(lambda stage: stage.folder.answer(to, *values))


def both(x: Any, y: Any) -> Scene:
    return Scene(lambda stage: stage.folder.answer("it-1", x).answer("it-2", y))


def saved(matrix: Any, *, heldout: bool = True) -> Scene:
    """A model that multiplies a row with this matrix."""

    def fill(stage: Stage) -> None:
        from keras import layers

        layer = layers.Dense(4, use_bias=False)
        layer.build((None, 4))
        layer.set_weights([np.array(matrix, "float32")])
        stage.folder.model("model-model", stage.save(layer, layers.Softmax()))

    return Scene(fill, source="model = 1", heldout=heldout)


def trained(**fields: Any) -> Scene:
    """One ``fit`` of ten rows."""

    def fill(stage: Stage) -> None:
        call: dict[str, Any] = {"x": [recorded_array([10, 4], "x")], "epochs": 3, "history": {"loss": [0.5, 0.3, 0.2]}}
        stage.folder.calls(recorded_call(**call | fields), x=TRAIN)

    return Scene(fill, source="model.fit(x, y)")


def leaked(*rows: Any, test: Any) -> Scene:
    """A ``fit`` of these rows, validated on others, beside a variable of test rows."""

    def fill(stage: Stage) -> None:
        x = recorded_array([len(rows[0]), 4], "x") if test is not None else {"type": "tensorflow.python.data.Dataset"}
        validation = recorded_array([len(rows[1]), 4], "v")
        stage.folder.calls(recorded_call(x=[x], validation_x=[validation]), x=rows[0], v=rows[1])
        record = recorded_array([10, 4], "rows0")
        stage.folder.raw("array-x_test", {"id": "array-x_test", "status": "answered", "record": record})
        np.savez(stage.folder.answers / "array-x_test.npz", rows0=rows[2] if test is None else test)

    return Scene(fill, source="model.fit(x, y)")


def drawn(**fields: Any) -> Scene:
    def fill(stage: Stage) -> None:
        axes = recorded_axes(recorded_series([3.0, 2.0, 1.0], label="loss"), **fields)
        stage.folder.figures(recorded_figure(axes))

    return Scene(fill, source="plt.plot([3, 2, 1])\nplt.show()")


def said(words: str) -> Scene:
    return Scene(source=words)


def stopped() -> Scene:
    return Scene(run={"ended_by": "time", "limit": 60.0}, source="while True: pass")


TRAIN, OTHER, TEST = (np.arange(start, start + 10, dtype=np.uint64) for start in (0, 20, 40))
X = {"kind": "value", "variable": "x", "equals": 1}
Y = {"kind": "value", "variable": "y", "shape": [2], "title": {"en": "A pair", "ko": "한 쌍"}}
F = {"kind": "function", "function": "f", "reference": "f", "cases": [[1], [2]]}
NO_DATA = {"kind": "metric", "model": "m", "data": "elsewhere", "steps": [{"at": 0.5, "share": 1.0}]}
PAIR = {"type": "numpy.ndarray", "shape": [2], "dtype": "float32"}
SWAPPED = np.eye(4)[[1, 0, 2, 3]]
MODEL = {"model": "model", "data": "toy", "scale": 255.0, "reshape": "model", "rows_shape": [4]}
RUBRIC = [{"id": "cause", "points": 10, "title": {"en": "It names the cause", "ko": "원인을 밝힙니다"}}]
GRADER = """\
from graders.authoring import *


def judge(evidence):
    x = evidence.number("x")
    if x < 0:
        return 1 / 0
    return partial(x, text("This is what it is.", "이만큼입니다."), expected=1, found=x)
"""

SCENES: dict[str, Row] = {
    "runs": Row(
        {},
        passed=Scene(),
        partial=RIGHT_OR_NOT,
        failed=stopped(),
        unattempted=Never("what was handed in was run"),
        forged=NOT_THE_SANDBOX,
    ),
    "answer": Row(
        {"variable": "x", "choice": {"right": ["b", "c"], "among": ["a", "b", "c"]}},
        passed=answers(["b", "c"]),
        partial=answers(["b"]),
        failed=answers(["a"]),
    ),
    "value": Row(
        {"variable": "x", "equals": 1},
        passed=answers(1),
        partial=RIGHT_OR_NOT,
        failed=answers(2),
    ),
    "function": Row(
        {"function": "f", "reference": "f", "cases": [[1], [2]]},
        passed=answers(1, 2),
        partial=answers(1, 0),
        failed=answers(0, 0),
    ),
    "code": Row(
        {"loops": "required"},
        passed=Scene(source="for n in range(3):\n    print(n)"),
        partial=RIGHT_OR_NOT,
        failed=Scene(source="print(3)"),
        forged=NOT_THE_SANDBOX,
    ),
    "model": Row(
        {"model": "model", "layers": [{"class": "Dense", "units": 4}], "tolerate": ["Softmax"], "max_parameters": 16},
        passed=saved(np.eye(4)),
        partial=RIGHT_OR_NOT,
        failed=Scene(lambda stage: stage.folder.model("model-model", stage.save(*wide())), source="model = 1"),
    ),
    "metric": Row(
        MODEL | {"steps": [{"at": 0.9, "share": 1.0}, {"at": 0.4, "share": 0.5}]},
        passed=saved(np.eye(4)),
        partial=saved(SWAPPED),
        failed=saved(-np.eye(4)),
        unknown=saved(np.eye(4), heldout=False),
    ),
    "training": Row(
        {"model": "model", "epochs": 3, "falls": ["loss"]},
        passed=trained(),
        partial=trained(epochs=5),
        failed=trained(epochs=5, history={"loss": [0.2, 0.3, 0.5]}),
    ),
    "leakage": Row(
        {"validation": True, "test": ["x_test"]},
        passed=leaked(TRAIN, OTHER, test=TEST),
        partial=leaked(TRAIN, TRAIN, test=TEST),
        failed=leaked(TRAIN, TRAIN, test=TRAIN),
        unknown=leaked(TRAIN, OTHER, TEST, test=None),
    ),
    "figure": Row(
        {"x_label": True, "y_label": ["loss"]},
        passed=drawn(x_label="epoch", y_label="loss"),
        partial=drawn(x_label="epoch"),
        failed=drawn(),
    ),
    "written": Row(
        {"rubric": RUBRIC, "min_words": 3},
        passed=Never("an instructor passes it, by a review"),
        partial=Never("an instructor gives part of its points, by a review"),
        failed=said("Too short."),
        unknown=said("It says enough for somebody to read."),
        forged=NOT_THE_SANDBOX,
        texts=True,
    ),
    "custom": Row(
        {"asks": {"variables": ["x"]}},
        passed=answers(1, to="it-v0"),
        partial=answers(0.5, to="it-v0"),
        failed=answers(0, to="it-v0"),
        unknown=answers(-1, to="it-v0"),
    ),
    "all": Row(
        {"of": [X, Y], "partial": True},
        passed=both(1, PAIR),
        partial=both(1, 3),
        failed=both(2, 3),
    ),
    "any": Row(
        {"of": [F, Y]},
        passed=Scene(lambda stage: stage.folder.answer("it-1", 0, 0).answer("it-2", PAIR)),
        partial=Scene(lambda stage: stage.folder.answer("it-1", 1, 0).answer("it-2", 3)),
        failed=Scene(lambda stage: stage.folder.answer("it-1", 0, 0).answer("it-2", 3)),
    ),
    "some": Row(
        {"of": [X, Y, NO_DATA], "at_least": 2},
        passed=both(1, PAIR),
        partial=RIGHT_OR_NOT,
        failed=both(2, 3),
    ),
}
FORGERIES: tuple[Any, ...] = (
    b"{",
    b"\xff\xfe\x00",
    [],
    {"id": "somebody-else", "status": "answered"},
    {"id": "?", "status": "passed", "points": 10},
    {"id": "?", "status": "answered", "values": "all of them"},
    b"[" * 100_000,
)


def wide() -> list[Any]:
    from keras import layers

    return [layers.Dense(5)]


class Theatre:
    """Plays a row's scenes at the judge's border."""

    def __init__(self, place: Path, save: Save, heldout: Path) -> None:
        self.place, self.save, self.heldout = place, save, heldout

    def play(self, kind: str, scene: Scene, *, untouched: bool = False, forge: Any = None) -> Finding:
        """The finding on a scene; with its cell as it was given; with every answer replaced by ``forge``."""
        row = SCENES[kind]
        name = "text" if row.texts else "answer"
        given = scene.source if untouched else "# Write here." if not row.texts else "*Write here.*"
        cells = {} if row.texts else {"answer": scene.source}
        texts = {"text": scene.source} if row.texts else {}
        starter = {} if row.texts else {"answer": given}
        spec = criterion("it", kind, cell=name, **row.options)
        quest = make_quest(
            self.place / "quest",
            spec,
            reference="def f(x):\n    return x",
            starter=starter,
            texts={"text": given} if row.texts else None,
        )
        (quest.folder / "grader.py").write_text(GRADER)
        folder = EvidenceFolder(self.place / "evidence", cells or {"code": "x = 1"}, texts=texts, **scene.run)
        scene.fill(Stage(folder, self.save, self.heldout))
        for path in list(folder.answers.glob("*.json")) if forge is not None else []:
            content = {**forge, "id": path.stem} if isinstance(forge, dict) and forge["id"] == "?" else forge
            folder.raw(path.stem, content)
        [finding] = judge(quest, folder.evidence, self.heldout if scene.heldout else None).findings
        assert_is_told_in_both_languages(finding)
        return finding


@pytest.fixture
def theatre(tmp_path: Path, save: Save, heldout: Path) -> Theatre:
    return Theatre(tmp_path, save, heldout)


def assert_is_told_in_both_languages(finding: Finding) -> None:
    outcomes: list[Outcome] = [finding, *finding.parts, *finding.explanations]
    for outcome in outcomes:
        assert HANGUL.search(outcome.message.ko), outcome.message
        assert not HANGUL.search(outcome.message.en), outcome.message
        for words in (outcome.message, outcome.expected, outcome.found, outcome.hint):
            if words is not None:
                assert words.en.strip()
                assert words.ko.strip()
                assert not PLACEHOLDER.search(words.en + words.ko), f"left over: {words}"


def scenes(state: str) -> list[Any]:
    """The kinds that can have a state, each with its scene."""
    played = [(kind, getattr(row, state)) for kind, row in SCENES.items()]
    return [pytest.param(kind, scene, id=kind) for kind, scene in played if isinstance(scene, Scene)]


def test_every_kind_has_a_row() -> None:
    assert set(SCENES) == set(KINDS), "a new kind needs a row of scenes here"


def test_a_state_that_a_kind_cannot_have_has_its_reason() -> None:
    for row in SCENES.values():
        assert all(cell.why for cell in vars(row).values() if isinstance(cell, Never))


@pytest.mark.parametrize(("kind", "scene"), scenes("passed"))
def test_it_passes(theatre: Theatre, kind: str, scene: Scene) -> None:
    finding = theatre.play(kind, scene)
    assert finding.state is PASSED, finding.message.en
    assert (finding.points, finding.hint) == (10, None)


@pytest.mark.parametrize(("kind", "scene"), scenes("partial"))
def test_it_passes_in_part(theatre: Theatre, kind: str, scene: Scene) -> None:
    finding = theatre.play(kind, scene)
    assert finding.state is PARTIAL, finding.message.en
    assert 0 < finding.points < 10


@pytest.mark.parametrize(("kind", "scene"), scenes("failed"))
def test_it_fails(theatre: Theatre, kind: str, scene: Scene) -> None:
    finding = theatre.play(kind, scene)
    assert finding.state is FAILED, finding.message.en
    assert finding.points == 0


@pytest.mark.parametrize("kind", [kind for kind, row in SCENES.items() if row.unattempted is None])
def test_what_was_left_as_it_was_given_is_unattempted(theatre: Theatre, kind: str) -> None:
    finding = theatre.play(kind, SCENES[kind].failed, untouched=True)
    assert finding.state is UNATTEMPTED, finding.message.en
    assert finding.points == 0


@pytest.mark.parametrize(("kind", "scene"), scenes("unknown"))
def test_what_the_learner_is_not_to_blame_for_could_not_be_graded(theatre: Theatre, kind: str, scene: Scene) -> None:
    assert theatre.play(kind, scene).state is UNKNOWN


@pytest.mark.parametrize("kind", SCENES)
def test_an_error_of_ours_costs_nothing(theatre: Theatre, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(spec: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(verdicts, "parse_options", broken)
    assert theatre.play(kind, SCENES[kind].failed).state is UNKNOWN


@pytest.mark.parametrize("forged", range(len(FORGERIES)))
@pytest.mark.parametrize("kind", [kind for kind, row in SCENES.items() if row.forged is None])
def test_answers_that_were_forged_fail_without_harm(theatre: Theatre, kind: str, forged: int) -> None:
    scene = SCENES[kind].passed
    assert isinstance(scene, Scene)
    finding = theatre.play(kind, scene, forge=FORGERIES[forged])
    assert finding.state is FAILED, finding.message.en
    assert finding.points == 0


@pytest.mark.parametrize("kind", [kind for kind, row in SCENES.items() if row.forged is None])
def test_answers_that_were_taken_away_fail_without_harm(theatre: Theatre, kind: str) -> None:
    assert theatre.play(kind, Scene(source="x = 1")).state is FAILED
