# tries: to be two things at once: a PNG picture with a web page and a right notebook behind it
# must: be refused: a notebook begins with a brace
# kind: unwelcome
from tests.graders.folders import sums


def upload(quest):
    picture = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
    return picture + b"<html><script>alert(1)</script></html>" + sums("def add(a, b):\n    return a + b")
