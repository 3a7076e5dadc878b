"""Particles agree with what stands before them, as a Korean speaker reads it."""

from __future__ import annotations

import pytest

from graders.particles import agreed
from graders.text import text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("모델이(가) 없습니다", "모델이 없습니다"),
        ("정확도이(가) 낮습니다", "정확도가 낮습니다"),
        ("층을(를)", "층을"),
        ("`loss`은(는)", "`loss`는"),
        ("`model`은(는)", "`model`은"),
        ("`train_x`을(를)", "`train_x`를"),
        ("`update`이(가)", "`update`가"),
        ("`dropout`이(가)", "`dropout`이"),
        ("`batch`을(를)", "`batch`를"),
        ("`file`을(를)", "`file`을"),
        ("`name`이(가)", "`name`이"),
        ("`dtype`이(가)", "`dtype`이"),
        ("`shape`이(가)", "`shape`가"),
        ("답 `d`은(는)", "답 `d`는"),
        ("답 `l`은(는)", "답 `l`은"),
        ("layers.Conv2D(32)을(를)", "layers.Conv2D(32)를"),
        ("0.8027(으)로", "0.8027로"),
        ("0.33(으)로", "0.33으로"),
        ("100(으)로", "100으로"),
        ("`binary_crossentropy`(으)로", "`binary_crossentropy`로"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("98.5%이(가)", "98.5%가"),
        ("길과(와) 나무와(과)", "길과 나무와"),
        ("'relu'이어야 합니다", "'relu'여야 합니다"),
        ("0.3 이하이어야 합니다", "0.3 이하여야 합니다"),
        ("(5,)이어야 합니다", "(5,)여야 합니다"),
        ("한글이어야 합니다", "한글이어야 합니다"),
        ("리스트이어서", "리스트여서"),
        ("`Adam`(이)라는 옵티마이저", "`Adam`이라는 옵티마이저"),
        ("`loss`(이)라는 손실", "`loss`라는 손실"),
        ("GlobalMaxPooling2D은(는)", "GlobalMaxPooling2D는"),
        ("`BatchNormalization`이(가)", "`BatchNormalization`이"),
    ],
)
def test_a_particle_agrees_with_the_word_before_it(written: str, read: str) -> None:
    assert agreed(written) == read


@pytest.mark.parametrize("written", ["{name}이(가)", "`{name}`은(는)", "은(는)", "α이(가)", "→(으)로"])
def test_both_forms_stay_where_nothing_tells_how_a_word_is_read(written: str) -> None:
    assert agreed(written) == written


def test_a_message_agrees_with_what_it_is_filled_with() -> None:
    message = text("`{name}` is missing", "`{name}`이(가) 없습니다")
    assert message.format(name="loss").ko == "`loss`가 없습니다"
    assert message.format(name="model").ko == "`model`이 없습니다"
    assert text("`x`", "`x`은(는)").ko == "`x`는"
