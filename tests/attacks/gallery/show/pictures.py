# tries: to end an attribute by what should be the base64 of a picture, and to name pictures by paths and addresses
# must: show a picture, or none
# score: 10
from IPython.display import display

CALL = "fetch('http://beacon.example/picture');top.owned=self.owned=1;alert(1)"
for kind in ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"):
    for words in (f'"><script>{CALL}</script>', f'x" onerror="{CALL}', ["a", f'"onload="{CALL}'], {"src": CALL}, 7):
        more = {"width": f'1"onerror="{CALL}', "height": f"1 onerror={CALL}", "alt": f'"onerror="{CALL}'}
        display({kind: words}, raw=True, metadata={kind: more, "filenames": {kind: "http://beacon.example/file.png"}})


def add(a, b):
    return a + b
