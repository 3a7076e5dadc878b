# tries: to break out of a coloured text: escapes with marks in them, links, titles, cursors, a megabyte of colours
# must: show plain or coloured text, and nothing else
# score: 10
CALL = "fetch('http://beacon.example/ansi');top.owned=self.owned=1;alert(1)"
MARK = f'<script>{CALL}</script><img src=x onerror="{CALL}">'
print(f'\x1b[31m{MARK}\x1b[0m \x1b[38;5;<img src=x onerror={CALL}>m x \x1b[38;2;1;2;3"onclick="{CALL}m{MARK}')
print(f"\x1b]8;;javascript:{CALL}\x1b\\click\x1b]8;;\x1b\\ \x1b]8;;http://beacon.example/osc\x07click\x1b]8;;\x07")
print(f"\x1b]0;{MARK}\x07\x1bP{MARK}\x1b\\\x1b[2J\x1b[999D\x1b[?1049h\x9b31m\x00\x08\x7f\ufeff\u202e{MARK}")
print("\x1b[1;31m" * 20_000 + "<b>3</b>")


def add(a, b):
    return a + b
