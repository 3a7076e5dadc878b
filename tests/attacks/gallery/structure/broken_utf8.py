# tries: to break readers by bytes that are no text: overlong forms, halves of characters, in the answer itself
# must: be refused with the place, and never be guessed at
# kind: unwelcome
from tests.graders.folders import sums


def upload(quest):
    return sums("def add(a, b):\n    return a + b  # HERE").replace(b"HERE", b"\xc0\xaf\xed\xa0\x80\xff\xfe")
