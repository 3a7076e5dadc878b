"""A small convolutional base, trained here on drawn animals and things: ``small_base.keras``."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from graders.text import text
from quests.datasets.making import CannotBeMade
from quests.datasets.recipe import Recipe, Share

FILE = "small_base.keras"
TRAINING = "quests.datasets.base_training"
ROOT = Path(__file__).resolve().parents[2]
"""Where Python finds the package that holds the training."""
LAST_WORDS = 2000
"""Characters of what a training that failed has said, for the error."""
MOST_SECONDS = 3600.0
"""When a training that has not ended is taken for one that never will: over ten times what two quiet cores need."""


ENDED = text(
    "{file} could not be trained: the training ended with code {code}. It said last:\n{said}",
    "{file}을(를) 훈련하지 못했습니다. 훈련이 코드 {code}(으)로 끝났습니다. 마지막 출력:\n{said}",
)
TOO_LONG = text(
    "{file} could not be trained: the training was ended after {seconds:.0f} s. Is the machine busy? "
    "It said last:\n{said}",
    "{file}을(를) 훈련하지 못했습니다. {seconds:.0f}초가 지나도 끝나지 않아 중단했습니다. 장비가 바쁘지 않은지 "
    "확인하십시오. 마지막 출력:\n{said}",
)


class TrainingFailed(CannotBeMade):
    """The training of the base ended without a base."""


def _public(folder: Path, rng: np.random.Generator, share: Share) -> None:
    """Train in a process of its own: the store runs where TensorFlow must not be imported.

    Raises:
        TrainingFailed: with what it said last.
    """
    command = [sys.executable, "-m", TRAINING, str(rng.integers(2**63)), str(folder / FILE)]
    errors = folder / "training.log"
    with (
        errors.open("w+") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
        ) as training,
    ):
        in_time = _followed(training, share)
    said = errors.read_text(errors="replace")[-LAST_WORDS:]
    errors.unlink()
    if training.returncode:
        why = ENDED.format(file=FILE, code=training.returncode, said=said.strip())
        late = TOO_LONG.format(file=FILE, seconds=MOST_SECONDS, said=said.strip() or "-")
        raise TrainingFailed(why if in_time else late)
    (folder / FILE).chmod(0o644)


def _followed(training: subprocess.Popen[bytes], share: Share) -> bool:
    """Tell the shares that a training prints until it ends; False where it had to be ended.

    It does not outlive this call, even where ``share`` raises.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        training.kill()

    timer = threading.Timer(MOST_SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        assert training.stdout
        for line in training.stdout:
            share(float(line))
        training.wait()
    finally:
        timer.cancel()
        training.kill()
    return not late.is_set()


def _environment(folder: Path) -> dict[str, str]:
    """On the processor, so that it is the same base everywhere; Keras' own settings in nobody's home."""
    return {
        **os.environ,
        "CUDA_VISIBLE_DEVICES": "-1",
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": str(folder.parent / "keras"),
        "TF_CPP_MIN_LOG_LEVEL": "2",
    }


SMALL_BASE = Recipe(
    name="small_base",
    title=text("A small pretrained base", "사전 훈련된 작은 합성곱 기반"),
    about=text(
        "A convolutional base of seven layers in four blocks, named as those of VGG16 are, for pixels from 0 to 255 of "
        "64 by 64 colour images. It was trained here to tell 22 kinds of drawn animals and things apart; neither cats "
        "nor dogs were among them.",
        "블록 네 개, 합성곱 층 일곱 개로 이루어진 기반 모델로, 층 이름은 VGG16과 같은 방식이며 0에서 255까지의 "
        "픽셀 값을 가진 64×64 컬러 이미지를 받습니다. 그려 만든 동물과 사물 22가지를 구별하도록 이곳에서 "
        "훈련했으며, 고양이와 개는 훈련에 쓰지 않았습니다.",
    ),
    licence="CC0-1.0",
    version=1,
    files=(FILE,),
    public=_public,
)
"""Loaded by ``keras.models.load_model(keras.utils.get_file("small_base.keras", origin=…))``."""
