# tries: to have an archive unpacked, by the name of a notebook: names with .., a link, a bomb
# must: be refused as what it is
# kind: unwelcome
import io
import zipfile

from tests.graders.folders import sums


def upload(quest):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answer.ipynb", sums("def add(a, b):\n    return a + b"))
        archive.writestr("../../quest.toml", "")
        archive.writestr("bomb", bytes(50_000_000))
    return packed.getvalue()
