# tries: to be run as another language than Python
# must: be refused with the language's name, whatever that holds
# kind: unwelcome
from tests.graders.folders import code, notebook


def upload(quest):
    language = "<script>alert(1)</script>{0.__class__}" + "\ud83d" + "R" * 100_000
    return notebook(
        code("add <- function(a, b) a + b", "add", answer=True),
        metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": language}},
    )
