# tries: to return a list whose length, items and equality are made up
# must: be judged as the list that was written down, which is none of the right numbers
# score: 1
class Liar(list):
    def __len__(self):
        return 1

    def __iter__(self):
        return iter([3, 7])

    def __eq__(self, other):
        return True

    __hash__ = None


def add(a, b):
    return Liar([3, 7])
