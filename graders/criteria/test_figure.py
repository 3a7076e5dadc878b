"""``figure``, at the border users meet: what a notebook showed in, a finding out."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from graders.criteria import parse_options
from graders.evidence import CellRecord
from graders.faults import QuestFault
from graders.judge import judge, questions_for
from graders.questions import AskVariable
from graders.report import Finding, FindingState
from graders.testing import (
    EvidenceFolder,
    criterion,
    make_quest,
    recorded_axes,
    recorded_call,
    recorded_figure,
    recorded_series,
)

PASSED, PARTIAL, FAILED = FindingState.PASSED, FindingState.PARTIAL, FindingState.FAILED

DRAWS = {"answer": "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()"}
LOSS, VAL_LOSS = [0.9, 0.5, 0.3, 0.2], [0.95, 0.7, 0.6, 0.65]
FIT = recorded_call(history={"loss": LOSS, "val_loss": VAL_LOSS, "accuracy": [0.5, 0.6, 0.7, 0.8]})
EPOCHS = [1, 2, 3, 4]
IMAGE = {"kind": "image", "count": 784}


def curves(**fields: Any) -> dict[str, Any]:
    about = {"x_label": "Epochs", "y_label": "Loss", "title": "Training", "legend": ["Training", "Validation"]}
    lines = [recorded_series(LOSS, EPOCHS, label="Training"), recorded_series(VAL_LOSS, EPOCHS, label="Validation")]
    return recorded_axes(*fields.pop("lines", lines), **{**about, **fields})


ALL = {
    "x_label": ["epoch", "에포크"],
    "y_label": True,
    "heading": True,
    "legend": [["train", "훈련"], ["val", "검증"]],
    "series": [{"history": "loss"}, {"history": "val_loss"}],
}


def judged(tmp_path: Path, *figures: dict[str, Any], then: Any = None, **options: Any) -> Finding:
    cell, reference = options.pop("cell", None), options.pop("reference", "")
    spec = criterion("it", "figure", cell=cell, **options)
    quest = make_quest(tmp_path / "quest", spec, reference=reference, starter={"answer": "", "other": ""})
    folder = EvidenceFolder(tmp_path / "e", options.pop("cells", DRAWS | {"other": "y = 2"}))
    folder.figures(*figures).calls(FIT)
    if then:
        then(folder)
    return judge(quest, folder.evidence).findings[0]


def test_a_figure_that_says_what_it_shows_passes(tmp_path: Path) -> None:
    finding = judged(tmp_path, recorded_figure(curves()), **ALL)
    assert finding.state is PASSED, finding.message.en
    assert finding.message.ko != finding.message.en


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"x_label": "에포크"}, 10),
        ({"x_label": ""}, 8.3333),
        ({"x_label": "", "y_label": " "}, 6.6667),
        ({"legend": None, "title": ""}, 6.6667),
        ({"lines": [recorded_series(LOSS, EPOCHS, label="Training")]}, 8.3333),
    ],
)
def test_each_part_gives_its_part_of_the_points(tmp_path: Path, changed: dict[str, Any], points: float) -> None:
    finding = judged(tmp_path, recorded_figure(curves(**changed)), **ALL)
    assert finding.points == pytest.approx(points, abs=1e-3)


def test_of_words_one_of_which_is_enough_nobody_is_made_to_write_all(tmp_path: Path) -> None:
    figure = recorded_figure(curves(legend=["plain"]))
    finding = judged(tmp_path, figure, legend=[["momentum", "모멘텀", "0.9"]])
    assert finding.expected is not None
    assert finding.expected.en == "one of `momentum`, `모멘텀`, `0.9`"
    assert finding.expected.ko == "`momentum`, `모멘텀`, `0.9` 중 하나"
    alone = judged(tmp_path / "alone", figure, legend=["momentum"]).expected
    assert alone is not None
    assert (alone.en, alone.ko) == ("`momentum`", "`momentum`")


@pytest.mark.parametrize(
    ("changed", "english", "korean", "hint"),
    [
        ({"x_label": ""}, "The figure has no label on its x axis.", "x축에 이름이 없습니다", 'plt.xlabel("epoch")'),
        ({"y_label": ""}, "The figure has no label on its y axis.", "y축에 이름이 없습니다", 'plt.ylabel("loss")'),
        ({"title": ""}, "has no title", "제목이 없습니다", "plt.title("),
        (
            {"x_label": "batch"},
            "x axis of the figure says 'batch'; it should say one of `epoch`, `에포크`",
            "'batch'",
            "xlabel",
        ),
        ({"legend": None}, "has no legend", "범례가 없어", 'label="train"'),
        ({"legend": []}, "has no legend", "범례가 없어", "plt.legend()"),
        (
            {"legend": ["train"]},
            "'train'; there should be one of `val`, `검증`",
            "`val`, `검증` 중 하나",
            'label="val"',
        ),
    ],
)
def test_what_is_missing_is_told_with_the_line_that_mends_it(
    tmp_path: Path, changed: dict[str, Any], english: str, korean: str, hint: str
) -> None:
    finding = judged(tmp_path, recorded_figure(curves(**changed)), **ALL)
    assert finding.state is PARTIAL
    assert english in finding.message.en
    assert korean in finding.message.ko
    assert finding.hint is not None
    assert hint in finding.hint.en
    assert hint in finding.hint.ko
    assert finding.cell == "answer"


def test_the_figure_and_the_plot_that_are_meant_are_named(tmp_path: Path) -> None:
    figures = [recorded_figure(curves()), recorded_figure(curves(), curves(y_label=""))]
    finding = judged(tmp_path, *figures, y_label=True, every=True)
    assert finding.message.en == "The second plot of the second figure has no label on its y axis."
    assert finding.message.ko == "두 번째 그림의 두 번째 그래프의 y축에 이름이 없습니다."
    assert finding.points == pytest.approx(6.6667, abs=1e-3)


def test_one_good_figure_is_enough_unless_every_one_is_asked(tmp_path: Path) -> None:
    figures = [recorded_figure(curves(x_label="")), recorded_figure(curves())]
    assert judged(tmp_path / "a", *figures, x_label=True).state is PASSED
    assert judged(tmp_path / "b", *figures, x_label=True, every=True).state is PARTIAL
    assert judged(tmp_path / "c", *figures, x_label=True, which=1).state is FAILED
    assert judged(tmp_path / "d", *figures, x_label=True, which=3).state is FAILED


def test_labels_belong_to_the_axes_that_draw_what_is_asked(tmp_path: Path) -> None:
    accuracy = recorded_axes(recorded_series([0.5, 0.6, 0.7, 0.8], EPOCHS), x_label="epoch", y_label="accuracy")
    figure = recorded_figure(curves(x_label=""), accuracy)
    assert judged(tmp_path / "a", figure, x_label=True, series=[{"history": "accuracy"}]).state is PASSED
    assert judged(tmp_path / "b", figure, x_label=True, series=[{"history": "loss"}]).state is PARTIAL


def test_a_title_above_a_figure_of_one_plot_is_its_title(tmp_path: Path) -> None:
    assert judged(tmp_path / "a", recorded_figure(curves(title=""), title="All"), heading=True).state is PASSED
    both = recorded_figure(curves(title=""), curves(title=""), title="All")
    assert judged(tmp_path / "b", both, heading=True).state is FAILED


def test_a_colour_bar_is_no_plot(tmp_path: Path) -> None:
    figure = recorded_figure(curves(), recorded_axes(is_colorbar=True))
    assert judged(tmp_path, figure, x_label=True, every=True).state is PASSED


@pytest.mark.parametrize("words", ["/^epochs?$/", "EPOCHS", ["nothing", "epo"], "/epoch|에포크/"])
def test_words_may_be_in_either_language_or_a_pattern(tmp_path: Path, words: Any) -> None:
    assert judged(tmp_path, recorded_figure(curves()), x_label=words).state is PASSED


@pytest.mark.parametrize(("x", "state"), [([0, 1, 2, 3], PASSED), ([1, 2, 3, 4], PASSED), ([2, 3, 4, 5], FAILED)])
def test_epochs_begin_at_0_or_1(tmp_path: Path, x: list[float], state: FindingState) -> None:
    figure = recorded_figure(recorded_axes(recorded_series(LOSS, x)))
    finding = judged(tmp_path, figure, series=[{"history": "loss"}])
    assert finding.state is state
    if state is FAILED:
        assert "at x from 2 to 5; the epochs are 0 to 3 or 1 to 4" in finding.message.en
        assert finding.hint is not None
        assert "range(1, 4 + 1)" in finding.hint.ko


@pytest.mark.parametrize(
    ("wanted", "english", "korean"),
    [
        ({"history": "val_loss"}, "`val_loss` is not drawn", "`val_loss`가 그려지지 않았습니다"),
        ({"history": "val_accuracy"}, "No training recorded `val_accuracy`", "`accuracy`, `loss`, `val_loss`"),
        ({"history": "loss", "model": "other"}, "No training recorded `loss`", "`loss`가 기록된 학습이 없어"),
    ],
)
def test_a_metric_that_is_not_drawn_is_told(tmp_path: Path, wanted: dict[str, Any], english: str, korean: str) -> None:
    finding = judged(tmp_path, recorded_figure(curves(lines=[recorded_series(LOSS)])), series=[wanted])
    assert finding.state is FAILED
    assert english in finding.message.en
    assert korean in finding.message.ko


def test_what_is_drawn_instead_is_told_by_the_metric_that_it_is(tmp_path: Path) -> None:
    figure = recorded_figure(recorded_axes(recorded_series([0.5, 0.6, 0.7, 0.8], label="val")))
    finding = judged(tmp_path, figure, series=[{"history": "val_loss"}])
    assert finding.found is not None
    assert finding.expected is not None
    assert finding.found.en == "accuracy (4)"
    assert finding.expected.en == "4 values, 0.95 … 0.65"


def test_a_label_of_a_series_is_held_to_its_words(tmp_path: Path) -> None:
    swapped = [recorded_series(LOSS, label="Validation"), recorded_series(VAL_LOSS, label="Training")]
    finding = judged(tmp_path, recorded_figure(curves(lines=swapped)), series=[{"history": "loss", "label": "train"}])
    assert finding.state is FAILED
    assert "its label is 'Validation'; it should say `train`" in finding.message.en
    assert "label이 'Validation'입니다" in finding.message.ko


def drawn_function(function: Any, low: float = -3, high: float = 3, points: int = 50) -> dict[str, Any]:
    x = np.linspace(low, high, points)
    return recorded_figure(recorded_axes(recorded_series([float(y) for y in function(x)], [float(v) for v in x])))


@pytest.mark.parametrize(
    ("name", "function"),
    [("tanh", np.tanh), ("relu", lambda x: np.maximum(x, 0)), ("sigmoid", lambda x: 1 / (1 + np.exp(-x)))],
)
def test_a_function_is_recognised_at_whatever_x_it_is_drawn(tmp_path: Path, name: str, function: Any) -> None:
    figure = drawn_function(function)
    assert judged(tmp_path / "a", figure, series=[{"function": name, "covers": [-3, 3]}]).state is PASSED
    assert judged(tmp_path / "b", figure, series=[{"function": "cos"}]).state is FAILED


def test_a_function_of_the_quests_own_is_recognised(tmp_path: Path) -> None:
    reference = "import numpy as np\ndef swish(x): return x / (1 + np.exp(-x))\n"
    figure = drawn_function(lambda x: x / (1 + np.exp(-x)))
    assert judged(tmp_path, figure, series=[{"reference": "swish"}], reference=reference).state is PASSED


def test_a_reference_that_fails_is_the_quests_fault(tmp_path: Path) -> None:
    with pytest.raises(QuestFault):
        judged(tmp_path, drawn_function(np.tanh), series=[{"reference": "f"}], reference="def f(x): return 1 / 0\n")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (drawn_function(np.tanh, points=5), "with 5 points; at least 20"),
        (drawn_function(np.tanh, low=0), "from x = 0 to 3; from [-3, 3] is asked for"),
    ],
)
def test_a_function_that_cannot_be_seen_is_told(tmp_path: Path, figure: dict[str, Any], words: str) -> None:
    finding = judged(tmp_path, figure, series=[{"function": "tanh", "covers": [-3, 3]}])
    assert finding.state is FAILED
    assert words in finding.message.en


@pytest.mark.parametrize(
    ("value", "state"), [(np.array(LOSS), PASSED), (LOSS, PASSED), ("words", FAILED), ([1, 2], FAILED), ([], FAILED)]
)
def test_a_series_may_be_a_variable(tmp_path: Path, value: Any, state: FindingState) -> None:
    answers = lambda folder: folder.answer("it-s0", value)  # noqa: E731
    finding = judged(tmp_path, recorded_figure(curves()), then=answers, series=[{"variable": "average"}])
    assert finding.state is state


def test_counts_and_kinds_are_judged(tmp_path: Path) -> None:
    gallery = recorded_figure(*[recorded_axes(IMAGE, title=str(n)) for n in range(5)])
    bars = recorded_figure(recorded_axes({"kind": "bar", "x": [0.0], "y": [1.0], "count": 1}))
    assert judged(tmp_path / "a", gallery, gallery, images=10, figures=2).state is PASSED
    assert judged(tmp_path / "b", bars, kinds="bar", count=1).state is PASSED
    few = judged(tmp_path / "c", gallery, images=10)
    assert "5 images are shown; 10 are asked for" in few.message.en
    assert "이미지가 5개" in few.message.ko
    none = judged(tmp_path / "d", bars, kinds=["scatter"])
    assert none.message.en == "The figure has no scattered points."
    lonely = judged(tmp_path / "f", bars, count=2)
    assert "draws 1 series; 2 are asked for" in lonely.message.en


def test_no_figure_in_code_that_draws_one_is_told_how_to_show_it(tmp_path: Path) -> None:
    finding = judged(tmp_path, x_label=True, cell="answer")
    assert finding.state is FAILED
    assert "none was shown in cell `answer`" in finding.message.en
    assert finding.hint is not None
    assert "plt.show()" in finding.hint.ko
    assert "plt.close()" in finding.hint.en


@pytest.mark.parametrize("figure", [recorded_figure(), recorded_figure(recorded_axes(x_label="epoch"))])
def test_labels_of_an_empty_figure_are_worth_nothing(tmp_path: Path, figure: dict[str, Any]) -> None:
    finding = judged(tmp_path, figure, x_label=True)
    assert finding.state is FAILED
    assert "nothing is drawn in it" in finding.message.en
    assert "그려진 것이 없습니다" in finding.message.ko


def test_a_cell_that_stopped_before_its_figure_is_told(tmp_path: Path) -> None:
    records = [CellRecord(name="answer", answer=True, state="error")]
    folder = EvidenceFolder(tmp_path / "e", DRAWS, records=records, ended_by="error").figures()
    finding = judge(make_quest(tmp_path / "q", criterion("it", "figure", heading=True)), folder.evidence).findings[0]
    assert (finding.state, finding.cell) == (FAILED, "answer")
    assert "did not run to its end" in finding.message.en
    assert "끝까지 실행되지 않아" in finding.message.ko


def test_figures_beyond_those_that_are_kept_are_told(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", DRAWS | {"other": "y = 2"})
    folder.figures(recorded_figure(curves(), cell="other"), dropped=3)
    spec = criterion("it", "figure", heading=True, cell="answer")
    finding = judge(make_quest(tmp_path / "q", spec), folder.evidence).findings[0]
    assert "Show fewer" in finding.message.en


def test_no_figure_and_no_drawing_is_unattempted(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", {"answer": "x = 1"}).figures()
    finding = judge(make_quest(tmp_path / "q", criterion("it", "figure", heading=True)), folder.evidence).findings[0]
    assert finding.state is FindingState.UNATTEMPTED
    assert "plt.show()" in finding.message.ko


def test_a_figure_of_another_cell_is_told(tmp_path: Path) -> None:
    finding = judged(tmp_path, recorded_figure(curves(), cell="other"), x_label=True, cell="answer")
    assert finding.state is FAILED
    assert "`answer` shows no figure; there is one in cell `other`" in finding.message.en
    assert judged(tmp_path / "2", recorded_figure(curves(), cell="other"), x_label=True, cell="other").state is PASSED


def test_figures_that_were_not_recorded_are_told(tmp_path: Path) -> None:
    broken = lambda folder: folder.raw("figures", {"id": "figures", "status": "error", "values": []})  # noqa: E731
    finding = judged(tmp_path, then=broken, x_label=True)
    assert finding.state is FAILED
    assert "was not recorded" in finding.message.en
    assert "기록되지 않았습니다" in finding.message.ko


def test_a_run_that_was_killed_says_so(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", DRAWS, asked=False, ended_by="memory")
    finding = judge(make_quest(tmp_path / "q", criterion("it", "figure", heading=True)), folder.evidence).findings[0]
    assert finding.state is FAILED
    assert "memory" in finding.message.en


def test_old_evidence_without_figures_fails_with_a_reason(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "e", DRAWS)
    finding = judge(make_quest(tmp_path / "q", criterion("it", "figure", heading=True)), folder.evidence).findings[0]
    assert finding.state is FAILED


LONG = {"kind": "line", "x": [], "y": [], "count": 4}
FORGED: list[Any] = [
    b"",
    b"not json",
    {"id": "figures", "status": "answered", "record": {"figures": [{"axes": "none"}]}},
    {"id": "figures", "status": "answered", "record": {"figures": [{"axes": [{"series": [{"kind": "pie"}]}]}]}},
    {"id": "figures", "status": "answered", "record": {"figures": [{"cell": "x" * 500}]}},
    {"id": "figures", "status": "answered", "record": {"passed": True}},
    {"id": "figures", "status": "answered", "record": {"figures": [recorded_figure()]}},
    {"id": "figures", "status": "answered", "record": {"figures": [recorded_figure(recorded_axes(LONG))]}},
    {
        "id": "figures",
        "status": "answered",
        "record": {"figures": [recorded_figure(recorded_axes(recorded_series([math.nan] * 4, [math.inf] * 4)))]},
    },
    {
        "id": "figures",
        "status": "answered",
        "record": {
            "figures": [recorded_figure(recorded_axes({**LONG, "x": [1.0], "y": [1.0, 2.0]}, y_label="\u202e{0}"))]
        },
    },
]


@pytest.mark.parametrize("content", FORGED, ids=range(len(FORGED)))
def test_a_forged_record_fails_without_harm(tmp_path: Path, content: Any) -> None:
    options = ALL | {"series": [{"history": "loss"}, {"function": "tanh"}, {"variable": "v"}], "y_label": "loss"}
    then = lambda folder: folder.raw("figures", content).answer("it-s2", LOSS)  # noqa: E731
    finding = judged(tmp_path, then=then, **options)
    assert finding.state is FAILED, finding.message.en
    assert "\u202e" not in finding.model_dump_json()


@pytest.mark.parametrize("content", [b"", b"nothing", {"id": "calls", "status": "answered", "record": {"calls": [1]}}])
def test_a_forged_history_fails_without_harm(tmp_path: Path, content: Any) -> None:
    forge = lambda folder: folder.raw("calls", content)  # noqa: E731
    finding = judged(tmp_path, recorded_figure(curves()), then=forge, series=[{"history": "loss"}])
    assert finding.state is FAILED


def test_words_of_a_figure_are_made_safe_before_they_are_shown(tmp_path: Path) -> None:
    finding = judged(tmp_path, recorded_figure(curves(x_label="{0}\u202e" + "x" * 200)), x_label="epoch")
    assert finding.state is FAILED
    assert "\u202e" not in finding.model_dump_json()


def test_variables_are_asked_for(tmp_path: Path) -> None:
    spec = criterion("it", "figure", series=[{"history": "loss"}, {"variable": "average"}])
    questions, _ = questions_for(make_quest(tmp_path, spec))
    assert AskVariable(id="it-s1", name="average", max_elements=100_000) in questions
    assert {question.id for question in questions} >= {"figures", "calls"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "at least one of"),
        ({"x_label": "/(/"}, "no regular expression"),
        ({"x_label": False}, "x_label"),
        ({"series": [{}]}, "exactly one of"),
        ({"series": [{"history": "loss", "variable": "x"}]}, "exactly one of"),
        ({"series": [{"function": "gelu_of_mine"}]}, "relu"),
        ({"kinds": ["pie"]}, "line"),
        ({"legend": []}, "legend"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_options(criterion("it", "figure", **options))
    assert words in str(caught.value)


def test_a_bug_of_ours_costs_no_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("graders.criteria.figure.drawn", breaks)
    finding = judged(tmp_path, recorded_figure(curves()), title=True)
    assert finding.state is FindingState.COULD_NOT_GRADE
    assert "do not count against you" in finding.message.en
    assert "총점에서 제외됩니다" in finding.message.ko
