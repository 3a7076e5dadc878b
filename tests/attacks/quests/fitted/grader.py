"""Whether the losses that a learner kept fall."""

from graders.authoring import failed, passed, text


def judge(evidence):
    losses = evidence.array("losses", rank=1)
    if losses.size > 1 and losses[-1] < losses[0]:
        return passed(text("The losses fall.", "손실이 줄어듭니다."))
    return failed(text("The losses do not fall.", "손실이 줄어들지 않습니다."), found=losses)
