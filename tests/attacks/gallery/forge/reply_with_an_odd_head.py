# tries: to bring the worker down by a reply to its questions whose head is of odd kinds throughout
# must: have the questions count as put and not answered
# score: 1
import runpy
from jupyter_client.session import DELIM


def forge(names, ask, answers):
    session = get_ipython().kernel.session

    def serialize(message, ident=None):
        parts = [b'{"msg_id": [1], "msg_type": {}, "date": 5, "version": []}', b"{}", b"{}", b"{}"]
        return [*(ident if isinstance(ident, list) else [ident]), DELIM, session.sign(parts), *parts]

    session.serialize = serialize


runpy.run_path = lambda *_: {"main": forge}


def add(a, b):
    return a + b
