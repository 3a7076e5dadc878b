# tries: to run scripts by what a report says of a wrong result: the name of its class, its text, its keys
# must: have them shown as text
# score: 1
CALL = "fetch('http://beacon.example/class');top.owned=self.owned=1;alert(1)"
MARK = f'<script>{CALL}</script><img src=x onerror="{CALL}">{{{{ 7 * 7 }}}}'


def add(a, b):
    return MARK if a == 3 else type(MARK, (), {"__module__": MARK})()
