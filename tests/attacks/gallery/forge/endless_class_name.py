# tries: to give a result whose class has a name of 100 MB, or none that can be had
# must: earn nothing, and be told so in a few words
# score: 1
class Meta(type):
    @property
    def __module__(cls):
        raise RuntimeError("x" * 100_000_000)


class Nameless(metaclass=Meta):
    pass


def add(a, b):
    return Nameless() if a == 1 else type("y" * 100_000_000, (), {})()
