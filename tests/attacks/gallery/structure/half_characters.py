# tries: to break whoever writes its source to a file: halves of surrogate pairs, which JSON can spell
# must: be run with a question mark in their place
# kind: upload
# score: 10
from tests.graders.folders import sums


def upload(quest):
    spelt = rb"\ud83d\udc00\ud800 \u202e \ufeff"
    return sums("def add(a, b):\n    '''HERE'''\n    return a + b").replace(b"HERE", spelt)
